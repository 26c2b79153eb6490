from odoo import api, fields, models
from odoo.exceptions import UserError

from .directive_meeting_holding import MARKED


class PetitionSession(models.Model):
    """Whether a session was held is marked once: its entry in the calendar takes the same step."""

    _inherit = "petition.session"

    calendar_difference = fields.Char(compute="_compute_calendar_difference")

    @api.depends("state", "meeting_id.state")
    @api.depends_context("uid", "lang")
    def _compute_calendar_difference(self):
        for one in self:
            one.calendar_difference = one._calendar_difference_in_words()

    def _calendar_difference_in_words(self):
        """Return who marks the other side, where session and calendar differ; else False."""
        # Who reads sessions need not see the calendar; they are told only whether it says held.
        known = self.sudo()
        is_held = known.meeting_id.state in MARKED
        if not known.meeting_id or self.state == "moved" or (self.state in MARKED) == is_held:
            return False
        if is_held:
            return self.env._(
                "The work calendar has this day marked as held, the session is not: mark it here as "
                "well, or ask a specialist of the Office to take it back there."
            )
        return self.env._(
            "This session is marked as held, the day in the work calendar is not: a specialist of "
            "the Office marks it there."
        )

    def action_hold(self):
        """Record that the session was held, in the calendar as well where the caller may."""
        self._hold_meetings()
        result = super().action_hold()
        self._mark_meetings()
        return result

    def action_take_back_holding(self, reason=None):
        """Record that a session was not held after all, in the calendar as well where the caller may.

        :param str reason: kept in the trail of both
        :raises UserError: if the entry in the calendar has its conclusions issued
        """
        self._hold_meetings()
        result = super().action_take_back_holding(reason)
        # The session does not say otherwise than what was issued, whoever asks.
        for one in self.filtered(lambda one: one.sudo().meeting_id.state == "concluded"):
            raise UserError(
                self.env._(
                    "“%s” was held: its conclusions have been issued in the work calendar.",
                    one.display_name,
                )
            )
        self._mark_meetings(reason)
        return result

    def _hold_meetings(self):
        """Lock the entries of the calendar before the sessions, as a step in the calendar does."""
        for one in self:
            one._hold_in_calendar()

    def _mark_meetings(self, reason=None):
        # Who steps here need not see the calendar: they are asked there before it changes.
        meetings = self.sudo().meeting_id.sudo(False)
        for meeting in meetings.filtered(lambda one: one._may_be_marked()):
            meeting._take_step_of_session(reason)
