from odoo import api, fields, models

from odoo.addons.directive_tracking.models.directive_notice_sender import STUCK_AFTER


class DirectiveNoticeDelivery(models.Model):
    _inherit = "directive.notice.delivery"

    @api.model
    def _recover_stuck(self):
        """Settle rows whose process died; of an SMS the provider may be asked again by our id."""
        super()._recover_stuck()
        limit = fields.Datetime.now() - STUCK_AFTER
        self.env["directive.sms.message"]._settle_abandoned(limit)
