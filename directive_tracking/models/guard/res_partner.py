from odoo import models
from odoo.exceptions import AccessError

# By which people know each other, and by which the suite reaches them.
IDENTITY = (
    "name",
    "email",
    "phone",
    "function",
    "title",
    "parent_id",
    "type",
    "ref",
    "active",
    "user_ids",
    "is_company",
    "vat",
)


class ResPartner(models.Model):
    """Who somebody is, administrators say: a name stands under every instruction."""

    _inherit = "res.partner"

    def write(self, vals):
        if not self.env.su and any(name in vals for name in IDENTITY):
            self._guard_identity()
        return super().write(vals)

    def _guard_identity(self):
        """Raise if one of these contacts is a user's and the caller is no administrator."""
        caller = self.env.user
        if caller._is_admin() or caller.has_group("base.group_erp_manager"):
            return
        # Whether a contact has a user is asked, not shown.
        if any(
            user._is_internal() for user in self.sudo().with_context(active_test=False).user_ids
        ):
            raise AccessError(
                self.env._(
                    "You are not allowed to change who a user is: names, e-mail addresses and "
                    "telephone numbers are the administrators' to change."
                )
            )
