from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..common.directive_settings import PREFIX
from .directive_settings import DEFAULTS

MOST = 60


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    directive_objection_days = fields.Integer(
        string="Days for objections",
        config_parameter=PREFIX + "objection_days",
        default=DEFAULTS["objection_days"],
    )

    @api.constrains("directive_objection_days")
    def _check_directive_objection_days(self):
        if any(not 1 <= one.directive_objection_days <= MOST for one in self):
            raise ValidationError(
                self.env._("Working days for objections: from 1 to %(most)s.", most=MOST)
            )
