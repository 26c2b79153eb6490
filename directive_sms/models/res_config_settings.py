from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .directive_settings import AUDIENCES, DEFAULTS, PREFIX


class ResConfigSettings(models.TransientModel):
    """The settings of SMS, under those of the product."""

    _inherit = "res.config.settings"

    directive_sms_audience = fields.Selection(
        AUDIENCES,
        string="Who gets reminders by SMS",
        config_parameter=PREFIX + "audience",
        default=DEFAULTS["audience"],
    )
    directive_sms_express = fields.Boolean(string="Express messages by SMS")
    directive_sms_daily_cap = fields.Integer(
        string="SMS a person and day",
        config_parameter=PREFIX + "daily_cap",
        default=DEFAULTS["daily_cap"],
    )
    directive_sms_local_hosts = fields.Char(
        string="Gateways without https", config_parameter=PREFIX + "local_hosts"
    )

    @api.constrains("directive_sms_daily_cap")
    def _check_directive_sms_daily_cap(self):
        for settings in self:
            if settings.directive_sms_daily_cap < 1:
                raise ValidationError(self.env._("A person can be sent at least 1 SMS a day."))

    def get_values(self):
        """Read the switch, whose "off" a plain parameter would forget."""
        express = self.env["directive.settings"]._get_sms("express")
        return {**super().get_values(), "directive_sms_express": express}

    def set_values(self):
        """Write the switch, "off" included."""
        result = super().set_values()
        # Whoever may save the settings may set this.
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param(PREFIX + "express", str(self.directive_sms_express))
        return result
