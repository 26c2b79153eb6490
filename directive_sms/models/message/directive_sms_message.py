import json
import logging
import uuid

from psycopg2.errors import SerializationFailure

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.directive_tracking.tools.agency.fate import KEPT
from odoo.addons.directive_tracking.tools.notice import delivery as ledger

from ...connectors.base import (
    ACCEPTED,
    BLOCKED,
    DELIVERED,
    FAILED,
    LATER,
    NEVER,
    REFUSED,
    SENT,
    UNKNOWN,
    Request,
)
from ...tools.limits import inquiry_pause
from ...tools.line import UNCALLED

_logger = logging.getLogger(__name__)

OFFICE = "directive_tracking.group_directive_office"
SUBMITTING = "submitting"
STATES = [
    (SUBMITTING, "Being submitted"),
    (ACCEPTED, "Accepted"),
    (REFUSED, "Refused"),
    (UNKNOWN, "Unclear"),
    (DELIVERED, "Delivered"),
    (FAILED, "Failed"),
]
STATE_AFTER = {
    ACCEPTED: ACCEPTED,
    REFUSED: REFUSED,
    LATER: REFUSED,
    BLOCKED: REFUSED,
    UNCALLED: REFUSED,
    UNKNOWN: UNKNOWN,
}
# The allowed source states of each state; a late failure never overwrites delivered.
SOURCES = {
    ACCEPTED: (SUBMITTING, UNKNOWN),
    REFUSED: (SUBMITTING,),
    UNKNOWN: (SUBMITTING,),
    DELIVERED: (SUBMITTING, UNKNOWN, ACCEPTED, FAILED, REFUSED),
    FAILED: (SUBMITTING, UNKNOWN, ACCEPTED),
}

SETTLE = """
   UPDATE directive_sms_message AS message
      SET state = new.state, reason = new.reason, date_answered = %(now)s,
          reference = COALESCE(new.reference, message.reference),
          try_count = COALESCE(try_count, 0) + 1
     FROM jsonb_to_recordset(%(outcomes)s)
       AS new(request_id text, state text, sources text[], reason text, reference text)
    WHERE message.request_id = new.request_id AND message.state = ANY(new.sources)
RETURNING message.id, EXISTS (
          SELECT FROM directive_sms_report AS report
           WHERE report.gateway_id = message.gateway_id AND report.reference = new.reference
             AND report.message_id IS NULL)
"""
INSERT = """
WITH message AS (
     INSERT INTO directive_sms_message (%(columns)s)
     SELECT %(columns)s FROM jsonb_populate_recordset(NULL::directive_sms_message, %(messages)s)
  RETURNING id, request_id)
INSERT INTO directive_sms_message_delivery_rel (message_id, delivery_id)
SELECT message.id, link.delivery_id
  FROM message JOIN jsonb_to_recordset(%(links)s) AS link(request_id text, delivery_id int)
 USING (request_id)
"""


class DirectiveSmsMessage(models.Model):
    """One submission to one gateway: committed before the call, settled after it.

    After a crash the database therefore knows which messages may have been sent, with which
    request id and text, and the cost of each message.
    """

    _name = "directive.sms.message"
    _description = "SMS"
    _order = "id desc"
    _rec_name = "request_id"

    request_id = fields.Char(required=True, readonly=True, default=lambda self: uuid.uuid4().hex)
    # `_gateway_idx` is its index.
    gateway_id = fields.Many2one(
        "directive.sms.gateway", required=True, readonly=True, ondelete="restrict"
    )
    gateway_name = fields.Char(string="Gateway used", readonly=True)
    delivery_ids = fields.Many2many(
        "directive.notice.delivery",
        "directive_sms_message_delivery_rel",
        "message_id",
        "delivery_id",
        string="Deliveries",
        readonly=True,
        groups=OFFICE,
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Recipient",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    agency_id = fields.Many2one(
        "directive.agency", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    number = fields.Char(required=True, readonly=True)
    # It names an order: administrators count messages but do not read them.
    text = fields.Text(readonly=True, groups=OFFICE)
    is_unicode = fields.Boolean(string="Vietnamese letters", readonly=True)
    part_count = fields.Integer(string="Parts", readonly=True)
    price = fields.Float(string="Price (đ)", readonly=True)

    state = fields.Selection(STATES, required=True, readonly=True, default=SUBMITTING)
    reason = fields.Char(string="Provider's answer", readonly=True)
    reference = fields.Char(string="Provider's reference", readonly=True)
    try_count = fields.Integer(string="Attempts", readonly=True)
    date_submitted = fields.Datetime(
        string="Submitted on", readonly=True, default=lambda self: fields.Datetime.now()
    )
    date_answered = fields.Datetime(string="Answered on", readonly=True)
    date_reported = fields.Datetime(string="Reported on", readonly=True)

    report_ids = fields.One2many(
        "directive.sms.report",
        "message_id",
        string="Delivery reports",
        readonly=True,
        groups="directive_tracking.group_directive_admin",
    )

    # Its claim, and where the start of its call is recorded.
    date_claimed = fields.Datetime(string="Claimed on", readonly=True)
    journal = fields.Char(string="Journal of calls", readonly=True)

    _request_id_uniq = models.Constraint("UNIQUE (request_id)", "This request id has been used.")
    _gateway_idx = models.Index("(gateway_id, date_submitted)")
    _submitting_idx = models.Index("(date_submitted) WHERE state = 'submitting'")
    _reference_idx = models.Index("(gateway_id, reference) WHERE reference IS NOT NULL")

    # Submission

    def _submit(self, connector):
        """Submit this message and return the outcome, whatever happens to the database.

        :raises UserError: in a restored copy that nobody has released
        """
        self.ensure_one()
        self.env["directive.restore"]._check_released()
        outcome = connector.submit(self._request())
        self._settle(outcome)
        return outcome

    def _request(self):
        return Request(
            self.request_id,
            self.number,
            self.text,
            self.is_unicode,
            self.gateway_id.sender_name or "",
            self.gateway_id._report_url(self.request_id),
        )

    def _settle(self, outcome):
        """Record the outcome without raising: the message may already be sent."""
        self.env.flush_all()  # the outcome is unaffected, the transaction is lost
        try:
            with self.env.cr.savepoint():
                self._settle_all([(self.request_id, outcome)])
        except Exception:
            _logger.exception("SMS %s: its outcome was not written", self.id)

    @api.model
    def _settle_all(self, outcomes):
        """Record the outcomes of several submissions, ``[(request id, outcome)]``, at once."""
        self.env.flush_all()
        rows = [self._outcome_row(*one) for one in outcomes]
        settling = SQL(SETTLE, now=fields.Datetime.now(), outcomes=json.dumps(rows))
        rows = self.env.execute_query(settling)
        self.browse(row[0] for row in rows).invalidate_recordset()
        for message_id, is_awaited in rows:
            if is_awaited:
                self.env["directive.sms.report"]._match_waiting(self.browse(message_id))

    @api.model
    def _outcome_row(self, request_id, outcome):
        state = STATE_AFTER[outcome.result]
        reason, reference = outcome.reason or None, outcome.reference or None
        return {
            "request_id": request_id,
            "state": state,
            "sources": SOURCES[state],
            "reason": reason,
            "reference": reference,
        }

    @api.model
    def _insert_submissions(self, started, now):
        """Record the calls for these messages (`tools.line.Sms`) before they are made."""
        rows = [self._submission_vals(one, now) for one in started]
        links = [
            {"request_id": one.submission.request.request_id, "delivery_id": row_id}
            for one in started
            for row_id in one.row_ids
        ]
        insertion = SQL(
            INSERT,
            columns=SQL(", ").join(map(SQL.identifier, rows[0])),
            messages=json.dumps(rows, default=str),
            links=json.dumps(links),
        )
        # The caller reports the failure; numbers and texts must not be logged.
        self.env.cr.execute(insertion, log_exceptions=False)

    @api.model
    def _submission_vals(self, sms, now):
        """Return the values recorded for one call; the same fields for all calls."""
        one, request = sms.submission, sms.submission.request
        return {
            "request_id": request.request_id,
            "gateway_id": one.way.id,
            "gateway_name": one.way.name,
            "partner_id": sms.partner_id,
            "agency_id": sms.agency_id or None,
            "number": sms.number,
            "text": request.text,
            "is_unicode": request.is_unicode,
            "part_count": one.parts,
            "price": one.price,
            "state": SUBMITTING,
            "date_submitted": now,
            "date_claimed": self._moment_of_claim(sms),
            "date_ask": now + inquiry_pause(0),
            "journal": one.way.journal and one.way.journal.name,
            "create_date": now,
            "write_date": now,
        }

    @api.model
    def _moment_of_claim(self, sms):
        """Return the claim time of the rows of ``sms``, for comparison only."""
        moment, claimed = self.env.context.get("directive_claim", (None, {}))
        return moment if any(row_id in claimed for row_id in sms.row_ids) else None

    def _step(self, state, values):
        """Move this message to ``state`` if allowed; tell whether it moved."""
        self.flush_recordset()
        assignments = [
            SQL("%s = %s", SQL.identifier(name), value)
            for name, value in {**values, "state": state}.items()
        ]
        rows = self.env.execute_query(
            SQL(
                """
                UPDATE directive_sms_message SET %s, try_count = COALESCE(try_count, 0) + 1
                 WHERE id = %s AND state = ANY(%s) RETURNING id
                """,
                SQL(", ").join(assignments),
                self.id,
                list(SOURCES[state]),
            )
        )
        self.invalidate_recordset()
        return bool(rows)

    # Reports

    def _apply_report(self, report):
        """Apply a provider's report; a repeated or late report changes nothing."""
        self.ensure_one()
        state = ACCEPTED if report.state == SENT else report.state
        now = fields.Datetime.now()
        values = {"date_reported": now}
        if report.reference and not self.reference:
            values["reference"] = report.reference
        if not self._step(state, values):
            return
        rows = self.delivery_ids
        if state == DELIVERED:
            rows._move(ledger.DELIVERED, report.reason or None)
        elif state == FAILED:
            rows._latest_of(self)._move(ledger.FAILED, report.reason or None)
        else:
            # The report may arrive before the answer to our call, or without it.
            unclear = rows.filtered(lambda row: row.state == ledger.UNKNOWN)
            (unclear | rows._latest_of(self))._move(
                ledger.SENT, message_ref=self.reference or None, address=self.number
            )

    # After a crash

    @api.model
    def _settle_abandoned(self, limit):
        """Settle submissions whose process died: resubmit if the provider recognises our id.

        Nothing else is ever sent twice: the others stay unclear until a report or a person
        decides.
        """
        Sender = self.env["directive.notice.sender"]
        reason = {"reason": self.env._("The sending process stopped.")}
        ahead = fields.Datetime.now() + ledger.STUCK_AFTER  # written before a clock was set back
        moment = Domain("date_submitted", "<", limit) | Domain("date_submitted", ">", ahead)
        for message in self.search(Domain("state", "=", SUBMITTING) & moment):
            Sender._commit()  # another process may have settled it: read the current state
            try:
                if message._step(UNKNOWN, reason):
                    Sender._commit()
                    message._ask_again()
                    Sender._commit()
            except SerializationFailure:
                Sender._roll_back()  # a report or another sender was faster

    def _ask_again(self):
        """Inquire about the message before resending it.

        A provider that deduplicates request ids can always get the message again; a message it
        never received is certainly resent.
        """
        capabilities = self.gateway_id._connector().capabilities()
        if self.gateway_id.active and capabilities.can_query:
            report = self._inquire()
            may_send_again = report.state == NEVER and capabilities.dedupes
            if not may_send_again and self._take_over(report):
                return
        self._give_again()

    def _give_again(self):
        """Give it once more to a provider that takes each request id once."""
        rows = self.delivery_ids.filtered(lambda row: row.state == ledger.UNKNOWN)
        connector = self.gateway_id._connector()
        if not rows or not self.gateway_id.active or not connector.capabilities().dedupes:
            return
        outcome = connector.send(self._request())
        if outcome.result == ACCEPTED:
            self._settle(outcome)
            rows._latest_of(self)._move(
                ledger.SENT, outcome.reason or None, message_ref=outcome.reference or None
            )

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": KEPT}
