import pytz

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from ...tools.urgency import URGENCIES
from .directive_settings import DEFAULTS, PREFIX

HOURS = ("digest_hour", "quiet_from", "quiet_to")
# Midnight is 0.0 and no cap is 0, which a plain `config_parameter` would forget.
ZERO_COUNTS = (*HOURS, "email_daily_cap")
LAST_DIGEST_HOUR = 22.0  # the job runs once an hour and must still meet the same day


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
    directive_due_soon_days = fields.Integer(
        string="Days before the deadline",
        config_parameter=PREFIX + "due_soon_days",
        default=DEFAULTS["due_soon_days"],
    )
    directive_silent_days = fields.Integer(
        string="Days without news",
        config_parameter=PREFIX + "silent_days",
        default=DEFAULTS["silent_days"],
    )
    directive_completion_day = fields.Selection(
        [
            ("reported", "The day the accepted report was handed in"),
            ("accepted", "The day the Office accepted it"),
        ],
        string="Completion day",
        config_parameter=PREFIX + "completion_day",
        default=DEFAULTS["completion_day"],
    )
    directive_ack_from = fields.Selection(
        [*URGENCIES, ("never", "Never")],
        string="Ask for acknowledgement from urgency",
        config_parameter=PREFIX + "ack_from",
        default=DEFAULTS["ack_from"],
    )
    directive_two_tier_default = fields.Boolean(
        string="Heads approve completion", config_parameter=PREFIX + "two_tier_default"
    )
    directive_digest_hour = fields.Float(string="Hour of the digest")
    directive_quiet_from = fields.Float(string="Quiet from")
    directive_quiet_to = fields.Float(string="Quiet until")
    directive_email_daily_cap = fields.Integer(string="E-mails a person and day")

    @api.constrains("directive_due_soon_days", "directive_silent_days")
    def _check_directive_days(self):
        for settings in self:
            if settings.directive_due_soon_days < 1 or settings.directive_silent_days < 1:
                raise ValidationError(
                    self.env._("“Due soon” and “silent” are counted in days: enter at least 1.")
                )

    @api.constrains(*(f"directive_{hour}" for hour in HOURS))
    def _check_directive_hours(self):
        for settings in self:
            if any(not 0 <= settings[f"directive_{hour}"] < 24 for hour in HOURS):
                raise ValidationError(self.env._("An hour lies between 00:00 and 23:59."))
            if settings.directive_digest_hour > LAST_DIGEST_HOUR:
                raise ValidationError(self.env._("The digest goes out by 22:00 at the latest."))

    @api.constrains("directive_email_daily_cap")
    def _check_directive_email_daily_cap(self):
        for settings in self:
            if settings.directive_email_daily_cap < 0:
                raise ValidationError(
                    self.env._("The number of e-mails a day is 0 (any number) or more.")
                )

    def get_values(self):
        """Read what may be zero beside the parameters Odoo reads by itself."""
        reader = self.env["directive.settings"]
        values = {f"directive_{key}": reader._get(key) for key in ZERO_COUNTS}
        return {**super().get_values(), **values}

    def set_values(self):
        """Write what may be zero, zero included."""
        result = super().set_values()
        # Whoever may save the settings may set these.
        parameters = self.env["ir.config_parameter"].sudo()
        for key in ZERO_COUNTS:
            parameters.set_param(PREFIX + key, repr(self[f"directive_{key}"]))
        return result

    def action_withdraw_links(self):
        """Make every link to answer without logging in, sent until now, worthless."""
        user = self.env.user
        if not (user._is_system() or user.has_group("directive_tracking.group_directive_admin")):
            raise AccessError(self.env._("Only an administrator withdraws the links sent."))
        self.env["directive.notice.delivery"]._withdraw_links()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("No link sent until now works any more."),
            },
        }
