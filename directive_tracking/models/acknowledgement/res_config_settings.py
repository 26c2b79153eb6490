from odoo import fields, models

from ...tools.urgency import URGENCIES
from ..common.directive_settings import PREFIX
from .directive_settings import DEFAULTS


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    directive_ack_from = fields.Selection(
        [*URGENCIES, ("never", "Never")],
        string="Ask for acknowledgement from urgency",
        config_parameter=PREFIX + "ack_from",
        default=DEFAULTS["ack_from"],
    )
