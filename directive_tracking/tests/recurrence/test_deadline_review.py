from datetime import date

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..recurrence_common import RecurrenceCase


@tagged("post_install", "-at_install")
class TestDeadlineReview(RecurrenceCase):
    """A task without a deadline is reviewed by the Office from time to time."""

    def test_the_first_review_is_planned_at_assignment_on_a_working_day(self):
        task = self.make_task(review_days=31)
        self.assertEqual(task.date_review, date(2026, 12, 28))  # the 26th is a Saturday
        self.assertFalse(self.make_task().date_review)

    def test_one_press_says_reviewed_and_plans_the_next(self):
        task = self.make_task(review_days=30)
        self.at_local("2026-12-28")
        task.with_user(self.office_user).action_review()
        self.assertEqual(task.date_review, date(2027, 1, 27))
        line = task.transition_ids.sorted("id")[-1]
        self.assertEqual((line.verb, line.user_id), ("review", self.office_user))

    def test_only_the_office_reviews(self):
        task = self.make_task(review_days=30)
        for user in (self.user_a, self.leader_user):
            with self.subTest(user.login), self.assertRaisesRegex(UserError, "only the Office"):
                task.with_user(user).action_review()

    def test_the_specialist_is_reminded_until_it_is_reviewed(self):
        rule = self.env.ref("directive_tracking.directive_reminder_rule_review")
        (self.Rule.search([]) - rule).active = False
        task = self.make_task(review_days=14)
        self.at_local("2026-12-09", 8)
        self.Rule._cron_remind()
        self.assertFalse(self.Notice.search([("rule_id", "=", rule.id)]))
        self.at_local("2026-12-10", 8)
        self.Rule._cron_remind()
        told = self.Notice.search([("rule_id", "=", rule.id)])
        self.assertEqual(
            (told.task_id, told.delivery_ids.partner_id), (task, task.monitor_id.partner_id)
        )
        task.with_user(self.office_user).action_review()
        self.assertTrue(task._irrelevant_reason(told))

    def test_a_correction_plans_it_anew(self):
        task = self.make_task(review_days=30)
        self.correct(task, review_days=7)
        self.assertEqual(task.date_review, date(2026, 12, 2))
        self.correct(task, deadline_kind="date", date_deadline=date(2026, 12, 31))
        self.assertFalse(task.date_review)

    def test_the_number_of_days_has_bounds(self):
        for days in (-1, 10**6):
            with self.subTest(days), self.assertRaises(ValidationError):
                self.make_task(state="draft", review_days=days)
