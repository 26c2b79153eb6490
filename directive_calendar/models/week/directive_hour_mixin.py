from odoo import api, models

from ...tools.week.hours import half_day_of


class DirectiveHourMixin(models.AbstractModel):
    """Whatever has an hour of beginning and a half-day: an hour tells its half-day, in every form."""

    _name = "directive.hour.mixin"
    _description = "Hour of an Entry"

    @api.onchange("hour_start")
    def _onchange_hour_start(self):
        """Show the half-day in which the hour lies."""
        self.update(self._half_day_for({"hour_start": self.hour_start}))

    def _half_day_for(self, values):
        """Return the half-day that goes with a new hour; all-day entries keep theirs."""
        start = values.get("hour_start")
        if not start or "half_day" in values or self.half_day == "all_day":
            return {}
        return {"half_day": half_day_of(start)}
