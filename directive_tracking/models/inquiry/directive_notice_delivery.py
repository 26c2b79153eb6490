from odoo import models


class DirectiveNoticeDelivery(models.Model):
    """The ledger read by weeks: it grows in the order of time, which a small index follows."""

    _inherit = "directive.notice.delivery"

    _week_idx = models.Index("USING brin (date_queued)")
