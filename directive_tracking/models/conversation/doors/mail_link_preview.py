from odoo import models


class MailLinkPreview(models.Model):
    """The server fetches no page linked in a message.

    Otherwise authors could make it call any address, even in the internal network.
    """

    _inherit = "mail.link.preview"

    def _create_from_message_and_notify(self, message, request_url=None):
        return None
