from odoo import models
from odoo.tools import SQL

from ...tools.notice.choice import PREFIX, YES


class DirectiveReminderRule(models.Model):
    """Reminders on channels chosen by the recipients, in the same statement."""

    _inherit = "directive.reminder.rule"

    def _offered_channels(self, channels):
        """Return ``channels`` plus those that people have chosen for this kind of reminder."""
        kind = self._kind_of_reminder()
        # Other people's preferences are applied, not shown.
        Preference = self.env["directive.notice.preference"].sudo()
        others = [one for one in self.env["directive.channel"]._askable() if one not in channels]
        wanted = [
            one
            for one in others
            if Preference.search_count([("kind", "=", kind), (PREFIX + one, "=", YES)], limit=1)
        ]
        return [*channels, *wanted]

    def _kind_of_reminder(self):
        return self.env["directive.notice.event"]._get(f"reminder_{self.event}").choice

    def _chosen_sql(self, channels, offered):
        """Return those of ``told`` who get ``channel``, by the rule or by their own choice."""
        Channel, found = self.env["directive.channel"], []
        askable = Channel._askable()
        for code in offered:
            channel = Channel._get(code)
            if code in channels:
                found.append(SQL("channel.name = %s AND (%s)", code, channel._reached_sql()))
            if code in askable:
                found.append(self._asked_sql(channel))
        return SQL("(%s)", SQL(" OR ").join(found))

    def _asked_sql(self, channel):
        """Return those of ``told`` who chose these reminders by ``channel`` and can receive them."""
        return SQL(
            """
            channel.name = %s AND (%s) AND EXISTS (
                SELECT FROM directive_notice_preference AS choice
                 WHERE choice.partner_id = told.partner_id AND choice.kind = %s AND choice.%s = %s)
            """,
            channel._code,
            channel._existing_sql(),
            self._kind_of_reminder(),
            SQL.identifier(PREFIX + channel._code),
            YES,
        )
