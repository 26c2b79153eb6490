from odoo import fields, models

from ..common.directive_settings import PREFIX


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    directive_two_tier_default = fields.Boolean(
        string="Heads approve completion", config_parameter=PREFIX + "two_tier_default"
    )
