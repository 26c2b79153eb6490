from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

RECEPTION, PLANNED = "reception", "planned"


class DirectiveMeeting(models.Model):
    """A reception day in the calendar, joined with the session of the same day and head.

    The calendar says when and where; the session says who came and what was concluded.
    """

    _inherit = "directive.meeting"

    def action_view_session(self):
        """Open the reception session of this day.

        :raises UserError: if there is none
        """
        self.ensure_one()
        self.check_access("read")
        session = self._joined_session()
        if not session:
            raise UserError(
                self.env._("There is no reception session of that day and head: enter it first.")
            )
        session.check_access("read")
        return session._opened()

    def _joined_session(self):
        """Return the session of this day, without those moved from it."""
        # Who reads the calendar need not read sessions; whoever opens one is asked then.
        sessions = self.env["petition.session"].sudo()
        domain = [("meeting_id", "in", self.ids), ("state", "!=", "moved")]
        return sessions.search(domain, limit=1).sudo(False)

    def _is_reception_shown(self):
        return self.kind == RECEPTION and self.is_shown and not self.is_private

    def _join_session(self):
        """Join each of these reception days with its session; one is begun where there is none."""
        # The calendar was changed by who may; sessions follow it.
        for meeting in self.sudo():
            session = meeting._joined_session().sudo() or meeting._find_session()
            session = session or meeting._begin_session()
            if session:
                session._record(meeting_id=meeting.id)
                meeting._take_announcement(session.date_published)

    def _find_session(self, state=PLANNED):
        """Return a session of this day and head in ``state`` that no other entry has."""
        sessions = self.env["petition.session"].search(
            [("date", "=", self.day), ("state", "=", state), ("meeting_id", "=", False)]
        )
        return sessions.filtered(lambda one: one._is_held_by(self.chair_id))[:1]

    def _session_to_join(self):
        """Return the planned session of this day, if there is one.

        :raises UserError: where the only one has been moved to another day
        """
        session = self._find_session()
        moved = session or self._find_session("moved")
        if moved and not session:
            raise UserError(
                self.env._(
                    "The reception session of %(day)s has been moved to %(new)s: move “%(meeting)s” "
                    "in the calendar as well, or take it out.",
                    day=format_date(self.env, self.day),
                    new=format_date(self.env, moved.moved_to_id.date),
                    meeting=self.sudo(False).display_name,
                )
            )
        return session

    def _begin_session(self):
        """Return a session of this day, if it is known who holds it and for which agency."""
        sessions, agency, chair = (
            self.env["petition.session"],
            self.group_id.agency_id,
            self.chair_id,
        )
        if not (agency and chair) or self.day < self.env["directive.settings"]._today():
            return sessions
        return sessions.with_context(directive_workflow=WORKFLOW).create(
            {
                "agency_id": agency.id,
                "date": self.day,
                "head_id": chair.user_id.id,
                "head_name": chair.name,
                "head_post": chair.post,
                "author_id": self.env.uid,
                **self._said_of_session(),
            }
        )

    def _said_of_session(self):
        """Return what the calendar says of a session: the hours and the place."""
        start, end = (fields.Datetime.to_datetime(one) for one in (self.date_start, self.date_end))
        local = self.env["directive.settings"]._to_local
        hours = f"{local(start):%H:%M}–{local(end):%H:%M}"
        return {"hours": hours, "place": self.place or self.room_id.name or False}

    def _take_announcement(self, day):
        """Take over the day on which the public was told of this reception day."""
        if day and not self.date_announced:
            # The step that announced it has been checked.
            self.sudo().with_context(directive_workflow=WORKFLOW).write({"date_announced": day})

    def _announce(self):
        """Publishing a week publishes the sessions of its reception days as well."""
        super()._announce()
        shown = self.filtered(lambda one: one._is_reception_shown())
        shown._join_session()
        for meeting in shown:
            # The calendar has checked its own rule of five working days.
            session = meeting._joined_session().sudo()
            if not session.date_published:
                session._record(date_published=meeting.date_announced)

    def _after_change(self, revision):
        """Let the session follow its day, hours and place."""
        super()._after_change(revision)
        if self._is_reception_shown():
            self._lead_session(revision.reason)

    def _lead_session(self, reason):
        self._join_session()
        # Whoever changes the calendar was asked there; the session says the same.
        session = self._joined_session().sudo()
        if session.state != PLANNED:
            return
        if session.date != self.day:
            session.action_move(self.day, reason)
            session = session.moved_to_id
        # Hours and place stand on the published page.
        session._record(**self.sudo()._said_of_session())
