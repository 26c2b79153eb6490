import logging
import time

from odoo import SUPERUSER_ID, api, models
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.base.models.ir_mail_server import MailDeliveryException

from ....tools.guard.cooldown import Cooldown
from .directive_settings import ROLES

_logger = logging.getLogger(__name__)


# Requests for a new password from one internet address.
asked = Cooldown(limit=20, seconds=600)


class ResUsers(models.Model):
    """Login methods and password reset."""

    _inherit = "res.users"

    # Second factor required by role

    @api.model
    def _directive_role_groups(self, role):
        """Return the groups of a role; users with full rights are administrators."""
        groups = self.env.ref(f"directive_tracking.group_directive_{role}")
        return groups + self.env.ref("base.group_system") if role == "admin" else groups

    @api.model
    def _of_directive_role(self, role):
        """Return the active users of a role."""
        groups = self._directive_role_groups(role)
        return self.search([("all_group_ids", "in", groups.ids), ("id", "!=", SUPERUSER_ID)])

    def _directive_roles(self):
        """Return the roles of this user, who may be logging in."""
        # Users need no right to read groups for this check.
        user = self.sudo()
        return {role for role in ROLES if user._directive_role_groups(role) & user.all_group_ids}

    def _mfa_type(self):
        """Ask for a code by e-mail where the role needs a second factor and there is no other."""
        own = super()._mfa_type()
        if own is not None:
            return own
        settings = self.env["directive.settings"]
        is_needed = any(settings._needs_second_factor(role) for role in self._directive_roles())
        return "totp_mail" if is_needed else None

    def _send_totp_mail_code(self):
        """Send the code to the person who is logging in."""
        try:
            # They have no rights yet, and the address of a colleague is masked for them.
            return super(ResUsers, self.sudo())._send_totp_mail_code()
        except MailDeliveryException as error:  # the page would show its inside to a visitor
            _logger.warning("Code by e-mail not sent", exc_info=True)
            raise UserError(
                self.env._("The e-mail with the code could not be sent. Tell an administrator.")
            ) from error

    def _has_own_factor(self):
        """Tell whether this user has an authenticator or a passkey, which need no mail."""
        return bool(self.totp_enabled or self.auth_passkey_key_ids)

    # A new password

    def reset_password(self, login):
        """Queue the request for a new password, with the same answer for everybody.

        The caller is anonymous: neither the answer nor its timing may reveal whether the user
        exists. So nobody is looked up before the answer has been sent.
        """
        address = request.httprequest.remote_addr if request else None
        if not asked.note(address, time.monotonic()):
            # The caller is anonymous; the queue belongs to the system.
            self.env["directive.password.request"].sudo()._add(login)

    def _action_reset_password(self, signup_type="reset"):
        """Send the same plain e-mail to new users and for forgotten passwords."""
        # Odoo's own invitation advertises its publisher.
        users = self.with_context(create_user=False)
        return super(ResUsers, users)._action_reset_password(signup_type=signup_type)
