from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.likeness import LEAST, MOST
from ..common.directive_settings import PREFIX
from .directive_settings import DEFAULTS


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    directive_likeness_percent = fields.Integer(
        string="Similar from",
        config_parameter=PREFIX + "likeness_percent",
        default=DEFAULTS["likeness_percent"],
    )

    @api.constrains("directive_likeness_percent")
    def _check_directive_likeness(self):
        if any(not LEAST <= one.directive_likeness_percent <= MOST for one in self):
            raise ValidationError(
                self.env._(
                    "Tasks count as similar from a percentage between %(least)s and %(most)s.",
                    least=LEAST,
                    most=MOST,
                )
            )
