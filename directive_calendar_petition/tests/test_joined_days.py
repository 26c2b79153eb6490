from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .joined_common import DAY, NEXT, JoinedCase


@tagged("post_install", "-at_install")
class TestJoinedDays(JoinedCase):
    """A reception day of the calendar and the session of that day and head are one event."""

    def test_a_published_reception_day_begins_its_session(self):
        meeting = self.enter()
        self.assertFalse(self.session_of(meeting), "a draft is nobody's to know")
        session = self.publish(meeting)
        self.assertEqual((session.date, session.hours), (DAY, "08:00–11:00"))
        self.assertEqual((session.head_id, session.place), (self.leader_user, "Reception house"))
        self.assertEqual(session.date_published, meeting.date_announced)

    def test_a_session_that_is_there_is_joined_and_not_entered_twice(self):
        session = self.plan()
        other = self.plan(head_id=False, head_name="Somebody else")
        self.assertEqual(self.publish(self.enter()), session.sudo())
        self.assertFalse(other.meeting_id)
        self.assertEqual(self.env["petition.session"].search_count([("date", "=", DAY)]), 2)

    def test_heads_without_an_account_are_known_by_their_name(self):
        self.chair.user_id = False
        session = self.plan(head_id=False, head_name="LÒ QUANG VỊNH")
        self.assertEqual(self.publish(self.enter()), session.sudo())

    def test_a_session_published_in_time_keeps_the_calendar_from_being_late(self):
        self.plan().action_publish()
        meeting = self.enter()
        with freeze_time("2026-12-10 01:00:00"):
            meeting.week_id.action_publish()
        self.assertEqual(meeting.date_announced, date(2026, 12, 1))
        self.assertTrue(self.session_of(meeting), "joined, though it was announced before")
        late = self.enter(NEXT)
        with freeze_time("2026-12-21 01:00:00"), self.assertRaises(UserError):
            late.week_id.action_publish()

    def test_a_session_published_after_the_week_finds_its_day(self):
        meeting = self.enter(chair_id=False)
        meeting.week_id.action_publish()
        self.assertFalse(self.session_of(meeting))
        meeting._change({"chair_id": self.chair.id}, "Named")
        session = self.session_of(meeting)
        self.assertTrue(session)

    def test_moved_in_the_calendar_the_session_moves(self):
        meeting = self.enter()
        first = self.publish(meeting)
        meeting._change({"day": NEXT, "hour_start": 14.0, "hour_end": 16.0}, "The chairman is away")
        session = self.session_of(meeting)
        self.assertEqual((first.state, first.moved_to_id), ("moved", session))
        self.assertEqual((session.date, session.hours), (NEXT, "14:00–16:00"))
        self.assertEqual(first.move_reason, "The chairman is away")

    def test_moved_in_the_session_the_calendar_moves_and_says_why(self):
        meeting = self.enter()
        session = self.publish(meeting).with_user(self.staff)
        session.action_move(NEXT, "The chairman is away")
        self.assertEqual((meeting.day, meeting.reason), (NEXT, "The chairman is away"))
        self.assertEqual(meeting.revision_ids.kind, "moved")
        self.assertEqual(self.session_of(meeting), session.sudo().moved_to_id)

    def test_a_week_is_not_published_with_a_day_whose_session_has_been_moved(self):
        meeting, session = self.enter(), self.plan()
        session.action_move(NEXT, "The chairman is away")
        with self.assertRaisesRegex(UserError, "moved to 12/23/2026"):
            meeting.week_id.action_publish()
        meeting.day = date(2026, 12, 15)
        self.assertTrue(self.publish(meeting))

    def test_another_place_or_hour_reaches_the_session(self):
        meeting = self.enter()
        session = self.publish(meeting)
        meeting._change({"place": "Great hall"}, "More room")
        self.assertEqual((session.place, session.date), ("Great hall", DAY))

    def test_what_was_held_stays_as_it_was(self):
        meeting = self.enter()
        session = self.publish(meeting)
        session._record(state="held")
        meeting._change({"place": "Great hall"}, "More room")
        self.assertEqual((session.state, session.place), ("held", "Reception house"))

    def test_private_entries_and_other_meetings_have_no_session(self):
        private, other = self.enter(is_private=True), self.enter(kind="working", hour_start=14.0)
        private.week_id.action_publish()
        self.assertFalse(self.session_of(private | other))

    def test_nobody_joins_by_hand(self):
        meeting = self.enter()
        session = self.plan(meeting_id=meeting.id)
        self.assertFalse(session.meeting_id)
        with self.assertRaises(UserError):
            session.write({"meeting_id": meeting.id})

    def test_each_opens_the_other_only_if_they_may_read_it(self):
        meeting = self.enter()
        session = self.publish(meeting)
        opened = meeting.with_user(self.leader_user).action_view_session()
        self.assertEqual((opened["res_model"], opened["res_id"]), ("petition.session", session.id))
        with self.assertRaises(AccessError):
            meeting.with_user(self.office_user).action_view_session()
        with self.assertRaises(AccessError):
            session.with_user(self.staff).action_view_meeting()
        action = session.with_user(self.leader_user).action_view_meeting()
        self.assertEqual(action["res_id"], meeting.id)
