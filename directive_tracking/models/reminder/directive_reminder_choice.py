from odoo import models
from odoo.tools import SQL

from ..notice.directive_notice_preference import YES


class DirectiveReminderRule(models.Model):
    """Reminders by ways a recipient has asked for himself, in the same statement."""

    _inherit = "directive.reminder.rule"

    def _offered_channels(self, channels):
        """Return ``channels`` and those somebody has asked for this kind of reminder."""
        Notice = self.env["directive.notice"]
        kind = self.env["directive.notice.event"]._get(f"reminder_{self.event}").choice
        # What others have chosen is heeded, not shown.
        Preference = self.env["directive.notice.preference"].sudo()
        others = [one for one in Notice._askable_channels() if one not in channels]
        wanted = [
            one
            for one in others
            if Preference.search_count([("kind", "=", kind), (f"channel_{one}", "=", YES)], limit=1)
        ]
        return [*channels, *wanted]

    def _chosen_sql(self, channels, offered, today):
        """Return which of ``told`` get which ``channel``: by the rule, or by their own choice."""
        usual = SQL("channel.name = ANY(%s) AND (%s)", list(channels), self._reached_sql(today))
        kind = self.env["directive.notice.event"]._get(f"reminder_{self.event}").choice
        askable = set(self.env["directive.notice"]._askable_channels())
        columns = SQL(" OR ").join(
            SQL("channel.name = %s AND choice.%s = %s", one, SQL.identifier(f"channel_{one}"), YES)
            for one in offered
            if one in askable
        )
        if not columns.code:
            return usual
        return SQL(
            """
            (%s OR (channel.name != 'app' OR told.user_id IS NOT NULL) AND EXISTS (
                SELECT FROM directive_notice_preference AS choice
                 WHERE choice.partner_id = told.partner_id AND choice.kind = %s AND (%s)))
            """,
            usual,
            kind,
            columns,
        )
