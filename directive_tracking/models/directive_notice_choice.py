from datetime import datetime, time, timedelta

from odoo import api, models
from odoo.tools import SQL

from ..tools.delivery import QUEUED, SUPPRESSED
from .directive_notice import DEFAULT_CHANNELS
from .directive_notice_delivery import SILENT_CHANNELS
from .directive_notice_floor import EXPRESS_KIND
from .directive_notice_preference import KIND_OF, NO, OTHER, WITHOUT_CHOICE, YES


class DirectiveNotice(models.Model):
    _inherit = "directive.notice"

    @api.model
    @api.private
    def _kind_of(self, event):
        """Return the kind of message people choose by, or False where they have no choice."""
        return event not in WITHOUT_CHOICE and KIND_OF.get(event, OTHER)

    @api.model
    @api.private
    def _askable_channels(self):
        """Return the channels a person may ask for: the seam for addons that add one."""
        return DEFAULT_CHANNELS


class DirectiveNoticeDelivery(models.Model):
    """What a recipient has chosen: ways he asked for are added when rows are written, ways he
    declined are settled just before sending, with the reason in the ledger.
    """

    _inherit = "directive.notice.delivery"

    @api.model
    @api.private
    def _insert_deliveries(self, event, records, recipients, occurrence, urgency, channels):
        """Queue the usual rows, and one for each further channel a recipient has asked for."""
        super()._insert_deliveries(event, records, recipients, occurrence, urgency, channels)
        for channel, rows in self._asked_for(event, recipients, channels).items():
            super()._insert_deliveries(event, records, rows, occurrence, urgency, (channel,))

    @api.model
    def _asked_for(self, event, recipients, channels):
        """Return ``{channel: recipients}`` of those who want it beside ``channels``."""
        Notice = self.env["directive.notice"]
        kind = Notice._kind_of(event)
        people = {row[0] for rows in recipients.values() for row in rows}
        asked = {}
        for channel in set(Notice._askable_channels()) - set(channels):
            wanting = self.env["directive.notice.preference"]._who_wants(people, kind, channel, YES)
            asked[channel] = wanting and {
                res_id: [row for row in rows if row[0] in wanting]
                for res_id, rows in recipients.items()
            }
        return {channel: rows for channel, rows in asked.items() if rows}

    @api.private
    def _keep_relevant(self, channel):
        """Return the claimed rows still worth sending which their recipients want, and now."""
        kept = super()._keep_relevant(channel)
        kept -= kept._declined(channel)._move(SUPPRESSED, self.env._("The recipient's own choice."))
        return kept - kept._postpone_in_quiet_hours(channel)

    @api.private
    def _with_choice(self):
        """Return the rows about which their recipients have a say."""
        # What asks to be acknowledged must arrive; what a person sends again is his decision.
        return self.filtered(
            lambda row: not row.resent_by_id
            and not row.notice_id.wants_ack
            and self.env["directive.notice"]._kind_of(row.event)
        )

    @api.private
    def _declined(self, channel):
        """Return the rows their recipients do not want, as far as they may decline them."""
        Floor = self.env["directive.notice.floor"]
        rows = self._with_choice()
        if channel in Floor._channels_of(EXPRESS_KIND):
            rows = rows.filtered(lambda row: not row.is_express)
        declined = self.browse()
        for kind, group in rows.grouped(lambda row: row.notice_id._kind_of(row.event)).items():
            if channel not in Floor._channels_of(kind):
                people = self.env["directive.notice.preference"]._who_wants(
                    group.partner_id.ids, kind, channel, NO
                )
                declined |= group.filtered(lambda row, people=people: row.partner_id.id in people)
        return declined

    @api.private
    def _postpone_in_quiet_hours(self, channel):
        """Keep what would disturb its recipient in his own quiet hours; return those rows."""
        ordinary = self._with_choice().filtered(lambda row: not row.is_express)
        postponed = self.browse()
        if channel in SILENT_CHANNELS or not ordinary:
            return postponed
        for recipient in ordinary._quiet_recipients():
            moment = self._quiet_end(recipient)
            reason = self.env._("The recipient's own quiet hours.")
            rows = ordinary.filtered(
                lambda row, one=recipient, end=moment: row.partner_id == one.partner_id
                # What would be out of date by then comes all the same.
                and (not row.valid_until or row.valid_until > end)
            )
            rows._move(QUEUED, reason, date_next=moment)
            postponed |= rows
        return postponed

    @api.private
    def _quiet_recipients(self):
        local = self.env["directive.settings"]._now_local()
        # What others have chosen is heeded, not shown.
        found = (
            self.env["directive.notice.recipient"]
            .sudo()
            .search([("partner_id", "in", self.partner_id.ids), ("has_quiet_hours", "=", True)])
        )
        return found.filtered(lambda one: one._is_quiet_at(local.hour + local.minute / 60))

    @api.model
    def _quiet_end(self, recipient):
        """Return when (UTC) the quiet hours ``recipient`` is in will end."""
        settings = self.env["directive.settings"]
        local = settings._now_local()
        end = datetime.combine(local.date(), time()) + timedelta(hours=recipient.quiet_to)
        return settings._to_utc(end if end > local else end + timedelta(days=1))


class DirectiveReminderRule(models.Model):
    """Reminders by ways a recipient has asked for himself, in the same statement."""

    _inherit = "directive.reminder.rule"

    @api.private
    def _offered_channels(self, channels):
        """Return ``channels`` and those somebody has asked for this kind of reminder."""
        Notice = self.env["directive.notice"]
        kind = Notice._kind_of(f"reminder_{self.event}")
        # What others have chosen is heeded, not shown.
        Preference = self.env["directive.notice.preference"].sudo()
        others = [one for one in Notice._askable_channels() if one not in channels]
        wanted = [
            one
            for one in others
            if Preference.search_count([("kind", "=", kind), (f"channel_{one}", "=", YES)], limit=1)
        ]
        return [*channels, *wanted]

    @api.private
    def _chosen_sql(self, channels, offered, today):
        """Return which of ``told`` get which ``channel``: by the rule, or by their own choice."""
        usual = SQL("channel.name = ANY(%s) AND (%s)", list(channels), self._reached_sql(today))
        kind = self.env["directive.notice"]._kind_of(f"reminder_{self.event}")
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
            usual, kind, columns,
        )  # fmt: skip
