from odoo import fields, models

from odoo.addons.directive_tracking.tools.notice import delivery as ledger

OFFICE = "directive_tracking.group_directive_office"
# The delivery states that a failure report may still change.
UNDER_WAY = (ledger.SENDING, ledger.SENT, ledger.UNKNOWN)


class DirectiveNoticeDelivery(models.Model):
    _inherit = "directive.notice.delivery"

    sms_message_ids = fields.Many2many(
        "directive.sms.message",
        "directive_sms_message_delivery_rel",
        "delivery_id",
        "message_id",
        string="SMS",
        readonly=True,
        groups=OFFICE,
    )

    def _latest_of(self, message):
        """Return the rows in progress whose last submission is ``message``."""
        # The system settles its own ledger.
        rows = self.sudo().filtered(lambda row: row.state in UNDER_WAY)
        return rows.filtered(lambda row: max(row.sms_message_ids.ids) == message.id)
