from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...models.task.directive_task_deadline import DEADLINE_KINDS

GROUPS = [
    ("all_departments", "All departments"),
    ("all_communes", "All communes, wards and special zones"),
    ("chosen", "Selected agencies"),
]
AGENCIES_OF = {
    "all_departments": Domain("kind", "=", "department"),
    "all_communes": Domain("kind", "=", "commune"),
}


class DirectiveTaskBatch(models.TransientModel):
    """One order for many agencies at once: each gets its own task."""

    _name = "directive.task.batch"
    _description = "Task for Many Agencies"
    _inherit = ["directive.deadline.mixin"]
    _document_day = "directive_id.date_issued"

    directive_id = fields.Many2one("directive.directive", required=True)
    point = fields.Char()
    name = fields.Text(string="Content", required=True)
    product = fields.Char(string="Expected product")
    group = fields.Selection(GROUPS, string="To", required=True, default="all_communes")
    agency_ids = fields.Many2many(
        "directive.agency",
        string="Agencies",
        compute="_compute_agency_ids",
        store=True,
        readonly=False,
        domain=[("kind", "!=", "office")],
    )
    agency_count = fields.Integer(compute="_compute_agency_count", string="Tasks to be created")
    deadline_kind = fields.Selection(DEADLINE_KINDS, required=True, default="date")
    date_deadline = fields.Date(string="Deadline")
    deadline_days = fields.Integer(string="Working days")
    needs_report = fields.Boolean(default=True, help="A result must be reported.")

    @api.depends("group")
    def _compute_agency_ids(self):
        """Offer the whole group; single agencies can still be removed or added."""
        Agency = self.env["directive.agency"]
        for wizard in self:
            domain = AGENCIES_OF.get(wizard.group)
            wizard.agency_ids = Agency.search(domain) if domain else wizard.agency_ids

    @api.depends("agency_ids")
    def _compute_agency_count(self):
        for wizard in self:
            wizard.agency_count = len(wizard.agency_ids)

    def action_create(self):
        """Create one draft task per agency; they are assigned with the directive."""
        self.ensure_one()
        if not self.agency_ids:
            raise UserError(self.env._("Choose at least one agency."))
        self.env["directive.task"].create(
            [self._prepare_task_vals(agency) for agency in self.agency_ids]
        )
        return {"type": "ir.actions.act_window_close"}

    def _prepare_task_vals(self, agency):
        dated = self.deadline_kind in ("date", "period")
        return {
            "directive_id": self.directive_id.id,
            "point": self.point,
            "name": self.name,
            "product": self.product,
            "lead_agency_id": agency.id,
            "deadline_kind": self.deadline_kind,
            "date_deadline": self.date_deadline if dated else False,
            "deadline_days": self.deadline_days,
            "needs_report": self.needs_report,
        }
