from datetime import datetime, time, timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.notice.choice import YES
from ...tools.notice.delivery import QUEUED, RESENDABLE, SEEN, is_quiet, sources_of
from ...tools.notice.post import wanted_ways
from ...tools.notice.receipt import history_line
from ...tools.urgency import EXPRESS

STATES = [
    ("queued", "Queued"),
    ("sending", "Being sent"),
    ("sent", "Sent"),
    ("delivered", "Delivered"),
    ("seen", "Seen"),
    ("unknown", "Unclear"),
    ("failed", "Failed"),
    ("expired", "Expired"),
    ("cancelled", "Cancelled"),
    ("suppressed", "Not possible"),
]
ASKED = "directive_tracking.moments_to_send"  # for which this transaction has woken the job
STATE_DATES = {
    "sending": "date_claimed",
    "sent": "date_sent",
    "delivered": "date_delivered",
    "seen": "date_seen",
}


class DirectiveNoticeDelivery(models.Model):
    """One row of the ledger: one notice, one recipient, one channel.

    Rows are never deleted and their states only move forward: they are the evidence of who was
    notified of what, when and how. All changes go through `_move`.
    """

    _name = "directive.notice.delivery"
    _description = "Notice Delivery"
    _inherit = ["directive.ledger.mixin", "directive.recipient.mixin", "directive.search.mixin"]
    _order = "id desc"
    _rec_name = "notice_id"

    # `_recipient_uniq` is its index.
    notice_id = fields.Many2one(
        "directive.notice", required=True, readonly=True, ondelete="restrict"
    )
    event = fields.Char(related="notice_id.event")
    valid_until = fields.Datetime(related="notice_id.valid_until")

    partner_id = fields.Many2one(string="Recipient")
    channel = fields.Selection("_selection_channel", required=True, readonly=True)
    is_express = fields.Boolean(string="Express", readonly=True)

    state = fields.Selection(STATES, required=True, default="queued", readonly=True)
    reason = fields.Char(readonly=True)
    history = fields.Text(
        readonly=True, help="Every change of state with its time (UTC) and reason."
    )
    attempt_count = fields.Integer(string="Attempts", readonly=True)
    message_ref = fields.Char(string="Message reference", readonly=True)
    address = fields.Char(
        string="Sent to",
        readonly=True,
        help="The e-mail address or telephone number the message was sent to.",
    )
    resent_by_id = fields.Many2one("res.users", string="Sent again by", readonly=True)
    can_send_again = fields.Boolean(compute="_compute_can_send_again")

    date_queued = fields.Datetime(string="Queued on", readonly=True)
    date_next = fields.Datetime(string="Not before", readonly=True)
    date_claimed = fields.Datetime(string="Claimed on", readonly=True)
    date_sent = fields.Datetime(string="Sent on", readonly=True)
    date_delivered = fields.Datetime(string="Delivered on", readonly=True)
    date_seen = fields.Datetime(string="Seen on", readonly=True)

    _recipient_uniq = models.UniqueIndex(
        "(notice_id, partner_id, channel)", "This recipient is already in the ledger."
    )
    _queue_idx = models.Index("(channel, is_express DESC, date_next, id) WHERE state = 'queued'")
    _queued_partner_idx = models.Index("(channel, partner_id, id) WHERE state = 'queued'")
    _sending_idx = models.Index("(date_claimed) WHERE state = 'sending'")
    _message_ref_idx = models.Index("(message_ref) WHERE message_ref IS NOT NULL")
    _sent_idx = models.Index("(partner_id, channel, date_sent) WHERE date_sent IS NOT NULL")
    _failed_idx = models.Index("(channel, partner_id, id) WHERE state = 'failed'")

    @api.model
    def _word_paths(self):
        return (*super()._word_paths(), "partner_id.name")

    @api.model
    def _agency_paths(self):
        return (*super()._agency_paths(), "agency_id")

    @api.model
    def _selection_channel(self):
        return list(self.env["directive.channel"]._labels().items())

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_can_send_again(self):
        is_office = self.env.user.has_group("directive_tracking.group_directive_office")
        resendable = self._resendable()
        for delivery in self:
            delivery.can_send_again = is_office and delivery in resendable

    def _resendable(self):
        """Return those of these rows that can be requeued and would be sent."""
        # Rows outlive the addon that sent them; nothing would ever process them again.
        channels = self.env["directive.channel"]._all()
        return self.filtered(lambda row: row.state in RESENDABLE and row.channel in channels)

    # Writing

    @api.model
    def _queue(self, posts):
        """Queue one row per recipient and channel, and one for each further channel they asked for.

        :param posts: :class:`Post` of notices that exist
        """
        cells, first = [], set()
        for post, asked in zip(posts, self._asked_for(posts), strict=True):
            ways = {**dict.fromkeys(post.channels), **asked}
            moments = self._first_moments(ways, post.urgency in EXPRESS)
            rows = self._cells_of(post, ways, moments)
            if rows:
                cells += rows
                first.add(post.urgency and min(moments.values()))
        if cells:
            self._insert_queued(cells, self._calls_of_sender(first))

    @api.model
    def _first_moments(self, channels, is_express):
        """Return ``{channel: the first moment at which it may reach a recipient}``."""
        all_channels = self.env["directive.channel"]._all()
        return {one: self._first_moment(all_channels[one], is_express) for one in channels}

    @api.model
    def _cells_of(self, post, ways, moments):
        """Return what :meth:`_insert_queued` writes for ``post``.

        :param ways: ``{channel: ids of those it goes to}``; None for everybody
        """
        channels = self.env["directive.channel"]._all()
        return [
            (post.event, *one[:3], *one.to[:3], channel, moments[channel])
            for channel, people in ways.items()
            for one in post.told
            if (people is None or one.to.partner_id in people)
            and channels[channel]._reaches(one.to.user_id)
        ]

    @api.model
    def _insert_queued(self, cells, calls):
        """Write the rows of ``cells``, and ``calls`` of the job in the same statement."""
        columns = [list(column) for column in zip(*cells, strict=True)]
        source = SQL(
            """
            unnest(%s::text[], %s::text[], %s::int[], %s::text[], %s::int[], %s::int[], %s::int[],
                   %s::text[], %s::timestamp[]) WITH ORDINALITY
              AS row(event, res_model, res_id, occurrence, partner_id, user_id, agency_id, channel,
                     date_next, place)
              JOIN directive_notice AS notice
                ON notice.res_model = row.res_model AND notice.res_id = row.res_id
               AND notice.event = row.event AND notice.occurrence = row.occurrence
             ORDER BY row.place
            """,
            *columns,
        )
        # Another process that writes the same is not an error.
        statement = self._insertion(self._values_queued(), source)
        if calls:
            statement = SQL("WITH called AS (%s) %s", calls, statement)
        self.env.cr.execute(statement, log_exceptions=False)

    @api.model
    def _values_queued(self):
        """Return the columns of queued rows of ``notice`` for the recipients ``row``."""
        now = fields.Datetime.now()
        is_express = SQL("notice.urgency = ANY(%s)", list(EXPRESS))
        return {
            "notice_id": SQL("notice.id"),
            **self._recipient_columns(),
            "channel": SQL.identifier("row", "channel"),
            "is_express": is_express,
            "state": QUEUED,
            "attempt_count": 0,
            "date_queued": now,
            "date_next": SQL("CASE WHEN %s THEN %s ELSE row.date_next END", is_express, now),
        }

    @api.model
    def _asked_for(self, posts):
        """Return for each post ``{channel: ids of those who want it}`` besides its own channels."""
        Event, askable = (
            self.env["directive.notice.event"],
            self.env["directive.channel"]._askable(),
        )
        kinds = {post.event: Event._get(post.event).choice for post in posts}
        partner_ids = {one.to.partner_id for post in posts for one in post.told}
        wants = self.env["directive.notice.preference"]._who_wants(
            partner_ids, wanted_ways(posts, kinds, askable), YES
        )
        return [
            {
                channel: people
                for (kind, channel), people in wants.items()
                if people and kind == kinds[post.event] and channel not in post.channels
            }
            for post in posts
        ]

    def _move(self, state, reason=None, by_person=False, **values):
        """Move these rows to ``state`` if allowed; other rows stay unchanged.

        The database decides row by row: an incoming report and a person may act at the same
        moment. Return the rows that moved.
        """
        if not self:
            return self
        now = fields.Datetime.now()
        values = {"state": state, "reason": reason, "write_date": now, **values}
        if state in STATE_DATES:
            values[STATE_DATES[state]] = now
        assignments = [
            SQL("%s = %s", SQL.identifier(name), value) for name, value in values.items()
        ]
        self.flush_recordset()
        moved = self.env.execute_query(
            SQL(
                """
                UPDATE directive_notice_delivery
                   SET %s, history = %s
                 WHERE id = ANY(%s) AND state = ANY(%s) RETURNING id
                """,
                SQL(", ").join(assignments),
                self._history_with(history_line(now, state, reason)),
                self.ids,
                list(sources_of(state, by_person)),
            )
        )
        self.invalidate_recordset()
        return self.browse(row[0] for row in moved)

    # Sending hours

    @api.model
    def _first_moment(self, channel, is_express):
        """Return the first moment (UTC) at which ``channel`` may reach a recipient."""
        now = fields.Datetime.now()
        settings = self.env["directive.settings"]
        if is_express or channel._is_silent:
            return now
        calendar = settings._working_calendar()
        if self._is_open_hour(calendar):
            return now
        return settings._to_utc(self._next_opening(settings._now_local(), calendar))

    @api.model
    def _is_open_hour(self, calendar=None, moment=None):
        """Tell whether ordinary messages may be sent now: a working day outside the quiet hours.

        :param moment: a moment (UTC) other than now
        """
        settings = self.env["directive.settings"]
        local = settings._to_local(moment or fields.Datetime.now())
        hour = local.hour + local.minute / 60
        quiet = is_quiet(hour, settings._get("quiet_from"), settings._get("quiet_to"))
        calendar = calendar or settings._working_calendar()
        return not quiet and calendar.is_working(local.date())

    @api.model
    def _next_opening(self, local, calendar):
        """Return the next end of the quiet hours on a working day after ``local``."""
        settings = self.env["directive.settings"]
        opening = timedelta(hours=settings._get("quiet_to"))
        day = calendar.next_working(local.date())
        if datetime.combine(day, time()) + opening <= local:
            day = calendar.add(day, 1)
        return datetime.combine(day, time()) + opening

    @api.model
    def _first_open_moment(self, moment):
        """Return when (UTC) ordinary messages may go at ``moment`` or next after it."""
        settings = self.env["directive.settings"]
        if self._is_open_hour(moment=moment):
            return moment
        calendar = settings._working_calendar()
        return settings._to_utc(self._next_opening(settings._to_local(moment), calendar))

    @api.model
    def _trigger_send(self, *moments):
        """Let the job send at these moments, else now; each asked once in a transaction."""
        calls = self._calls_of_sender(moments or (None,))
        if calls:
            self.env.cr.execute(calls)

    @api.model
    def _calls_of_sender(self, moments):
        """Return the statement that has the job called at ``moments``, unless all were asked."""
        now = fields.Datetime.now()
        asked = self.env.cr.precommit.data.setdefault(ASKED, set())
        wanted = {one if one and one > now else None for one in moments} - asked
        asked |= wanted
        if not wanted:
            return None
        return self.env["directive.notice.sender"]._calls(wanted - {None}, None in wanted)

    @api.model
    def _cron_send(self):
        """Send queued and due rows. Safe to run twice, in parallel and after a crash."""
        self.env["directive.notice.sender"]._run()

    # Actions of people

    def action_send_again(self):
        """Requeue failed or unclear deliveries on a person's own decision.

        An unclear one may have arrived: only a person may risk a duplicate.
        """
        if not self.env.user.has_group("directive_tracking.group_directive_office"):
            raise UserError(self.env._("Only an Office specialist may send a message again."))
        self.check_access("read")
        blocked = self - self._resendable()
        if blocked:
            raise UserError(
                self.env._(
                    "%(count)s of the selected messages did not fail and cannot be sent again: "
                    "select only messages that failed, expired, were not possible or are "
                    "unclear.",
                    count=len(blocked),
                )
            )
        reason = self.env._("Sent again by %(user)s", user=self.env.user.name)
        # Users cannot write the ledger directly; the role was checked above.
        self.sudo()._move(
            QUEUED,
            reason,
            by_person=True,
            resent_by_id=self.env.uid,
            attempt_count=0,
            date_next=fields.Datetime.now(),
        )
        self._trigger_send()
        return True

    def action_mark_seen(self):
        """Record that the current user has seen these messages, which must be their own."""
        self.check_access("read")
        if any(delivery.user_id != self.env.user for delivery in self):
            raise UserError(self.env._("Only the recipient can mark a message as seen."))
        # Users cannot write the ledger directly; ownership of the rows was checked above.
        self.sudo()._acknowledge(self.env._("In the application"))
        return True

    def _acknowledge(self, how):
        """Record that the recipients of these rows have seen their notices, on every channel.

        Queued messages about them are no longer sent.

        :param how: a few words for the ledger: how the recipient acknowledged
        """
        rows = self._told_again(self.notice_id.repeats_id | self.notice_id, self.partner_id)
        pairs = {(row._root_notice(), row.partner_id) for row in self}
        rows.filtered(lambda row: (row._root_notice(), row.partner_id) in pairs)._move(SEEN, how)
        self._end_todos_of_seen()

    @api.model
    def _told_again(self, notices, partners):
        """Return the rows of ``notices`` and of their repetitions to these partners."""
        family = Domain("notice_id", "in", notices.ids)
        family |= Domain("notice_id.repeats_id", "in", notices.ids)
        return self.search(family & Domain("partner_id", "in", partners.ids))

    def _end_todos_of_seen(self):
        """Remove the to-dos that are done as soon as their subject is seen."""
        for model, records in self.notice_id._records().items():
            rows = self.filtered(lambda row, one=model: row.notice_id.res_model == one)
            for user, mine in rows.grouped("user_id").items() if records._seen_ends_todo else ():
                records.browse(mine.notice_id.mapped("res_id"))._close_todos(user)

    def _root_notice(self):
        """Return the notice that this row's notice repeats, or its own notice."""
        return self.notice_id.repeats_id or self.notice_id

    def action_open_record(self):
        """Open the record the message is about."""
        self.ensure_one()
        return self.notice_id._open_record()
