from odoo import models


class MailLinkPreview(models.Model):
    """No page named in a message on our records is fetched.

    The server would ask any address its writer wishes, those of the inner network too.
    """

    _inherit = "mail.link.preview"

    def _create_from_message_and_notify(self, message, request_url=None):
        others = message - message._is_on_ours()
        if others:
            super()._create_from_message_and_notify(others, request_url=request_url)
