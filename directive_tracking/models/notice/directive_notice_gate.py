from collections import Counter, defaultdict
from datetime import datetime, time, timedelta

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.notice.delivery import CANCELLED, QUEUED, SUPPRESSED
from .directive_notice_floor import EXPRESS_KIND


class DirectiveNoticeGate(models.AbstractModel):
    """Selection of valid rows just before sending; the rest is settled or kept, with its reason.

    Rows that are obsolete, invisible to the recipient or undeliverable are settled. Opted-out
    messages are not sent, and people are not disturbed too often: there is one digest per day, a
    limit of messages per day, and quiet hours for each person. Nothing is lost by that: messages
    above the limit wait; express messages pass, and so do messages that would be outdated later.

    `rows` are claimed deliveries of `channel`.
    """

    _name = "directive.notice.gate"
    _description = "What Still Goes Out"

    @api.model
    def _let_pass(self, channel, rows):
        """Return the rows to send now; settle or keep the others."""
        rows = self._without_settled(channel, rows)
        rows -= self._postpone_too_frequent(channel, rows)
        # Other people's preferences are applied, not shown.
        Recipient = self.env["directive.notice.recipient"].sudo()
        choices = Recipient._choices_of(rows.partner_id.ids, channel._code)
        chosen = self._with_choice(rows.filtered(lambda row: row.partner_id.id in choices))
        declined = self._declined(channel, chosen, choices)
        rows -= declined._move(SUPPRESSED, self.env._("The recipient's own choice."))
        return rows - self._postpone_in_quiet_hours(channel, chosen - declined, choices)

    @api.model
    def _without_settled(self, channel, rows):
        """Settle rows that are obsolete, no longer visible to the recipient, or undeliverable."""
        kept = rows
        for state, reasons in (
            (CANCELLED, rows._irrelevant_reasons()),
            (CANCELLED, rows._out_of_sight_reasons()),
            (SUPPRESSED, channel._suppression_reasons(rows)),
        ):
            kept = self._settle(state, reasons, kept)
        return kept

    @api.model
    def _settle(self, state, reasons, rows):
        """Move the rows with one of ``reasons`` to ``state``; return the others of ``rows``."""
        by_reason = defaultdict(rows.browse)
        for row, reason in reasons.items():
            by_reason[reason] |= row & rows
        for reason, found in by_reason.items():
            rows -= found._move(state, reason)
        return rows

    # How often

    @api.model
    def _postpone_too_frequent(self, channel, rows):
        """Hold messages beyond the limit for the next digest; return those rows."""
        if channel._is_silent:
            return rows.browse()
        # A manual resend is a person's own decision.
        ordinary = rows.filtered(lambda row: not row.resent_by_id)
        postponed = self._postpone_second_digest(channel, ordinary)
        return postponed | self._postpone_over_cap(channel, ordinary - postponed)

    @api.model
    def _postpone_second_digest(self, channel, rows):
        """Hold reminders to recipients who have had today's digest; return those rows."""
        daily = self.env["directive.notice.event"]._names(is_daily=True)
        reminders = rows.filtered(lambda row: row.event in daily)
        if not reminders:
            return reminders
        domain = self._sent_today_domain(channel, reminders)
        domain &= Domain("notice_id.event", "in", daily) & Domain("resent_by_id", "=", False)
        served = {partner for (partner,) in rows._read_group(domain, ["partner_id"])}
        reason = self.env._("One digest per day: kept for the next one.")
        late = reminders.filtered(lambda row: row.partner_id in served)
        return self._keep_for_next_digest(self._of_use_at(late, self._next_digest()), reason)

    @api.model
    def _of_use_at(self, rows, moment):
        """Return those of these rows that are still valid at ``moment``."""
        return rows.filtered(lambda row: not row.valid_until or row.valid_until > moment)

    @api.model
    def _postpone_over_cap(self, channel, rows):
        """Hold ordinary rows to recipients who have reached today's limit; return those rows."""
        cap = channel._daily_cap()
        ordinary = rows.filtered(lambda row: not row.is_express)
        if not cap or not ordinary:
            return rows.browse()
        over = self._of_use_at(self._beyond(cap, channel, ordinary), self._next_digest())
        reason = self.env._(
            "The daily limit of %(cap)s messages is reached: kept for the next digest.", cap=cap
        )
        return self._keep_for_next_digest(over, reason)

    @api.model
    def _beyond(self, cap, channel, rows):
        """Return the rows of those messages by which a recipient would get more than ``cap``."""
        counts = defaultdict(int, self._count_messages_today(channel, rows))
        waiting, over = Counter(row.partner_id.id for row in rows), rows.browse()
        crowded = [one for one, count in waiting.items() if counts[one] + count > cap]
        for message in channel._in_messages(
            rows.filtered(lambda row: row.partner_id.id in crowded)
        ):
            partner = message.partner_id
            if counts[partner.id] >= cap:
                over |= message
            counts[partner.id] += 1
        return over

    @api.model
    def _sent_today_domain(self, channel, rows):
        settings = self.env["directive.settings"]
        midnight = settings._start_of_day_utc(settings._today())
        return (
            Domain("partner_id", "in", rows.partner_id.ids)
            & Domain("channel", "=", channel._code)
            & Domain("date_sent", ">=", midnight)
        )

    @api.model
    def _count_messages_today(self, channel, rows):
        """Return ``{partner id: messages}`` that have reached these recipients today, or may have.

        The rows of one message have its reference and the moment of their claim in common.
        """
        settings = self.env["directive.settings"]
        rows.flush_model()
        query = SQL(
            """
            SELECT partner_id, count(DISTINCT (message_ref, date_claimed))
              FROM (SELECT partner_id, message_ref, date_claimed
                      FROM directive_notice_delivery
                     WHERE partner_id = ANY(%(partners)s) AND channel = %(channel)s
                       AND date_sent >= %(midnight)s
                     UNION
                    SELECT partner_id, message_ref, date_claimed
                      FROM directive_notice_delivery
                     WHERE partner_id = ANY(%(partners)s) AND channel = %(channel)s
                       AND state = 'unknown' AND date_claimed >= %(midnight)s) AS message
             GROUP BY partner_id
            """,
            partners=rows.partner_id.ids,
            channel=channel._code,
            midnight=settings._start_of_day_utc(settings._today()),
        )
        return dict(self.env.execute_query(query))

    @api.model
    def _keep_for_next_digest(self, rows, reason):
        rows._move(QUEUED, reason, date_next=self._next_digest())
        return rows

    @api.model
    def _next_digest(self):
        """Return the time (UTC) of the next working day's digest."""
        settings = self.env["directive.settings"]
        tomorrow = settings._working_calendar().add(settings._today(), 1)
        moment = datetime.combine(tomorrow, time()) + timedelta(hours=settings._get("digest_hour"))
        return settings._to_utc(moment)

    # Choices of the recipient

    @api.model
    def _with_choice(self, rows):
        """Return the rows that recipients may decline."""
        # Requests for acknowledgement must arrive; a manual resend is a person's decision.
        return rows.filtered(
            lambda row: not row.resent_by_id
            and not row.notice_id.wants_ack
            and row.notice_id._event().choice
        )

    @api.model
    def _declined(self, channel, rows, choices):
        """Return the rows that their recipients have declined and may decline."""
        Floor = self.env["directive.notice.floor"]
        express_comes = channel._code in Floor._channels_of(EXPRESS_KIND)
        declined = rows.browse()
        for row in rows:
            kind = row.notice_id._event().choice
            if kind in choices[row.partner_id.id].declined:
                may_decline = channel._code not in Floor._channels_of(kind)
                if may_decline and not (row.is_express and express_comes):
                    declined |= row
        return declined

    @api.model
    def _postpone_in_quiet_hours(self, channel, rows, choices):
        """Hold back messages in the recipient's own quiet hours; return those rows."""
        postponed = rows.browse()
        if channel._is_silent:
            return postponed
        local = self.env["directive.settings"]._now_local()
        hour = local.hour + local.minute / 60
        quiet = rows.filtered(
            lambda row: not row.is_express and choices[row.partner_id.id].is_quiet_at(hour)
        )
        for partner, found in quiet.grouped("partner_id").items():
            end = self._quiet_end(local, choices[partner.id].quiet_to)
            # Messages that would expire by then are sent anyway.
            found = self._of_use_at(found, rows._first_open_moment(end))
            reason = self.env._("The recipient's own quiet hours.")
            postponed |= found
            found._move(QUEUED, reason, date_next=end)
        return postponed

    @api.model
    def _quiet_end(self, local, hour):
        """Return when (UTC) it will be ``hour`` next on the province's clock, which shows ``local``."""
        end = datetime.combine(local.date(), time()) + timedelta(hours=hour)
        settings = self.env["directive.settings"]
        return settings._to_utc(end if end > local else end + timedelta(days=1))
