from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..week.directive_settings import PREFIX
from .directive_settings import RECEPTION_DAYS


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    directive_calendar_reception_days = fields.Integer(
        string="Working days between announcement and reception day",
        config_parameter=f"{PREFIX}reception_days",
        default=RECEPTION_DAYS,
    )

    @api.constrains("directive_calendar_reception_days")
    def _check_directive_reception_days(self):
        if any(settings.directive_calendar_reception_days < 1 for settings in self):
            raise ValidationError(
                self.env._("Days, minutes and seconds of the calendar must be at least 1.")
            )
