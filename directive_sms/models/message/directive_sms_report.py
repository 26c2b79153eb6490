import logging

from odoo import api, fields, models
from odoo.tools import SQL

from ...connectors.base import DELIVERED, FAILED, SENT, Report
from ...tools import phone

_logger = logging.getLogger(__name__)

STATES = [(SENT, "Sent"), (DELIVERED, "Delivered"), (FAILED, "Failed")]


class DirectiveSmsReport(models.Model):
    """A provider's report about one message: each report once, in any order.

    A report that arrives before we know its reference is kept and matched later. A report about a
    different number is kept as well, but not applied.
    """

    _name = "directive.sms.report"
    _description = "SMS Delivery Report"
    _order = "id desc"
    _rec_name = "request_id"

    gateway_id = fields.Many2one(
        "directive.sms.gateway", required=True, readonly=True, ondelete="cascade"
    )
    message_id = fields.Many2one(
        "directive.sms.message",
        string="SMS",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
    )
    request_id = fields.Char(readonly=True, required=True, default="")
    reference = fields.Char(string="Provider's reference", readonly=True, required=True, default="")
    number = fields.Char(readonly=True, required=True, default="")
    state = fields.Selection(STATES, required=True, readonly=True)
    reason = fields.Char(readonly=True)
    is_mismatch = fields.Boolean(
        string="Another number",
        readonly=True,
        help="The report names a different number than the message was sent to: it was not "
        "applied.",
    )

    _report_uniq = models.UniqueIndex("(gateway_id, request_id, reference, state, number)")
    _waiting_idx = models.Index("(gateway_id, reference) WHERE message_id IS NULL")

    @api.model
    def _receive(self, gateway, report):
        """Store a report and apply it; a repeated one changes nothing."""
        self.env.flush_all()
        insertion = SQL(
            """
            INSERT INTO directive_sms_report
                   (gateway_id, request_id, reference, number, state, reason, create_uid,
                    create_date)
            VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING RETURNING id
            """,
            gateway.id,
            _text(report.request_id, 64),
            _text(report.reference, 200),
            _text(report.number, 30),
            report.state,
            _text(report.reason, 300),
            self.env.uid,
            fields.Datetime.now(),
        )
        # A concurrent duplicate is not an error, and the number must not be logged.
        self.env.cr.execute(insertion, log_exceptions=False)
        if rows := self.env.cr.fetchall():
            self.browse(rows[0][0])._match()

    def _match(self):
        """Find the message of this report, if known, and apply the report."""
        message = self._find_message()
        if not message:
            return
        self.message_id = message
        if self.number and not phone.same(self.number, message.number):
            self.is_mismatch = True
            _logger.warning("SMS report %s is about another number than its message", self.id)
            return
        message._apply_report(
            Report(self.state, self.request_id, self.reference, reason=self.reason or "")
        )

    def _find_message(self):
        """Return the message by our request id, else by the provider's reference."""
        Message = self.env["directive.sms.message"]
        own = fields.Domain("gateway_id", "=", self.gateway_id.id)
        for name in ("request_id", "reference"):
            if self[name]:
                message = Message.search(own & fields.Domain(name, "=", self[name]), limit=1)
                if message:
                    return message
        return Message

    @api.model
    def _match_waiting(self, message):
        """Apply the reports that arrived before the reference of ``message`` was known.

        An error here must not undo the known state of the message.
        """
        domain = [
            ("gateway_id", "=", message.gateway_id.id),
            ("message_id", "=", False),
            ("reference", "=", message.reference),
        ]
        try:
            with self.env.cr.savepoint():
                for report in self.search(domain, order="id"):
                    report._match()
        except Exception:
            _logger.exception("The reports on SMS %s could not be applied", message.id)


def _text(value, longest):
    """Return a provider's text in a storable form."""
    return value.replace("\x00", "")[:longest]
