from datetime import datetime, timedelta

from odoo import api, models
from odoo.exceptions import ValidationError

from ....tools.week.hours import clock, half_day_of, hour_of, is_overnight
from ....tools.week.kind import kind_of
from ....tools.week.typed import typed_hours


class DirectiveMeeting(models.Model):
    """The time of an entry: a day and a half-day always, an hour where it is known."""

    _inherit = "directive.meeting"

    @api.depends("day", "date_to", "half_day", "hour_start", "hour_end")
    def _compute_dates(self):
        settings = self.env["directive.settings"]
        for meeting in self:
            meeting.is_timed = bool(meeting.hour_start)
            if not meeting.day or not meeting.half_day:
                meeting.date_start = meeting.date_end = False
                continue
            start, end = meeting._hours()
            last = max(meeting.date_to or meeting.day, meeting.day)
            last += timedelta(
                days=is_overnight(meeting.hour_start, meeting.hour_end) and last == meeting.day
            )
            meeting.date_start = settings._to_utc(datetime.combine(meeting.day, clock(start)))
            meeting.date_end = settings._to_utc(datetime.combine(last, clock(end)))

    def _hours(self):
        """Return the hours of beginning and end, the usual ones where none are known."""
        settings = self.env["directive.settings"]
        usual_start, usual_end = settings._half_day_hours(self.half_day)
        start = self.hour_start or usual_start
        if self.hour_end > start or is_overnight(self.hour_start, self.hour_end):
            return start, self.hour_end
        if self.date_to or not self.hour_start:
            return start, max(usual_end, start)
        return start, min(start + settings._get_calendar("meeting_minutes") / 60, 23.99)

    def _inverse_dates(self):
        """Take a time dragged in a calendar as the day and the hours of the entry."""
        settings = self.env["directive.settings"]
        for meeting in self.filtered("date_start"):
            start = settings._to_local(meeting.date_start)
            end = settings._to_local(meeting.date_end or meeting.date_start + timedelta(hours=1))
            is_night = is_overnight(hour_of(start.time()), hour_of(end.time()))
            is_night &= (end.date() - start.date()).days == 1
            meeting.write(
                {
                    "day": start.date(),
                    "date_to": end.date() > start.date() and not is_night and end.date(),
                    "half_day": half_day_of(hour_of(start.time())),
                    "hour_start": hour_of(start.time()),
                    "hour_end": hour_of(end.time()),
                }
            )

    def _hours_in_figures(self):
        """Return the hours of a timed entry: “08:00”, or “08:00-10:00”."""
        known = [f"{clock(hour):%H:%M}" for hour in (self.hour_start, self._known_end()) if hour]
        return "-".join(known)

    def _known_end(self):
        """Return the hour of the end, 0 where none is said or it cannot be meant."""
        start, end = self.hour_start, self.hour_end
        return end if self.date_to or end > start or is_overnight(start, end) else 0

    @api.onchange("name")
    def _onchange_name(self):
        """Take an hour typed in front of the content, as in Word, to its own place; see the kind."""
        if self.name and not self.hour_start:
            start, end, content = typed_hours(self.name)
            if start:
                self.update({"name": content, "hour_start": start, "hour_end": end})
                self._onchange_hour_start()
        self.kind = self.kind or kind_of(self.name or "")

    @api.onchange("hour_start")
    def _onchange_hour_start(self):
        super()._onchange_hour_start()
        self.update(self._end_for({"hour_start": self.hour_start}, self._origin))

    def _end_for(self, values, before=None):
        """Return the end that goes with a beginning behind the old end: it lasts as long as before.

        :param before: the meeting with its old hours, where they are not its own any more
        """
        start, old = values.get("hour_start"), before if before is not None else self
        if not start or "hour_end" in values or not 0 < old.hour_start < old.hour_end <= start:
            return {}
        end = start + old.hour_end - old.hour_start
        return {"hour_end": end if end < 24 else False}

    @api.constrains("hour_start", "hour_end", "day", "date_to", "week_id")
    def _check_time(self):
        for meeting in self.filtered("day"):  # a day that is missing is refused as such
            week = meeting.week_id
            if not all(0 <= hour < 24 for hour in (meeting.hour_start, meeting.hour_end)):
                raise ValidationError(self.env._("An hour must be between 00:00 and 23:59."))
            if meeting.date_to and meeting.date_to < meeting.day:
                raise ValidationError(
                    self.env._("“%s” ends before it begins: check both days.", meeting.name)
                )
            if not week.date_from <= meeting.day <= week.date_to:
                raise ValidationError(
                    self.env._(
                        "“%(name)s” is on %(day)s, which is not in %(week)s: change the day, or "
                        "enter it in the other week.",
                        name=meeting.name,
                        day=meeting.day.strftime("%d/%m/%Y"),
                        week=week.display_name,
                    )
                )
