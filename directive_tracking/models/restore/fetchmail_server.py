from odoo import models


class FetchmailServer(models.Model):
    _inherit = "fetchmail.server"

    def _fetch_mail(self, batch_limit=50):
        """Leave the mail of the real house in its mailbox while this database is held."""
        if self.env["directive.restore"]._is_held():
            return None
        return super()._fetch_mail(batch_limit)
