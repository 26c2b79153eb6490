from datetime import timedelta

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import DirectiveCase


@tagged("post_install", "-at_install")
class TestTaskDelegation(DirectiveCase):
    """An agency delegates its task to sub-units and accepts their results."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.deadline = cls.env["directive.settings"]._today() + timedelta(days=10)
        cls.task = cls.make_task(state="in_progress", deadline=cls.deadline)

    def delegate(self, user=None, **vals):
        vals = {"task_ids": [Command.set(self.task.ids)], **vals}
        wizard = self.env["directive.task.delegation"].with_user(user or self.user_a)
        wizard.create(vals).action_delegate()
        return self.task.child_ids

    def below(self, **vals):
        return self.delegate(agency_ids=[Command.set(self.agency_below.ids)], **vals)

    def test_an_agency_below_gets_its_own_assigned_task(self):
        child = self.below()
        self.assertEqual((child.lead_agency_id, child.state), (self.agency_below, "assigned"))
        self.assertEqual(child.date_deadline, self.deadline)
        self.assertTrue(child.with_user(self.user_below).has_access("read"))

    def test_the_delegating_agency_accepts_or_returns_the_result(self):
        child = self.below()
        child.with_user(self.user_below).action_receive()
        self.make_report(child, user=self.user_below)
        child.with_user(self.user_below).action_report_completion()
        child.with_user(self.user_a).action_return("Once more")
        self.make_report(child, user=self.user_below)
        child.with_user(self.user_below).action_report_completion()
        child.with_user(self.user_a).action_accept()
        self.assertEqual((child.state, self.task.state), ("done", "in_progress"))

    def test_what_is_revoked_or_closed_is_so_for_those_it_was_delegated_to(self):
        for verb, user in (("revoke", self.office_user), ("close", self.leader_user)):
            with self.subTest(verb=verb):
                task = self.make_task(state="in_progress")
                part = task.with_user(self.user_a)._delegate(self.agency_below)
                getattr(task.with_user(user), f"action_{verb}")("By decision 12/QĐ-UBND")
                self.assertEqual(part.with_env(self.env).state, task.state)
                self.assertEqual(task.directive_id.state, "completed")

    def test_what_was_delegated_ends_with_the_accepted_whole(self):
        task = self.make_task(state="in_progress")
        handed_in, open_part = (
            task.with_user(self.user_a)._delegate(self.agency_below, f"Part {number}")
            for number in range(2)
        )
        handed_in = handed_in.with_user(self.user_below)
        handed_in.action_receive()
        self.make_report(handed_in, user=self.user_below)
        handed_in.action_report_completion()
        self.make_report(task, open_parts_reason="The rest is not needed")
        task.with_user(self.user_a).action_report_completion()
        task.with_user(self.office_user).action_accept()
        parts = (handed_in | open_part).with_env(self.env)
        self.assertEqual(parts.mapped("state"), ["done", "revoked"])
        self.assertEqual(task.directive_id.state, "completed")

    def test_a_part_of_an_ended_whole_is_not_reopened(self):
        task = self.make_task(state="in_progress")
        part = task.with_user(self.user_a)._delegate(self.agency_below).with_env(self.env)
        task.with_user(self.leader_user).action_close("No longer possible")
        with self.assertRaisesRegex(UserError, "reopen that task first"):
            part.with_user(self.leader_user).action_reopen("Possible again")
        task.with_user(self.leader_user).action_reopen("Possible again")
        part.with_user(self.leader_user).action_reopen("Possible again")
        self.assertEqual(part.state, "in_progress")

    def ask(self, child, deadline):
        return (
            self.env["directive.task.request"]
            .with_user(self.user_below)
            .create({"task_id": child.id, "reason": "Rain", "proposed_deadline": deadline})
        )

    def test_the_delegating_agency_decides_on_more_time_within_its_own(self):
        child = self.below(date_deadline=self.deadline - timedelta(days=5))
        request = self.ask(child, self.deadline)
        self.assertFalse(request.can_decide)
        request.with_user(self.user_a).action_approve()
        self.assertEqual((child.date_deadline, request.state), (self.deadline, "approved"))
        self.env.flush_all()
        with self.assertRaisesRegex(UserError, "delegated from"):
            self.ask(child, self.deadline + timedelta(days=1))

    def test_nobody_else_decides_on_more_time_for_a_delegated_task(self):
        child = self.below(date_deadline=self.deadline - timedelta(days=5))
        request = self.ask(child, self.deadline)
        for user in (self.user_below, self.user_b):
            with self.assertRaises(UserError):
                request.with_user(user).action_approve()

    def test_the_agency_below_does_not_accept_its_own_result(self):
        child = self.below()
        child.with_user(self.user_below).action_receive()
        self.make_report(child, user=self.user_below)
        child.with_user(self.user_below).action_report_completion()
        with self.assertRaises(UserError):
            child.with_user(self.user_below).action_accept()

    def test_nobody_delegates_sideways(self):
        with self.assertRaisesRegex(UserError, "not below"):
            self.delegate(agency_ids=[Command.set(self.agency_b.ids)])

    def test_a_stranger_does_not_delegate(self):
        with self.assertRaises(UserError):
            self.below(user=self.user_b)

    def test_the_inner_deadline_comes_before_the_agencys_own(self):
        with self.assertRaisesRegex(UserError, "before your own deadline"):
            self.below(date_deadline=self.deadline + timedelta(days=1))

    def test_officers_are_members_of_the_lead_agency(self):
        self.delegate(officer_ids=[Command.set(self.head_a.ids)])
        self.assertEqual(self.task.officer_ids, self.head_a)
        with self.assertRaisesRegex(UserError, "not a member"):
            self.delegate(officer_ids=[Command.set(self.user_b.ids)])

    def test_an_empty_form_says_what_to_choose(self):
        with self.assertRaisesRegex(UserError, "Choose"):
            self.delegate()

    def test_a_receiver_gets_the_same_part_once_and_another_part_as_well(self):
        first = self.below(content="Count the schools")
        with self.assertRaisesRegex(UserError, "already has “Count the schools”"):
            self.below(content="Count the schools")
        self.assertEqual(len(self.below(content="Count the pupils")), 2)
        first.with_user(self.user_a).action_revoke("Counted already")
        self.assertEqual(len(self.below(content="Count the schools")), 3)
