from urllib.parse import urlsplit

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...common.directive_settings import PREFIX
from .directive_settings import FACTOR, ROLES

BASE_URL = "web.base.url"


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    directive_base_url = fields.Char(string="Address of this server", config_parameter=BASE_URL)
    directive_second_factor_agency = fields.Boolean(
        string="Users of agencies", config_parameter=PREFIX + FACTOR + "agency"
    )
    directive_second_factor_office = fields.Boolean(
        string="Office specialists", config_parameter=PREFIX + FACTOR + "office"
    )
    directive_second_factor_leader = fields.Boolean(
        string="Leaders", config_parameter=PREFIX + FACTOR + "leader"
    )
    directive_second_factor_admin = fields.Boolean(
        string="Administrators", config_parameter=PREFIX + FACTOR + "admin"
    )

    @api.constrains("directive_base_url")
    def _check_directive_base_url(self):
        for settings in self:
            check_address(self.env, settings.directive_base_url)

    @api.constrains(*(f"directive_{FACTOR}{role}" for role in ROLES))
    def _check_directive_second_factor(self):
        """Reject settings that would lock people out for lack of a second factor."""
        for settings in self:
            for role in ROLES:
                if settings[f"directive_{FACTOR}{role}"]:
                    self._check_nobody_locked_out(role)

    def _check_nobody_locked_out(self, role):
        # Everybody in the role counts; only the ability to log in is shown.
        users = self.env["res.users"].sudo()._of_directive_role(role)
        stranded = users.filtered(lambda user: not user.email and not user._has_own_factor())
        if stranded:
            raise ValidationError(
                self.env._(
                    "These people could no longer log in, because they have neither an e-mail "
                    "address nor an authenticator: %(names)s.",
                    names=", ".join(stranded[:10].mapped("name")),
                )
            )
        if role == "admin" and not self.env.user._has_own_factor():
            raise ValidationError(
                self.env._(
                    "Set up two-factor authentication or a passkey for yourself first (your name, "
                    "Preferences, Security): if mail did not work, no administrator could log in."
                )
            )


def check_address(env, text):
    """Raise a ValidationError, which shows the form, unless ``text`` is a server address or empty."""
    if text and not is_address(text):
        raise ValidationError(
            env._(
                "Enter the address of this server in the form https://chidao.tinh.gov.vn, with "
                "nothing after the host name."
            )
        )


def is_address(text):
    """Tell whether ``text`` is a server address: only scheme, host and an optional port."""
    try:
        parts = urlsplit(text)
        return (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and text == f"{parts.scheme}://{parts.netloc}"
            and "@" not in text
        )
    except ValueError:
        return False
