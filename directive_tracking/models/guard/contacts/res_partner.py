from odoo import models
from odoo.exceptions import AccessError

# Fields of identity and contact data.
IDENTITY = (
    "name",
    "email",
    "phone",
    "function",
    "title",
    "parent_id",
    # Odoo shows a company before the name and keeps the two as one text.
    "company_name",
    "commercial_company_name",
    "complete_name",
    "type",
    "ref",
    "active",
    "user_ids",
    "is_company",
    "vat",
)


class ResPartner(models.Model):
    """Only administrators change a user's identity, because every instruction carries the name."""

    _inherit = "res.partner"

    def write(self, vals):
        if not self.env.su and any(name in vals for name in IDENTITY):
            self._guard_identity()
        return super().write(vals)

    def _guard_identity(self):
        """Raise if a contact belongs to a user and the caller is not an administrator."""
        caller = self.env.user
        if caller._is_admin() or caller.has_group("base.group_erp_manager"):
            return
        # The existence of a user is checked, not shown.
        if any(
            user._is_internal() for user in self.sudo().with_context(active_test=False).user_ids
        ):
            raise AccessError(
                self.env._(
                    "You are not allowed to change the identity of a user: only administrators "
                    "can change names, e-mail addresses and telephone numbers."
                )
            )
