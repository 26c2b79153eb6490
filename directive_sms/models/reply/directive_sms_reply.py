import hashlib
import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.directive_tracking.tools.guard.secrecy import find_mark

from ...tools import phone
from ...tools import reply as words_of_reply
from ..message.directive_sms_message import OFFICE

_logger = logging.getLogger(__name__)

WRONG_TOKENS = 5  # from one number within an hour; further ones are ignored
WINDOW = timedelta(hours=1)
LONGEST = 2000
STATES = [
    ("new", "New"),
    ("applied", "Applied"),
    ("refused", "Not possible"),
    ("unreadable", "Not a reply to a message"),
    ("wrong_token", "Wrong or expired token"),
    ("muted", "Ignored"),
]
GUESSES = ("wrong_token", "muted")


class DirectiveSmsReply(models.Model):
    """An SMS received, stored once and unchanged, with its effect.

    A reply to a message is an answer to its notice, like one given by the signed link.
    """

    _name = "directive.sms.reply"
    _description = "SMS Reply"
    _order = "id desc"
    _rec_name = "sender"

    gateway_id = fields.Many2one(
        "directive.sms.gateway", required=True, readonly=True, ondelete="restrict"
    )
    fingerprint = fields.Char(required=True, readonly=True)
    date = fields.Datetime(string="Received on", required=True, readonly=True)
    sender = fields.Char(required=True, readonly=True)
    # It concerns an order: administrators see that replies exist but do not read them.
    text = fields.Text(readonly=True, groups=OFFICE)
    kind = fields.Selection(lambda self: self._answer_kinds(), readonly=True)
    state = fields.Selection(STATES, required=True, readonly=True, default="new")
    reason = fields.Char(readonly=True)
    partner_id = fields.Many2one(
        "res.partner", string="Person", readonly=True, index="btree_not_null", ondelete="set null"
    )
    res_model = fields.Char(string="Kind of record", readonly=True)
    res_id = fields.Many2oneReference(string="Record", model_field="res_model", readonly=True)
    notice_id = fields.Many2one(
        "directive.notice",
        string="Message answered",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        groups=OFFICE,
    )
    task_id = fields.Many2one(
        "directive.task", readonly=True, index="btree_not_null", ondelete="set null"
    )

    _once_uniq = models.UniqueIndex("(gateway_id, fingerprint)")
    _sender_idx = models.Index("(sender, date)")

    @api.model
    def _answer_kinds(self):
        return list(self.env["directive.notice.answer"]._kinds().items())

    # Receiving

    @api.model
    def _receive(self, gateway, message):
        """Store a reply and apply it; a repeated one changes nothing."""
        now = fields.Datetime.now()
        text = message.text.replace("\x00", "")[:LONGEST]
        secret = find_mark(text)
        insertion = SQL(
            """
            INSERT INTO directive_sms_reply
                   (gateway_id, fingerprint, date, sender, text, state, create_uid, create_date)
            VALUES (%s, %s, %s, %s, %s, 'new', %s, %s)
            ON CONFLICT DO NOTHING RETURNING id
            """,
            gateway.id,
            self._fingerprint(message, now),
            now,
            message.sender[:20],
            text,
            self.env.uid,
            now,
        )
        # A concurrent duplicate is not an error; number and text must not be logged.
        self.env.cr.execute(insertion, log_exceptions=False)
        if rows := self.env.cr.fetchall():
            reply = self.browse(rows[0][0])
            reply._take_over()
            if secret:  # refused; of a state secret nothing is kept
                reply.text = False

    @api.model
    def _fingerprint(self, message, now):
        """Return the key of this reply: the gateway's id, or else its minute."""
        if message.reference:
            return f"id {message.reference[:100]}"
        parts = [message.sender, message.receiver, message.text, f"{now:%Y-%m-%d %H:%M}"]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def _take_over(self):
        """Find the token's message, perform the request and record the outcome."""
        words = words_of_reply.parse(self.text or "")
        if not words:
            self.state = "unreadable"
            return
        token = self.env["directive.sms.token"].search([("code", "=", words.token)])
        if self._has_guessed_too_often():
            self._leave_to_a_person(token)
            return
        if not self._fits(token):
            # One word for every reason: strangers learn nothing.
            self.state = "wrong_token"
            return
        answer = token.delivery_id._answer(words.verb, words.text, words.day, via="sms")
        self.write(
            {
                "kind": answer.kind,
                "res_model": token.res_model,
                "res_id": token.res_id,
                "notice_id": answer.notice_id.id,
                "task_id": answer.task_id.id,
                "partner_id": token.partner_id.id,
                "state": answer.state,
                "reason": answer.reason,
            }
        )

    def _leave_to_a_person(self, token):
        """Carry nothing out; say whose reply it may be.

        Who sends wrong tokens under somebody's number must not silence them: the Office sees that
        a right one came among them, and asks that person.
        """
        self.state = "muted"
        if self._fits(token):
            self.write(
                {
                    "partner_id": token.partner_id.id,
                    "res_model": token.res_model,
                    "res_id": token.res_id,
                    "notice_id": token.delivery_id.notice_id.id,
                    "reason": self.env._(
                        "The token is right, but many wrong ones came from this number within an "
                        "hour: ask the person."
                    ),
                }
            )

    def _fits(self, token):
        """Tell whether ``token`` is valid today and the sender is its active holder."""
        return (
            bool(token)
            and token.date_expires > fields.Datetime.now()
            and token.delivery_id._is_recipient_there()
            and self.sender in token._numbers()
        )

    def _has_guessed_too_often(self):
        since = fields.Datetime.now() - WINDOW
        domain = [("sender", "=", self.sender), ("date", ">", since), ("state", "in", GUESSES)]
        if self.search_count(domain, limit=WRONG_TOKENS) < WRONG_TOKENS:
            return False
        _logger.warning(
            "SMS replies of %s are not listened to: wrong tokens", phone.mask(self.sender)
        )
        return True
