import logging
import time
import uuid

import psycopg2
from psycopg2.errors import DeadlockDetected, SerializationFailure

from odoo import api, fields, models, modules

from odoo.addons.directive_tracking.tools.notice import delivery as ledger

from ..connectors.base import ACCEPTED, BLOCKED, LATER, REFUSED, UNKNOWN, Outcome, Request
from ..tools import gsm
from ..tools.line import UNCALLED, Sms, Submission
from .directive_sms_gateway_limits import LONGEST_WAIT, TROUBLE

_logger = logging.getLogger(__name__)

LONGEST_CLAIM = 60.0  # seconds; what is not called by then goes back to the queue
STEP_TRIES = 5
RESULTS = {
    ACCEPTED: ledger.ACCEPTED,
    REFUSED: ledger.REFUSED_PERMANENT,
    LATER: ledger.REFUSED_TEMPORARY,
    BLOCKED: ledger.REFUSED_TEMPORARY,
    UNCALLED: ledger.REFUSED_TEMPORARY,
    UNKNOWN: ledger.UNKNOWN,
}


class DirectiveNoticeDelivery(models.Model):
    """Handing over by SMS: several calls at a time, one transaction a step.

    A step writes down what has been answered and what is to be called next, commits, and only
    then are those calls made. So the database knows of every call before it begins, under its
    request id: a process that dies leaves unclear no more than was under way, and whoever comes
    after can tell it from what was never handed over.

    A step reads committed: each of its statements decides by what stands in the row now, so a
    report, a person or another sender that was quicker is seen and gives way to nobody's retry.
    """

    _inherit = "directive.notice.delivery"

    # Preparing a claim: whatever needs the ORM, for all its messages at once

    def _prepare_messages(self, channel, line):
        messages = super()._prepare_messages(channel, line)
        if channel != "sms":
            return messages
        self.env["directive.sms.gateway"].browse(line.ways)._refresh(line)
        gateways = self.env["directive.sms.gateway"].browse(line.ways)
        routes = self.env["directive.sms.route"]._of_gateways(gateways)
        posts, told = self._sms_posts(), self._try_sms_told(messages, gateways)
        found = (rows._prepare_sms(line, gateways, routes, posts, told) for rows in messages)
        return [sms for sms in found if sms]

    @api.model
    def _try_sms_told(self, messages, gateways):
        """Return what the messages say, or None: asked one by one it shows which of them is bad."""
        try:
            return self._sms_told(messages, gateways)
        except psycopg2.Error:
            raise  # the transaction is lost, for all messages of the claim
        except Exception:
            _logger.info("Asked together, messages could not be worded", exc_info=True)
            return None

    def _prepare_sms(self, line, gateways, routes, posts, told):
        """Return these rows, all of one recipient, as one message; None if that fails."""
        try:
            number, reason = self._sms_number(posts)
            if not number:
                return self._record(ledger.Outcome(ledger.REFUSED_PERMANENT, reason))
            order = self._sms_gateways(gateways, routes, number)
            sms = Sms(self.ids, self.partner_id.id, self.agency_id[:1].id, number, order.ids)
            for way in line.open_ways(sms)[:1]:
                self._write_sms(sms, way, told)
            return sms
        except psycopg2.Error:
            raise  # the transaction is lost, for all messages of the claim
        except Exception as error:  # nothing has been handed over: trying again is safe
            _logger.exception("Deliveries %s could not be prepared", self.ids)
            return self._record(
                ledger.Outcome(ledger.REFUSED_TEMPORARY, f"{type(error).__name__}: {error}"[:300])
            )

    def _write_sms(self, sms, way, told=None):
        """Put the text of these rows as ``way`` carries it into ``sms``."""
        gateway = self.env["directive.sms.gateway"].browse(way.id)
        text = self._sms_text(gateway, way.capabilities, told)
        found = gsm.count(text)
        request_id = uuid.uuid4().hex
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
    def _send_messages(self, channel, line, messages):
        if channel != "sms":
            return super()._send_messages(channel, line, messages)
        waiting, end = messages, time.monotonic() + LONGEST_CLAIM
        while waiting or line.is_busy:
            answered = line.answers()
            is_over = time.monotonic() > end
            started, waiting = self._step_sms(line, answered, waiting, is_over)
            self._call_sms(line, started)
        return None

    @api.model
    def _step_sms(self, line, answered, waiting, is_over=False):
        """Do one step and commit it; return the messages to call now, and those that wait.

        :param is_over: whether what waits goes back to the queue, the time of the claim being over
        """
        messages = [*(sms for sms, _outcome in answered), *waiting]
        marks = [(sms, sms.mark()) for sms in messages]
        for _try in range(STEP_TRIES):
            try:
                self._read_committed()
                again = self._record_sms_answers(line, answered)
                kept = self._give_back_sms(waiting) if is_over else waiting
                started, waiting_still = self._start_sms(line, [*again, *kept])
                self._commit()
                return started, waiting_still
            except (SerializationFailure, DeadlockDetected) as error:
                self._roll_back()
                problem = error
                for sms, mark in marks:
                    sms.go_back_to(mark)
        raise problem

    @api.model
    def _read_committed(self):
        """Let each statement of the transaction that begins now see what others have committed."""
        if not modules.module.current_test:  # whose one transaction began long ago
            self.env.cr.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")

    @api.model
    def _call_sms(self, line, started):
        """Make the calls that are written down and committed."""
        line.call(started)

    @api.model
    def _give_back_sms(self, waiting):
        """Put back into the queue what was never handed over; return what still waits: nothing."""
        rows = self.browse(row_id for sms in waiting for row_id in sms.row_ids)
        ours = {row_id for sms in self._still_ours(waiting) for row_id in sms.row_ids}
        reason = self.env._("The provider was too slow: kept for the next run.")
        rows.filtered(lambda row: row.id in ours)._move(ledger.QUEUED, reason)
        return []

    @api.model
    def _still_ours(self, messages):
        """Return those all whose rows are still as this process claimed them, and hold them.

        They are held until the submissions are committed, so no other can come between.
        """
        rows = self.browse(row_id for sms in messages for row_id in sms.row_ids)
        held = set(rows._still_claimed(hold=True)._ids) if rows else set()
        return [sms for sms in messages if held.issuperset(sms.row_ids)]

    # One step: what has been answered

    @api.model
    def _record_sms_answers(self, line, answered):
        """Write down what became of these calls; return what another gateway may be asked for.

        It is asked only after a clear no: what may have been taken by one is never given to
        another.
        """
        if not answered:
            return []
        self.env["directive.sms.message"]._settle_all(
            [(sms.submission.request.request_id, outcome) for sms, outcome in answered]
        )
        for sms, outcome in answered:
            self._note_sms_answer(line, sms.submission, outcome)
        answered = self._without_lost(answered)
        again = [sms for sms, outcome in answered if self._has_another_sms_way(line, sms, outcome)]
        self._record_all(
            [
                (sms.row_ids, self._sms_outcome(sms, outcome))
                for sms, outcome in answered
                if sms not in again
            ]
        )
        return again

    @api.model
    def _without_lost(self, answered):
        """Leave out a no to messages which others have taken over: it concerns our call alone."""
        refused = [sms for sms, outcome in answered if outcome.result not in (ACCEPTED, UNKNOWN)]
        ours = self._still_ours(refused)
        return [one for one in answered if one[0] not in refused or one[0] in ours]

    @api.model
    def _has_another_sms_way(self, line, sms, outcome):
        """Tell whether ``sms`` may be given to a gateway now: another one, or for the first time."""
        if outcome.result == UNCALLED:
            sms.submission = None  # its request id is used up
            return bool(line.open_ways(sms))
        if outcome.result not in (LATER, BLOCKED):
            return False
        sms.way_ids = [way_id for way_id in sms.way_ids if way_id != sms.submission.way.id]
        return bool(line.open_ways(sms))

    @api.model
    def _sms_outcome(self, sms, outcome):
        return ledger.Outcome(
            RESULTS[outcome.result],
            outcome.reason,
            reference=outcome.reference,
            address=sms.number,
        )

    @api.model
    def _note_sms_answer(self, line, submission, outcome):
        """Remember how the gateway behaved; what fails here may not undo the outcome itself."""
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

    # One step: what is called next

    @api.model
    def _start_sms(self, line, waiting):
        """Write down the submissions that may begin now; return their messages and the others."""
        now = fields.Datetime.now()
        picked, others = line.pick(waiting)
        started, refused = [], []
        for sms in self._still_ours(picked):
            way, problem = self._find_sms_way(line, sms)
            if way:
                started.append(sms)
            elif problem:
                refused.append((sms.row_ids, self._sms_outcome(sms, problem)))
            else:
                others.insert(0, sms)
        if refused:
            self._record_all(refused)
        if started:
            self.env["directive.sms.message"]._insert_submissions(started, now)
        return started, others

    @api.model
    def _find_sms_way(self, line, sms):
        """Return the gateway that is to carry ``sms`` now, and else the outcome if none will.

        Neither is returned while the turn of its gateway has still to come.
        """
        problem = self.env._("No SMS gateway can send now.")
        for way in line.open_ways(sms):
            gateway = self.env["directive.sms.gateway"].browse(way.id)
            pause = gateway._take_turn(way)
            if pause > LONGEST_WAIT:
                problem = self.env._("The gateway has reached its rate.")
                continue
            if pause:
                return None, None
            if not sms.submission or sms.submission.way is not way:
                self.browse(sms.row_ids)._write_sms(sms, way)
            if not way.has_limit or gateway._charge(sms.submission.price):
                return way, None
            line.close(way)
        return None, Outcome(LATER, problem)
