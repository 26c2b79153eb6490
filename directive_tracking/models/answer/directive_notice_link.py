from datetime import timedelta
from hmac import compare_digest

from odoo import api, fields, models
from odoo.tools import hmac

from ...tools.notice import link_token
from ...tools.notice.delivery import CANCELLED

LINK_LIFE = timedelta(days=30)
LINK_SCOPE = "directive_tracking.answer"  # signatures made for other purposes are invalid
LINKS_SINCE = "directive_tracking.answer_links_since"
# Written at the update to the release whose signatures cover the moment of the row.
DATED_SINCE = "directive_tracking.answer_links_dated_since"


class DirectiveNoticeLink(models.AbstractModel):
    """The signed link: who holds it reads one item and answers it, without logging in.

    Nothing is stored for it. The signature (HMAC-SHA256 with the database's secret) covers
    the row of the ledger, its moment and its recipient; whether it is still good is read from the
    row at each use. Without the moment, a link given out by a lost database would open another
    matter of the same person in the restored one, where the same numbers are given again.
    """

    _name = "directive.notice.link"
    _description = "Signed Link of a Message"

    @api.model
    def _urls(self, rows):
        """Return ``{row id: short link}`` of those of ``rows`` that have one still."""
        base = f"{self.env['directive.notice'].get_base_url()}/d/"
        return {row.id: base + self._token(row) for row in self._usable_rows(rows)}

    @api.model
    def _token(self, row):
        return link_token.make(row.id, self._digest(row))

    @api.model
    def _find(self, token):
        """Return the row of a valid ``token``, or none; forged and expired are treated alike."""
        Delivery = self.env["directive.notice.delivery"]
        row_id, signature = link_token.split(token) or (0, "")
        row = Delivery.browse(row_id).exists()
        # Also computed for a missing row, so that timing is equal.
        wanted = link_token.signature(self._digest(row))
        if not compare_digest(wanted, signature) or not row:
            return Delivery
        # In this order: whether a deleted record has been withdrawn can no longer be asked.
        return row if row._is_in_sight() and self._usable_rows(row) else Delivery

    @api.model
    def _digest(self, row):
        # The secret belongs to the server and is never shown.
        signed = (row.id, row.partner_id.id)
        if not self._is_undated(row):
            signed += (str(row.create_date),)
        return hmac(self.env(su=True), LINK_SCOPE, signed)

    @api.model
    def _is_undated(self, row):
        """Tell whether the row's link was signed by a release that left out its moment."""
        # A setting that is not secret.
        since = self.env["ir.config_parameter"].sudo().get_param(DATED_SINCE)
        return bool(since and row) and row.create_date < fields.Datetime.to_datetime(since)

    @api.model
    def _usable_rows(self, rows):
        """Return the recent, unwithdrawn rows with active recipients."""
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
        """Return the moment before which links of messages are invalid."""
        oldest = fields.Datetime.now() - LINK_LIFE
        # A setting that is not secret.
        withdrawn = self.env["ir.config_parameter"].sudo().get_param(LINKS_SINCE)
        return max(oldest, fields.Datetime.to_datetime(withdrawn or None) or oldest)

    @api.model
    def _withdraw_links(self):
        """Invalidate every link sent so far; future messages carry valid ones."""
        # The setting controls the links; the caller was checked before.
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param(LINKS_SINCE, fields.Datetime.to_string(fields.Datetime.now()))
