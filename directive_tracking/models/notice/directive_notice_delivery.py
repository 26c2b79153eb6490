from datetime import datetime, time, timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...tools.notice.delivery import QUEUED, RESENDABLE, SEEN, is_quiet, sources_of
from ...tools.urgency import EXPRESS

CHANNELS = [("app", "In the application"), ("email", "E-mail")]
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
STATE_DATES = {
    "sending": "date_claimed",
    "sent": "date_sent",
    "delivered": "date_delivered",
    "seen": "date_seen",
}
# Channels that wake nobody up: they deliver at any hour.
SILENT_CHANNELS = ("app",)


class DirectiveNoticeDelivery(models.Model):
    """One row of the ledger: one notice, one recipient, one channel.

    Rows are never deleted and their states only move forward: they are the evidence of
    who was told what, when and how. Everything written here goes through `_move`.
    """

    _name = "directive.notice.delivery"
    _description = "Notice Delivery"
    _order = "id desc"
    _rec_name = "notice_id"

    # `_recipient_uniq` is its index.
    notice_id = fields.Many2one(
        "directive.notice", required=True, readonly=True, ondelete="restrict"
    )
    event = fields.Char(related="notice_id.event")
    task_id = fields.Many2one(related="notice_id.task_id")
    directive_id = fields.Many2one(related="notice_id.directive_id")
    broadcast_id = fields.Many2one(related="notice_id.broadcast_id")
    valid_until = fields.Datetime(related="notice_id.valid_until")

    partner_id = fields.Many2one(
        "res.partner",
        string="Recipient",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    user_id = fields.Many2one(
        "res.users", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    agency_id = fields.Many2one(
        "directive.agency",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    channel = fields.Selection(CHANNELS, required=True, readonly=True)
    is_express = fields.Boolean(string="Express", readonly=True)

    state = fields.Selection(STATES, required=True, default="queued", readonly=True)
    reason = fields.Char(readonly=True)
    history = fields.Text(
        readonly=True, help="Every change of state with its time (UTC) and reason."
    )
    attempt_count = fields.Integer(string="Attempts", readonly=True)
    message_ref = fields.Char(string="Message reference", readonly=True)
    resent_by_id = fields.Many2one("res.users", string="Sent again by", readonly=True)
    can_send_again = fields.Boolean(compute="_compute_can_send_again")

    date_queued = fields.Datetime(string="Queued on", readonly=True)
    date_next = fields.Datetime(string="Not before", readonly=True)
    date_claimed = fields.Datetime(string="Taken on", readonly=True)
    date_sent = fields.Datetime(string="Sent on", readonly=True)
    date_delivered = fields.Datetime(string="Delivered on", readonly=True)
    date_seen = fields.Datetime(string="Seen on", readonly=True)

    _recipient_uniq = models.UniqueIndex(
        "(notice_id, partner_id, channel)", "This recipient is in the ledger already."
    )
    _queue_idx = models.Index("(channel, is_express DESC, date_next, id) WHERE state = 'queued'")
    _queued_partner_idx = models.Index("(channel, partner_id, id) WHERE state = 'queued'")
    _sending_idx = models.Index("(date_claimed) WHERE state = 'sending'")
    _message_ref_idx = models.Index("(message_ref) WHERE message_ref IS NOT NULL")
    _sent_idx = models.Index("(partner_id, channel, date_sent) WHERE date_sent IS NOT NULL")

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_can_send_again(self):
        is_office = self.env.user.has_group("directive_tracking.group_directive_office")
        resendable = self._resendable()
        for delivery in self:
            delivery.can_send_again = is_office and delivery in resendable

    def _resendable(self):
        """Return those of these rows which may be put back into the queue and would leave it."""
        # Rows outlive the addon that sent them; nobody would ever take them up again.
        channels = set(self._fields["channel"].get_values(self.env))
        return self.filtered(lambda row: row.state in RESENDABLE and row.channel in channels)

    # Writing

    @api.model
    def _insert_deliveries(self, event, records, recipients, occurrence, urgency, channels):
        """Queue one row per recipient and channel for the notices of this key."""
        is_express = urgency in EXPRESS
        moments = {channel: self._first_moment(channel, is_express) for channel in channels}
        rows = [
            (res_id, partner_id, user_id or None, agency_id or None, channel, moments[channel])
            for res_id in records.ids
            for partner_id, user_id, agency_id in (row[:3] for row in recipients.get(res_id, ()))
            for channel in channels
            if self._reaches(channel, user_id)
        ]
        if not rows:
            return
        columns = [list(column) for column in zip(*rows, strict=True)]
        self._insert_rows(event, records._name, occurrence or "", is_express, columns)
        self._trigger_send(min(moments.values()))

    @api.model
    def _insert_rows(self, event, model, occurrence, is_express, columns):
        # SQL, because the key must decide in the database: another process may be first.
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO directive_notice_delivery
                       (notice_id, partner_id, user_id, agency_id, channel, is_express, state,
                        attempt_count, date_queued, date_next,
                        create_uid, create_date, write_uid, write_date)
                SELECT notice.id, row.partner_id, row.user_id, row.agency_id, row.channel,
                       %(is_express)s, 'queued', 0, %(now)s, row.date_next,
                       %(uid)s, %(now)s, %(uid)s, %(now)s
                  FROM unnest(%(ids)s::int[], %(partners)s::int[], %(users)s::int[],
                              %(agencies)s::int[], %(channels)s::text[], %(moments)s::timestamp[])
                       AS row(res_id, partner_id, user_id, agency_id, channel, date_next)
                  JOIN directive_notice AS notice
                    ON notice.res_id = row.res_id AND notice.res_model = %(model)s
                   AND notice.event = %(event)s AND notice.occurrence = %(occurrence)s
                ON CONFLICT DO NOTHING
                """,
                ids=columns[0],
                partners=columns[1],
                users=columns[2],
                agencies=columns[3],
                channels=columns[4],
                moments=columns[5],
                event=event,
                model=model,
                occurrence=occurrence,
                is_express=is_express,
                now=fields.Datetime.now(),
                uid=self.env.uid,
            )
        )

    @api.model
    def _reaches(self, channel, user_id):
        """Tell whether ``channel`` can exist for a recipient with or without a user."""
        return channel != "app" or bool(user_id)

    def _move(self, state, reason=None, by_person=False, **values):
        """Move these rows forward to ``state``; rows that may not go there stay as they are.

        Decided in the database, row by row: a report from outside and a person may come
        at the same moment. Return the rows that moved.
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
        line = f"{now:%Y-%m-%d %H:%M:%S} {state}{': ' + reason if reason else ''}"
        self.flush_recordset()
        moved = self.env.execute_query(
            SQL(
                """
                UPDATE directive_notice_delivery
                   SET %s, history = concat_ws(chr(10), history, %s)
                 WHERE id = ANY(%s) AND state = ANY(%s) RETURNING id
                """,
                SQL(", ").join(assignments),
                line,
                self.ids,
                list(sources_of(state, by_person)),
            )
        )
        self.invalidate_recordset()
        return self.browse(row[0] for row in moved)

    # When a message may go

    @api.model
    def _first_moment(self, channel, is_express):
        """Return the first moment (UTC) at which ``channel`` may disturb a recipient."""
        now = fields.Datetime.now()
        settings = self.env["directive.settings"]
        if is_express or channel in SILENT_CHANNELS:
            return now
        calendar = settings._working_calendar()
        if self._is_open_hour(calendar):
            return now
        return settings._to_utc(self._next_opening(settings._now_local(), calendar))

    @api.model
    def _is_open_hour(self, calendar=None, moment=None):
        """Tell whether ordinary messages may go now: a working day outside the quiet hours.

        :param moment: another one (UTC) than now
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
    def _trigger_send(self, moment=None):
        # The job belongs to the system; whoever causes a notice may wake it up.
        cron_id = self.env["ir.model.data"]._xmlid_to_res_id("directive_tracking.ir_cron_send")
        cron = self.env["ir.cron"].sudo().browse(cron_id)
        cron._trigger(moment if moment and moment > fields.Datetime.now() else None)

    # What people may do

    def action_send_again(self):
        """Put failed or unclear deliveries back into the queue, on a person's own decision.

        An unclear one may have arrived: only a person may risk that it arrives twice.
        """
        if not self.env.user.has_group("directive_tracking.group_directive_office"):
            raise UserError(self.env._("Only an Office specialist may send a message again."))
        self.check_access("read")
        blocked = self - self._resendable()
        if blocked:
            raise UserError(
                self.env._(
                    "%(count)s of the chosen messages did not fail and cannot be sent again: "
                    "choose only those that failed, expired, were not possible or are unclear.",
                    count=len(blocked),
                )
            )
        reason = self.env._("Sent again by %(user)s", user=self.env.user.name)
        # The ledger is written by nobody directly; the role was checked above.
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
        """Record that the present user has seen these messages, which must be his own."""
        self.check_access("read")
        if any(delivery.user_id != self.env.user for delivery in self):
            raise UserError(self.env._("Only the recipient can say that he has seen a message."))
        # The ledger is written by nobody directly; that the rows are his was checked above.
        self.sudo()._acknowledge(self.env._("In the application"))
        return True

    def _acknowledge(self, how):
        """Record that the recipients of these rows have seen their notices, on every channel.

        What still waits to be sent of them is not sent any more.

        :param how: a few words for the ledger: by which way the recipient has said so
        """
        family = (self.notice_id.repeats_id | self.notice_id).ids
        rows = self.search(
            [
                ("partner_id", "in", self.partner_id.ids),
                "|",
                ("notice_id", "in", family),
                ("notice_id.repeats_id", "in", family),
            ]
        )
        pairs = {(row._root_notice(), row.partner_id) for row in self}
        rows.filtered(lambda row: (row._root_notice(), row.partner_id) in pairs)._move(SEEN, how)

    def _root_notice(self):
        """Return the notice this row's own repeats, or its own."""
        return self.notice_id.repeats_id or self.notice_id

    def action_open_record(self):
        """Open the task, directive or broadcast the message is about."""
        self.ensure_one()
        notice = self.notice_id
        return {
            "type": "ir.actions.act_window",
            "res_model": notice.res_model,
            "res_id": notice.res_id,
            "view_mode": "form",
        }
