from odoo import api, models


class MailNotification(models.Model):
    """The recipients of a message on our records are evidence; only the reader marks it as read."""

    _inherit = "mail.notification"

    @api.model_create_multi
    def create(self, vals_list):
        Message = self.env["mail.message"]
        Message.browse(vals.get("mail_message_id") for vals in vals_list)._check_told_by_system()
        return super().create(vals_list)

    def write(self, vals):
        if set(vals) - {"is_read"}:
            self._check_kept()
        self.env["mail.message"].browse(vals.get("mail_message_id"))._check_told_by_system()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_by_the_system(self):
        self._check_kept()

    def _check_kept(self):
        # The same for everybody, whatever access to the message they have.
        self.sudo().mail_message_id.sudo(self.env.su)._check_told_by_system()
