from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.tools import SQL

from ...tools import phone, reply

TOKEN_LIFE = timedelta(days=14)
TOKEN_TRIES = 5
NO_CODE = "No free reply token was found."


class DirectiveSmsToken(models.Model):
    """The code by which a reply finds its message: good for one record, one person, a fortnight.

    Only the recipient of the message knows it; it is useless without the person's number.
    """

    _name = "directive.sms.token"
    _description = "SMS Reply Token"
    _order = "id desc"
    _rec_name = "res_model"

    code = fields.Char(required=True, readonly=True)
    res_model = fields.Char(string="Kind of record", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        string="Record", model_field="res_model", required=True, readonly=True
    )
    partner_id = fields.Many2one(
        "res.partner", required=True, readonly=True, index=True, ondelete="cascade"
    )
    delivery_id = fields.Many2one(
        "directive.notice.delivery", required=True, readonly=True, index=True, ondelete="cascade"
    )
    date_expires = fields.Datetime(required=True, readonly=True)

    _code_uniq = models.Constraint("UNIQUE (code)", "This token is in use.")
    _holder_uniq = models.Constraint(
        "UNIQUE (res_model, res_id, partner_id)", "This person has a token."
    )

    @api.model
    def _issue(self, deliveries):
        """Return ``{delivery id: code}``, each good for its record and recipient for a fortnight."""
        holders = {row: self._holder(row) for row in deliveries.sorted("id")}
        latest = {holder: row for row, holder in holders.items()}
        codes = self._issue_once(deliveries.browse().union(*latest.values()))
        return {row.id: codes[latest[holder].id] for row, holder in holders.items()}

    @api.model
    def _holder(self, delivery):
        """Return whose token it is: of a record and a person."""
        notice = delivery.notice_id
        return notice.res_model, notice.res_id, delivery.partner_id.id

    @api.model
    def _issue_once(self, deliveries):
        """Return the codes of deliveries that differ in their record or recipient."""
        for _try in range(TOKEN_TRIES):
            try:
                with self.env.cr.savepoint():
                    return self._issue_rows(deliveries, self._free_codes(len(deliveries)))
            except UniqueViolation:
                continue  # another process took a code: draw again
        raise RuntimeError(NO_CODE)

    @api.model
    def _free_codes(self, count):
        """Return ``count`` different unused codes."""
        codes = set()
        for _try in range(TOKEN_TRIES):
            codes |= {reply.new_token() for _n in range(count - len(codes))}
            codes -= set(self.search([("code", "in", list(codes))]).mapped("code"))
            if len(codes) == count:
                return list(codes)
        raise RuntimeError(NO_CODE)

    @api.model
    def _issue_rows(self, deliveries, codes):
        now = fields.Datetime.now()
        self.env.flush_all()
        insertion = SQL(
            """
            INSERT INTO directive_sms_token AS token
                   (code, res_model, res_id, partner_id, delivery_id, date_expires, create_date)
            SELECT code, notice.res_model, notice.res_id, delivery.partner_id, delivery.id,
                   %(expires)s, %(now)s
              FROM unnest(%(codes)s::text[], %(deliveries)s::int[]) AS new(code, delivery_id)
              JOIN directive_notice_delivery AS delivery ON delivery.id = new.delivery_id
              JOIN directive_notice AS notice ON notice.id = delivery.notice_id
            ON CONFLICT (res_model, res_id, partner_id) DO UPDATE
               SET delivery_id = EXCLUDED.delivery_id, date_expires = EXCLUDED.date_expires,
                   code = CASE WHEN token.date_expires < %(now)s
                               THEN EXCLUDED.code ELSE token.code END
         RETURNING delivery_id, code
            """,
            codes=codes,
            deliveries=deliveries.ids,
            expires=now + TOKEN_LIFE,
            now=now,
        )
        # A drawn code that is already in use must not be logged.
        self.env.cr.execute(insertion, log_exceptions=False)
        return dict(self.env.cr.fetchall())

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
                continue  # an unreachable number cannot answer either
        return numbers

    @api.autovacuum
    def _gc_expired(self):
        """Delete long-expired tokens; replies keep their record."""
        self.search([("date_expires", "<", fields.Datetime.now() - 4 * TOKEN_LIFE)]).unlink()
