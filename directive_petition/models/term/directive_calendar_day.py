from odoo import api, models


class DirectiveCalendarDay(models.Model):
    _inherit = "directive.calendar.day"

    @api.model
    def _working_days_changed(self):
        """Move the open clocks: who works on their cases is told."""
        super()._working_days_changed()
        # Users who confirm days off need no right to the cases.
        clocks = self.env["petition.clock"].sudo()
        clocks._settle_open(self.env._("The days off or working days were changed."))
