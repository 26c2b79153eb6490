from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.notice.delivery import EXPIRED, QUEUED, SENDING, UNKNOWN
from .directive_notice_delivery import SILENT_CHANNELS

STUCK_AFTER = timedelta(minutes=15)


class DirectiveNoticeDelivery(models.Model):
    """What a run of sending begins with: what died before it, and what came too late."""

    _inherit = "directive.notice.delivery"

    @api.model
    def _recover_stuck(self):
        """Settle rows whose process died after it had claimed them.

        A silent channel hands over and records in one transaction: nothing happened, try
        again. On the others the message may be out: only a person may send it again.
        """
        limit = fields.Datetime.now() - STUCK_AFTER
        stuck = self.search(self._stuck_domain(limit))
        reason = self.env._("The sending process stopped while the message was being handed over.")
        silent = stuck.filtered(lambda row: row.channel in SILENT_CHANNELS)
        silent._move(QUEUED, reason)
        (stuck - silent)._move(UNKNOWN, reason)

    @api.model
    def _stuck_domain(self, limit):
        """Return the domain of rows claimed before ``limit``, or by a clock that was set back since."""
        ahead = fields.Datetime.now() + STUCK_AFTER
        claimed = Domain("date_claimed", "<", limit) | Domain("date_claimed", ">", ahead)
        return Domain("state", "=", SENDING) & claimed

    @api.model
    def _expire(self):
        """Give up what is no longer worth sending."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT delivery.id FROM directive_notice_delivery AS delivery
                  JOIN directive_notice AS notice ON notice.id = delivery.notice_id
                 WHERE delivery.state = 'queued' AND notice.valid_until < %s
                   AND delivery.resent_by_id IS NULL
                """,
                fields.Datetime.now(),
            )
        )
        reason = self.env._("It could not be sent as long as it was of use.")
        self.browse(row[0] for row in rows)._move(EXPIRED, reason)
