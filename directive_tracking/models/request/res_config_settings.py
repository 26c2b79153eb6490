from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..common.directive_settings import PREFIX
from .directive_settings import DEFAULTS

LIMITS = tuple(f"directive_{name}" for name in DEFAULTS)


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    directive_extension_most = fields.Integer(
        string="Extensions of a task",
        config_parameter=PREFIX + "extension_most",
        default=DEFAULTS["extension_most"],
    )
    directive_extension_grace = fields.Integer(
        string="Days after the deadline",
        config_parameter=PREFIX + "extension_grace",
        default=DEFAULTS["extension_grace"],
    )
    directive_extension_most_superior = fields.Integer(
        string="Extensions of a task from a superior",
        config_parameter=PREFIX + "extension_most_superior",
        default=DEFAULTS["extension_most_superior"],
    )
    directive_extension_grace_superior = fields.Integer(
        string="Days after the deadline of a task from a superior",
        config_parameter=PREFIX + "extension_grace_superior",
        default=DEFAULTS["extension_grace_superior"],
    )

    def set_values(self):
        """Store 0 as well: Odoo takes it for no value, and the default would apply again."""
        super().set_values()
        for name in LIMITS:
            if not self[name]:
                key = PREFIX + name.removeprefix("directive_")
                # Who may save the settings was checked by the form.
                self.env["ir.config_parameter"].sudo().set_param(key, "0")

    @api.constrains(*LIMITS)
    def _check_directive_extensions(self):
        for settings in self:
            if any(settings[name] < 0 for name in LIMITS):
                raise ValidationError(
                    self.env._("The limits of extensions are counted: enter 0 or more.")
                )
            stricter = (
                settings.directive_extension_most_superior <= settings.directive_extension_most
                and settings.directive_extension_grace_superior
                <= settings.directive_extension_grace
            )
            if not stricter:
                raise ValidationError(
                    self.env._(
                        "The limits of tasks from a superior cannot be wider than those of others."
                    )
                )
