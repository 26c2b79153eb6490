from odoo import api, fields, models
from odoo.tools import SQL

from ..connectors.base import DELIVERED, FAILED, SENT, Report

STATES = [(SENT, "Sent"), (DELIVERED, "Delivered"), (FAILED, "Failed")]


class DirectiveSmsReport(models.Model):
    """What a provider told about one message: each report once, in any order.

    One that comes before we know its reference is kept, and matched when we do.
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
    state = fields.Selection(STATES, required=True, readonly=True)
    reason = fields.Char(readonly=True)

    _report_uniq = models.UniqueIndex("(gateway_id, request_id, reference, state)")

    @api.model
    @api.private
    def _receive(self, gateway, report):
        """Store a report and apply it; the same one again is nothing new."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                INSERT INTO directive_sms_report
                       (gateway_id, request_id, reference, state, reason, create_uid, create_date)
                VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING RETURNING id
                """,
                gateway.id, report.request_id[:64], report.reference[:200], report.state,
                report.reason[:300], self.env.uid, fields.Datetime.now(),
            )
        )  # fmt: skip
        if rows:
            self.browse(rows[0][0])._match()

    @api.private
    def _match(self):
        """Find the message of this report, if it is known by now, and apply it."""
        Message = self.env["directive.sms.message"]
        domain = [("gateway_id", "=", self.gateway_id.id)]
        if self.request_id:
            message = Message.search([*domain, ("request_id", "=", self.request_id)])
        else:
            message = Message.search([*domain, ("reference", "=", self.reference)], limit=1)
        if message:
            self.message_id = message
            message._apply_report(
                Report(self.state, self.request_id, self.reference, reason=self.reason or "")
            )

    @api.model
    @api.private
    def _match_waiting(self, message):
        """Apply the reports that came before the reference of ``message`` was known."""
        domain = [
            ("gateway_id", "=", message.gateway_id.id),
            ("message_id", "=", False),
            ("reference", "=", message.reference),
        ]
        for report in self.search(domain, order="id"):
            report._match()
