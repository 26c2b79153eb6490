from datetime import timedelta

from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged

from ..calendar_common import MONDAY, CalendarCase


@tagged("post_install", "-at_install")
class TestTyping(CalendarCase):
    """A week is typed as fast as in Word: day and half-day go on, an hour in front is understood."""

    def line(self):
        return Form(
            self.env["directive.meeting"]
            .with_user(self.office_user)
            .with_context(default_week_id=self.week.id, default_day=MONDAY)
        )

    def test_an_hour_typed_in_front_goes_to_its_place_and_tells_the_half_day(self):
        form = self.line()
        form.name = "(13h30 - 15h) Làm việc với Sở Y tế"
        self.assertEqual(form.name, "Làm việc với Sở Y tế")
        self.assertEqual((form.hour_start, form.hour_end, form.half_day), (13.5, 15, "afternoon"))

    def test_what_is_no_meeting_is_known_by_its_words(self):
        form = self.line()
        form.name = "8h Kiểm tra công trình"
        self.assertEqual(form.kind, "visit")

    def test_the_next_entry_is_offered_the_day_and_half_day_of_the_last(self):
        self.assertEqual(self.week.next_day, MONDAY)
        with Form(self.week) as form:
            with form.meeting_ids.new() as line:
                line.name = "First"
                line.day = MONDAY + timedelta(days=2)
                line.half_day = "afternoon"
            self.assertEqual(form.next_day, MONDAY + timedelta(days=2))
            self.assertEqual(form.next_half_day, "afternoon")

    def test_an_entry_without_an_hour_has_the_usual_hours(self):
        meeting = self.make_meeting(hour_start=0, hour_end=0, half_day="afternoon")
        self.assertEqual(str(meeting.date_start), "2026-12-07 06:30:00")
        self.assertEqual(str(meeting.date_end), "2026-12-07 10:00:00")
        self.assertFalse(meeting.is_timed)

    def test_a_meeting_without_an_end_lasts_as_the_settings_say(self):
        self.assertEqual(str(self.make_meeting(hour_end=0).date_end), "2026-12-07 02:30:00")

    def test_a_meeting_that_begins_in_the_evening_may_end_on_the_next_day(self):
        meeting = self.make_meeting(hour_start=22, hour_end=1.5, half_day="evening")
        self.assertEqual(str(meeting.date_start), "2026-12-07 15:00:00")
        self.assertEqual(str(meeting.date_end), "2026-12-07 18:30:00")
        meeting.write({"date_start": "2026-12-08 15:00:00", "date_end": "2026-12-08 17:30:00"})
        self.assertEqual((meeting.hour_start, meeting.hour_end), (22, 0.5))
        self.assertFalse(meeting.date_to)

    def test_an_end_that_cannot_be_meant_is_not_printed(self):
        meeting = self.make_meeting(hour_start=13.5, hour_end=3)
        self.assertEqual((meeting._entry()["end"], meeting._hours_in_figures()), (None, "13:30"))

    def test_a_drag_in_the_calendar_moves_day_and_hours(self):
        meeting = self.make_meeting()
        meeting.write({"date_start": "2026-12-08 07:00:00", "date_end": "2026-12-08 08:30:00"})
        self.assertEqual(meeting.day, MONDAY + timedelta(days=1))
        self.assertEqual(
            (meeting.hour_start, meeting.hour_end, meeting.half_day), (14, 15.5, "afternoon")
        )

    def test_an_impossible_time_is_refused(self):
        for vals in ({"hour_start": 25}, {"date_to": MONDAY - timedelta(days=1)}):
            with self.subTest(vals=vals), self.assertRaises(ValidationError):
                self.make_meeting(**vals)

    def test_names_added_to_a_list_get_their_roles_and_lose_them(self):
        meeting = self.make_meeting(
            chair_id=self.chairman.id,
            attending_ids=self.deputy.ids,
            agency_ids=(self.agency_a | self.agency_b).ids,
        )
        roles = {
            row.leader_id.name or row.agency_id.name: row.role for row in meeting.participation_ids
        }
        self.assertEqual(
            roles,
            {"Lâm Tấn Phước": "attend", "Department A": "invited", "Department B": "invited"},
        )
        self.assertEqual(meeting.leader_ids, self.chairman | self.deputy)
        meeting.write({"agency_ids": self.agency_a.ids, "attending_ids": False})
        self.assertEqual(meeting.participation_ids.agency_id, self.agency_a)
        self.assertEqual(meeting.leader_ids, self.chairman)
