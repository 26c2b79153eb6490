from odoo.exceptions import UserError
from odoo.tests import tagged

from .test_chaser import ChasingCase


@tagged("post_install", "-at_install")
class TestChasedTwice(ChasingCase):
    """A task is chased once a day in a grade: an agency is not told twice, and each time counts."""

    def test_what_was_chased_today_is_left_out_of_another_document(self):
        first, second = self.overdue_task(), self.overdue_task()
        drafts = self.draft(first | second)
        self.chase(first)
        drafts.action_issue()
        self.assertEqual(drafts.line_ids.task_id, second)
        self.assertEqual((first | second).mapped("chase_count"), [1, 1])

    def test_a_document_of_which_nothing_is_left_is_not_issued(self):
        task = self.overdue_task()
        draft = self.draft(task)
        self.chase(task)
        for act in (draft.action_issue, lambda: self.chase(task)):
            with self.assertRaisesRegex(UserError, "already been chased today"):
                act()
        self.assertEqual((draft.state, task.chase_count), ("draft", 1))

    def test_two_drafts_issued_in_one_press_count_once(self):
        task, other = self.overdue_task(), self.overdue_task()
        both = self.draft(task) | self.draft(task | other)
        both.action_issue()
        self.assertEqual((task | other).mapped("chase_count"), [1, 1])

    def test_a_higher_grade_may_follow_a_lower_one_not(self):
        task = self.overdue_task()
        self.chase(task, "warning")
        with self.assertRaisesRegex(UserError, "already been chased today"):
            self.chase(task, "reminder")
        self.chase(task, "ultimatum")
        self.assertEqual(task.chase_count, 2)

    def test_after_midnight_or_a_withdrawal_it_may_be_chased_again(self):
        task = self.overdue_task()
        self.chase(task).action_withdraw("The wrong signer")
        again = self.chase(task)
        self.assertEqual((again.state, task.chase_count), ("issued", 1))
        self.at("2026-11-25 16:59:00")  # a minute before midnight in the province
        with self.assertRaises(UserError):
            self.chase(task)
        self.at("2026-11-25 17:00:00")
        self.chase(task)
        self.assertEqual(task.chase_count, 2)

    def test_an_agency_that_took_the_task_over_today_may_be_chased(self):
        task = self.overdue_task()
        self.chase(task)
        task.with_user(self.office_user).action_transfer("By 13/QĐ-UBND", self.agency_b.id)
        self.chase(task)
        self.assertEqual(task.chase_count, 2)

    def test_the_form_says_what_is_left_out(self):
        task, other = self.overdue_task(), self.overdue_task(lead=self.agency_b)
        self.chase(task)
        Wizard = self.env["directive.chase"].with_user(self.office_user)
        form = Wizard.create({"task_ids": (task | other).ids, "grade": "reminder"})
        counts = (form.task_count, form.agency_count, form.again_count)
        self.assertEqual(counts, (1, 1, 1))
        form.grade = "warning"
        self.assertEqual((form.task_count, form.again_count), (2, 0))
