from datetime import timedelta
from hmac import compare_digest

from odoo import api, fields, models
from odoo.tools import hmac

from ...tools.notice import link_token
from ...tools.notice.delivery import CANCELLED

LINK_LIFE = timedelta(days=30)
LINK_SCOPE = "directive_tracking.answer"  # a signature made for anything else opens nothing
LINKS_SINCE = "directive_tracking.answer_links_since"


class DirectiveNoticeLink(models.AbstractModel):
    """The signed link: who holds it reads one item and answers it, without logging in.

    Nothing is stored for it. The signature (HMAC-SHA256 with the database's secret) covers
    the row of the ledger and its recipient; whether it is still good is read from the row at
    each use.
    """

    _name = "directive.notice.link"
    _description = "Signed Link of a Message"

    @api.model
    def _urls(self, rows):
        """Return ``{row id: short link}`` of those of ``rows`` that have one still."""
        base = f"{self.env['directive.notice'].get_base_url()}/d/"
        return {row.id: base + self._token(row) for row in self._living(rows)}

    @api.model
    def _token(self, row):
        return link_token.make(row.id, self._digest(row))

    @api.model
    def _find(self, token):
        """Return the row ``token`` is good for today, or none: forged and run out are the same."""
        Delivery = self.env["directive.notice.delivery"]
        row_id, signature = link_token.split(token) or (0, "")
        row = Delivery.browse(row_id).exists()
        # Computed for a row that does not exist as well: it takes as long.
        wanted = link_token.signature(self._digest(row))
        if not compare_digest(wanted, signature) or not row:
            return Delivery
        return row if self._living(row) and row._is_in_sight() else Delivery

    @api.model
    def _digest(self, row):
        # The secret is the server's; nobody is shown it.
        return hmac(self.env(su=True), LINK_SCOPE, (row.id, row.partner_id.id))

    @api.model
    def _living(self, rows):
        """Return the rows young enough, not withdrawn, whose recipients are still there."""
        since = self._since()
        closed = rows.notice_id.filtered(
            lambda notice: notice._is_withdrawn() or notice._event().is_farewell
        )
        return rows.filtered(
            lambda row: (
                row.state != CANCELLED
                and row.date_queued > since
                and row.notice_id not in closed
                and row._is_recipient_there()
            )
        )

    @api.model
    def _since(self):
        """Return the moment before which messages have no living link."""
        oldest = fields.Datetime.now() - LINK_LIFE
        # A setting that is no secret.
        withdrawn = self.env["ir.config_parameter"].sudo().get_param(LINKS_SINCE)
        return max(oldest, fields.Datetime.to_datetime(withdrawn or None) or oldest)

    @api.model
    def _withdraw_links(self):
        """Make every link sent until now worthless; the messages to come carry good ones."""
        # The setting decides about links, and whoever may call this was checked before.
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param(LINKS_SINCE, fields.Datetime.to_string(fields.Datetime.now()))
