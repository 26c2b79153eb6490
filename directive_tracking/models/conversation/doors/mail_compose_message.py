from odoo import models


class MailComposeMessage(models.TransientModel):
    _inherit = "mail.compose.message"

    def _prepare_mail_values(self, res_ids):
        """Sign what goes out with who sends it; mass mail is made by the system, which may all."""
        sign = self.env["mail.thread"]._own_signature
        values = super()._prepare_mail_values(res_ids)
        return {res_id: sign(vals) for res_id, vals in values.items()}
