import logging
import time

from odoo import SUPERUSER_ID, api, models
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.base.models.ir_mail_server import MailDeliveryException

from ...tools.guard.cooldown import Cooldown
from .directive_settings import ROLES

_logger = logging.getLogger(__name__)
LATER = "directive_letters"


class Letters(list):
    """Queued e-mails; only code of this process can hold one, because a caller's context is JSON."""


# Of one internet address, and for one user.
asked = Cooldown(limit=20, seconds=600)
sent = Cooldown(limit=3, seconds=600)


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
        """Send the password e-mail if the user exists, with the same answer for everybody.

        The caller is anonymous: neither the answer nor its timing may reveal whether the user
        exists. So the e-mail is sent afterwards, and a dummy is written for unknown users.
        """
        users = self.search(self._get_login_domain(login)) or self.search(
            self._get_email_domain(login)
        )
        address = request.httprequest.remote_addr if request else None
        if asked.note(address, time.monotonic()):
            return
        if len(users) != 1 or sent.note(users.id, time.monotonic()):
            self._write_letter_to_nobody()
            return
        letters = Letters()
        try:
            users.with_context(**{LATER: letters}).action_reset_password()
        except UserError as error:  # no e-mail address, or archived
            _logger.info("No letter for a new password to user %s: %s", users.id, error)
        # The caller is anonymous; the queue belongs to the system.
        self.env["mail.mail"].sudo().create(letters)
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()

    def _action_reset_password(self, signup_type="reset"):
        """Send the same plain e-mail to new users and for forgotten passwords."""
        # Odoo's own invitation advertises its publisher.
        users = self.with_context(create_user=False)
        return super(ResUsers, users)._action_reset_password(signup_type=signup_type)

    def _write_letter_to_nobody(self):
        nobody = self.env["res.users"].browse(SUPERUSER_ID)
        self.env["mail.render.mixin"]._render_template(
            self.env.ref("auth_signup.reset_password_email"),
            model="res.users",
            res_ids=nobody.ids,
            engine="qweb_view",
            options={"post_process": True},
        )
