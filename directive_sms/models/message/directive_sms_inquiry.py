from datetime import timedelta

from psycopg2.errors import SerializationFailure

from odoo import api, fields, models

from odoo.addons.directive_tracking.tools.notice import delivery as ledger

from ...connectors.base import ACCEPTED, DELIVERED, FAILED, NEVER, SENT, UNKNOWN, Inquiry, Report
from ...tools.limits import LONGEST_INQUIRY, inquiry_pause

BATCH = 100  # of one gateway in one run
SILENT = 3  # unanswered inquiries before a provider is skipped in this run
OPEN = (UNKNOWN, ACCEPTED)
LONGEST_REPEAT = timedelta(hours=1)


class DirectiveSmsMessage(models.Model):
    """Inquiries at the provider about messages without a final report.

    Only a clear answer changes anything. If the provider says it has never received a message, it
    stays unclear with these words and a person resends it, because a slow provider may say so
    about a message it is about to deliver.
    """

    _inherit = "directive.sms.message"

    date_ask = fields.Datetime(
        string="Next inquiry on",
        readonly=True,
        default=lambda self: fields.Datetime.now() + inquiry_pause(0),
    )
    ask_count = fields.Integer(string="Number of inquiries", readonly=True)
    ask_answer = fields.Char(string="Provider's last answer", readonly=True)

    _ask_idx = models.Index("(date_ask) WHERE state IN ('unknown', 'accepted')")

    @api.model
    def _cron_ask(self):
        """Ask the providers that support inquiries about messages open for long enough.

        A restored or copied database asks nothing until it is released.
        """
        if self.env["directive.restore"]._is_held():
            return
        is_more = False
        for gateway in self.env["directive.sms.gateway"].search([("active", "=", True)]):
            capabilities = gateway._connector().capabilities()
            if capabilities.dedupes:
                is_more |= self._repeat_unclear(gateway)
            if capabilities.can_query:
                is_more |= self._ask_gateway(gateway, capabilities)
        if is_more:
            self.env.ref("directive_sms.ir_cron_ask")._trigger()

    @api.model
    def _ask_gateway(self, gateway, capabilities):
        """Ask one provider about its open messages, the unclear first; tell whether more are due."""
        commit = self.env["directive.notice.sender"]._commit
        [way] = gateway._ways()
        due = self._due_domain(gateway, capabilities)
        messages = self.search(due, order="state DESC, date_ask", limit=BATCH)
        silent = 0
        for message in messages:
            if silent == SILENT or not gateway._await_turn(way):
                return False
            message._plan_next_inquiry()
            commit()  # from here on, the pause has begun and the turn is used
            report = message._inquire()
            message._take_over_or_leave(report)
            silent = silent + 1 if report.state == UNKNOWN else 0
            if not commit(1):
                return True
        return len(messages) == BATCH

    @api.model
    def _repeat_unclear(self, gateway):
        """Resubmit unclear messages to a provider that accepts each request id only once.

        This inquires about them and sends those it has not received. Only within a short time,
        because it is unknown how long a provider remembers an id. Tell whether more are due.
        """
        commit = self.env["directive.notice.sender"]._commit
        [way] = gateway._ways()
        messages = self.search(self._repeatable_domain(gateway), order="date_ask", limit=BATCH)
        for message in messages:
            if gateway._is_open() or not gateway._await_turn(way):
                return False
            message._plan_next_inquiry()
            commit()  # whatever happens now, the pause has begun
            message._ask_again()
            if not commit(1):
                return True
        return len(messages) == BATCH

    @api.model
    def _repeatable_domain(self, gateway):
        now = fields.Datetime.now()
        domain = fields.Domain("gateway_id", "=", gateway.id) & fields.Domain("state", "=", UNKNOWN)
        domain &= fields.Domain("date_ask", "<=", now)
        domain &= fields.Domain("date_submitted", ">", now - LONGEST_REPEAT)
        lasts = fields.Domain("notice_id.valid_until", "=", False)
        lasts |= fields.Domain("notice_id.valid_until", ">", now)
        return domain & fields.Domain("delivery_ids", "any", lasts)

    @api.model
    def _due_domain(self, gateway, capabilities):
        now = fields.Datetime.now()
        domain = fields.Domain("gateway_id", "=", gateway.id) & fields.Domain("state", "in", OPEN)
        # Lower bound: messages inquired about for long enough are not read again and again.
        domain &= fields.Domain("date_ask", "<=", now)
        domain &= fields.Domain("date_ask", ">", now - LONGEST_INQUIRY)
        if capabilities.needs_reference:
            domain &= fields.Domain("reference", "!=", False)
        return domain

    def action_ask(self):
        """Ask the provider now and show the answer."""
        self.ensure_one()
        self.check_access("read")
        self.env["directive.restore"]._check_released()
        # Only the system writes the ledger; readers may request an update.
        message = self.sudo()
        report = message._inquire()
        message._take_over(report)
        self.invalidate_recordset()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": self._answer_sentence(report),
                "type": "info",
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _answer_sentence(self, report):
        words = {"answer": report.reason}
        if report.state in (DELIVERED, FAILED, SENT):
            state = dict(self._fields["state"]._description_selection(self.env))[self.state]
            return self.env._(
                "The provider says: %(state)s (%(answer)s).", state=state.lower(), **words
            )
        if report.state == NEVER:
            return self.env._("The provider has never received this message (%(answer)s).", **words)
        return self.env._("The outcome is still uncertain (%(answer)s).", **words)

    def _plan_next_inquiry(self):
        pause = inquiry_pause(self.ask_count + 1)
        self.date_ask = pause and fields.Datetime.now() + pause
        self.ask_count += 1

    def _inquire(self):
        """Return the provider's answer about this message as a :class:`Report`."""
        connector = self.gateway_id._connector()
        if not connector.capabilities().can_query:
            return Report(UNKNOWN, reason=self.env._("This provider does not support inquiries."))
        zone = self.env["directive.settings"]._timezone()
        day = fields.Datetime.context_timestamp(
            self.with_context(tz=str(zone)), self.date_submitted
        ).date()
        return connector.query(Inquiry(self.request_id, self.reference or "", self.number, day))

    def _take_over_or_leave(self, report):
        """Record the answer, unless an incoming report is being recorded right now."""
        try:
            with self.env.cr.savepoint():
                self._take_over(report)
        except SerializationFailure:
            self.invalidate_recordset()

    def _take_over(self, report):
        """Record the provider's answer; tell whether it was certain."""
        self.ask_answer = f"{report.state} {report.reason}".strip()[:300]
        if report.is_last:
            self.date_ask = False
        if report.state == NEVER:
            return self._give_up(report.reason)
        if report.state not in (DELIVERED, FAILED, SENT):
            return False
        if (report.state, self.state) != (SENT, ACCEPTED):
            self.env["directive.sms.report"]._receive(self.gateway_id, report)
        if self.state == ACCEPTED:
            rows = self.delivery_ids._latest_of(self)
            rows.filtered(lambda row: row.state == ledger.UNKNOWN)._move(ledger.SENT)
        return self.state != UNKNOWN

    def _give_up(self, words):
        """Leave it to a person to resend a message that the provider has never received."""
        reason = self.env._(
            "The provider has never received this message (%(answer)s).", answer=words
        )
        if self.state != UNKNOWN or not self._step(FAILED, {"reason": reason}):
            return False
        rows = self.delivery_ids._latest_of(self)
        rows.filtered(lambda row: row.state == ledger.UNKNOWN)._move(ledger.UNKNOWN, reason)
        return True
