from odoo import api, models


class MailPush(models.Model):
    _inherit = "mail.push"

    @api.model
    def _push_notification_to_endpoint(self, batch_size=50):
        """Keep what waits for people's telephones while this database is held."""
        if not self.env["directive.restore"]._is_held():
            super()._push_notification_to_endpoint(batch_size)
