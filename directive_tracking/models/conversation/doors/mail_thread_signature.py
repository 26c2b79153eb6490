from odoo import api, models
from odoo.tools import email_normalize


class MailThread(models.AbstractModel):
    """Only the system posts in another user's name, on any record.

    The weight of an instruction depends on its author.
    """

    _inherit = "mail.thread"

    def _message_compute_author(self, author_id=None, email_from=None):
        signed = self._own_signature({"author_id": author_id, "email_from": email_from})
        return super()._message_compute_author(signed["author_id"], signed["email_from"])

    @api.model
    def _own_signature(self, vals):
        """Return ``vals`` signed by the current user, if they sign for another user."""
        user = self.env.user
        if self.env.su or not self._is_signed_by_another(vals):
            return vals
        mine = {"author_id": user.partner_id.id, "email_from": user.email_formatted}
        return {**vals, **mine, **({"author_guest_id": False} if "author_guest_id" in vals else {})}

    @api.model
    def _is_signed_by_another(self, vals):
        others = self.env["res.users"].sudo().with_context(active_test=False)  # all are visible
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
