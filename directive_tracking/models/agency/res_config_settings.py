from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..common.directive_settings import PREFIX
from .directive_settings import DEFAULTS

STANDIN_DAYS = (1, 366)


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    directive_two_tier_default = fields.Boolean(
        string="Heads approve completion", config_parameter=PREFIX + "two_tier_default"
    )
    directive_standin_days = fields.Integer(
        string="Longest stand-in",
        config_parameter=PREFIX + "standin_days",
        default=DEFAULTS["standin_days"],
    )

    @api.constrains("directive_standin_days")
    def _check_directive_standin_days(self):
        least, most = STANDIN_DAYS
        if any(not least <= one.directive_standin_days <= most for one in self):
            raise ValidationError(
                self.env._(
                    "A stand-in may last %(least)s to %(most)s days at most.",
                    least=least,
                    most=most,
                )
            )
