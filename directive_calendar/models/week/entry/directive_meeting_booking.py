from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ....tools.week.words import STANDING


class DirectiveMeeting(models.Model):
    """The rooms and cars of a timed meeting are booked, through whichever door it is written."""

    _inherit = "directive.meeting"

    @api.model
    def _booked_fields(self):
        """Return the fields a booking depends on."""
        return {
            "day",
            "date_to",
            "half_day",
            "hour_start",
            "hour_end",
            "date_start",
            "date_end",
        } | {
            "room_id",
            "car_ids",
            "state",
        }

    def _book(self):
        """Make the bookings of these meetings what they should be.

        :raises ValidationError: if another meeting has the room or car at that time
        """
        if not self:
            return
        # Bookings are the system's: nobody writes them, and a private entry takes a room as well.
        known = self.sudo().with_context(directive_workflow=WORKFLOW)
        Booking = known.env["directive.room.booking"]
        rows = Booking.search([("meeting_id", "in", self.ids)])
        there = {(row.meeting_id, row.room_id): row for row in rows}
        wanted = {key: times for one in known for key, times in one._wanted_bookings().items()}
        freed = Booking.union(*(row for key, row in there.items() if key not in wanted))
        freed.filtered("is_active").write({"is_active": False})
        self.env.flush_all()  # a room set free is free for the rows that follow
        known._check_not_taken(wanted)
        new = []
        for (meeting, room), times in wanted.items():
            vals = {**times, "is_active": True}
            if row := there.get((meeting, room)):
                row.write(vals)
            else:
                new.append({**vals, "meeting_id": meeting.id, "room_id": room.id})
        Booking.create(new)
        self.env.flush_all()  # so that the database says at once what it refuses

    def _wanted_bookings(self):
        """Return ``{(meeting, room): {date_start, date_end}}`` of one meeting."""
        if self.state not in STANDING or not self.is_timed or self.date_start >= self.date_end:
            return {}
        times = {"date_start": self.date_start, "date_end": self.date_end}
        return {(self, room): times for room in self.room_id | self.car_ids}

    def _check_not_taken(self, wanted):
        """Name the meeting that has a room; who comes second at the same moment, the database stops."""
        if not wanted:
            return
        taken = self.env["directive.room.booking"].search(
            Domain("is_active", "=", True)
            & Domain("meeting_id", "not in", self.ids)
            & Domain.OR(
                Domain("room_id", "=", room.id)
                & Domain("date_start", "<", times["date_end"])
                & Domain("date_end", ">", times["date_start"])
                for (_meeting, room), times in wanted.items()
            ),
            limit=1,
        )
        if taken:
            settings = self.env["directive.settings"]
            raise ValidationError(
                self.env._(
                    "%(room)s is taken by “%(meeting)s” from %(start)s to %(end)s: choose another "
                    "one, another hour, or enter when the other meeting ends.",
                    room=taken.room_id.name,
                    meeting=taken.meeting_id.sudo(False).display_name,
                    start=settings._to_local(taken.date_start).strftime("%H:%M"),
                    end=settings._to_local(taken.date_end).strftime("%H:%M %d/%m/%Y"),
                )
            )
