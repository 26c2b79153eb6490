from odoo import models

from ...tools.workflow import DRAFT


class DirectiveTask(models.Model):
    """Doubts about the deadlines of drafts, shown once more before they are issued."""

    _inherit = "directive.task"

    def _doubts(self):
        return super()._doubts() + self._doubts_about_days() + self._doubts_about_terms()

    def _doubts_about_days(self):
        """Return the deadlines that can hardly be meant, the same day once for all its tasks."""
        found = {}
        for task in self.filtered(lambda one: one.state == DRAFT):
            for sentence in (task.deadline_doubts or "").splitlines():
                found[sentence] = found.get(sentence, self.browse()) | task
        return [f"{sentence} {tasks._some_names()}" for sentence, tasks in found.items()]

    def _doubts_about_terms(self):
        """Return what the chosen kind of deadline still lacks."""
        rhythmless = self.filtered(
            lambda one: one.deadline_kind == "periodic" and not one.frequency
        )
        eventless = self.filtered(
            lambda one: one.deadline_kind == "event" and not (one.event_text or one.deadline_text)
        )
        found = (
            (rhythmless, self.env._("How often is not chosen for: %(tasks)s.")),
            (eventless, self.env._("The event is not named for: %(tasks)s.")),
        )
        return [sentence % {"tasks": tasks._some_names()} for tasks, sentence in found if tasks]
