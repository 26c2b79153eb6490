from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ...tools.week.registration import closing
from ...tools.week.words import HALF_DAYS, KINDS

AHEAD = timedelta(days=366)  # in which agencies register
PLAIN = (
    "day",
    "half_day",
    "hour_start",
    "hour_end",
    "name",
    "kind",
    "place",
    "room_id",
    "chair_id",
    "invited_text",
    "online_points",
)


class DirectiveMeetingRegistration(models.TransientModel):
    """A meeting that an agency asks for in a week to come."""

    _name = "directive.meeting.registration"
    _description = "Registration of a Meeting (Form)"
    _inherit = ["directive.hour.mixin"]

    agency_id = fields.Many2one(
        "directive.agency",
        required=True,
        default=lambda self: self.env.user._directive_agencies()[:1],
    )
    group_id = fields.Many2one(
        "directive.week.group",
        string="Calendar",
        required=True,
        default=lambda self: self.env["directive.week.group"].search([], limit=1),
    )
    day = fields.Date(required=True)
    half_day = fields.Selection(HALF_DAYS, string="Time of day", required=True, default="morning")
    hour_start = fields.Float(string="From")
    hour_end = fields.Float(string="To")
    name = fields.Char(string="Content", required=True)
    kind = fields.Selection(KINDS, string="Kind of meeting")
    place = fields.Char()
    room_id = fields.Many2one("directive.room", domain=[("kind", "=", "room")])
    chair_id = fields.Many2one("directive.leader", string="Chair asked for")
    invited_text = fields.Text(string="Who is to be invited")
    agency_ids = fields.Many2many(
        "directive.agency",
        "directive_meeting_registration_agency_rel",
        string="Agencies to be invited",
    )
    online_points = fields.Text()
    closing_text = fields.Char(string="Registration", compute="_compute_closing_text")
    taken_text = fields.Char(string="Room taken", compute="_compute_taken_text")

    @api.depends("room_id", "day", "half_day", "hour_start", "hour_end")
    def _compute_taken_text(self):
        """Say while it is typed that the room is taken at that time, not by which meeting."""
        settings = self.env["directive.settings"]
        for form in self:
            taken = form._taken()
            form.taken_text = bool(taken) and self.env._(
                "%(room)s is taken from %(start)s to %(end)s: choose another one, or another hour.",
                room=form.room_id.display_name,
                start=settings._to_local(taken.date_start).strftime("%H:%M"),
                end=settings._to_local(taken.date_end).strftime("%H:%M %d/%m/%Y"),
            )

    def _taken(self):
        """Return the first booking of the room at the time entered."""
        # Bookings are the system's; only their hours are told.
        bookings = self.env["directive.room.booking"].sudo()
        typed = {name: self[name] for name in ("day", "half_day", "hour_start", "hour_end")}
        # A meeting that is never saved works out its times.
        tried = self.env["directive.meeting"].sudo().new(typed)
        if not (self.room_id and tried.date_start):
            return bookings
        return bookings.search(
            [
                ("is_active", "=", True),
                ("room_id", "=", self.room_id._origin.id),
                ("date_start", "<", tried.date_end),
                ("date_end", ">", tried.date_start),
            ],
            limit=1,
        )

    @api.depends("group_id", "day")
    def _compute_closing_text(self):
        for form in self:
            form.closing_text = (
                form._closed()
                or form.day
                and self.env._("Open until %s", form._closing().strftime("%H:%M %d/%m/%Y"))
            )

    def _closing(self):
        group = self.group_id
        monday = self.env["directive.week"]._monday(self.day)
        return closing(monday, int(group.registration_weekday), group.registration_hour)

    def _closed(self):
        """Return the sentence that says why nothing can be registered, or False."""
        if not self.day or not self.group_id:
            return False
        if self.env["directive.settings"]._now_local() > self._closing():
            return self.env._(
                "Registration for that week closed at %s: call the Office.",
                self._closing().strftime("%H:%M %d/%m/%Y"),
            )
        if self.day - self.env["directive.settings"]._today() > AHEAD:
            return self.env._(
                "Agencies register at most a year ahead: check the year of %s.",
                self.day.strftime("%d/%m/%Y"),
            )
        return False

    def action_register(self):
        """Hand the meeting to the Office.

        :raises AccessError: for an agency that is not the user's
        :raises UserError: if registration for that week is closed, or not to be thought of yet
        """
        self.ensure_one()
        if self.agency_id not in self.env.user._directive_agencies():
            raise AccessError(self.env._("You are not allowed to register for another agency."))
        if closed := self._closed():
            raise UserError(closed)
        # Agencies do not write in the calendar; what they may ask for was checked above.
        week = self.env["directive.week"].sudo()._week_of(self.group_id, self.day)
        week._hold_and_touch()
        if week.state != "draft":
            raise UserError(self.env._("That week has been published: call the Office."))
        # Agencies may not write meetings; the form has checked who registers what.
        known = self.env["directive.meeting"].sudo().with_context(directive_workflow=WORKFLOW)
        meeting = known.create(self._meeting_values() | {"week_id": week.id})
        meeting.asked_values = meeting._times()
        return meeting._get_records_action(context={})

    def _meeting_values(self):
        values = {name: self._fields[name].convert_to_write(self[name], self) for name in PLAIN}
        return values | {
            "agency_ids": [Command.set(self.agency_ids.ids)],
            "registered_by_agency_id": self.agency_id.id,
            "author_id": self.env.uid,
            "state": "registered",
        }
