from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .directive_settings import AUDIENCES, DEFAULTS, PREFIX

SWITCHES = ("express", "on_request")


class ResConfigSettings(models.TransientModel):
    """The settings of SMS, under those of the product."""

    _inherit = "res.config.settings"

    directive_sms_audience = fields.Selection(
        AUDIENCES,
        string="Recipients of reminders by SMS",
        config_parameter=PREFIX + "audience",
        default=DEFAULTS["audience"],
    )
    directive_sms_express = fields.Boolean(string="Express messages by SMS")
    directive_sms_on_request = fields.Boolean(string="SMS on request")
    directive_sms_daily_cap = fields.Integer(
        string="SMS per person per day",
        config_parameter=PREFIX + "daily_cap",
        default=DEFAULTS["daily_cap"],
    )
    directive_sms_local_hosts = fields.Char(
        string="Gateways in your own network", config_parameter=PREFIX + "local_hosts"
    )

    @api.constrains("directive_sms_daily_cap")
    def _check_directive_sms_daily_cap(self):
        for settings in self:
            if settings.directive_sms_daily_cap < 1:
                raise ValidationError(
                    self.env._("The limit must be at least 1 SMS per person per day.")
                )

    def get_values(self):
        """Read the switches, whose "off" a plain parameter would forget."""
        reader = self.env["directive.settings"]
        switches = {f"directive_sms_{name}": reader._get_sms(name) for name in SWITCHES}
        return {**super().get_values(), **switches}

    def set_values(self):
        """Write the switches, "off" included."""
        result = super().set_values()
        # Users who may save the settings may set these.
        parameters = self.env["ir.config_parameter"].sudo()
        for name in SWITCHES:
            parameters.set_param(PREFIX + name, str(self[f"directive_sms_{name}"]))
        return result
