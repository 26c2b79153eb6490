from odoo import api, models


class MailMessage(models.Model):
    _inherit = "mail.message"

    @api.private
    def portal_message_format(self, options=None):
        """Format messages for pages of Odoo's portal; over the API nobody needs it."""
        return super().portal_message_format(options)
