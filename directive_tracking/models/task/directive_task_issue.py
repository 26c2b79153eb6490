from odoo import models

from ...tools.urgency import urgency_of
from ..common.listing import listed
from .directive_task_deadline import DATED_KINDS

NAMED = 5  # names in one sentence


class DirectiveTask(models.Model):
    _inherit = "directive.task"

    def _lacks(self):
        """Return the data missing for the assignment of these drafts, as sentences."""
        empty = self.filtered(lambda task: not (task.name or "").strip())
        homeless = self.filtered(lambda task: not task.lead_agency_id)
        found = (
            (empty, self.env._("Enter the content of: %(tasks)s.")),
            (homeless, self.env._("Choose the lead agency first for: %(tasks)s.")),
        )
        return [sentence % {"tasks": tasks._some_names()} for tasks, sentence in found if tasks]

    def _doubts(self):
        """Return warnings about these drafts that do not block issuing."""
        undated = self.filtered(
            lambda task: task.deadline_kind in DATED_KINDS and not task.date_deadline
        )
        pressing = self.filtered(
            lambda task: task.directive_id.urgency == "normal" and urgency_of(task.name)
        )
        found = (
            (
                undated,
                self.env._("Neither a day nor “No deadline” is chosen for: %(tasks)s."),
            ),
            (
                pressing,
                self.env._("The urgency is normal, but the wording is urgent in: %(tasks)s."),
            ),
        )
        return [sentence % {"tasks": tasks._some_names()} for tasks, sentence in found if tasks]

    def _some_names(self):
        names = [f"{task.point} {task.name}" if task.point else task.name for task in self]
        return listed(self.env, names, NAMED, "; ")
