from odoo import api, models

from ...tools.watch.problem import ERROR, WARNING, Problem


class DirectiveSendingCheck(models.TransientModel):
    """What a restore has to do with sending: one that is held, and one that nobody would notice."""

    _inherit = "directive.sending.check"

    @api.model
    def _problems(self):
        return [*super()._problems(), *self._problems_of_restore()]

    @api.model
    def _problems_of_restore(self):
        problems, Restore = [], self.env["directive.restore"]
        if Restore._is_held():
            remedy = self.env._(
                "Open Messages, Restored copies: it shows what would be sent. In a copy for "
                "training nothing needs to be done."
            )
            problems.append(Problem(ERROR, Restore._held_sentence(), remedy))
        if not self.env["directive.restore.trace"]._can_leave():
            problems.append(self._problem_of_traces())
        return problems

    @api.model
    def _problem_of_traces(self):
        return Problem(
            WARNING,
            self.env._(
                "The server cannot record outside the database that messages were sent. They "
                "still go out, but a database put back to an earlier moment would not be noticed."
            ),
            self.env._(
                "Let the service write to the folder directive_sent in its data folder, and "
                "check whether the disk is full."
            ),
        )
