from collections import Counter, defaultdict
from datetime import datetime, time, timedelta

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.notice.delivery import QUEUED
from .directive_notice_delivery import SILENT_CHANNELS


class DirectiveNoticeDelivery(models.Model):
    """How often one person is disturbed: one digest a day, and so many messages a day.

    Nothing is lost by it: what comes too often waits for the next digest, what is express
    passes, and so does what would be out of date by then.
    """

    _inherit = "directive.notice.delivery"

    @api.model
    def _daily_cap(self, channel):
        """Return how many messages a person may get a day, 0 for any: the seam for other channels."""
        return self.env["directive.settings"]._get("email_daily_cap") if channel == "email" else 0

    def _postpone_too_frequent(self, channel):
        """Keep for the next digest what would come too often; return those rows."""
        if channel in SILENT_CHANNELS:
            return self.browse()
        # What a person sends again is his own decision.
        ordinary = self.filtered(lambda row: not row.resent_by_id)
        postponed = ordinary._postpone_second_digest(channel)
        return postponed | (ordinary - postponed)._postpone_over_cap(channel)

    def _postpone_second_digest(self, channel):
        """Keep the reminders to recipients who have had their digest today; return them."""
        daily = self.env["directive.notice.event"]._names(is_daily=True)
        reminders = self.filtered(lambda row: row.event in daily)
        if not reminders:
            return reminders
        domain = reminders._sent_today_domain(channel)
        domain &= Domain("notice_id.event", "in", daily) & Domain("resent_by_id", "=", False)
        served = {partner for (partner,) in self._read_group(domain, ["partner_id"])}
        reason = self.env._("One digest a day: kept for the next.")
        late = reminders.filtered(lambda row: row.partner_id in served)
        return late._of_use_at(self._next_digest())._keep_for_next_digest(reason)

    def _of_use_at(self, moment):
        """Return those of these rows which are still worth sending at ``moment``."""
        return self.filtered(lambda row: not row.valid_until or row.valid_until > moment)

    def _postpone_over_cap(self, channel):
        """Keep the ordinary rows to recipients who have had today's share; return them."""
        cap = self._daily_cap(channel)
        ordinary = self.filtered(lambda row: not row.is_express)
        if not cap or not ordinary:
            return self.browse()
        over = ordinary._beyond(cap, channel)._of_use_at(self._next_digest())
        reason = self.env._("%(cap)s messages a day are enough: kept for the next digest.", cap=cap)
        return over._keep_for_next_digest(reason)

    def _beyond(self, cap, channel):
        """Return the rows of those messages by which a recipient would get more than ``cap``."""
        counts, over = defaultdict(int, self._count_messages_today(channel)), self.browse()
        waiting = Counter(row.partner_id.id for row in self)
        crowded = [one for one, count in waiting.items() if counts[one] + count > cap]
        rows = self.filtered(lambda row: row.partner_id.id in crowded)
        for message in rows._in_messages(channel):
            partner = message.partner_id
            if counts[partner.id] >= cap:
                over |= message
            counts[partner.id] += 1
        return over

    def _sent_today_domain(self, channel):
        settings = self.env["directive.settings"]
        midnight = settings._start_of_day_utc(settings._today())
        return (
            Domain("partner_id", "in", self.partner_id.ids)
            & Domain("channel", "=", channel)
            & Domain("date_sent", ">=", midnight)
        )

    def _count_messages_today(self, channel):
        """Return ``{partner id: messages}`` that have reached these recipients today, or may have.

        The rows of one message have its reference and the moment of their claim in common.
        """
        settings = self.env["directive.settings"]
        self.flush_model()
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
            partners=self.partner_id.ids,
            channel=channel,
            midnight=settings._start_of_day_utc(settings._today()),
        )
        return dict(self.env.execute_query(query))

    def _keep_for_next_digest(self, reason):
        self._move(QUEUED, reason, date_next=self._next_digest())
        return self

    @api.model
    def _next_digest(self):
        """Return when (UTC) the next working day's digest goes out."""
        settings = self.env["directive.settings"]
        tomorrow = settings._working_calendar().add(settings._today(), 1)
        moment = datetime.combine(tomorrow, time()) + timedelta(hours=settings._get("digest_hour"))
        return settings._to_utc(moment)
