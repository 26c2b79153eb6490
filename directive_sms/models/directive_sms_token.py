from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.tools import SQL

from ..tools import gsm, phone, reply

TOKEN_LIFE = timedelta(days=14)
TOKEN_TRIES = 5


class DirectiveSmsToken(models.Model):
    """By which a reply finds its task: good for one task, one person and a fortnight.

    Nobody reads it but who got the message; it opens nothing without the person's number.
    """

    _name = "directive.sms.token"
    _description = "SMS Reply Token"
    _order = "id desc"
    _rec_name = "task_id"

    code = fields.Char(required=True, readonly=True)
    task_id = fields.Many2one("directive.task", required=True, readonly=True, ondelete="cascade")
    partner_id = fields.Many2one(
        "res.partner", required=True, readonly=True, index=True, ondelete="cascade"
    )
    delivery_id = fields.Many2one(
        "directive.notice.delivery", required=True, readonly=True, index=True, ondelete="cascade"
    )
    date_expires = fields.Datetime(required=True, readonly=True)

    _code_uniq = models.Constraint("UNIQUE (code)", "This token is in use.")
    _holder_uniq = models.Constraint("UNIQUE (task_id, partner_id)", "This person has a token.")

    @api.model
    @api.private
    def _issue(self, delivery):
        """Return the code for ``delivery``'s task and recipient, good for another fortnight."""
        for _try in range(TOKEN_TRIES):
            try:
                with self.env.cr.savepoint():
                    return self._issue_row(delivery, reply.new_token())
            except UniqueViolation:
                continue  # somebody else's code: draw again
        raise RuntimeError("No free reply token was found.")

    @api.model
    def _issue_row(self, delivery, code):
        now = fields.Datetime.now()
        self.env.flush_all()
        insertion = SQL(
            """
            INSERT INTO directive_sms_token AS token
                   (code, task_id, partner_id, delivery_id, date_expires, create_date)
            VALUES (%(code)s, %(task)s, %(partner)s, %(delivery)s, %(expires)s, %(now)s)
            ON CONFLICT (task_id, partner_id) DO UPDATE
               SET delivery_id = EXCLUDED.delivery_id, date_expires = EXCLUDED.date_expires,
                   code = CASE WHEN token.date_expires < %(now)s
                               THEN EXCLUDED.code ELSE token.code END
         RETURNING code
            """,
            code=code, task=delivery.task_id.id, partner=delivery.partner_id.id,
            delivery=delivery.id, expires=now + TOKEN_LIFE, now=now,
        )  # fmt: skip
        # A code drawn that is somebody else's is not for the log.
        self.env.cr.execute(insertion, log_exceptions=False)
        return self.env.cr.fetchone()[0]

    @api.private
    def _numbers(self):
        """Return the numbers (E.164) at which the holder is registered today."""
        Member = self.env["directive.agency.member"]
        domain = Member._current_domain() & fields.Domain("partner_id", "=", self.partner_id.id)
        own = [(phone.normalize, self.partner_id.phone)]
        by_post = [(phone.as_typed, post.sms_number) for post in Member.search(domain)]
        numbers = set()
        for read, raw in own + by_post:
            try:
                numbers.add(read(raw))
            except phone.PhoneError:
                continue  # a number nobody can be reached at cannot answer either
        return numbers

    @api.autovacuum
    def _gc_expired(self):
        """Forget tokens long expired; replies keep what they were about."""
        self.search([("date_expires", "<", fields.Datetime.now() - 4 * TOKEN_LIFE)]).unlink()


class DirectiveSmsGateway(models.Model):
    """Where replies to the messages of this gateway arrive."""

    _inherit = "directive.sms.gateway"

    reply_number = fields.Char(
        string="Number for replies",
        help="The long number or short code people can answer to. A sender name cannot receive.",
    )
    reply_url = fields.Char(
        string="Address for replies",
        compute="_compute_reply_url",
        groups="directive_tracking.group_directive_admin",
        help="Enter it at the gateway, which delivers replies there. It is a secret.",
    )

    @api.depends("report_secret")
    def _compute_reply_url(self):
        for gateway in self:
            gateway.reply_url = gateway.id and (
                f"{gateway.get_base_url()}/directive_sms/reply/{gateway.id}/{gateway._sign('reply')}"
            )


class DirectiveNoticeDelivery(models.Model):
    _inherit = "directive.notice.delivery"

    @api.private
    def _sms_text(self, gateway, capabilities):
        """Add how to answer, where one task is meant and the message grows by no part."""
        text = super()._sms_text(gateway, capabilities)
        if not gateway.reply_number or len(self.task_id) != 1:
            return text
        # The token is written for the recipient, whoever sends.
        code = self.env["directive.sms.token"].sudo()._issue(self.sorted("id")[-1])
        longer = f"{text}\nDH {code} NHAN > {gateway.reply_number}"
        parts = max(1, gsm.count(text).parts)
        return longer if gsm.count(longer).parts <= parts else text
