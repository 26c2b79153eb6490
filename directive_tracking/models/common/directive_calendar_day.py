from odoo import api, fields, models

KINDS = [("off", "Day off"), ("working", "Working day")]
STATES = [("proposed", "Proposed"), ("confirmed", "Confirmed")]


class DirectiveCalendarDay(models.Model):
    """A day that breaks the weekly pattern: a public holiday or a made-up working day.

    Odoo's working hours know no made-up Saturday, hence this table. Only confirmed days
    count: a proposal is computed, the Government's decision of the year is not.
    """

    _name = "directive.calendar.day"
    _inherit = "directive.remembered.mixin"
    _description = "Day Off or Made-up Working Day"
    _order = "date desc"
    _rec_name = "name"

    date = fields.Date(required=True)
    name = fields.Char(required=True)
    kind = fields.Selection(KINDS, required=True, default="off")
    # Days typed by hand are based on the decision; the wizard sets "proposed".
    state = fields.Selection(STATES, required=True, default="confirmed")

    _date_uniq = models.Constraint(
        "UNIQUE (date)", "This day is already in the list: change that line instead."
    )

    @api.model_create_multi
    def create(self, vals_list):
        days = super().create(vals_list)
        if "confirmed" in days.mapped("state"):
            self._working_days_changed()
        return days

    def write(self, vals):
        result = super().write(vals)
        if "confirmed" in self.mapped("state"):
            self._working_days_changed()
        return result

    def unlink(self):
        counted = "confirmed" in self.mapped("state")
        result = super().unlink()
        if counted:
            self._working_days_changed()
        return result

    @api.model
    def _working_days_changed(self):
        """Apply the effects of a new calendar; rooms that count in working days extend it."""

    def action_confirm(self):
        """Confirm the selected days."""
        self.filtered(lambda day: day.state == "proposed").state = "confirmed"

    def action_confirm_all(self):
        """Confirm all proposed days, whichever are selected."""
        self.search([("state", "=", "proposed")]).action_confirm()
