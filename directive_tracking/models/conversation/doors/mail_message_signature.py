from odoo import api, models
from odoo.exceptions import AccessError

SIGNATURE = {"author_id", "author_guest_id", "email_from"}


class MailMessage(models.Model):
    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        """Sign a message with who writes it."""
        Thread = self.env["mail.thread"]
        return super().create([Thread._own_signature(vals) for vals in vals_list])

    def write(self, vals):
        if SIGNATURE & vals.keys() and not self.env.su:
            raise AccessError(self.env._("Who wrote a message is noted by the system alone."))
        return super().write(vals)
