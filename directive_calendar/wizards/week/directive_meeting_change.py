from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ...tools.week.change import TYPED
from ...tools.week.words import HALF_DAYS
from ...tools.week.words import KINDS as KINDS_OF_MEETING

STEPS = [
    ("call", "Enter in the published week"),
    ("change", "Change or move"),
    ("postpone", "Postpone, new time to be announced"),
    ("cancel", "Cancel"),
    ("merge", "Merge into another meeting"),
    ("reinstate", "Reinstate"),
    ("refuse", "Refuse the registration"),
    ("take_up", "Consider the registration again"),
    ("not_held", "Not held after all"),
]
TRIED = ("call", "change", "reinstate")  # steps by which a meeting takes a time and a place
LISTS = ("car_ids", "attending_ids", "agency_ids")


class DirectiveMeetingChange(models.TransientModel):
    """One change of a meeting: what is new, and why; those concerned read the reason."""

    _name = "directive.meeting.change"
    _description = "Change of a Meeting (Form)"
    _inherit = ["directive.hour.mixin"]

    meeting_id = fields.Many2one("directive.meeting", ondelete="cascade")
    week_id = fields.Many2one("directive.week", ondelete="cascade")
    week_from = fields.Date(related="meeting_id.week_id.date_from", string="Week from")
    step = fields.Selection(STEPS, required=True, default="change")
    seen_sequence = fields.Integer(string="Changes seen")
    reason = fields.Text()

    day = fields.Date()
    date_to = fields.Date(string="Last day")
    half_day = fields.Selection(HALF_DAYS, string="Time of day")
    hour_start = fields.Float(string="From")
    hour_end = fields.Float(string="To")
    name = fields.Char(string="Content")
    kind = fields.Selection(KINDS_OF_MEETING, string="Kind of meeting")
    place = fields.Char()
    room_id = fields.Many2one("directive.room", domain=[("kind", "=", "room")])
    car_ids = fields.Many2many(
        "directive.room",
        "directive_meeting_change_car_rel",
        string="Cars",
        domain=[("kind", "=", "car")],
    )
    online_points = fields.Text()
    chair_id = fields.Many2one("directive.leader")
    attending_ids = fields.Many2many(
        "directive.leader", "directive_meeting_change_leader_rel", string="Also take part"
    )
    agency_ids = fields.Many2many(
        "directive.agency", "directive_meeting_change_agency_rel", string="Agencies invited"
    )
    invited_text = fields.Text(string="Invited, as worded")
    office_text = fields.Char(string="From the Office")
    is_private = fields.Boolean(string="Private")
    is_urgent = fields.Boolean(string="Urgent")
    successor_id = fields.Many2one("directive.meeting", string="Merge into")
    conflict_text = fields.Text(string="Conflicts", compute="_compute_conflict_text")

    @api.model
    def default_get(self, fields_list):
        """Begin with the meeting as it stands."""
        values = super().default_get(fields_list)
        meeting = self.env["directive.meeting"].browse(values.get("meeting_id") or ())
        if not meeting:
            return {"half_day": "morning", **values}
        meeting.check_access("read")
        given = {"seen_sequence": meeting.sequence, "week_id": meeting.week_id.id}
        for name in meeting._readable_names(TYPED):
            given[name] = (
                [Command.set(meeting[name].ids)]
                if name in LISTS
                else meeting._fields[name].convert_to_write(meeting[name], meeting)
            )
        return {**values, **{name: given[name] for name in given if name in fields_list}}

    @api.depends(*TYPED, "meeting_id")
    def _compute_conflict_text(self):
        Meeting = self.env["directive.meeting"]
        for form in self:
            if form.step not in TRIED or not form.day:
                form.conflict_text = False
                continue
            week = form.meeting_id.week_id or form.week_id
            tried = Meeting.new(
                {**form._values(), "week_id": week.id, "state": "approved"},
                origin=form.meeting_id._origin,
            )
            form.conflict_text = tried.conflict_text

    @api.onchange("place")
    def _onchange_place(self):
        """Show that the room is set free where another place is entered."""
        if self.meeting_id and self.room_id == self.meeting_id.room_id:
            self.update(self.meeting_id._room_for({"place": self.place}))

    def _values(self):
        """Return what is entered, as a meeting takes it."""
        return {
            name: [Command.set(self[name].ids)]
            if name in LISTS
            else self._fields[name].convert_to_write(self[name], self)
            for name in self.env["directive.meeting"]._readable_names(TYPED)
        }

    def action_apply(self):
        """Take the step."""
        self.ensure_one()
        getattr(self, f"_take_{self.step}")()
        return {"type": "ir.actions.act_window_close"}

    def _take_call(self):
        week = self.week_id
        week.check_access("write")
        self.env["directive.meeting"].check_access("create")
        if not (self.name and self.day):
            raise UserError(self.env._("Enter the day and the content of the meeting."))
        values = {**self._values(), "unplanned_reason": self.reason}
        self.env["directive.meeting"]._call(week, values, self.reason)

    def _take_change(self):
        self._checked_meeting()._change(self._changed_values(), self.reason)

    def _changed_values(self):
        """Return what differs from the meeting as it stands."""
        meeting = self.meeting_id
        return {
            name: value for name, value in self._values().items() if self[name] != meeting[name]
        }

    def _take_postpone(self):
        self._checked_meeting()._change({"state": "postponed"}, self.reason)

    def _take_cancel(self):
        self._checked_meeting()._change({"state": "cancelled"}, self.reason)

    def _take_reinstate(self):
        self._checked_meeting()._reinstate(self._changed_values(), self.reason)

    def _take_merge(self):
        meeting, successor = self._checked_meeting(), self.successor_id
        successor.check_access("write")
        meeting._merge_into(successor, self.reason)

    def _take_refuse(self):
        if not self.reason:
            raise UserError(self.env._("Enter the reason: the agency will read it."))
        self.meeting_id._refuse_registration(self.reason)

    def _take_take_up(self):
        self.meeting_id._take_up(self.reason)

    def _take_not_held(self):
        self._checked_meeting()._take_back_holding(self.reason)

    def _checked_meeting(self):
        """Return the meeting, which nobody has changed since the form was opened."""
        meeting = self.meeting_id
        meeting.check_access("write")
        if meeting.sequence != self.seen_sequence:
            raise UserError(
                self.env._(
                    "Somebody has changed “%s” meanwhile: close this form and look again.",
                    meeting.display_name,
                )
            )
        return meeting
