from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..common.directive_settings import PREFIX
from .directive_settings import DEFAULTS


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    directive_due_soon_days = fields.Integer(
        string="Days before the deadline",
        config_parameter=PREFIX + "due_soon_days",
        default=DEFAULTS["due_soon_days"],
    )
    directive_silent_days = fields.Integer(
        string="Days without news",
        config_parameter=PREFIX + "silent_days",
        default=DEFAULTS["silent_days"],
    )
    directive_completion_day = fields.Selection(
        [
            ("reported", "The day the accepted report was submitted"),
            ("accepted", "The day the Office accepted it"),
        ],
        string="Completion day",
        config_parameter=PREFIX + "completion_day",
        default=DEFAULTS["completion_day"],
    )

    @api.constrains("directive_due_soon_days", "directive_silent_days")
    def _check_directive_days(self):
        for settings in self:
            if settings.directive_due_soon_days < 1 or settings.directive_silent_days < 1:
                raise ValidationError(
                    self.env._("“Due soon” and “inactive” are counted in days: enter at least 1.")
                )
