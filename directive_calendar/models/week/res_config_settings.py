from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .directive_settings import DEFAULTS, PREFIX


def _setting(kind, key, label, **more):
    """Return a field of the setting ``key``."""
    return kind(string=label, config_parameter=PREFIX + key, default=DEFAULTS[key], **more)


HOURS = [key for key, value in DEFAULTS.items() if isinstance(value, float)]
COUNTS = [key for key, value in DEFAULTS.items() if isinstance(value, int)]


class ResConfigSettings(models.TransientModel):
    """The settings of the work calendar, under those of the product."""

    _inherit = "res.config.settings"

    directive_calendar_morning_from = _setting(fields.Float, "morning_from", "Morning from")
    directive_calendar_morning_to = _setting(fields.Float, "morning_to", "Morning until")
    directive_calendar_afternoon_from = _setting(fields.Float, "afternoon_from", "Afternoon from")
    directive_calendar_afternoon_to = _setting(fields.Float, "afternoon_to", "Afternoon until")
    directive_calendar_evening_from = _setting(fields.Float, "evening_from", "Evening from")
    directive_calendar_evening_to = _setting(fields.Float, "evening_to", "Evening until")
    directive_calendar_meeting_minutes = _setting(
        fields.Integer, "meeting_minutes", "Length of a meeting without an end"
    )
    directive_calendar_travel_minutes = _setting(
        fields.Integer, "travel_minutes", "Minutes to get from one place to another"
    )
    directive_calendar_gather_seconds = _setting(
        fields.Integer, "gather_seconds", "Seconds in which several changes are one message"
    )
    directive_calendar_invitation_days = _setting(
        fields.Integer, "invitation_days", "Working days between invitation and meeting"
    )
    directive_calendar_conclusion_days = _setting(
        fields.Integer, "conclusion_days", "Working days until the notice of conclusions"
    )
    directive_calendar_feed_days = _setting(
        fields.Integer, "feed_days", "Days a cancelled entry stays in feeds"
    )
    directive_calendar_express_hours = _setting(
        fields.Integer, "express_hours", "Hours before a meeting from which changes are express"
    )

    @api.constrains(*(f"directive_calendar_{key}" for key in HOURS))
    def _check_directive_calendar_hours(self):
        for settings in self:
            hours = [settings[f"directive_calendar_{key}"] for key in HOURS]
            if hours != sorted(set(hours)) or not 0 < hours[0] <= hours[-1] < 24:
                raise ValidationError(
                    self.env._(
                        "The usual hours follow one another: morning, afternoon, evening, each "
                        "ending after it has begun."
                    )
                )

    @api.constrains(*(f"directive_calendar_{key}" for key in COUNTS))
    def _check_directive_calendar_counts(self):
        if any(settings[f"directive_calendar_{key}"] < 1 for settings in self for key in COUNTS):
            raise ValidationError(
                self.env._("Days, minutes and seconds of the calendar must be at least 1.")
            )
