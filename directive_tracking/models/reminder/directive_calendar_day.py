from datetime import timedelta

from odoo import api, models

# More days than any holiday period can shift a reminder, Tết included.
REVIEWED = timedelta(days=21)


class DirectiveCalendarDay(models.Model):
    _inherit = "directive.calendar.day"

    @api.model
    def _working_days_changed(self):
        """Re-evaluate the last days of the reminder rules: a new day off moves reminders back.

        A reminder moved to an evaluated day would be lost; the ledger's key prevents duplicates.
        """
        super()._working_days_changed()
        since = self.env["directive.settings"]._today() - REVIEWED
        # Users who confirm days off need no right to change rules.
        rules = self.env["directive.reminder.rule"].sudo()
        rules.search([("date_last_run", ">", since)]).date_last_run = since
