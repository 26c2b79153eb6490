from odoo import api, fields, models
from odoo.exceptions import UserError

from ...models.task.directive_task_deadline import DEADLINE_KINDS

WITH_ARCHIVED = {"active_test": False}
GROUPS = [
    ("all_departments", "All departments"),
    ("all_communes", "All communes, wards and special zones"),
    ("groups", "Groups of agencies"),
    ("chosen", "Selected agencies"),
]
KIND_OF = {"all_departments": "department", "all_communes": "commune"}


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
    agency_group_ids = fields.Many2many(
        "directive.agency.group", string="Groups", context=WITH_ARCHIVED
    )
    include_lower = fields.Boolean(string="Include all agencies below")
    excluded_agency_ids = fields.Many2many(
        "directive.agency",
        "directive_task_batch_excluded_rel",
        string="Except",
        context=WITH_ARCHIVED,
    )
    agency_ids = fields.Many2many(
        "directive.agency",
        string="Agencies",
        compute="_compute_agency_ids",
        compute_sudo=False,
        store=True,
        readonly=False,
        domain=[("kind", "!=", "office")],
    )
    agency_count = fields.Integer(compute="_compute_agency_count", string="Tasks to be created")
    deadline_kind = fields.Selection(DEADLINE_KINDS, required=True, default="date")
    date_deadline = fields.Date(string="Deadline")
    deadline_days = fields.Integer(string="Working days")
    needs_report = fields.Boolean(default=True, help="A result must be reported.")

    @api.depends("group", "agency_group_ids", "include_lower", "excluded_agency_ids")
    def _compute_agency_ids(self):
        """Offer the whole selection; single agencies can still be removed or added."""
        for wizard in self:
            kinds = [KIND_OF[wizard.group]] if wizard.group in KIND_OF else []
            named = wizard._named_agencies()
            excluded = wizard.excluded_agency_ids._origin
            wizard.agency_ids = named._chosen(kinds, named, wizard.include_lower, excluded)

    def _named_agencies(self):
        """Return the agencies chosen by group or one by one, archived ones too."""
        if self.group == "groups":
            return self.agency_group_ids.agency_ids._origin
        return (self.agency_ids if self.group == "chosen" else self.agency_ids.browse())._origin

    @api.depends("agency_ids")
    def _compute_agency_count(self):
        for wizard in self:
            wizard.agency_count = len(wizard.agency_ids)

    def action_create(self):
        """Create one draft task per agency; they are assigned with the directive."""
        self.ensure_one()
        if self.group == "groups":
            (self._named_agencies() - self.excluded_agency_ids)._check_exists_still()
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
