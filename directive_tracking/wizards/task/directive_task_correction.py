from odoo import api, fields, models
from odoo.fields import Command

from ...models.task.directive_task_deadline import DEADLINE_KINDS, FREQUENCIES


class DirectiveTaskCorrection(models.TransientModel):
    """The correction of an assigned task, its lead agency included."""

    _name = "directive.task.correction"
    _description = "Task Correction"
    _inherit = ["directive.correction.form", "directive.deadline.mixin"]
    _document_day = "order_id.directive_id.date_issued"
    _order_model = "directive.task"

    order_id = fields.Many2one("directive.task", string="Task", required=True, readonly=True)
    point = fields.Char()
    name = fields.Text(string="Content", required=True)
    product = fields.Char(string="Expected product")
    remark = fields.Text(string="Remarks")
    group_title = fields.Char(string="Heading")
    lead_agency_id = fields.Many2one("directive.agency", string="Lead agency", required=True)
    coordinating_agency_ids = fields.Many2many(
        "directive.agency",
        "directive_task_correction_agency_rel",
        string="Coordinating agencies",
        context={"active_test": False},
    )
    needs_report = fields.Boolean()
    deadline_kind = fields.Selection(DEADLINE_KINDS, required=True)
    deadline_text = fields.Char(string="Deadline as worded")
    deadline_days = fields.Integer(string="Working days")
    date_deadline = fields.Date(string="Deadline")
    frequency = fields.Selection(FREQUENCIES)
    frequency_day = fields.Integer(string="Day of the month")

    @api.onchange("lead_agency_id")
    def _onchange_lead_agency_id(self):
        """Swap a coordinator that becomes the lead with the previous lead agency."""
        before = self.order_id.lead_agency_id
        if self.lead_agency_id in self.coordinating_agency_ids._origin:
            self.coordinating_agency_ids = [
                Command.unlink(self.lead_agency_id.id),
                Command.link(before.id),
            ]

    @api.onchange("deadline_kind", "deadline_days")
    def _onchange_deadline(self):
        """Show the deadline that results from the correction."""
        values = {"deadline_kind": self.deadline_kind, "deadline_days": self.deadline_days}
        if self.deadline_kind not in ("date", "period") and self.order_id:
            self.date_deadline = self.order_id._corrected_deadline(values)
