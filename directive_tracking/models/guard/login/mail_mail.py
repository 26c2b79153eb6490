from odoo import models

from .directive_password_request import LATER, Letters

LETTER = ("subject", "body_html", "email_from", "email_to", "auto_delete", "message_type")


class MailMail(models.Model):
    _inherit = "mail.mail"

    def send(self, *args, **kwargs):
        """Store mails to be sent later: Odoo deletes a mail about a password once it is sent."""
        later = self.env.context.get(LATER)
        if not isinstance(later, Letters):
            return super().send(*args, **kwargs)
        later += [{name: mail[name] for name in LETTER} for mail in self]
        return True
