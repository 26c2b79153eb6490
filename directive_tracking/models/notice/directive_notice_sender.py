import json
import logging

from psycopg2.errors import SerializationFailure

from odoo import api, fields, models, modules
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.notice.delivery import (
    ACCEPTED,
    CANCELLED,
    EXPIRED,
    QUEUED,
    REFUSED_TEMPORARY,
    SENDING,
    SLEPT_AFTER,
    STATE_AFTER,
    STUCK_AFTER,
    UNKNOWN,
    Outcome,
    retry_pause,
    sources_of,
)
from ...tools.notice.receipt import history_line

_logger = logging.getLogger(__name__)
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
# A lock alone is not enough: a process that read the row earlier and takes it over now must see
# the new version, or the message would be sent twice.
HOLD = """
   UPDATE directive_notice_delivery AS delivery SET attempt_count = claim.attempt_count
     FROM %(mine)s
RETURNING delivery.id
"""
NOT_CLAIMED = (None, None)
# Outcomes of messages; a row that has changed in the meantime is left unchanged.
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
# A job that is switched off hears of later moments only: it may be on again by then.
CALL = """
    INSERT INTO ir_cron_trigger (cron_id, call_at, create_uid, create_date, write_uid, write_date)
    SELECT cron.id, moment, %(uid)s, %(now)s, %(uid)s, %(now)s
      FROM ir_cron AS cron, unnest(%(moments)s::timestamp[]) AS moment
     WHERE cron.id = %(cron)s AND (cron.active OR moment > %(now)s)
"""


class DirectiveNoticeSender(models.AbstractModel):
    """Sending: claim (commit), submit, record (commit).

    The channel (`directive.channel`) creates and sends a message; the gate
    (`directive.notice.gate`) decides whether it is still sent. Claimed rows have their claim in
    the context.
    """

    _name = "directive.notice.sender"
    _description = "Sender of Messages"

    @api.model
    def _run(self):
        """Send queued and due rows. Safe to run twice, in parallel and after a crash."""
        self._settle_overdue()
        for channel in self.env["directive.channel"]._all().values():
            if channel._is_ready():
                self._send_by(channel)

    @api.model
    def _send_by(self, channel):
        """Send the due rows of one channel until the time of the run is used up.

        At least one claim is sent, so that a slow channel does not starve the next.
        """
        # A run is short: the sending hour is checked once, not before every claim.
        any_urgency = channel._is_silent or self._ledger._is_open_hour()
        with channel._line() as line:
            while done := self._send_next(channel, any_urgency, line):
                if line is not None and line.is_down:
                    break  # a dead server is retried at the next run, not for every row
                if not self._commit(done):
                    self._ledger._trigger_send()
                    break

    @api.model
    def _send_next(self, channel, any_urgency, line):
        """Claim the next rows and send them; return how many they were."""
        rows = self._claim(channel, any_urgency, channel._claim_size(line))
        if rows:
            self._commit_claim(channel)
            # The claim belongs to the process that works on it.
            self.with_env(rows.env)._send_claimed(channel.with_env(rows.env), rows, line)
        return len(rows)

    @api.model
    def _send_claimed(self, channel, rows, line):
        """Check, submit and record these claimed rows."""
        try:
            kept = self.env["directive.notice.gate"]._let_pass(channel, rows)
            messages = channel._prepare(kept, line)
        except Exception as error:  # nothing has been submitted yet: retrying is safe
            self._record(rows, self._unprepared(rows, error))
            messages = []
        self._commit()
        channel._send(messages, line)

    @property
    def _ledger(self):
        return self.env["directive.notice.delivery"]

    # Transactions

    @api.model
    def _commit(self, done=0):
        """Commit; return the seconds this run may still take, if it has ``done`` something."""
        if modules.module.current_test:  # a test's transaction is never committed
            self.env.flush_all()
            return float("inf")
        if done:
            return self.env["ir.cron"]._commit_progress(done)
        # Otherwise the progress of the job would be written each time, which is not needed.
        return self.env.cr.commit()  # pylint: disable=invalid-commit

    @api.model
    def _commit_claim(self, channel):
        """Commit claimed rows: from here on other processes leave them alone."""
        if channel._is_silent:
            self._commit()
        else:
            self._commit_to_leave(is_durable=True)

    @api.model
    def _commit_to_leave(self, is_durable=False):
        """Commit what is known before something leaves the house.

        :param is_durable: whether a power cut in the next seconds must not take away any trace
        """
        self._commit()

    @api.model
    def _roll_back(self):
        if not modules.module.current_test:
            self.env.cr.rollback()
        self.env.invalidate_all(flush=False)

    @api.model
    def _read_committed(self):
        """Let each statement of the new transaction see data committed by others."""
        if not modules.module.current_test:  # with a transaction that began long ago
            self.env.cr.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")

    # Rows of dead processes and late rows

    @api.model
    def _settle_overdue(self):
        """Settle rows of dead processes and expired rows; another process may be doing the same."""
        try:
            for channel in self.env["directive.channel"]._all().values():
                channel._recover(fields.Datetime.now() - STUCK_AFTER)
            self._expire()
            self._commit()
        except SerializationFailure:
            self._roll_back()  # it has changed rows since we looked: the next run looks again

    @api.model
    def _stuck(self, channel, limit):
        """Return the rows claimed before ``limit``, or by a clock that was set back since."""
        ahead = fields.Datetime.now() + STUCK_AFTER
        claimed = Domain("date_claimed", "<", limit) | Domain("date_claimed", ">", ahead)
        domain = Domain("state", "=", SENDING) & Domain("channel", "=", channel._code)
        return self._ledger.search(domain & claimed)

    @api.model
    def _expire(self):
        """Expire rows that are no longer valid."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT delivery.id FROM directive_notice_delivery AS delivery
                  JOIN directive_notice AS notice ON notice.id = delivery.notice_id
                 WHERE delivery.state = 'queued' AND notice.valid_until < %s
                   AND delivery.resent_by_id IS NULL
                """,
                fields.Datetime.now(),
            )
        )
        reason = self.env._("It could not be sent while it was still valid.")
        self._ledger.browse(row[0] for row in rows)._move(EXPIRED, reason)

    # Claiming

    @api.model
    def _claim(self, channel, any_urgency=True, size=None):
        """Claim the next rows against other processes and return them.

        On a channel with individual messages, these are all waiting rows of one recipient, which
        become one message. Express notices are sent on their own, and only express notices are
        sent if ``any_urgency`` is false.
        """
        for _attempt in range(CLAIM_TRIES):
            try:
                with self.env.cr.savepoint():
                    return self._claim_rows(channel, any_urgency, size or channel._claim_size())
            except SerializationFailure:
                # Another process claimed the row after we read it: read again.
                self._commit()
        return self._ledger

    @api.model
    def _claim_rows(self, channel, any_urgency, size):
        self.env.flush_all()
        now = fields.Datetime.now()
        due = SQL(
            "channel = %s AND state = 'queued' AND date_next <= %s AND (is_express OR %s)",
            channel._code,
            now,
            any_urgency,
        )
        rows = self.env.execute_query(
            SQL(
                CLAIM,
                due=due,
                now=now,
                together=not channel._is_silent,
                limit=size,
                # One person's rows together: their access is checked for all at once.
                order=SQL.identifier("partner_id" if channel._is_silent else "date_next"),
            )
        )
        self._ledger.invalidate_model()
        claim = (now, {row_id: (attempts, sender) for row_id, attempts, sender in rows})
        return self._ledger.browse(sorted(claim[1])).with_context(directive_claim=claim)

    # Fencing: for a slow process, or one on a paused machine, others may have taken over its
    # rows, or the recipient may have seen them through another channel. It must then neither send
    # them nor record a refusal.

    @api.model
    def _still_claimed(self, rows, hold=False):
        """Return those of ``rows`` that are still as this process claimed them.

        :param hold: whether they stay locked until this transaction is committed
        """
        rows.flush_recordset()
        found = self.env.execute_query(
            SQL(HOLD if hold else LOOK, mine=SQL(MINE, *self._claim_columns(rows)))
        )
        return rows.browse(sorted(row[0] for row in found))

    @api.model
    def _still_of_use(self, rows):
        """Return those of ``rows``, all still claimed, that are worth handing over now.

        Between the gate and the hand-over a process may sleep: what has expired since is settled,
        and after a long sleep it is asked again whether each is still true.
        """
        now = fields.Datetime.now()
        # A person who sends again knows how late it is.
        mortal = rows.filtered(lambda row: row.valid_until and not row.resent_by_id)
        late = mortal.filtered(lambda row: row.valid_until <= now)
        late._move(EXPIRED, self.env._("It could not be sent while it was still valid."))
        moment = rows.env.context.get("directive_claim", (None,))[0]
        if not moment or now - moment < SLEPT_AFTER:
            return rows - late
        rows.env.invalidate_all()  # what was read before the sleep
        gate = self.env["directive.notice.gate"]
        return gate._settle(CANCELLED, (rows - late)._irrelevant_reasons(), rows - late)

    @api.model
    def _claim_columns(self, rows):
        """Return the identifying values of each of these rows, by column.

        Every claim increases the attempts by one. A person who resends restarts the count,
        possibly twice: then the time distinguishes the claims.
        """
        moment, claimed = rows.env.context.get("directive_claim", (None, {}))
        attempts = [claimed.get(row_id, NOT_CLAIMED)[0] for row_id in rows.ids]
        senders = [claimed.get(row_id, NOT_CLAIMED)[1] for row_id in rows.ids]
        count = len(attempts)
        return rows.ids, attempts, senders, [moment] * count, [SENDING] * count

    # Recording

    @api.model
    def _unprepared(self, rows, error):
        """Roll back and log a failure before the submission; return the outcome of these rows."""
        self._roll_back()
        _logger.error("Deliveries %s could not be prepared", rows.ids, exc_info=error)
        return Outcome(REFUSED_TEMPORARY, f"{type(error).__name__}: {error}"[:300])

    @api.model
    def _record(self, rows, outcome):
        """Record the outcome of one message, made of ``rows``."""
        try:
            with self.env.cr.savepoint():
                self._record_as_it_stands(rows, outcome)
        except SerializationFailure:
            # An incoming report was faster: read the current row.
            self._commit()
            self._record_as_it_stands(rows, outcome)

    @api.model
    def _record_as_it_stands(self, rows, outcome):
        # A refusal concerns only our own call, not that of a process that took the rows over.
        if outcome.result not in (ACCEPTED, UNKNOWN):
            rows = self._still_claimed(rows)
        self._record_all([(rows.ids, outcome)])

    @api.model
    def _record_all(self, outcomes):
        """Record the outcomes of several messages in one statement.

        :param outcomes: ``[(ids of a message's rows, its Outcome)]``
        """
        now = fields.Datetime.now()
        rows = self._ledger.browse(row_id for ids, _outcome in outcomes for row_id in ids)
        if not rows:
            return
        rows.flush_recordset()
        values = [row for one in outcomes for row in self._outcome_rows(*one, now)]
        history = rows._history_with(SQL("new.line"))
        outcomes = json.dumps(values, default=str)
        self.env.cr.execute(SQL(RECORD, now=now, outcomes=outcomes, history=history))
        rows.invalidate_recordset()

    @api.model
    def _outcome_rows(self, ids, outcome, now):
        """Return the values that ``RECORD`` writes into the rows of one message."""
        state, reason, date_next = STATE_AFTER[outcome.result], outcome.reason or None, None
        if state == QUEUED:
            attempts = max(self._ledger.browse(ids).mapped("attempt_count"), default=1)
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

    @api.model
    def _calls(self, moments, is_now):
        """Return the statement that has the job called at ``moments``, as its `_trigger` does.

        :param is_now: whether it is called now as well, and its workers hear of it
        """
        # The job belongs to the system; every user who causes a notice may wake it.
        Cron = self.env["ir.cron"].sudo()
        Cron.flush_model(["active"])
        cron_id = self.env["ir.model.data"]._xmlid_to_res_id("directive_tracking.ir_cron_send")
        now = fields.Datetime.now()
        moments = sorted({*moments, now} if is_now else moments)
        if is_now:
            self.env.cr.postcommit.add(Cron._notifydb)
        return SQL(CALL, moments=moments, now=now, uid=self.env.uid, cron=cron_id)
