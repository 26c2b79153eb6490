from odoo import fields, models

from .directive_settings import ADDRESS


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    directive_petition_citizen_address = fields.Char(
        string="Address for citizens",
        config_parameter=ADDRESS,
        help="Printed on slips and in their squares, such as https://donthu.laocai.gov.vn; the "
        "address of this server unless another is entered.",
    )
