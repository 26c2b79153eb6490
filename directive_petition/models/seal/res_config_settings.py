from odoo import fields, models

from .directive_settings import WITH_TEXT


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    directive_petition_denunciation_text = fields.Boolean(
        string="Register denunciations with their text",
        config_parameter=WITH_TEXT,
        help="Otherwise only number and clocks are shown; what is typed goes into the seal.",
    )
