import logging
import time

import psycopg2
from psycopg2.errors import DeadlockDetected, SerializationFailure

from odoo import api, fields, models

from odoo.addons.directive_tracking.tools.notice import delivery as ledger

from ...connectors.base import ACCEPTED, BLOCKED, LATER, REFUSED, UNKNOWN, Outcome, Request
from ...tools import gsm
from ...tools.line import UNCALLED, Sms, Submission
from ..gateway.directive_sms_gateway_limits import LONGEST_WAIT, TROUBLE

_logger = logging.getLogger(__name__)

LONGEST_CLAIM = 60.0  # seconds; messages not submitted by then return to the queue
STEP_TRIES = 5
RESULTS = {
    ACCEPTED: ledger.ACCEPTED,
    REFUSED: ledger.REFUSED_PERMANENT,
    LATER: ledger.REFUSED_TEMPORARY,
    BLOCKED: ledger.REFUSED_TEMPORARY,
    UNCALLED: ledger.REFUSED_TEMPORARY,
    UNKNOWN: ledger.UNKNOWN,
}


class DirectiveSmsSender(models.AbstractModel):
    """Submission of SMS: several parallel calls, one transaction per step.

    A step records the answers and the next calls, commits, and only then makes those calls. The
    database thus knows every call and its request id before it begins: a process that dies leaves
    only the calls in progress unclear, and another process can distinguish them from messages
    never submitted. A step runs at READ COMMITTED: each statement uses the current row, so it
    sees a faster report, person or sender and does not overwrite their result.
    """

    _name = "directive.sms.sender"
    _description = "Sender of SMS"

    # Preparing a claim: everything that needs the ORM, for all its messages at once

    @api.model
    def _prepare(self, rows, line):
        """Return the messages for claimed rows (`tools.line.Sms`)."""
        self.env["directive.sms.gateway"].browse(line.ways)._refresh(line)
        gateways = self.env["directive.sms.gateway"].browse(line.ways)
        routes = self.env["directive.sms.route"]._of_gateways(gateways)
        messages = self._channel._in_messages(rows)
        posts, told = self._channel._posts(rows), self._try_told(messages, gateways)
        calls = rows._calls_so_far()
        found = (self._message(one, line, gateways, routes, posts, told, calls) for one in messages)
        return [sms for sms in found if sms]

    @property
    def _channel(self):
        return self.env["directive.channel.sms"]

    @property
    def _sender(self):
        return self.env["directive.notice.sender"]

    @api.model
    def _try_told(self, messages, gateways):
        """Return the texts of the messages, or None; calling it one by one finds the bad one."""
        try:
            return self.env["directive.sms.text"]._told(messages, gateways)
        except psycopg2.Error:
            raise  # the transaction is lost, for all messages of the claim
        except Exception:
            _logger.info("Asked together, messages could not be worded", exc_info=True)
            return None

    @api.model
    def _message(self, rows, line, gateways, routes, posts, told, calls):
        """Return these rows of one recipient as one message, or None on failure."""
        try:
            number, reason = self._channel._number(rows, posts)
            if not number:
                return self._sender._record(rows, ledger.Outcome(ledger.REFUSED_PERMANENT, reason))
            order = self._channel._gateways(rows, gateways, routes, number)
            person, agency = rows.partner_id.id, rows.agency_id[:1].id
            sms = Sms(rows.ids, person, agency, number, order.ids, calls.get(min(rows.ids), {}))
            for way in line.open_ways(sms)[:1]:
                self._write(sms, way, told)
            return sms
        except psycopg2.Error:
            raise  # the transaction is lost, for all messages of the claim
        except Exception as error:  # nothing was submitted: retrying is safe
            _logger.exception("Deliveries %s could not be prepared", rows.ids)
            reason = f"{type(error).__name__}: {error}"[:300]
            return self._sender._record(rows, ledger.Outcome(ledger.REFUSED_TEMPORARY, reason))

    @api.model
    def _write(self, sms, way, told=None):
        """Put the text of its rows as ``way`` carries it into ``sms``."""
        gateway = self.env["directive.sms.gateway"].browse(way.id)
        rows = self.env["directive.notice.delivery"].browse(sms.row_ids)
        text = self.env["directive.sms.text"]._text(rows, gateway, way.capabilities, told)
        found = gsm.count(text)
        first = rows.browse(min(sms.row_ids))
        request_id = first._request_id(way.id, sms.number, sms.next_call(way.id))
        request = Request(
            request_id,
            sms.number,
            text,
            found.is_unicode,
            gateway.sender_name or "",
            gateway._report_url(request_id),
        )
        sms.submission = Submission(way, request, found.parts, found.parts * gateway.price_part)

    # Sending

    @api.model
    def _send(self, messages, line):
        """Hand over and record these messages, for as long as a claim may last."""
        waiting, end = messages, time.monotonic() + LONGEST_CLAIM
        while waiting or line.is_busy:
            answered = line.answers()
            is_over = time.monotonic() > end
            started, waiting = self._step(line, answered, waiting, is_over)
            self._call(line, started)

    @api.model
    def _step(self, line, answered, waiting, is_over=False):
        """Do one step and commit it; return the messages to submit now, and those that wait.

        :param is_over: whether waiting messages return to the queue because the claim has expired
        """
        messages = [*(sms for sms, _outcome in answered), *waiting]
        marks = [(sms, sms.mark()) for sms in messages]
        for _try in range(STEP_TRIES):
            try:
                self._sender._read_committed()
                again = self._record_answers(line, answered)
                kept = self._give_back(waiting) if is_over else waiting
                started, waiting_still = self._start(line, [*again, *kept])
                self._commit_step(started)
                return started, waiting_still
            except (SerializationFailure, DeadlockDetected) as error:
                self._sender._roll_back()
                problem = error
                for sms, mark in marks:
                    sms.go_back_to(mark)
        raise problem

    @api.model
    def _commit_step(self, started):
        if started:  # their claim alone has promised no call yet
            self._sender._commit_to_leave()
        else:
            self._sender._commit()

    @api.model
    def _call(self, line, started):
        """Make the recorded and committed calls."""
        line.call(started)

    @api.model
    def _give_back(self, waiting):
        """Return unsubmitted messages to the queue; return an empty list of waiting ones."""
        rows = self._rows(waiting)
        ours = {row_id for sms in self._still_ours(waiting) for row_id in sms.row_ids}
        reason = self.env._("The provider was too slow: the message is kept for the next run.")
        rows.filtered(lambda row: row.id in ours)._move(ledger.QUEUED, reason)
        return []

    @api.model
    def _rows(self, messages):
        row_ids = (row_id for sms in messages for row_id in sms.row_ids)
        return self.env["directive.notice.delivery"].browse(row_ids)

    @api.model
    def _still_ours(self, messages):
        """Return those all whose rows are still as this process claimed them, and hold them.

        They are held until the submissions are committed, so no other can come between.
        """
        rows = self._rows(messages)
        held = set(self._sender._still_claimed(rows, hold=True)._ids) if rows else set()
        return [sms for sms in messages if held.issuperset(sms.row_ids)]

    @api.model
    def _still_of_use(self, messages):
        """Return those that are worth submitting now; of others what is left waits for a new text."""
        rows = self._rows(messages)
        kept = set(self._sender._still_of_use(rows)._ids) if rows else set()
        whole = [sms for sms in messages if kept.issuperset(sms.row_ids)]
        rest = kept - {row_id for sms in whole for row_id in sms.row_ids}
        if rest:
            reason = self.env._("Part of the message was out of date: the rest is written again.")
            rows.browse(sorted(rest))._move(ledger.QUEUED, reason)
        return whole

    # One step: recording answers

    @api.model
    def _record_answers(self, line, answered):
        """Record the outcomes of these calls; return the messages for another gateway.

        Only clearly refused messages are passed on: a message that one gateway may have accepted
        is never given to another.
        """
        if not answered:
            return []
        self.env["directive.sms.message"]._settle_all(
            [(sms.submission.request.request_id, outcome) for sms, outcome in answered]
        )
        for sms, outcome in answered:
            self._note_answer(line, sms.submission, outcome)
        answered = self._without_lost(answered)
        again = [sms for sms, outcome in answered if self._has_another_way(line, sms, outcome)]
        self._sender._record_all(
            [
                (sms.row_ids, self._outcome(sms, outcome))
                for sms, outcome in answered
                if sms not in again
            ]
        )
        return again

    @api.model
    def _without_lost(self, answered):
        """Ignore a refusal of messages that others have taken over: it concerns only our call."""
        refused = [sms for sms, outcome in answered if outcome.result not in (ACCEPTED, UNKNOWN)]
        ours = self._still_ours(refused)
        return [one for one in answered if one[0] not in refused or one[0] in ours]

    @api.model
    def _has_another_way(self, line, sms, outcome):
        """Tell whether ``sms`` may be submitted now: to another gateway, or for the first time."""
        if outcome.result == UNCALLED:
            sms.submission = None  # its request id is used up
            return bool(line.open_ways(sms))
        if outcome.result not in (LATER, BLOCKED):
            return False
        sms.way_ids = [way_id for way_id in sms.way_ids if way_id != sms.submission.way.id]
        return bool(line.open_ways(sms))

    @api.model
    def _outcome(self, sms, outcome):
        return ledger.Outcome(
            RESULTS[outcome.result],
            outcome.reason,
            reference=outcome.reference,
            address=sms.number,
        )

    @api.model
    def _note_answer(self, line, submission, outcome):
        """Record the gateway's behaviour; an error here must not undo the outcome itself."""
        way, trouble = submission.way, outcome.result in TROUBLE
        refund = way.has_limit and outcome.result not in (ACCEPTED, UNKNOWN)
        if not (trouble or refund or way.failures):
            return
        gateway = self.env["directive.sms.gateway"].browse(way.id)
        try:
            with self.env.cr.savepoint():
                if refund:
                    gateway._refund(submission.price)
                gateway._note(outcome)
                way.failures = gateway.failure_count
                if gateway._is_open():
                    line.close(way)
        except Exception:
            _logger.exception("SMS gateway %s: its state is not up to date", way.id)

    # One step: starting calls

    @api.model
    def _start(self, line, waiting):
        """Record the submissions that may begin now; return their messages and the others."""
        now = fields.Datetime.now()
        picked, others = line.pick(waiting)
        started, refused = [], []
        for sms in self._still_of_use(self._still_ours(picked)):
            way, problem = self._find_way(line, sms)
            if way:
                started.append(sms)
            elif problem:
                refused.append((sms.row_ids, self._outcome(sms, problem)))
            else:
                others.insert(0, sms)
        if refused:
            self._sender._record_all(refused)
        if started:
            self.env["directive.sms.message"]._insert_submissions(started, now)
            for sms in started:
                sms.count_call()
        return started, others

    @api.model
    def _find_way(self, line, sms):
        """Return the gateway for ``sms`` now, or else the outcome if none accepts it.

        Neither is returned while its gateway is waiting for its rate limit.
        """
        problem = self.env._("No SMS gateway can send now.")
        for way in line.open_ways(sms):
            gateway = self.env["directive.sms.gateway"].browse(way.id)
            pause = gateway._take_turn(way)
            if pause > LONGEST_WAIT:
                problem = self.env._("The gateway has reached its rate limit.")
                continue
            if pause:
                return None, None
            if not sms.submission or sms.submission.way is not way:
                self._write(sms, way)
            if not way.has_limit or gateway._charge(sms.submission.price):
                return way, None
            line.close(way)
        return None, Outcome(LATER, problem)
