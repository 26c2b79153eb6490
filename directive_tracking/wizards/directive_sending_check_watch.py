from datetime import timedelta

from odoo import api, fields, models

from .directive_sending_check import NOTE, WARNING, Problem

UNWATCHED_AFTER = timedelta(days=1)


class DirectiveSendingCheck(models.TransientModel):
    """What this server does not notice by itself: that it died, and that addresses take no mail."""

    _inherit = "directive.sending.check"

    @api.model
    @api.private
    def _problems(self):
        return [
            *super()._problems(),
            *self._problems_of_watcher(),
            *self._problems_of_bouncing_addresses(),
        ]

    @api.model
    def _problems_of_watcher(self):
        asked = self.env["directive.health"]._last_asked()
        if asked and asked > fields.Datetime.now() - UNWATCHED_AFTER:
            return []
        return [
            Problem(
                NOTE,
                self.env._("Nobody watches this server from outside: if it stops, no alarm is raised."),
                self.env._("Set up the watcher, bin/watch, on another machine; its example says how."),
            )
        ]  # fmt: skip

    @api.model
    def _problems_of_bouncing_addresses(self):
        partners = self.env["directive.notice.delivery"]._bouncing_partners()
        if not partners:
            return []
        people = self.env["res.partner"].union(*partners)
        return [
            Problem(
                WARNING,
                self.env._("Addresses that took no mail the last time: %(count)s.", count=len(people)),
                self.env._("Correct them, or ask these people for others."),
                self._list_action(
                    self.env._("Addresses that take no mail"), "res.partner",
                    [("id", "in", people.ids)],
                ),
            )
        ]  # fmt: skip
