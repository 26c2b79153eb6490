from odoo import models


class IrMailServer(models.Model):
    _inherit = "ir.mail_server"

    def send_email(self, message, *args, **kwargs):
        """Refuse while this database is held."""
        self.env["directive.restore"]._check_released()
        return super().send_email(message, *args, **kwargs)
