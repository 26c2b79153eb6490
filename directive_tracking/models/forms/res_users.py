from odoo import models
from odoo.exceptions import UserError


class ResUsers(models.Model):
    _inherit = "res.users"

    def _check_may_read_reports(self):
        """Raise unless all of these may read released reports."""
        for user in self - self._with_roles("office", "leader"):
            raise UserError(
                self.env._(
                    "%(user)s is neither of the Office nor a leader and may not read reports: "
                    "choose somebody else.",
                    user=user.name,
                )
            )

    def _check_may_release_reports(self):
        """Raise unless all of these may release reports."""
        for user in self - self._with_roles("office"):
            raise UserError(
                self.env._(
                    "%(user)s is not an Office specialist and cannot release reports: choose "
                    "somebody else.",
                    user=user.name,
                )
            )

    def _with_roles(self, *roles):
        """Return those of these users who have one of the roles."""
        names = [f"directive_tracking.group_directive_{role}" for role in roles]
        # Whoever chooses a colleague need not read their rights.
        return self.filtered(lambda user: any(user.sudo().has_group(name) for name in names))
