from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .directive_settings import DEFAULTS

LIMITS = tuple(f"directive_{name}" for name in DEFAULTS)


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    directive_extension_most = fields.Integer(string="Extensions of a task")
    directive_extension_grace = fields.Integer(string="Days after the deadline")
    directive_extension_most_superior = fields.Integer(
        string="Extensions of a task from a superior"
    )
    directive_extension_grace_superior = fields.Integer(
        string="Days after the deadline of a task from a superior"
    )

    @api.model
    def _zero_settings(self):
        return (*super()._zero_settings(), *DEFAULTS)

    @api.constrains(*LIMITS)
    def _check_directive_extensions(self):
        for settings in self:
            if any(settings[name] < 0 for name in LIMITS):
                raise ValidationError(
                    self.env._("The limits of extensions cannot be negative: enter 0 or more.")
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
