import json
import logging
from collections import defaultdict
from contextlib import nullcontext

from psycopg2.errors import SerializationFailure

from odoo import api, fields, models, modules
from odoo.tools import SQL

from ...tools.notice.delivery import (
    ACCEPTED,
    CANCELLED,
    QUEUED,
    REFUSED_TEMPORARY,
    SENDING,
    STATE_AFTER,
    SUPPRESSED,
    UNKNOWN,
    Outcome,
    retry_pause,
    sources_of,
)
from ...tools.notice.receipt import history_line
from .directive_notice_delivery import SILENT_CHANNELS

_logger = logging.getLogger(__name__)
BATCH = 500  # rows of one claim where the channel takes them all in one transaction
CLAIM_TRIES = 5
CLAIM = """
     WITH first AS (
          SELECT id, partner_id, is_express FROM directive_notice_delivery
           WHERE %(due)s
           ORDER BY is_express DESC, %(order)s, id LIMIT %(limit)s
             FOR UPDATE SKIP LOCKED),
          others AS (
          SELECT id FROM directive_notice_delivery
           WHERE %(due)s AND %(together)s AND NOT is_express AND partner_id = ANY (
                 ARRAY(SELECT partner_id FROM first WHERE NOT is_express))
             FOR UPDATE SKIP LOCKED)
   UPDATE directive_notice_delivery
      SET state = 'sending', date_claimed = %(now)s, write_date = %(now)s,
          attempt_count = attempt_count + 1
    WHERE id IN (SELECT id FROM first UNION SELECT id FROM others)
RETURNING id, attempt_count, resent_by_id
"""
# The rows of a claim as it left them. The state is compared with a column: compared with a
# constant, the index of all rows being sent would be searched instead of these few.
MINE = """
       unnest(%s::int[], %s::int[], %s::int[], %s::timestamp[], %s::text[])
       AS claim(id, attempt_count, sender_id, moment, state)
 WHERE delivery.id = claim.id AND delivery.state = claim.state
   AND delivery.attempt_count = claim.attempt_count AND delivery.date_claimed = claim.moment
   AND delivery.resent_by_id IS NOT DISTINCT FROM claim.sender_id
"""
LOOK = "SELECT delivery.id FROM directive_notice_delivery AS delivery, %(mine)s"
# A lock alone would not do: who has looked at the row before and takes it over now must find
# that it has been written since, or its message would be sent once more.
HOLD = """
   UPDATE directive_notice_delivery AS delivery SET attempt_count = claim.attempt_count
     FROM %(mine)s
RETURNING delivery.id
"""
NOT_CLAIMED = (None, None)
# What became of messages; a row that has moved on meanwhile stays as it is.
RECORD = """
UPDATE directive_notice_delivery AS delivery
   SET state = new.state, reason = new.reason, write_date = %(now)s,
       message_ref = CASE WHEN new.state = 'queued' THEN message_ref ELSE new.reference END,
       address = CASE WHEN new.state = 'queued' THEN delivery.address ELSE new.address END,
       date_sent = CASE WHEN new.state = 'sent' THEN %(now)s ELSE date_sent END,
       date_next = COALESCE(new.date_next, delivery.date_next),
       history = %(history)s
  FROM jsonb_to_recordset(%(outcomes)s)
       AS new(id int, state text, sources text[], reason text, reference text, address text,
              date_next timestamp, line text)
 WHERE delivery.id = new.id AND delivery.state = ANY(new.sources)
"""


class DirectiveNoticeDelivery(models.Model):
    """Sending: claim (commit), hand over, record (commit).

    A channel is three methods: `_line_<channel>()` gives a context manager for what is
    shared by a run (a connection), `_suppress_<channel>()` the reason why a recipient
    cannot be reached, and `_hand_over_<channel>(line)` gives one message, made of all rows
    of `self`, to the outside and returns an `Outcome`. Another addon adds a channel by
    extending the selection and writing these three.
    """

    _inherit = "directive.notice.delivery"

    @api.model
    def _cron_send(self):
        """Send what is queued and due. Safe to run twice, in parallel and after a crash."""
        self._settle_overdue()
        for channel, _label in self._fields["channel"]._description_selection(self.env):
            self._send_channel(channel)

    @api.model
    def _settle_overdue(self):
        """Settle what a dead process has left and what is out of date; another may be at it."""
        try:
            self._recover_stuck()
            self._expire()
            self._commit()
        except SerializationFailure:
            self._roll_back()  # it has changed rows since we looked: the next run looks again

    @api.model
    def _send_channel(self, channel):
        """Send what is due on one channel, until the time of the run is used up.

        At least one claim is sent, so that a slow channel does not starve the next.
        """
        # A run is short: the hour is asked for once, not before every claim.
        any_urgency = channel in SILENT_CHANNELS or self._is_open_hour()
        with getattr(self, f"_line_{channel}")() as line:
            while done := self._send_next(channel, any_urgency, line):
                if line is not None and line.is_down:
                    break  # a dead server is asked again at the next run, not for every row
                if not self._commit(done):
                    self._trigger_send()
                    break

    @api.model
    def _send_next(self, channel, any_urgency, line):
        """Claim the next rows and send them; return how many they were."""
        rows = self._claim(channel, any_urgency, self._claim_size(channel, line))
        if rows:
            self._commit()  # from here on another process leaves these rows alone
            rows._send_claimed(channel, line)
        return len(rows)

    def _send_claimed(self, channel, line):
        """Check, hand over and record these claimed rows."""
        try:
            messages = self._keep_relevant(channel)._prepare_messages(channel, line)
        except Exception as error:  # nothing has been handed over yet: trying again is safe
            self._record(self._unprepared(error))
            messages = []
        self._commit()
        self._send_messages(channel, line, messages)

    def _prepare_messages(self, channel, line):
        """Return what :meth:`_send_messages` is to send: by itself, the rows of each message."""
        return self._in_messages(channel)

    @api.model
    def _send_messages(self, channel, line, messages):
        """Hand over and record message by message: the seam for channels that do several at once."""
        for message in messages:
            held = message._still_claimed()
            if held:
                held._record(held._hand_over(channel, line))
            self._commit()

    @api.model
    def _commit(self, done=0):
        """Commit; return the seconds this run may still take, if it has ``done`` something."""
        if modules.module.current_test:  # a test's transaction is never committed
            self.env.flush_all()
            return float("inf")
        if done:
            return self.env["ir.cron"]._commit_progress(done)
        # The progress of the job would be written each time, and nobody asks for it so often.
        return self.env.cr.commit()  # pylint: disable=invalid-commit

    @api.model
    def _roll_back(self):
        if not modules.module.current_test:
            self.env.cr.rollback()
        self.env.invalidate_all(flush=False)

    # Claiming

    @api.model
    def _claim(self, channel, any_urgency=True, size=None):
        """Take the next rows to send so that no other process does, and return them.

        On a channel that reaches people one by one, all that waits for one recipient: it
        becomes one message. An express notice goes alone, and only express notices go
        where ``any_urgency`` is false.
        """
        for _attempt in range(CLAIM_TRIES):
            try:
                with self.env.cr.savepoint():
                    return self._claim_rows(channel, any_urgency, size)
            except SerializationFailure:
                # Another process took the row between our look and our hand: look again.
                self._commit()
        return self.browse()

    @api.model
    def _claim_rows(self, channel, any_urgency, size):
        self.env.flush_all()
        now = fields.Datetime.now()
        in_batches = channel in SILENT_CHANNELS
        due = SQL(
            "channel = %s AND state = 'queued' AND date_next <= %s AND (is_express OR %s)",
            channel,
            now,
            any_urgency,
        )
        rows = self.env.execute_query(
            SQL(
                CLAIM,
                due=due,
                now=now,
                together=not in_batches,
                limit=size or self._claim_size(channel),
                # One person's rows next to each other: his access is checked for all at once.
                order=SQL.identifier("partner_id" if in_batches else "date_next"),
            )
        )
        self.invalidate_model()
        claim = (now, {row_id: (attempts, sender) for row_id, attempts, sender in rows})
        return self.browse(sorted(claim[1])).with_context(directive_claim=claim)

    @api.model
    def _claim_size(self, channel, line=None):
        """Return how many rows one claim begins with: the seam for channels that take several people."""
        return BATCH if channel in SILENT_CHANNELS else 1

    def _in_messages(self, channel):
        """Return these claimed rows as the messages they become.

        A claim is one message, but what a silent channel could not take together is tried
        row by row, so that one bad row does not hold up the others.
        """
        if channel in SILENT_CHANNELS:
            is_retry = max(self.mapped("attempt_count"), default=0) > 1
            return list(self) if is_retry else [self] if self else []
        alone = self._going_alone()
        together = self - alone
        return [*alone, *([together] if together else [])]

    def _going_alone(self):
        """Return those of these rows whose message holds nothing else."""
        alone = {model for model, one in self.notice_id._records().items() if one._notice_alone}
        return self.filtered(lambda row: row.is_express or row.notice_id.res_model in alone)

    # The fence: whoever was slow, or slept long as in a paused machine, may find that others have
    # taken its rows over meanwhile, or that the recipient has seen them by another way. It may
    # not send them, nor write a no down about them.

    def _still_claimed(self, hold=False):
        """Return those of these rows that are still as this process claimed them.

        :param hold: whether nobody may take them over before this transaction is committed
        """
        self.flush_recordset()
        found = self.env.execute_query(
            SQL(HOLD if hold else LOOK, mine=SQL(MINE, *self._claim_columns()))
        )
        return self.browse(sorted(row[0] for row in found))

    def _claim_columns(self):
        """Return by what each of these rows shows whose it is, column by column.

        Every claim counts one attempt more. A person who sends again begins a new count, and
        may do so twice: then the moment tells the claims apart.
        """
        moment, claimed = self.env.context.get("directive_claim", (None, {}))
        attempts = [claimed.get(row_id, NOT_CLAIMED)[0] for row_id in self.ids]
        senders = [claimed.get(row_id, NOT_CLAIMED)[1] for row_id in self.ids]
        count = len(attempts)
        return self.ids, attempts, senders, [moment] * count, [SENDING] * count

    # Handing over and recording

    def _hand_over(self, channel, line):
        """Give one message to the channel and return the :class:`Outcome`."""
        try:
            return getattr(self, f"_hand_over_{channel}")(line)
        except Exception as error:
            # Channels answer for everything after the hand-over; what they raise happened
            # before it, so nothing was sent and trying again is safe.
            return self._unprepared(error)

    def _unprepared(self, error):
        """Undo and log what failed before the hand-over; return the outcome of these rows."""
        self._roll_back()
        _logger.error("Deliveries %s could not be prepared", self.ids, exc_info=error)
        return Outcome(REFUSED_TEMPORARY, f"{type(error).__name__}: {error}"[:300])

    def _record(self, outcome):
        """Write down what became of one message."""
        try:
            with self.env.cr.savepoint():
                self._record_as_it_stands(outcome)
        except SerializationFailure:
            # A report from outside was quicker: look at the row as it stands now.
            self._commit()
            self._record_as_it_stands(outcome)

    def _record_as_it_stands(self, outcome):
        # A no concerns our own call alone, not that of a process which took the rows over.
        is_no = outcome.result not in (ACCEPTED, UNKNOWN)
        rows = self._still_claimed() if is_no else self
        self._record_all([(rows.ids, outcome)])

    @api.model
    def _record_all(self, outcomes):
        """Write down what became of several messages, in one statement.

        :param outcomes: ``[(ids of a message's rows, its Outcome)]``
        """
        now = fields.Datetime.now()
        rows = self.browse(row_id for ids, _outcome in outcomes for row_id in ids)
        if not rows:
            return
        rows.flush_recordset()
        values = [row for one in outcomes for row in self._outcome_rows(*one, now)]
        history = self._history_with(SQL("new.line"))
        outcomes = json.dumps(values, default=str)
        self.env.cr.execute(SQL(RECORD, now=now, outcomes=outcomes, history=history))
        rows.invalidate_recordset()

    @api.model
    def _outcome_rows(self, ids, outcome, now):
        """Return what ``RECORD`` writes into the rows of one message."""
        state, reason, date_next = STATE_AFTER[outcome.result], outcome.reason or None, None
        if state == QUEUED:
            attempts = max(self.browse(ids).mapped("attempt_count"), default=1)
            date_next = now + retry_pause(attempts)
        values = {
            "state": state,
            "sources": sources_of(state),
            "reason": reason,
            "reference": outcome.reference or None,
            "address": outcome.address or None,
            "date_next": date_next,
            "line": history_line(now, state, reason),
        }
        return [{"id": row_id, **values} for row_id in ids]

    # Just before sending

    def _keep_relevant(self, channel):
        """Return the claimed rows still worth sending; settle the others with a reason."""
        kept = self
        for state, reasons in (
            (CANCELLED, self._irrelevant_reasons()),
            (CANCELLED, self._out_of_sight_reasons()),
            (SUPPRESSED, getattr(self, f"_suppress_{channel}")()),
        ):
            by_reason = defaultdict(self.browse)
            for row, reason in reasons.items():
                by_reason[reason] |= row & kept
            for reason, rows in by_reason.items():
                kept -= rows._move(state, reason)
        return kept - kept._postpone_too_frequent(channel)

    @api.model
    def _line_app(self):
        return nullcontext()

    def _suppressed(self):
        """Return those of these rows whose channel cannot reach their recipient."""
        return self.browse().union(
            *(
                row
                for channel, rows in self.grouped("channel").items()
                for row in getattr(rows, f"_suppress_{channel}")()
            )
        )
