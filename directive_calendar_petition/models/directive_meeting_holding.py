from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.directive_calendar.tools.week.words import BEGUN
from odoo.addons.directive_petition.tools.reception.words import CONCLUDED, HELD, PLANNED

OFFICE = "directive_tracking.group_directive_office"
MARKED = ("held", "concluded")  # states of either side in which the day counts as held
TO_BE_HELD = ("approved", "invited", "in_session")


class DirectiveMeeting(models.Model):
    """Whether a reception day was held is marked once: the session takes the same step."""

    _inherit = "directive.meeting"

    session_difference = fields.Char(compute="_compute_session_difference", groups=OFFICE)

    @api.depends("state", "kind")
    @api.depends_context("uid", "lang")
    def _compute_session_difference(self):
        for meeting in self:
            meeting.session_difference = meeting._session_difference_in_words()

    def _session_difference_in_words(self):
        """Return who marks the other side, where entry and session differ; else False."""
        # Who reads the calendar need not read sessions; it is told only whether it was held.
        session = self.kind == "reception" and self._origin._joined_session().sudo()
        if not session or (session.state in MARKED) == (self.state in MARKED):
            return False
        agency = session.agency_id.display_name
        if session.state in MARKED:
            return self.env._(
                "The reception session of this day is marked as held, this entry is not: mark it "
                "here as well, or ask the reception staff of %(agency)s to take it back there.",
                agency=agency,
            )
        return self.env._(
            "This entry is marked as held, its reception session is not: the reception staff of "
            "%(agency)s mark it there.",
            agency=agency,
        )

    def action_hold(self):
        """Note that these meetings were held, and their sessions where the caller may."""
        result = super().action_hold()
        for session in self._sessions_to_mark(PLANNED):
            session.action_hold()
        return result

    def _take_back_holding(self, reason):
        """Note that a meeting was not held after all, nor its session where the caller may.

        :raises UserError: if people were received at the session, or its conclusions are issued
        """
        result = super()._take_back_holding(reason)
        # The calendar does not say otherwise than what was issued, whoever asks.
        if self._joined_session().sudo().state == CONCLUDED:
            raise UserError(
                self.env._(
                    "“%s” was held: the conclusions of its reception session have been issued.",
                    self.display_name,
                )
            )
        for session in self._sessions_to_mark(HELD):
            session.action_take_back_holding(reason)
        return result

    def _sessions_to_mark(self, state):
        """Return the sessions of these days in ``state`` that the caller may write."""
        days = self.filtered(lambda one: one.kind == "reception")
        found = [day._joined_session() for day in days]
        # Whoever may write a session knows its state.
        return [one for one in found if one.sudo().state == state and one.has_access("write")]

    def _may_be_marked(self):
        """Tell whether the caller notes in the calendar if this day was held."""
        return bool(self) and self._is_written_by_office() and self.has_access("write")

    def _take_step_of_session(self, reason):
        """Take the step of the session: held, or not held after all if there is a ``reason``."""
        state = self.state
        if reason and state in BEGUN:
            self._take_back_holding(reason)
        elif not reason and state in TO_BE_HELD:
            self.action_hold()
