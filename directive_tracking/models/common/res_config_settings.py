import pytz

from odoo import api, fields, models

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

    @api.model
    def _zero_settings(self):
        """Return the settings that may be 0, which `config_parameter` would take for no value."""
        return ()

    def get_values(self):
        """Read the settings that may be 0, in addition to those Odoo reads itself."""
        reader = self.env["directive.settings"]
        values = {f"directive_{key}": reader._get(key) for key in self._zero_settings()}
        return {**super().get_values(), **values}

    def set_values(self):
        """Write the settings that may be 0 as well."""
        result = super().set_values()
        # Users who may save the settings may set these.
        parameters = self.env["ir.config_parameter"].sudo()
        for key in self._zero_settings():
            parameters.set_param(PREFIX + key, repr(self[f"directive_{key}"]))
        return result
