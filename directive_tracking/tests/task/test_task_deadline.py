from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..common import DirectiveCase


@tagged("post_install", "-at_install")
class TestTaskDeadline(DirectiveCase):
    """Deadlines are fixed at assignment and move by extensions only."""

    def test_the_original_deadline_is_fixed_at_assignment(self):
        task = self.make_task(deadline=date(2026, 12, 1))
        self.assertEqual(task.date_deadline_original, date(2026, 12, 1))

    @freeze_time("2026-09-01 03:00:00")
    def test_working_days_count_from_assignment_over_the_national_day(self):
        self.env["directive.calendar.day"].create(
            [
                {"date": "2026-09-01", "kind": "off", "name": "National Day", "state": "confirmed"},
                {"date": "2026-09-02", "kind": "off", "name": "National Day", "state": "confirmed"},
            ]
        )
        task = self.make_task(deadline_kind="working_days", deadline_days=2)
        self.assertEqual(task.date_deadline, date(2026, 9, 4))

    @freeze_time("2026-08-20 03:00:00")
    def test_a_swapped_saturday_is_a_working_day(self):
        self.env["directive.calendar.day"].create(
            {"date": "2026-08-22", "kind": "working", "name": "Swapped", "state": "confirmed"}
        )
        task = self.make_task(deadline_kind="working_days", deadline_days=2)
        self.assertEqual(task.date_deadline, date(2026, 8, 22))

    @freeze_time("2026-08-20 03:00:00")
    def test_a_proposed_day_does_not_count_until_confirmed(self):
        self.env["directive.calendar.day"].create(
            {"date": "2026-08-22", "kind": "working", "name": "Swapped", "state": "proposed"}
        )
        task = self.make_task(deadline_kind="working_days", deadline_days=2)
        self.assertEqual(task.date_deadline, date(2026, 8, 24))

    @freeze_time("2026-11-20 17:30:00")
    def test_after_midnight_in_the_province_the_day_is_the_next_one(self):
        task = self.make_task(state="assigned")  # 00:30 of the 21st in Hanoi
        self.assertEqual(task.date_assigned, date(2026, 11, 21))

    def test_an_assigned_deadline_is_not_written_directly(self):
        task = self.make_task(deadline=date(2026, 12, 1)).with_user(self.office_user)
        with self.assertRaisesRegex(UserError, "correction"):
            task.date_deadline = date(2026, 12, 31)
        task.date_deadline = date(2026, 12, 1)  # a form that saves the same day is no change
        self.assertEqual(task.date_deadline, date(2026, 12, 1))

    def test_a_draft_deadline_is_the_offices_to_write(self):
        task = self.make_task(state="draft", deadline=date(2026, 12, 1))
        task.with_user(self.office_user).date_deadline = date(2026, 12, 5)
        self.assertEqual(task.date_deadline, date(2026, 12, 5))

    def test_a_kind_without_a_day_drops_the_day(self):
        task = self.make_task(state="draft", deadline=date(2026, 12, 1))
        task.with_user(self.office_user).deadline_kind = "event"
        self.assertFalse(task.date_deadline)

    def test_a_number_of_working_days_is_required_for_that_kind(self):
        with self.assertRaisesRegex(ValidationError, "working days"):
            self.make_task(state="draft", deadline_kind="working_days", deadline_days=0)

    def test_the_clock_stands_still_while_a_task_is_suspended(self):
        with freeze_time("2026-11-02 03:00:00"):
            task = self.make_task(state="in_progress", deadline=date(2026, 11, 10))
            task.with_user(self.office_user).action_suspend("Waiting for the ministry")
        with freeze_time("2026-11-20 03:00:00"):
            self.assertEqual(task.timeliness, "open_in_term")
            task.with_user(self.office_user).action_resume("The ministry has answered")
            self.assertEqual(task.date_deadline, date(2026, 11, 30))  # the 28th is a Saturday
            self.assertEqual(task.date_deadline_original, date(2026, 11, 10))

    def test_a_day_beside_no_deadline_is_refused_with_a_sentence(self):
        for kind in ("none", "event", "periodic"):
            with self.subTest(kind=kind), self.assertRaisesRegex(ValidationError, "On a day"):
                self.make_task(state="draft", deadline=date(2026, 12, 1), deadline_kind=kind)
