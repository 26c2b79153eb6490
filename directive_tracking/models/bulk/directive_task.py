from odoo import models
from odoo.exceptions import UserError

from ...tools.bulk import MOST
from ...tools.workflow import OPEN_STATES


class DirectiveTask(models.Model):
    """Many tasks at once."""

    _inherit = "directive.task"

    def action_open_bulk(self):
        """Open the form that takes one step on all of these tasks.

        :raises UserError: if there are too many, or the user is neither of the Office nor a leader
        """
        Start = self.env["directive.task.bulk.start"]
        if not Start.has_access("create"):
            raise UserError(
                self.env._("Only the Office and leaders can take a step on many tasks at once.")
            )
        self.check_access("read")
        start = Start.create({"task_ids": [(6, 0, self.ids)]})
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_task_bulk_start_action"
        )
        return dict(action, res_id=start.id, context={})

    def _check_few_enough(self):
        """Raise if there are more tasks than one action may hold, or none."""
        if not self:
            raise UserError(self.env._("No task is selected: choose the tasks first."))
        if len(self) > MOST:
            raise UserError(
                self.env._(
                    "%(count)s tasks are selected; one action takes at most %(most)s. Select "
                    "fewer, for instance by a filter.",
                    count=len(self),
                    most=MOST,
                )
            )

    def _check_can_be_chased(self, grade):
        """Raise unless the user may chase these tasks, all are open, and none was chased today.

        :param grade: the one to be used; empty as long as it is not chosen
        """
        self._check_may_chase()
        for task in self.filtered(lambda task: task.state not in OPEN_STATES):
            raise UserError(
                self.env._("“%(task)s” is not open and cannot be chased.", task=task.name)
            )
        for task in self._chased_today(grade) if grade else ():
            raise UserError(
                self.env._(
                    "“%(task)s” has already been chased today in this grade or a higher one.",
                    task=task.name,
                )
            )
