import logging
import uuid

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.directive_tracking.tools import delivery as ledger

from ..connectors.base import (
    ACCEPTED,
    BLOCKED,
    DELIVERED,
    FAILED,
    LATER,
    REFUSED,
    SENT,
    UNKNOWN,
    Request,
)

_logger = logging.getLogger(__name__)

OFFICE = "directive_tracking.group_directive_office"
SUBMITTING = "submitting"
STATES = [
    (SUBMITTING, "Being handed over"),
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
    UNKNOWN: UNKNOWN,
}
# From where a submission may reach a state; a late failure never overwrites delivered.
SOURCES = {
    ACCEPTED: (SUBMITTING, UNKNOWN),
    REFUSED: (SUBMITTING,),
    UNKNOWN: (SUBMITTING,),
    DELIVERED: (SUBMITTING, UNKNOWN, ACCEPTED, FAILED, REFUSED),
    FAILED: (SUBMITTING, UNKNOWN, ACCEPTED),
}
# Where a delivery stands while a report of failure still concerns it.
UNDER_WAY = (ledger.SENDING, ledger.SENT, ledger.UNKNOWN)


class DirectiveSmsMessage(models.Model):
    """One submission to one gateway: written and committed before the call, settled after it.

    So after a crash it is known what may have left the house, under which request id, with
    which text; and what each message has cost.
    """

    _name = "directive.sms.message"
    _description = "SMS"
    _order = "id desc"
    _rec_name = "request_id"

    request_id = fields.Char(required=True, readonly=True, default=lambda self: uuid.uuid4().hex)
    gateway_id = fields.Many2one(
        "directive.sms.gateway", required=True, readonly=True, index=True, ondelete="restrict"
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
    # It names an order: administrators count messages, they do not read them.
    text = fields.Text(readonly=True, groups=OFFICE)
    is_unicode = fields.Boolean(string="Vietnamese letters", readonly=True)
    part_count = fields.Integer(string="Parts", readonly=True)
    price = fields.Float(string="Price (đ)", readonly=True)

    state = fields.Selection(STATES, required=True, readonly=True, default=SUBMITTING, index=True)
    reason = fields.Char(string="Provider's answer", readonly=True)
    reference = fields.Char(string="Provider's reference", readonly=True)
    try_count = fields.Integer(string="Tries", readonly=True)
    date_submitted = fields.Datetime(
        string="Handed over on",
        readonly=True,
        index=True,
        default=lambda self: fields.Datetime.now(),
    )
    date_answered = fields.Datetime(string="Answered on", readonly=True)
    date_reported = fields.Datetime(string="Reported on", readonly=True)

    _request_id_uniq = models.Constraint("UNIQUE (request_id)", "This request id has been used.")
    _reference_idx = models.Index("(gateway_id, reference) WHERE reference IS NOT NULL")

    # Handing over

    @api.private
    def _submit(self, connector):
        """Hand this message over and return the outcome, whatever happens to the database.

        A provider that knows our request id is asked a second time when its answer was lost:
        it says "duplicate" rather than send twice.
        """
        self.ensure_one()
        request = self._request(connector)
        outcome = connector.send(request)
        if outcome.result == UNKNOWN and connector.capabilities().dedupes:
            second = connector.send(request)
            # Only a yes is certain: a no may be about the second call alone.
            outcome = second if second.result == ACCEPTED else outcome
        self._settle(outcome)
        return outcome

    @api.private
    def _request(self, connector):
        return Request(
            self.request_id, self.number, self.text, self.is_unicode,
            self.gateway_id.sender_name or "", self.gateway_id._report_url(self.request_id),
        )  # fmt: skip

    @api.private
    def _settle(self, outcome):
        """Write down the outcome; never raises, since the message may be out already."""
        values = {"reason": outcome.reason or None, "date_answered": fields.Datetime.now()}
        if outcome.reference:
            values["reference"] = outcome.reference
        try:
            with self.env.cr.savepoint():
                self._step(STATE_AFTER[outcome.result], values)
                if outcome.reference:
                    self.env["directive.sms.report"]._match_waiting(self)
        except Exception:
            _logger.exception("SMS %s: its outcome was not written", self.id)

    @api.private
    def _step(self, state, values):
        """Move this message forward to ``state`` if it may go there; tell whether it did."""
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
                SQL(", ").join(assignments), self.id, list(SOURCES[state]),
            )
        )  # fmt: skip
        self.invalidate_recordset()
        return bool(rows)

    # Reports

    @api.private
    def _apply_report(self, report):
        """Take over what the provider tells; the same report twice, or late, changes nothing."""
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
            rows.filtered(lambda row: row.state == ledger.UNKNOWN)._move(ledger.SENT)

    # After a crash

    @api.model
    @api.private
    def _settle_abandoned(self, limit):
        """Settle submissions whose process died: with a provider that knows our id, by asking again.

        Nothing else is ever sent twice: the others stay unclear until a report or a person.
        """
        for message in self.search([("state", "=", SUBMITTING), ("date_submitted", "<", limit)]):
            message._step(UNKNOWN, {"reason": self.env._("The sending process stopped.")})
            self.env["directive.notice.delivery"]._commit()
            message._ask_again()
            self.env["directive.notice.delivery"]._commit()

    @api.private
    def _ask_again(self):
        rows = self.delivery_ids.filtered(lambda row: row.state == ledger.UNKNOWN)
        connector = self.gateway_id._connector()
        if not rows or not self.gateway_id.active or not connector.capabilities().dedupes:
            return
        outcome = connector.send(self._request(connector))
        if outcome.result == ACCEPTED:
            self._settle(outcome)
            rows._latest_of(self)._move(
                ledger.SENT, outcome.reason or None, message_ref=outcome.reference or None
            )


class DirectiveNoticeDelivery(models.Model):
    _inherit = "directive.notice.delivery"

    sms_message_ids = fields.Many2many(
        "directive.sms.message",
        "directive_sms_message_delivery_rel",
        "delivery_id",
        "message_id",
        string="SMS",
        readonly=True,
        groups=OFFICE,
    )

    @api.private
    def _latest_of(self, message):
        """Return the rows under way whose last submission is ``message``."""
        # The system settles its own ledger.
        rows = self.sudo().filtered(lambda row: row.state in UNDER_WAY)
        return rows.filtered(lambda row: max(row.sms_message_ids.ids) == message.id)
