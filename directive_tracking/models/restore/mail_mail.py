from odoo import models


class MailMail(models.Model):
    _inherit = "mail.mail"

    def process_email_queue(self, email_ids=(), batch_size=1000):
        """Leave the queue as it is while this database is held."""
        if self.env["directive.restore"]._is_held():
            return None
        return super().process_email_queue(email_ids, batch_size)

    def send(self, auto_commit=False, raise_exception=False, post_send_callback=None):
        """Keep these messages in the queue while this database is held."""
        Restore = self.env["directive.restore"]
        if raise_exception:
            Restore._check_released()
        elif Restore._is_held():
            return True
        if self:
            self.env["directive.restore.trace"]._leave_apart()
        return super().send(auto_commit, raise_exception, post_send_callback)
