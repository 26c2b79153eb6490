from odoo import api, models
from odoo.exceptions import AccessError
from odoo.tools import email_normalize

SIGNATURE = {"author_id", "author_guest_id", "email_from"}


class MailThread(models.AbstractModel):
    """Nobody but the system writes in another user's name, on whatever record.

    An instruction counts by who gives it, wherever it is read.
    """

    _inherit = "mail.thread"

    def _message_compute_author(self, author_id=None, email_from=None):
        signed = self._own_signature({"author_id": author_id, "email_from": email_from})
        return super()._message_compute_author(signed["author_id"], signed["email_from"])

    @api.model
    @api.private
    def _own_signature(self, vals):
        """Return ``vals`` signed by the present user, where they would sign for another user."""
        user = self.env.user
        if self.env.su or not self._is_signed_by_another(vals):
            return vals
        mine = {"author_id": user.partner_id.id, "email_from": user.email_formatted}
        return {**vals, **mine, **({"author_guest_id": False} if "author_guest_id" in vals else {})}

    @api.model
    def _is_signed_by_another(self, vals):
        others = self.env["res.users"].sudo().with_context(active_test=False)  # nobody is hidden
        others = others.search(
            [("id", "!=", self.env.uid), ("partner_id", "=", vals.get("author_id"))]
        )
        address = email_normalize(vals.get("email_from") or "")
        mine = email_normalize(self.env.user.email or "")
        return bool(others) or bool(
            address
            and address != mine
            and others.search_count([("email_normalized", "=", address)], limit=1)
        )


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


class MailComposeMessage(models.TransientModel):
    _inherit = "mail.compose.message"

    def _prepare_mail_values(self, res_ids):
        """Sign what goes out with who sends it; mass mail is made by the system, which may all."""
        sign = self.env["mail.thread"]._own_signature
        values = super()._prepare_mail_values(res_ids)
        return {res_id: sign(vals) for res_id, vals in values.items()}


class MailTemplate(models.Model):
    """Templates are sent by buttons and jobs: a caller could put any sender and words into one."""

    _inherit = "mail.template"

    @api.private
    def send_mail(self, res_id, *args, **kwargs):
        return super().send_mail(res_id, *args, **kwargs)

    @api.private
    def send_mail_batch(self, res_ids, *args, **kwargs):
        return super().send_mail_batch(res_ids, *args, **kwargs)
