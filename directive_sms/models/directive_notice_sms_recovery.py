from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.directive_tracking.models.directive_notice_recovery import STUCK_AFTER
from odoo.addons.directive_tracking.tools.delivery import QUEUED

from ..connectors.base import REFUSED

# A claim lasts a minute and the calls it ends with; a sender slower than this finds that the
# rows are not its own any more (`_still_ours`).
NOT_CALLED_AFTER = timedelta(minutes=3)


class DirectiveNoticeDelivery(models.Model):
    """After a crash: a submission is committed before the provider is called, so what has none,
    or none but those clearly refused, was never taken, and another process sends it.
    """

    _inherit = "directive.notice.delivery"

    @api.model
    def _recover_stuck(self):
        """Settle rows whose process died; of an SMS the provider may be asked again by our id."""
        limit = fields.Datetime.now() - STUCK_AFTER
        self._requeue_never_submitted(fields.Datetime.now() - NOT_CALLED_AFTER)
        super()._recover_stuck()
        self.env["directive.sms.message"]._settle_abandoned(limit)

    @api.model
    def _requeue_never_submitted(self, limit):
        stuck = self.search(
            [("channel", "=", "sms"), ("state", "=", "sending"), ("date_claimed", "<", limit)]
        )
        untouched = stuck.filtered(
            lambda row: all(
                one.date_submitted < row.date_claimed or one.state == REFUSED
                for one in row.sms_message_ids
            )
        )
        untouched._move(
            QUEUED, self.env._("The sending process stopped before the message was handed over.")
        )
