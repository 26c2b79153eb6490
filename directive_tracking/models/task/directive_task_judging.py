from odoo import models
from odoo.exceptions import UserError


class DirectiveTask(models.Model):
    """Nobody judges what is theirs: their agency's work, or a result they reported themselves."""

    _inherit = "directive.task"

    def _check_not_own(self):
        """Raise if one of these tasks is the user's own agency's: people cannot assess themselves."""
        judge = not self.env.su and (self._is_office() or self._is_leader())
        for task in self:
            if judge and task._is_lead():
                raise UserError(
                    self.env._(
                        "%(agency)s, the lead agency of “%(task)s”, is your own agency: "
                        "another Office specialist or a leader must decide.",
                        agency=task.sudo().lead_agency_id.name,  # shown to its members
                        task=task.name,
                    )
                )

    def _check_not_own_result(self):
        """Raise if the user reported the result of one of these tasks, for whatever agency.

        They may have changed posts since: then no agency tells that the result is theirs.
        """
        # Who reported what is asked of all reports, also of those the user does not see any more.
        Report = self.env["directive.task.progress"].sudo()
        mine = [("kind", "=", "completion"), ("author_id", "=", self.env.uid)]
        own = not self.env.su and Report.search([("task_id", "in", self.ids), *mine], limit=1)
        if own:
            raise UserError(
                self.env._(
                    "You reported the result of “%(task)s” yourself: somebody else must judge it.",
                    task=own.task_id.name,
                )
            )
