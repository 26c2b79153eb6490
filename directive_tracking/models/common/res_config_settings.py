import pytz

from odoo import fields, models

from .directive_settings import DEFAULTS, PREFIX


class ResConfigSettings(models.TransientModel):
    """The province's settings, in Odoo's own Settings application."""

    _inherit = "res.config.settings"

    directive_timezone = fields.Selection(
        lambda self: [(zone, zone) for zone in pytz.common_timezones],  # names, not for translation
        string="Time zone",
        config_parameter=PREFIX + "timezone",
        default=DEFAULTS["timezone"],
    )
    directive_calendar_id = fields.Many2one(
        related="company_id.resource_calendar_id", readonly=False, string="Working week"
    )
