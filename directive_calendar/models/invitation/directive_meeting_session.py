from odoo import models
from odoo.exceptions import UserError

# From which states a step leads to which.
STEPS = {"in_session": ("approved", "invited"), "held": ("approved", "invited", "in_session")}


class DirectiveMeeting(models.Model):
    """The day itself: the meeting begins, and has been held."""

    _inherit = "directive.meeting"

    def action_begin(self):
        """Note that these meetings have begun."""
        return self._step_on("in_session")

    def action_hold(self):
        """Note that these meetings were held."""
        return self._step_on("held")

    def _state_before_holding(self):
        return "invited" if self.date_invited else super()._state_before_holding()

    def _step_on(self, state):
        self._check_office()
        self._hold_and_touch()
        today = self.env["directive.settings"]._today()
        for meeting in self:
            if meeting.state not in STEPS[state] or not meeting.is_shown:
                raise UserError(
                    self.env._("“%s” is not in a state to do this.", meeting.display_name)
                )
            if meeting.day > today:
                raise UserError(self.env._("“%s” is on a later day.", meeting.display_name))
        self._in_steps().write({"state": state})
        return True
