from odoo import models
from odoo.fields import Command

from ....tools.week.words import STANDING

COPIED = (
    "half_day",
    "hour_start",
    "hour_end",
    "name",
    "kind",
    "place",
    "room_id",
    "chair_id",
    "invited_text",
    "office_text",
    "monitor_id",
    "is_private",
    "online_points",
)
LISTS = ("car_ids", "attending_ids", "agency_ids")


class DirectiveMeeting(models.Model):
    """An entry copied into a later week: what repeats, without what belongs to one meeting."""

    _inherit = "directive.meeting"

    def _is_copied(self):
        """Tell whether this entry is likely to repeat."""
        return self.state in STANDING and not self.is_urgent and not self.date_to

    def _copied_into(self, week, shift):
        """Return the values of a copy in ``week``, ``shift`` later."""
        plain = {name: self._fields[name].convert_to_write(self[name], self) for name in COPIED}
        lists = {name: [Command.set(self[name].ids)] for name in self._readable_names(LISTS)}
        return {**plain, **lists, "week_id": week.id, "day": self.day + shift}
