from odoo import api, fields, models
from odoo.exceptions import ValidationError

HOURS = ("digest_hour", "quiet_from", "quiet_to")
# Midnight is 0.0 and no cap is 0.
ZERO_COUNTS = (*HOURS, "email_daily_cap")
LAST_DIGEST_HOUR = 22.0  # the job runs once an hour and must still meet the same day


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    directive_digest_hour = fields.Float(string="Hour of the digest")
    directive_quiet_from = fields.Float(string="Quiet from")
    directive_quiet_to = fields.Float(string="Quiet until")
    directive_email_daily_cap = fields.Integer(string="E-mails per person per day")

    @api.constrains(*(f"directive_{hour}" for hour in HOURS))
    def _check_directive_hours(self):
        for settings in self:
            if any(not 0 <= settings[f"directive_{hour}"] < 24 for hour in HOURS):
                raise ValidationError(self.env._("A time must be between 00:00 and 23:59."))
            if settings.directive_digest_hour > LAST_DIGEST_HOUR:
                raise ValidationError(self.env._("The digest goes out by 22:00 at the latest."))

    @api.constrains("directive_email_daily_cap")
    def _check_directive_email_daily_cap(self):
        for settings in self:
            if settings.directive_email_daily_cap < 0:
                raise ValidationError(
                    self.env._("The number of e-mails per day must be 0 (no limit) or more.")
                )

    @api.model
    def _zero_settings(self):
        return (*super()._zero_settings(), *ZERO_COUNTS)
