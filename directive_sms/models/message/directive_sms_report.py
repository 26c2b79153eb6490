import logging

from odoo import api, fields, models
from odoo.tools import SQL

from ...connectors.base import DELIVERED, FAILED, SENT, Report
from ...tools import phone

_logger = logging.getLogger(__name__)

STATES = [(SENT, "Sent"), (DELIVERED, "Delivered"), (FAILED, "Failed")]


class DirectiveSmsReport(models.Model):
    """What a provider told about one message: each report once, in any order.

    One that comes before we know its reference is kept, and matched when we do. One about
    another number than its message went to is kept as well, and changes nothing.
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
        help="It names another number than the message went to: it was not taken over.",
    )

    _report_uniq = models.UniqueIndex("(gateway_id, request_id, reference, state, number)")
    _waiting_idx = models.Index("(gateway_id, reference) WHERE message_id IS NULL")

    @api.model
    def _receive(self, gateway, report):
        """Store a report and apply it; the same one again is nothing new."""
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
        # That it came twice at once is no fault, and the number is not for the log.
        self.env.cr.execute(insertion, log_exceptions=False)
        if rows := self.env.cr.fetchall():
            self.browse(rows[0][0])._match()

    def _match(self):
        """Find the message of this report, if it is known by now, and apply it."""
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
        """Apply the reports that came before the reference of ``message`` was known.

        What fails here may not undo what is known of the message itself.
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
    """Return what a provider wrote so that the database can hold it."""
    return value.replace("\x00", "")[:longest]
