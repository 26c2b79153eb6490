from odoo import api, fields, models

from ...tools.recurrence import RHYTHM

COUNTED = ("period", "periodic", "event")


class DirectiveTaskCorrection(models.TransientModel):
    """The correction of a deadline of any kind; an event recorded by mistake is taken back."""

    _name = "directive.task.correction"
    _inherit = ["directive.task.correction", "directive.term.mixin"]

    event_date = fields.Date(string="The event happened on")
    event_evidence = fields.Char(string="Evidence of the event")

    @api.onchange(
        "deadline_kind",
        "deadline_days",
        "period_kind",
        "period_number",
        "period_year",
        *RHYTHM,
        "event_unit",
        "event_date",
    )
    def _onchange_deadline(self):
        """Show the deadline that results from the details of its kind."""
        counted = self.deadline_kind in COUNTED and self.order_id
        if not counted:
            return super()._onchange_deadline()
        names = (self.order_id._deadline_fields() & self._fields.keys()) - {"date_deadline"}
        if self.deadline_kind != "period" or self.period_kind:
            values = {name: self[name] for name in names}
            self.date_deadline = self.order_id._corrected_deadline(values)
        return None
