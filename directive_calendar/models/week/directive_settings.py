from odoo import models

PREFIX = "directive_calendar."
DEFAULTS = {
    "morning_from": 7.5,
    "morning_to": 11.5,
    "afternoon_from": 13.5,
    "afternoon_to": 17.0,
    "evening_from": 19.0,
    "evening_to": 21.0,
    "meeting_minutes": 90,
    "travel_minutes": 30,
    "gather_seconds": 60,
    "invitation_days": 3,
    "conclusion_days": 5,
    "feed_days": 30,
    "express_hours": 24,
}


class DirectiveSettings(models.AbstractModel):
    """The settings of the work calendar, in addition to those of the product."""

    _inherit = "directive.settings"

    def _get_calendar(self, key):
        """Return the setting ``key`` of the calendar in the type of its default."""
        return self._read_setting(PREFIX + key, DEFAULTS[key])

    def _half_day_hours(self, half_day):
        """Return the usual (from, to) of a half-day, as hours."""
        first, last = ("morning", "afternoon") if half_day == "all_day" else (half_day, half_day)
        return self._get_calendar(f"{first}_from"), self._get_calendar(f"{last}_to")
