from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ..calendar_common import MONDAY, CalendarCase


@tagged("post_install", "-at_install")
class TestConflict(CalendarCase):
    """Who or what is wanted twice is shown while an entry is typed, and may be overruled."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first = cls.make_meeting(chair_id=cls.chairman.id, place="Hall A")

    def test_a_leader_wanted_twice_is_named_before_anything_is_saved(self):
        with Form(self.env["directive.meeting"].with_user(self.office_user)) as form:
            form.week_id = self.week
            form.day = MONDAY
            form.name = "Other"
            form.hour_start = 9
            self.assertFalse(form.conflict_text)
            form.attending_ids.add(self.chairman)
            self.assertIn(
                "Lò Quang Vịnh: at the same time as “Regular meeting”", form.conflict_text
            )

    def test_lines_typed_one_after_the_other_in_a_week_see_each_other(self):
        with Form(self.week) as form:
            for hour in (14, 14.5):
                with form.meeting_ids.new() as line:
                    line.name = f"At {hour}"
                    line.day = MONDAY
                    line.hour_start = hour
                    line.chair_id = self.deputy
            with form.meeting_ids.edit(2) as line:
                self.assertIn("At 14", line.conflict_text)
                line.hour_start = 16
            with form.meeting_ids.edit(2) as line:
                self.assertFalse(line.conflict_text)

    def test_a_line_is_not_in_its_own_way(self):
        room = self.env["directive.room"].create({"name": "Hall C"})
        line = {"day": "2026-12-11", "half_day": "morning", "hour_start": 8.5, "name": "New"}
        line |= {"room_id": room.id, "chair_id": False, "state": "approved", "conflict_text": False}
        rows = [[0, "virtual_1", line]]
        self.assertFalse(self.conflict_on_typing(line, rows))
        rows.append([0, "virtual_2", {**line, "name": "Another"}])
        self.assertIn("Another", self.conflict_on_typing(line, rows))

    def conflict_on_typing(self, line, rows):
        """Return the conflict that the web client shows once the chair of a new line is chosen."""
        values = {**line, "chair_id": self.chairman.id}
        values["week_id"] = {"id": self.week.id, "meeting_ids": rows}
        names = {"fields": {name: {} for name in line}}
        spec = {name: {} for name in line} | {"week_id": {"fields": {"meeting_ids": names}}}
        meetings = self.env["directive.meeting"].with_user(self.office_user)
        meetings = meetings.with_context(default_week_id=self.week.id)
        return meetings.onchange(values, ["chair_id"], spec)["value"].get("conflict_text")

    def test_too_little_time_to_travel_warns_and_enough_does_not(self):
        late = self.make_meeting(
            name="Late", chair_id=self.chairman.id, hour_start=10.25, hour_end=11, place="Hall B"
        )
        self.assertIn("little time", late.conflict_text)
        late.place = "Hall A"
        self.assertFalse(late.conflict_text)

    def test_a_half_day_without_an_hour_warns(self):
        other = self.make_meeting(
            name="Other", chair_id=self.chairman.id, hour_start=0, hour_end=0, half_day="morning"
        )
        self.assertIn("in the same half-day", other.conflict_text)
        other.half_day = "afternoon"
        self.assertFalse(other.conflict_text)

    def test_a_private_entry_of_others_is_in_the_way_without_saying_what_it_is(self):
        self.make_meeting(
            self.secretary,
            name="Secret",
            chair_id=self.deputy.id,
            hour_start=14,
            is_private=True,
        )
        other = self.make_meeting(name="Other", chair_id=self.deputy.id, hour_start=14)
        self.assertIn("“Busy”", other.conflict_text)
        self.assertNotIn("Secret", other.conflict_text)

    def test_what_is_cancelled_is_in_nobodys_way(self):
        self.first._change({"state": "cancelled"}, "")
        self.assertFalse(self.make_meeting(chair_id=self.chairman.id).conflict_text)

    def test_a_leader_wanted_twice_at_one_hour_needs_a_reason_before_publishing(self):
        second = self.make_meeting(name="Second", chair_id=self.chairman.id)
        with self.assertRaisesRegex(UserError, "two entries at the same hour"):
            self.week.action_publish()
        second.overrule_reason = "He opens one and goes to the other"
        self.week.action_publish()

    def test_a_reason_on_one_of_two_does_not_accept_a_third(self):
        for name in ("Second", "Third"):
            self.make_meeting(name=name, chair_id=self.chairman.id)
        self.first.overrule_reason = "He opens it and goes on"
        with self.assertRaisesRegex(UserError, "Second; Third"):
            self.week.action_publish()

    def test_soft_conflicts_do_not_stop_publishing(self):
        self.make_meeting(name="Second", chair_id=self.chairman.id, hour_start=0, hour_end=0)
        self.week.action_publish()
