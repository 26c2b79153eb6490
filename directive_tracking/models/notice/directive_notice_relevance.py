from odoo import models


class DirectiveNoticeDelivery(models.Model):
    """Whether what a notice says is still so at the moment of sending."""

    _inherit = "directive.notice.delivery"

    def _irrelevant_reasons(self):
        """Return ``{row: reason}`` for the rows whose cause no longer holds."""
        reasons = {notice: notice._irrelevant_reason() for notice in self.notice_id}
        return {row: reasons[row.notice_id] for row in self if reasons[row.notice_id]}
