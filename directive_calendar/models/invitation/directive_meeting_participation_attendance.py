from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.invitation.words import AT_THE_DOOR, GIVEN, SUBSTITUTE, UNKNOWN
from ...tools.week.words import FINISHED


class DirectiveMeetingParticipation(models.Model):
    """Who came, ticked at the door on a telephone."""

    _inherit = "directive.meeting.participation"

    can_tick = fields.Boolean(string="Attendance Can Be Noted", compute="_compute_can_tick")

    @api.depends("attendance", "meeting_id.state", "meeting_id.day")
    def _compute_can_tick(self):
        for row in self:
            row.can_tick = row._is_attendance_open() and not row._is_noted_for_good()

    def _is_attendance_open(self):
        """Tell whether the day of the meeting has come, and it is held."""
        meeting = self.meeting_id
        today = self.env["directive.settings"]._today()
        return meeting.state in AT_THE_DOOR and bool(meeting.day) and meeting.day <= today

    def _is_noted_for_good(self):
        return self.meeting_id.state in FINISHED and self.attendance != UNKNOWN

    def action_right_person(self):
        """Note that the invited person came."""
        return self._note_attendance("right_person")

    def action_substitute_came(self):
        """Note that somebody came in their place, with the chair's consent or without."""
        agreed = self.filtered(lambda row: row.answer == SUBSTITUTE and row.consent == GIVEN)
        agreed._note_attendance("substitute")
        return (self - agreed)._note_attendance("substitute_without_consent")

    def action_absent(self):
        """Note that nobody came."""
        return self._note_attendance("absent")

    def _note_attendance(self, attendance):
        self.meeting_id._check_office()
        for row in self:
            if not row._is_attendance_open():
                raise UserError(self.env._("Attendance is noted from the day of the meeting on."))
            if row._is_noted_for_good() and row.attendance != attendance:
                row.meeting_id._refuse_finished(self._fields["attendance"])
        self._write_step(attendance=attendance)
        return True
