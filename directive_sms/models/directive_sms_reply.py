import hashlib
import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.directive_tracking.tools.delivery import SEEN
from odoo.addons.directive_tracking.tools.workflow import ASSIGNED

from ..tools import phone, reply

_logger = logging.getLogger(__name__)

WRONG_TOKENS = 5  # of one number within an hour; after that it is not listened to
WINDOW = timedelta(hours=1)
LONGEST = 2000
KINDS = [
    (reply.RECEIVED, "Received"),
    (reply.COMMENT, "Comment"),
    (reply.EXTENSION, "Asks for more time"),
]
STATES = [
    ("new", "New"),
    ("applied", "Taken over"),
    ("refused", "Not possible"),
    ("unreadable", "Not a reply to a message"),
    ("wrong_token", "Wrong or expired token"),
    ("muted", "Not listened to"),
]
GUESSES = ("wrong_token", "muted")


class DirectiveSmsReply(models.Model):
    """What somebody sent us by SMS, once and as it came, and what it did.

    A sender's number can be forged, so a reply is a weak proof: it can say "received", leave
    a comment and ask for more time. It never reports, closes or accepts anything.
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
    text = fields.Text(readonly=True)
    kind = fields.Selection(KINDS, readonly=True)
    state = fields.Selection(STATES, required=True, readonly=True, default="new")
    reason = fields.Char(readonly=True)
    partner_id = fields.Many2one(
        "res.partner", string="Person", readonly=True, index="btree_not_null", ondelete="set null"
    )
    task_id = fields.Many2one(
        "directive.task", readonly=True, index="btree_not_null", ondelete="set null"
    )

    _once_uniq = models.UniqueIndex("(gateway_id, fingerprint)")
    _sender_idx = models.Index("(sender, date)")

    # Receiving

    @api.model
    @api.private
    def _receive(self, gateway, message):
        """Store a reply and do what it may do; the same one again is nothing new."""
        now = fields.Datetime.now()
        text = message.text.replace("\x00", "")[:LONGEST]
        rows = self.env.execute_query(
            SQL(
                """
                INSERT INTO directive_sms_reply
                       (gateway_id, fingerprint, date, sender, text, state, create_uid, create_date)
                VALUES (%s, %s, %s, %s, %s, 'new', %s, %s)
                ON CONFLICT DO NOTHING RETURNING id
                """,
                gateway.id, self._fingerprint(message, now), now, message.sender[:20], text,
                self.env.uid, now,
            )
        )  # fmt: skip
        if rows:
            self.browse(rows[0][0])._take_over()

    @api.model
    def _fingerprint(self, message, now):
        """Return what tells this reply from another: the gateway's id of it, else its minute."""
        if message.reference:
            return f"id {message.reference[:100]}"
        parts = [message.sender, message.receiver, message.text, f"{now:%Y-%m-%d %H:%M}"]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    @api.private
    def _take_over(self):
        """Find the token's task and do what was asked; write down what came of it."""
        words = reply.parse(self.text or "")
        if not words:
            self.state = "unreadable"
            return
        if self._has_guessed_too_often():
            self.state = "muted"
            return
        token = self.env["directive.sms.token"].search([("code", "=", words.token)])
        if not self._fits(token):
            # One word for every reason: a stranger learns nothing.
            self.state = "wrong_token"
            return
        self.write(
            {"kind": words.verb, "task_id": token.task_id.id, "partner_id": token.partner_id.id}
        )
        self._apply(token, words)

    @api.private
    def _fits(self, token):
        """Tell whether ``token`` is good today and the sender is its holder."""
        return (
            bool(token)
            and token.date_expires > fields.Datetime.now()
            and self.sender in token._numbers()
        )

    @api.private
    def _has_guessed_too_often(self):
        since = fields.Datetime.now() - WINDOW
        domain = [("sender", "=", self.sender), ("date", ">", since), ("state", "in", GUESSES)]
        if self.search_count(domain, limit=WRONG_TOKENS) < WRONG_TOKENS:
            return False
        _logger.warning(
            "SMS replies of %s are not listened to: wrong tokens", phone.mask(self.sender)
        )
        return True

    # Doing what was asked

    @api.private
    def _apply(self, token, words):
        try:
            with self.env.cr.savepoint():
                self._check_sight(token)
                getattr(self, f"_apply_{words.verb}")(token, words)
                token.delivery_id._move(SEEN)
                self.state = "applied"
        except UserError as error:
            self.env.invalidate_all(flush=False)
            self.write({"state": "refused", "reason": str(error)[:300]})

    @api.private
    def _check_sight(self, token):
        reasons = token.delivery_id._out_of_sight_reasons()
        if reasons:
            raise UserError(next(iter(reasons.values())))

    @api.private
    def _apply_received(self, token, words):
        """The head has it; if he acts for the lead agency, the task is received as well."""
        task = token.task_id
        user = self._user(token)
        if user and task.state == ASSIGNED and task.with_user(user)._is_lead():
            task.with_user(user).action_receive()
        self._note(token, self.env._("Received, by SMS: %(text)s", text=words.text))

    @api.private
    def _apply_comment(self, token, words):
        self._note(token, self.env._("By SMS: %(text)s", text=words.text))

    @api.private
    def _apply_extension(self, token, words):
        """Make the request in the person's name; who has no user is noted for the Office."""
        day = reply.next_day(words.day, self.env["directive.settings"]._today())
        if not day:
            raise UserError(self.env._("“%(day)s” is not a date.", day=words.day))
        user = self._user(token)
        if not user:
            self._note(token, self.env._("Asks by SMS for more time: %(text)s", text=self.text))
            return
        self.env["directive.task.request"].with_user(user).create(
            {
                "task_id": token.task_id.id,
                "kind": "extension",
                "proposed_deadline": day,
                "reason": self.env._("By SMS: %(text)s", text=words.text or self.text),
            }
        )

    @api.model
    def _user(self, token):
        """Return the holder's user: what is done in his name obeys his rights."""
        return token.delivery_id.user_id or token.partner_id.user_ids.filtered("active")[:1]

    @api.private
    def _note(self, token, body):
        # Who has only a telephone has no user to write with; the number and token stand for him.
        token.task_id.sudo().message_post(
            body=body, author_id=token.partner_id.id, subtype_xmlid="mail.mt_note"
        )
