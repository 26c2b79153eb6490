from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from ...tools.urgency import URGENCIES

_lt = LazyTranslate(__name__)
DEFAULT_CHANNELS = ("app", "email")
DEFAULT_LIFE = timedelta(days=7)
# What the recipient is told; the number, deadline and content of the task stand beside it.
EVENTS = {
    "task_assigned": _lt("New task"),
    "task_reported": _lt("Completion reported, to be accepted or returned"),
    "task_accepted": _lt("Result accepted"),
    "task_returned": _lt("Result returned, to be done again"),
    "task_reopened": _lt("Task reopened"),
    "task_suspended": _lt("Task suspended"),
    "task_resumed": _lt("Task resumed"),
    "task_revoked": _lt("Task revoked"),
    "task_closed": _lt("Task closed without result"),
    "task_corrected": _lt("Task corrected"),
    "task_taken_over": _lt("Task given to another agency: nothing left for you to do"),
    "directive_corrected": _lt("Directive corrected"),
    "task_instructed": _lt("The leadership instructs"),
    "explanation_wanted": _lt("The leadership asks for an explanation"),
    "request_created": _lt("Request to decide"),
    "request_approved": _lt("Request approved"),
    "request_rejected": _lt("Request rejected"),
    "approval_wanted": _lt("Completion report waits for your approval"),
    "broadcast": _lt("To be carried out at once"),
    "broadcast_withdrawn": _lt("Withdrawn, not to be carried out"),
    "answer_received": _lt("Answer received"),
    "reminder_due": _lt("Deadline is near"),
    "reminder_overdue": _lt("Overdue"),
    "reminder_not_received": _lt("Not yet received"),
    "reminder_silent": _lt("No deadline and no news for long"),
    "repeat": _lt("Not yet acknowledged"),
    "call_wanted": _lt("Not acknowledged: to be telephoned"),
}


class DirectiveNotice(models.Model):
    """One message with its cause; `directive.notice.delivery` says who got it, how and when.

    Written in the transaction of its cause and never changed: it is evidence. The key
    (event, record, occurrence) makes a second notice of the same thing impossible,
    whoever runs twice.
    """

    _name = "directive.notice"
    _description = "Notice"
    _order = "id desc"
    _rec_name = "event"

    event = fields.Char(required=True, readonly=True, index=True)
    res_model = fields.Char(string="Kind of record", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        string="Record", model_field="res_model", required=True, readonly=True
    )
    occurrence = fields.Char(
        required=True,
        default="",
        readonly=True,
        help="Tells two notices of the same event on the same record apart.",
    )
    task_id = fields.Many2one(
        "directive.task", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    directive_id = fields.Many2one(
        "directive.directive",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    broadcast_id = fields.Many2one(
        "directive.broadcast",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    rule_id = fields.Many2one(
        "directive.reminder.rule",
        string="Reminder rule",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    date_deadline = fields.Date(string="Deadline told", readonly=True)
    urgency = fields.Selection(URGENCIES, required=True, default="normal", readonly=True)
    note = fields.Text(readonly=True)
    valid_until = fields.Datetime(readonly=True, help="Not worth sending after this moment.")
    wants_ack = fields.Boolean(string="Asks to be acknowledged", readonly=True)
    repeats_id = fields.Many2one(
        "directive.notice",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The notice nobody had acknowledged when this one was written.",
    )
    date_created = fields.Datetime(string="Written on", readonly=True)
    delivery_ids = fields.One2many("directive.notice.delivery", "notice_id", string="Deliveries")
    is_to_me = fields.Boolean(
        compute="_compute_is_to_me", search="_search_is_to_me", compute_sudo=True
    )

    _key_uniq = models.UniqueIndex(
        "(res_model, res_id, event, occurrence)", "This notice has been written already."
    )

    @api.depends("event", "task_id", "directive_id", "broadcast_id")
    def _compute_display_name(self):
        for notice in self:
            about = notice.directive_id or notice.broadcast_id
            subject = notice.task_id.number or about.display_name or ""
            notice.display_name = f"{notice._label()} · {subject}" if subject else notice._label()

    @api.depends_context("uid")
    def _compute_is_to_me(self):
        # Asked by the record rules: reading `delivery_ids` here would leave the others' rows in
        # the cache, where the reader finds them.
        mine = [("notice_id", "in", self.ids), ("user_id", "=", self.env.uid)]
        groups = self.env["directive.notice.delivery"]._read_group(mine, ["notice_id"])
        to_me = {notice.id for (notice,) in groups}
        for notice in self:
            notice.is_to_me = notice.id in to_me

    def _search_is_to_me(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("delivery_ids", "any!", [("user_id", "=", self.env.uid)])

    def _label(self):
        """Return what the recipient is told, in the reader's language."""
        self.ensure_one()
        label = EVENTS.get(self.event)
        return self.env._(label) if label else self.event

    # Writing

    @api.model
    def _post(
        self, event, records, recipients, occurrence="", urgency="normal",
        valid_until=None, channels=None, note=None, wants_ack=False, repeats_id=None,
    ):  # fmt: skip
        """Tell ``recipients`` of ``event`` on ``records``, once, in the present transaction.

        The number of queries does not depend on the number of records. What was posted
        before under the same key stays as it is.

        :param records: tasks, directives or broadcasts
        :param recipients: ``{record id: [(partner id, user id or None, agency id or None), ...]}``;
            a fourth element, False, tells one of them without asking him to acknowledge
        :param channels: those of :meth:`_default_channels` if not given
        :param wants_ack: whether its recipients are asked to say that they have seen it
        :param repeats_id: id of the notice it says once more, if it does
        """
        if not records:
            return
        records.flush_recordset()
        self._insert_notices(
            event, records, occurrence, urgency, valid_until, note, wants_ack, repeats_id
        )
        self.env["directive.notice.delivery"]._insert_deliveries(
            event,
            records,
            recipients,
            occurrence,
            urgency,
            channels or self._default_channels(event, urgency),
        )
        if wants_ack:
            self.env["directive.notice.acknowledgement"]._ask(
                event, records, recipients, occurrence, urgency
            )

    @api.model
    def _default_channels(self, event, urgency):
        """Return the channels of an event: the seam for addons that add one."""
        return DEFAULT_CHANNELS

    @api.model
    def _insert_notices(
        self, event, records, occurrence, urgency, valid_until, note, wants_ack, repeats_id
    ):
        # SQL, because the key must decide in the database: another process may be first.
        now = fields.Datetime.now()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO directive_notice
                       (event, res_model, res_id, task_id, directive_id, date_deadline,
                        broadcast_id, occurrence, urgency, note, valid_until, wants_ack, repeats_id, date_created,
                        create_uid, create_date, write_uid, write_date)
                SELECT %(event)s, %(model)s, record.id, %(subject)s,
                       %(occurrence)s, %(urgency)s, %(note)s, %(valid_until)s,
                       %(wants_ack)s, %(repeats)s, %(now)s,
                       %(uid)s, %(now)s, %(uid)s, %(now)s
                  FROM %(table)s AS record
                 WHERE record.id = ANY(%(ids)s)
                ON CONFLICT DO NOTHING
                """,
                event=event,
                model=records._name,
                subject=self._subject_columns(records),
                occurrence=occurrence or "",
                urgency=urgency or "normal",
                note=note or None,
                wants_ack=wants_ack,
                repeats=repeats_id or None,
                valid_until=valid_until or self._default_valid_until(now),
                now=now,
                uid=self.env.uid,
                table=SQL.identifier(records._table),
                ids=records.ids,
            )
        )

    @api.model
    def _default_valid_until(self, now):
        """Return until when an ordinary notice is of use: a week, or four working days after Tết.

        What waits for the end of a long holiday must not expire before anybody could read it,
        nor before its ladder has come to its end.
        """
        settings = self.env["directive.settings"]
        fifth_day = settings._working_calendar().add(settings._today(), 5)
        return max(now + DEFAULT_LIFE, settings._start_of_day_utc(fifth_day))

    @api.model
    def _subject_columns(self, records):
        """Return task_id, directive_id, date_deadline and broadcast_id of a notice on ``records``."""
        if records._name == "directive.task":
            return SQL("record.id, record.directive_id, record.date_deadline, NULL::int")
        if records._name == "directive.directive":
            return SQL("NULL::int, record.id, NULL::date, NULL::int")
        if records._name == "directive.broadcast":
            return SQL("NULL::int, NULL::int, NULL::date, record.id")
        return SQL("NULL::int, NULL::int, NULL::date, NULL::int")

    # Whether it is still so

    def _is_withdrawn(self):
        """Tell whether what this notice says has been taken back: nobody answers it any more."""
        return False

    def _irrelevant_reason(self):
        """Return why this notice is no longer worth sending, or False."""
        return False

    # Watching over the scheduled actions

    @api.model
    def _heartbeat_warning(self):
        """Return a sentence if notices do not leave the house, else False.

        Asked for by people's browsers, so it does not depend on what may have died.
        """
        late = fields.Datetime.now() - timedelta(hours=3)
        for xmlid in ("ir_cron_remind", "ir_cron_send", "ir_cron_climb"):
            # Only whether the product's own jobs run is told, to those who answer for it.
            cron = self.env.ref(f"directive_tracking.{xmlid}").sudo()
            if not cron.active:
                return self.env._(
                    "The scheduled action “%(name)s” is switched off: reminders and messages "
                    "do not go out. Ask the administrator to switch it on.",
                    name=cron.name,
                )
            if cron.nextcall < late:
                return self.env._(
                    "The scheduled action “%(name)s” has not run since %(moment)s (UTC): reminders "
                    "and messages do not go out. Ask the administrator to look after the server.",
                    name=cron.name,
                    moment=fields.Datetime.to_string(cron.lastcall or cron.create_date),
                )
        return False
