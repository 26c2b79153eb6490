from datetime import timedelta

from odoo import api, models

# Longer than any break of days off can move a reminder, Tết included.
REVIEWED = timedelta(days=21)


class DirectiveCalendarDay(models.Model):
    _inherit = "directive.calendar.day"

    @api.model
    def _working_days_changed(self):
        """Let the reminder rules look at the last days again: a new day off moves reminders back.

        One moved to a day already evaluated would be lost; the ledger's key makes a second one
        of those already written impossible.
        """
        super()._working_days_changed()
        since = self.env["directive.settings"]._today() - REVIEWED
        # Whoever confirms a day off need not be allowed to change rules.
        rules = self.env["directive.reminder.rule"].sudo()
        rules.search([("date_last_run", ">", since)]).date_last_run = since
