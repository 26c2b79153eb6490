from odoo import models


class DirectiveNoticeDelivery(models.Model):
    _inherit = "directive.notice.delivery"

    # Recent failures are searched among millions of successful rows.
    _trouble_idx = models.Index(
        "(channel, write_date) WHERE state IN ('unknown', 'failed', 'expired')"
    )
