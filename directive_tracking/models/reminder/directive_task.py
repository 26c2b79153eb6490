from odoo import models

from .scopes import BEFORE


class DirectiveTask(models.Model):
    _inherit = "directive.task"

    def _irrelevant_reason(self, notice):
        """Return also why a reminder of this task is out of date."""
        reason = super()._irrelevant_reason(notice)
        if reason or not notice.event.startswith("reminder_"):
            return reason
        owed = notice._owed()
        deadline = owed.date_deadline if owed else self.date_deadline
        if deadline != notice.date_deadline:
            return self.env._("The deadline has changed since.")
        today = self.env["directive.settings"]._today()
        if notice.event.removeprefix("reminder_") in BEFORE and deadline < today:
            return self.env._("The deadline has passed since.")
        if notice.event == "reminder_waiting" and not self._is_waiting():
            return self.env._("The event has been recorded since.")
        if notice.event == "reminder_review" and (self.date_review or today) > today:
            return self.env._("It has been reviewed since.")
        return False
