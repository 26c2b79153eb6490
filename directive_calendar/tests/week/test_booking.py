from psycopg2.errors import ExclusionViolation

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

from ..calendar_common import CalendarCase


@tagged("post_install", "-at_install")
class TestBooking(CalendarCase):
    """A room or car is never booked twice, whichever way a meeting comes to want it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first = cls.make_meeting(room_id=cls.room.id, car_ids=cls.car.ids)

    def bookings(self, meeting):
        rows = self.env["directive.room.booking"].search([("meeting_id", "=", meeting.id)])
        return rows.filtered("is_active")

    def test_a_timed_meeting_books_its_room_and_cars(self):
        self.assertEqual(self.bookings(self.first).room_id, self.room | self.car)

    def test_a_second_meeting_at_that_time_is_refused_and_told_who_has_the_room(self):
        with self.assertRaisesRegex(ValidationError, "Room 5 is taken by “Regular meeting”"):
            self.make_meeting(name="Other", room_id=self.room.id, hour_start=9.5, hour_end=11)
        with self.assertRaises(ValidationError):
            self.make_meeting(name="Other", car_ids=self.car.ids, hour_start=9.5, hour_end=11)

    def test_a_meeting_edited_into_a_taken_room_is_refused(self):
        other = self.make_meeting(name="Other", room_id=self.room.id, hour_start=10, hour_end=11)
        for vals in ({"hour_start": 9.0}, {"date_start": "2026-12-07 02:00:00"}):
            with self.subTest(vals=vals), self.assertRaises(ValidationError):
                other.write(vals)

    def test_a_change_of_a_published_meeting_cannot_take_a_taken_room(self):
        other = self.make_meeting(name="Other", hour_start=9, hour_end=11)
        self.week.action_publish()
        with self.assertRaises(ValidationError):
            other._change({"room_id": self.room.id}, "Larger room")

    def test_the_database_refuses_what_no_code_has_looked_at(self):
        rows = self.env["directive.room.booking"].with_context(directive_workflow=WORKFLOW)
        mine = self.bookings(self.first)[:1]
        other = self.make_meeting(name="Other", hour_start=14, hour_end=15)
        with mute_logger("odoo.sql_db"), self.assertRaises(ExclusionViolation):
            rows.create(
                {
                    "room_id": mine.room_id.id,
                    "meeting_id": other.id,
                    "date_start": mine.date_start,
                    "date_end": mine.date_end,
                }
            )

    def test_nobody_writes_bookings_by_hand(self):
        booking = self.bookings(self.first)[:1].sudo()
        for act in (
            lambda: booking.write({"is_active": False}),
            booking.unlink,
            lambda: booking.copy(),
        ):
            with self.assertRaises(UserError):
                act()

    def test_what_is_cancelled_or_postponed_frees_its_room(self):
        self.week.action_publish()
        for state in ("postponed", "cancelled"):
            with self.subTest(state=state):
                self.first._change({"state": state}, "Rain")
                self.assertFalse(self.bookings(self.first))
        self.env["directive.meeting"].with_user(self.office_user)._call(
            self.week,
            {"name": "Other", "day": "2026-12-07", "half_day": "morning", "hour_start": 8.0}
            | {"room_id": self.room.id},
            "The room is free",
        )

    def test_a_postponed_meeting_takes_its_room_again_with_its_new_time(self):
        self.week.action_publish()
        self.first._change({"state": "postponed"}, "Rain")
        self.first._change({"day": "2026-12-08"}, "New day")
        self.assertEqual(self.first.state, "approved")
        self.assertEqual(str(self.bookings(self.first)[0].date_start), "2026-12-08 01:00:00")

    def test_one_meeting_after_the_other_may_have_the_room(self):
        other = self.make_meeting(name="Other", room_id=self.room.id, hour_start=10, hour_end=11)
        self.assertTrue(self.bookings(other))

    def test_a_meeting_without_an_hour_books_nothing(self):
        other = self.make_meeting(name="Other", room_id=self.room.id, hour_start=0, hour_end=0)
        self.assertFalse(self.bookings(other))
        self.assertIn("Room 5", other.conflict_text)

    def test_a_deleted_draft_frees_its_room(self):
        self.first.unlink()
        self.assertTrue(self.make_meeting(name="Other", room_id=self.room.id))
