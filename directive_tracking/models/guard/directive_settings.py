from odoo import api, models

from ..common.directive_settings import PREFIX

ROLES = ("agency", "office", "leader", "admin")
FACTOR = "second_factor_"
# Minutes after which somebody who does nothing confirms who he is, and after which anybody logs in anew.
IDLE = {"agency": 120, "office": 60, "leader": 60, "admin": 30}
SESSION = {"admin": 12 * 60}


class DirectiveSettings(models.AbstractModel):
    """Where the server is, and how one logs in to it."""

    _inherit = "directive.settings"

    @api.model
    def _needs_second_factor(self, role):
        # A setting that is no secret.
        value = self.env["ir.config_parameter"].sudo().get_param(PREFIX + FACTOR + role)
        return value in ("True", "1")

    @api.model
    def _close_doors(self):
        """Set what an installation begins with, and an upgrade brings once.

        Nobody signs up by himself; links lead where the administrators say and not where one of
        them happened to log in; whoever leaves his desk is asked again who he is.
        """
        # Installing and upgrading are the system's; administrators change these later.
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param("auth_signup.invitation_scope", "b2b")
        parameters.set_param("web.base.url.freeze", "True")
        for role in ROLES:
            # Whoever may save the settings decides it; groups belong to Odoo's own administrators.
            group = self.env.ref(f"directive_tracking.group_directive_{role}").sudo()
            group.write(
                {
                    "lock_timeout_inactivity": group.lock_timeout_inactivity or IDLE[role],
                    "lock_timeout": group.lock_timeout or SESSION.get(role, 0),
                }
            )
