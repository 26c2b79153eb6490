from odoo import models


class MailLinkPreview(models.Model):
    """No page named in a message is fetched, wherever it was written.

    The server would ask any address its writer wishes, those of the inner network too.
    """

    _inherit = "mail.link.preview"

    def _create_from_message_and_notify(self, message, request_url=None):
        return None
