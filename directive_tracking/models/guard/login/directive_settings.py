from odoo import api, models

from ...common.directive_settings import PREFIX

ROLES = ("agency", "office", "leader", "admin")
FACTOR = "second_factor_"
# Minutes until idle users confirm their identity, and until everybody logs in again.
IDLE = {"agency": 120, "office": 60, "leader": 60, "admin": 30}
SESSION = {"admin": 12 * 60}


class DirectiveSettings(models.AbstractModel):
    """The server's address and its login settings."""

    _inherit = "directive.settings"

    @api.model
    def _needs_second_factor(self, role):
        # A setting that is not secret.
        value = self.env["ir.config_parameter"].sudo().get_param(PREFIX + FACTOR + role)
        return value in ("True", "1")

    @api.model
    def _close_doors(self):
        """Set the defaults of an installation, also once on upgrade.

        People cannot sign up without an invitation; links use the configured address, not the one
        an administrator logged in with; idle users must confirm their identity.
        """
        # The system installs and upgrades; administrators may change these later.
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param("auth_signup.invitation_scope", "b2b")
        parameters.set_param("web.base.url.freeze", "True")
        for role in ROLES:
            # Users who may save the settings decide this; groups belong to Odoo's own
            # administrators.
            group = self.env.ref(f"directive_tracking.group_directive_{role}").sudo()
            group.write(
                {
                    "lock_timeout_inactivity": group.lock_timeout_inactivity or IDLE[role],
                    "lock_timeout": group.lock_timeout or SESSION.get(role, 0),
                }
            )
