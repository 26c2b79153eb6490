from odoo import api, fields, models
from odoo.exceptions import UserError

from ..notice.telling import says_what_it_sent


class DirectiveTaskRequest(models.Model):
    """An agency takes a request back as long as nobody has decided on it."""

    _inherit = "directive.task.request"

    can_withdraw = fields.Boolean(compute="_compute_can_withdraw")

    @api.depends("state", "task_id")
    @api.depends_context("uid")
    def _compute_can_withdraw(self):
        for request in self:
            request.can_withdraw = request.state == "pending" and request._is_asker()

    def _is_asker(self):
        """Tell whether the user may take it back: the agency that asks, or the Office for it."""
        task = self.task_id
        if self.env.su or task._is_lead():
            return True
        return self.author_id == self.env.user and task._is_office()

    @says_what_it_sent
    def action_withdraw(self, note=None):
        """Withdraw these requests; they stay on record, and the Office is told.

        :param str note: the reason, optional
        :raises UserError: if the user did not ask, or a request is decided already
        """
        note = self._typed_text(note)
        self.check_access("read")
        self._hold_for_decision(None)
        self._check_pending()
        for request in self:
            if not request._is_asker():
                raise UserError(
                    self.env._(
                        "Only %(agency)s, which made the request, can take it back.",
                        agency=request.agency_id.name,
                    )
                )
            request._record("withdrawn", note)
            request._notify_withdrawn()
        return True

    def _notify_withdrawn(self):
        for request in self.sudo():  # the asking user was checked before
            request._tell_of("request_withdrawn", request.task_id._audience("request_withdrawn"))
