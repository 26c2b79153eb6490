from datetime import date

from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged

from ..recurrence_common import RecurrenceCase

ENDS = {
    ("month", 12): date(2026, 12, 14),
    ("month", 1): date(2026, 1, 14),
    ("quarter", 4): date(2026, 12, 14),
    ("half_year", 0): date(2026, 6, 14),
    ("nine_months", 0): date(2026, 9, 14),
    ("year", 0): date(2026, 12, 14),
}


@tagged("post_install", "-at_install")
class TestDeadlinePeriod(RecurrenceCase):
    """The clerk picks a period of Decree 09/2019, and its last day is the deadline."""

    def of_period(self, kind="month", number=12, **vals):
        vals = {"deadline_kind": "period", "period_kind": kind, "period_number": number, **vals}
        vals |= {"name": "Report", "period_year": 2026, "lead_agency_id": self.agency_a.id}
        Task = self.env["directive.task"].with_user(self.office_user)
        return Task.create({**vals, "directive_id": self.make_directive().id})

    def test_the_last_day_of_the_period_is_the_deadline(self):
        for (kind, number), end in ENDS.items():
            with self.subTest(kind=kind, number=number):
                self.assertEqual(self.of_period(kind, number).date_deadline, end)

    def test_another_day_needs_a_note(self):
        other = date(2026, 12, 20)
        with self.assertRaisesRegex(ValidationError, "why another day"):
            self.of_period(date_deadline=other)
        task = self.of_period(date_deadline=other, deadline_note="After the session")
        self.assertEqual(task.date_deadline, other)
        task.with_user(self.office_user).action_assign()
        task._grant_extension(date(2027, 1, 20), "Rain")  # has a reason of its own
        self.assertEqual(task.date_deadline, date(2027, 1, 20))

    def test_a_period_that_does_not_exist_is_refused(self):
        for kind, number in (("month", 13), ("quarter", 5)):
            with self.subTest(kind), self.assertRaisesRegex(ValidationError, "no such period"):
                self.of_period(kind, number)

    def test_the_form_proposes_the_running_period(self):
        Task = self.env["directive.task"].with_user(self.office_user)
        with Form(Task.with_context(default_directive_id=self.make_directive().id)) as form:
            form.name = "Report"
            form.lead_agency_id = self.agency_a
            form.deadline_kind = "period"
            form.period_kind = "quarter"
            self.assertEqual((form.period_number, form.period_year), (4, 2026))
            self.assertEqual(form.date_deadline, date(2026, 12, 14))
            form.period_number = 1
            form.period_year = 2027
            self.assertEqual(form.date_deadline, date(2027, 3, 14))

    def test_a_correction_of_the_period_moves_the_deadline(self):
        task = self.of_period()
        task.with_user(self.office_user).action_assign()
        self.correct(task, period_kind="year")
        self.assertEqual(task.date_deadline, date(2026, 12, 14))
        self.correct(task, period_year=2027)
        self.assertEqual(task.date_deadline, date(2027, 12, 14))

    def test_a_count_of_working_days_is_shown(self):
        task = self.make_task(deadline_kind="working_days", deadline_days=5)
        self.assertEqual(task.deadline_words, "5 working days from 11/25/2026: 12/02/2026.")
