from odoo import api, fields, models

from odoo.addons.directive_tracking.models.directive_notice_sender import STUCK_AFTER
from odoo.addons.directive_tracking.tools.delivery import QUEUED


class DirectiveNoticeDelivery(models.Model):
    """After a crash: a submission is committed before the provider is called, so what has none
    was never handed over, and another process sends it.
    """

    _inherit = "directive.notice.delivery"

    @api.model
    def _recover_stuck(self):
        """Settle rows whose process died; of an SMS the provider may be asked again by our id."""
        limit = fields.Datetime.now() - STUCK_AFTER
        self._requeue_never_submitted(limit)
        super()._recover_stuck()
        self.env["directive.sms.message"]._settle_abandoned(limit)

    @api.model
    def _requeue_never_submitted(self, limit):
        stuck = self.search(
            [("channel", "=", "sms"), ("state", "=", "sending"), ("date_claimed", "<", limit)]
        )
        untouched = stuck.filtered(
            lambda row: all(one.date_submitted < row.date_claimed for one in row.sms_message_ids)
        )
        untouched._move(
            QUEUED, self.env._("The sending process stopped before the message was handed over.")
        )
