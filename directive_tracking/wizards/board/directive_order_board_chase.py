from odoo import fields, models
from odoo.exceptions import UserError

from ...models.common.listing import listed

EVENT = "silence_chased"
NAMES_SHOWN = 15


class DirectiveOrderBoard(models.TransientModel):
    """One press chases the agencies that keep silent, each once a day however often pressed."""

    _inherit = "directive.order.board"

    def action_chase(self):
        """Ask the silent agencies of this board for a report, once per day and agency.

        :return: the notification that says how many were reached and who could not be
        :raises UserError: if no agency is silent
        """
        self.ensure_one()
        self.check_access("write")
        # Pressed twice at a time: the second waits here, starts again and finds them chased.
        self.directive_id.sudo()._hold_and_touch()  # leaders have no right to write it
        silent = self._tasks("silent")
        if not silent:
            raise UserError(self.env._("No agency is silent: there is news of all of them."))
        tasks = self._not_chased_today(silent)
        rows = tasks._chase_silence(self._today_key())
        return self._chased_in_words(silent.lead_agency_id - tasks.lead_agency_id, tasks, rows)

    def _today_key(self):
        return fields.Date.to_string(self.env["directive.settings"]._today())

    def _not_chased_today(self, silent):
        """Return one task of each silent agency in which nobody was asked today on this order.

        Where nobody could be reached, it is tried again: a member may have been entered since.
        """
        told = self.env["directive.notice.delivery"].sudo()  # leaders see no messages to others
        rows = told.search(
            [
                ("notice_id.event", "=", EVENT),
                ("directive_id", "=", self.directive_id.id),
                ("notice_id.occurrence", "=", self._today_key()),
            ]
        )
        asked = (rows - rows.env["directive.channel"]._suppressed(rows)).notice_id.task_id
        first = [
            tasks[:1]
            for agency, tasks in silent.grouped("lead_agency_id").items()
            if agency not in asked.lead_agency_id
        ]
        return silent.browse().union(*first)

    def _chased_in_words(self, earlier, tasks, rows):
        """Return the notification about what has been done."""
        sent = rows - rows.env["directive.channel"]._suppressed(rows)
        lost = tasks.lead_agency_id - sent.agency_id.with_env(self.env)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if lost else "success",
                "sticky": bool(lost),
                "message": " ".join(self._sentences_of_chase(earlier, sent, lost)),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _sentences_of_chase(self, earlier, sent, lost):
        yield self.env._(
            "%(agencies)s agencies are asked for a report (%(people)s people).",
            agencies=len(sent.agency_id),
            people=len(sent.partner_id),
        )
        if earlier:
            yield self.env._("%(count)s agencies had been asked today already.", count=len(earlier))
        if lost:
            names = [agency.short_name or agency.name for agency in lost]
            yield self.env._(
                "Nobody can be reached at %(agencies)s: call them.",
                agencies=listed(self.env, names, NAMES_SHOWN),
            )

    def action_formal_notices(self):
        """Open the form that chases the silent agencies by formal documents."""
        self.ensure_one()
        silent = self._tasks("silent")
        if not silent:
            raise UserError(self.env._("No agency is silent: there is news of all of them."))
        return silent.action_open_chase()
