from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .test_chaser import ChasingCase


@tagged("post_install", "-at_install")
class TestInterimReply(ChasingCase):
    """On an overdue task the agency says why and when; the deadline stays."""

    def reply(self, task, user=None, **vals):
        vals = {"kind": "interim", "difficulty": "Flood", "percent": 60, **vals}
        return self.make_report(task, user or self.user_a, **vals)

    def test_reason_and_day_stand_beside_the_deadline(self):
        task = self.overdue_task()
        deadline, day = task.date_deadline, self.today + timedelta(days=8)
        self.reply(task, expected_date=day)
        self.assertEqual((task.expected_date, task.interim_count), (day, 1))
        self.assertEqual(task.date_deadline, deadline)
        self.reply(task, expected_date=day + timedelta(days=5))
        self.assertEqual(task.expected_date, day + timedelta(days=5))
        self.assertEqual(task.interim_count, 2)

    def test_without_reason_or_day_or_with_a_day_gone_by_it_is_refused(self):
        task, soon = self.overdue_task(), self.today + timedelta(days=1)
        for vals in (
            {"expected_date": False},
            {"expected_date": soon, "difficulty": " "},
            {"expected_date": self.today - timedelta(days=1)},
        ):
            with self.assertRaises(UserError):
                self.reply(task, **vals)

    def test_in_term_an_interim_report_needs_neither(self):
        task = self.make_task(state="in_progress", deadline=self.today)
        self.reply(task, difficulty=False)
        self.assertFalse(task.expected_date)

    def test_it_is_shown_no_longer_when_the_task_is_not_overdue(self):
        task = self.overdue_task()
        self.reply(task, expected_date=self.today + timedelta(days=8))
        task.with_user(self.office_user).action_correct(
            "Typed wrongly", {"date_deadline": self.today + timedelta(days=30)}
        )
        self.assertFalse(task.expected_date)

    def test_the_form_asks_for_it_on_an_overdue_task(self):
        late, in_term = self.overdue_task(), self.make_task(state="in_progress")
        for task, asked in ((late, True), (in_term, False)):
            action = task.with_user(self.user_a).action_open_report()
            Report = self.env["directive.task.report"].with_user(self.user_a)
            self.assertEqual(
                Form(Report.with_context(**action["context"])).is_overdue, asked, task.state
            )
        action = late.with_user(self.user_a).action_open_report()
        day = self.today + timedelta(days=3)
        vals = {"kind": "progress", "content": "Half", "difficulty": "Flood", "expected_date": day}
        Report.with_context(**action["context"]).create(vals).action_report()
        self.assertEqual(late.expected_date, day)

    def test_the_form_does_not_send_an_interim_reply_without_a_reason(self):
        action = self.overdue_task().with_user(self.user_a).action_open_report()
        Report = self.env["directive.task.report"].with_user(self.user_a)
        with Form(Report.with_context(**action["context"])) as form:
            form.kind, form.expected_date = "interim", self.today + timedelta(days=3)
            form.content = "Half"
            with self.assertRaisesRegex(AssertionError, "difficulty"):
                form.save()
            form.difficulty = "Flood"
