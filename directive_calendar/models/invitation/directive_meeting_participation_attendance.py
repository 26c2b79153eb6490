from odoo import models
from odoo.exceptions import UserError

from ...tools.invitation.words import AT_THE_DOOR, GIVEN, SUBSTITUTE
from ...tools.week.words import FINISHED


class DirectiveMeetingParticipation(models.Model):
    """Who came, ticked at the door on a telephone."""

    _inherit = "directive.meeting.participation"

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
        today = self.env["directive.settings"]._today()
        for row in self:
            meeting = row.meeting_id
            if meeting.state not in AT_THE_DOOR or meeting.day > today:
                raise UserError(self.env._("Attendance is noted from the day of the meeting on."))
            if meeting.state in FINISHED and row.attendance not in ("unknown", attendance):
                meeting._refuse_finished(self._fields["attendance"])
        self._write_step(attendance=attendance)
        return True
