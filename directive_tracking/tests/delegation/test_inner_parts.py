from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import DirectiveCase


@tagged("post_install", "-at_install")
class TestInnerParts(DirectiveCase):
    """An agency gives parts to its own officers: they work, a colleague of theirs judges."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls.make_member("test_officer_a", cls.agency_a, role="officer")
        cls.other = cls.make_member("test_officer_a2", cls.agency_a, role="officer")
        cls.task = cls.make_task(state="in_progress")
        form = cls.env["directive.task.delegation"].with_user(cls.user_a)
        form.create(
            {
                "task_ids": [(6, 0, cls.task.ids)],
                "officer_ids": [(6, 0, (cls.officer | cls.other).ids)],
                "splits_for_officers": True,
                "content": "Count",
                "weight": 2,
            }
        ).action_delegate()
        cls.parts = cls.task.child_ids.with_env(cls.env)
        cls.part = cls.parts.filtered(lambda part: part.officer_ids == cls.officer)

    def test_each_officer_gets_a_part_and_is_told_of_it(self):
        self.assertEqual([len(part.officer_ids) for part in self.parts], [1, 1])
        self.assertEqual(self.parts.mapped("weight"), [2, 2])
        self.assertFalse(self.task.officer_ids)
        told = self.env["directive.notice"].search([("task_id", "=", self.part.id)])
        self.assertEqual(told.delivery_ids.user_id, self.officer)

    def test_its_officer_works_on_it_and_a_colleague_judges(self):
        for stranger in (self.other, self.user_a, self.user_b):
            with self.assertRaises(UserError):
                self.part.with_user(stranger).action_receive()
        self.part.with_user(self.officer).action_receive()
        self.make_report(self.part, user=self.officer)
        with self.assertRaises(UserError):
            self.part.with_user(self.user_a).action_report_completion()
        self.part.with_user(self.officer).action_report_completion()
        for stranger in (self.officer, self.other, self.user_b):
            with self.assertRaises(UserError):
                self.part.with_user(stranger).action_accept()
        self.part.with_user(self.user_a).action_accept()
        self.assertEqual((self.part.state, self.task.state), ("done", "in_progress"))

    def test_the_next_step_is_shown_to_whom_it_is_open(self):
        self.assertEqual(self.part.with_user(self.officer).next_step, "receive")
        self.assertFalse(self.part.with_user(self.user_a).next_step)
        self.part.with_user(self.officer).action_receive()
        self.make_report(self.part, user=self.officer)
        self.part.with_user(self.officer).action_report_completion()
        self.assertEqual(self.part.with_user(self.user_a).next_step, "accept")
        self.assertFalse(self.part.with_user(self.officer).next_step)

    def test_an_agency_of_two_tiers_judges_it_without_its_heads_approval_before(self):
        self.agency_a.requires_head_approval = True
        self.part.with_user(self.officer).action_receive()
        self.make_report(self.part, user=self.officer)
        self.part.with_user(self.officer).action_report_completion()
        self.assertEqual(self.part.state, "reported")

    def test_officers_judge_nothing_and_split_only_what_is_theirs(self):
        with self.assertRaises(UserError):
            self.part.with_user(self.other)._delegate(self.agency_below)
        deeper = self.part.with_user(self.officer)._delegate(self.agency_below)
        self.assertEqual(deeper.parent_id, self.part)
