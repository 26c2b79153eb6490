from odoo import models

from ...tools.workflow import ASSIGNED, OPEN_STATES, REPORTED, WORKING_STATES

# In which states of its task a notice is still true; others are facts that stay true.
RELEVANT_STATES = {
    "task_assigned": OPEN_STATES,
    "task_reported": (REPORTED,),
    "approval_wanted": WORKING_STATES,
    "request_created": OPEN_STATES,
    "reminder_due": WORKING_STATES,
    "reminder_overdue": WORKING_STATES,
    "reminder_not_received": (ASSIGNED,),
    "reminder_silent": WORKING_STATES,
}


class DirectiveNotice(models.Model):
    _inherit = "directive.notice"

    def _irrelevant_reason(self):
        """Return why this notice is no longer worth sending, or False."""
        task = self.task_id
        if not task:
            return super()._irrelevant_reason()
        if task.state not in RELEVANT_STATES.get(self.event, (task.state,)):
            return self.env._("The task has moved on since.")
        if self.event == "request_created" and not task.has_pending_request:
            return self.env._("The request has been decided since.")
        if self.event.startswith("reminder_") and task.date_deadline != self.date_deadline:
            return self.env._("The deadline has changed since.")
        if (
            self.event == "reminder_due"
            and task.date_deadline < self.env["directive.settings"]._today()
        ):
            return self.env._("The deadline has passed since.")
        return super()._irrelevant_reason()
