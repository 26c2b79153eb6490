from odoo import api, fields, models
from odoo.fields import Command

from ..models.directive.directive_directive import SOURCES
from ..models.notice.telling import says_what_it_sent
from ..models.task.directive_task_deadline import DEADLINE_KINDS, FREQUENCIES
from ..tools.order import RULES
from ..tools.urgency import URGENCIES


class DirectiveCorrectionForm(models.AbstractModel):
    """The content of an issued order for correction, and the reason."""

    _name = "directive.correction.form"
    _description = "Correction Form"
    _order_model = None  # of the corrected record

    note = fields.Text(string="Reason", required=True)
    preview = fields.Text(string="Changes", compute="_compute_preview")

    @api.model
    def _corrected(self):
        """Return the fields that this form can change."""
        return RULES[self._order_model].corrected if self._order_model else ()

    @api.model
    def default_get(self, fields_list):
        """Start with the current values of the order."""
        values = super().default_get(fields_list)
        order = self.env[self._order_model].browse(values.get("order_id"))
        order.check_access("read")
        for name in set(self._corrected()) & set(fields_list) if order else ():
            values[name] = order._fields[name].convert_to_write(order[name], order)
        return values

    @api.depends(lambda self: ("order_id", *self._corrected()) if self._order_model else ())
    def _compute_preview(self):
        for form in self:
            names = self._corrected()
            order = form.order_id
            new = {name: order._value_in_words(name, form[name]) for name in names}
            form.preview = order._changes_since(order._in_words(names), new)

    @says_what_it_sent
    def action_correct(self):
        """Make the correction; the order performs all checks."""
        self.ensure_one()
        given = {
            name: self._fields[name].convert_to_write(self[name], self)
            for name in self._corrected()
        }
        order = self.order_id
        order.check_access("read")
        order.action_correct(
            self.note,
            {name: value for name, value in given.items() if order._differs(name, value)},
        )
        return {"type": "ir.actions.act_window_close"}


class DirectiveTaskCorrection(models.TransientModel):
    """The correction of an assigned task, its lead agency included."""

    _name = "directive.task.correction"
    _description = "Task Correction"
    _inherit = ["directive.correction.form"]
    _order_model = "directive.task"

    order_id = fields.Many2one("directive.task", string="Task", required=True, readonly=True)
    point = fields.Char()
    name = fields.Text(string="Content", required=True)
    product = fields.Char(string="Expected product")
    remark = fields.Text(string="Remarks")
    group_title = fields.Char(string="Heading")
    lead_agency_id = fields.Many2one("directive.agency", string="Lead agency", required=True)
    coordinating_agency_ids = fields.Many2many(
        "directive.agency", "directive_task_correction_agency_rel", string="Coordinating agencies"
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


class DirectiveDirectiveCorrection(models.TransientModel):
    """The correction of an issued directive."""

    _name = "directive.directive.correction"
    _description = "Directive Correction"
    _inherit = ["directive.correction.form"]
    _order_model = "directive.directive"

    order_id = fields.Many2one(
        "directive.directive", string="Directive", required=True, readonly=True
    )
    number = fields.Char()
    subject = fields.Char(required=True)
    document_type_id = fields.Many2one("directive.document.type", string="Kind of document")
    date_issued = fields.Date(string="Issued on")
    issuer_id = fields.Many2one("directive.issuer", string="Given by")
    source = fields.Selection(SOURCES, required=True)
    urgency = fields.Selection(URGENCIES, required=True)
    field_id = fields.Many2one("directive.field", string="Field of work")
    superior_id = fields.Many2one("directive.directive", string="Carries out")
