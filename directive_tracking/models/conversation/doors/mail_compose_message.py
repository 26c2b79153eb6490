from odoo import models


class MailComposeMessage(models.TransientModel):
    _inherit = "mail.compose.message"

    def _prepare_mail_values(self, res_ids):
        """Sign outgoing mail as its sender; mass mail is created by the system."""
        sign = self.env["mail.thread"]._own_signature
        values = super()._prepare_mail_values(res_ids)
        return {res_id: sign(vals) for res_id, vals in values.items()}
