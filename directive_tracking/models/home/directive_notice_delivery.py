from odoo import models


class DirectiveNoticeDelivery(models.Model):
    """The ledger finds what failed among millions of rows."""

    _inherit = "directive.notice.delivery"

    _trouble_idx = models.Index("(id) WHERE state IN ('failed', 'unknown')")
