from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import DirectiveCase


@tagged("post_install", "-at_install")
class TestTaskLeader(DirectiveCase):
    """A leader's words reach those who work on the task, once, and change no state."""

    def hearers(self, task, event):
        notices = self.env["directive.notice"].search(
            [("event", "=", event), ("task_id", "=", task.id)]
        )
        return notices.delivery_ids.user_id

    def test_an_instruction_reaches_heads_responders_and_the_office(self):
        task = self.make_task(coordinators=self.agency_b, state="in_progress")
        task.with_user(self.leader_user).action_instruct("Finish before the flood season")
        told = self.hearers(task, "task_instructed")
        self.assertEqual(told, self.head_a | self.user_a | self.user_b | self.office_user)
        self.assertEqual(task.state, "in_progress")
        self.assertIn("flood season", task.message_ids[0].body)

    def test_a_request_for_explanation_reaches_the_head(self):
        task = self.make_task(state="in_progress")
        task.with_user(self.leader_user).action_request_explanation("Why is it late?")
        self.assertIn(self.head_a, self.hearers(task, "explanation_wanted"))

    def test_nobody_but_a_leader_instructs(self):
        task = self.make_task(state="in_progress")
        for user in (self.office_user, self.user_a, self.admin_user):
            with self.assertRaises(UserError):
                task.with_user(user).action_instruct("Hurry")

    def test_an_ended_task_and_an_empty_word_are_refused(self):
        with self.assertRaisesRegex(UserError, "only on open tasks"):
            self.make_task(state="done").with_user(self.leader_user).action_instruct("Hurry")
        with self.assertRaisesRegex(UserError, "Enter your instruction"):
            self.make_task(state="in_progress").with_user(self.leader_user).action_instruct(" ")

    def test_the_button_opens_the_form_for_the_words(self):
        task = self.make_task(state="in_progress").with_user(self.leader_user)
        action = task.with_context(directive_ask_note=1).action_request_explanation()
        wizard = self.env["directive.task.decision"].with_user(self.leader_user)
        wizard.with_context(**action["context"]).create({"note": "Why?"}).action_decide()
        self.assertIn(self.head_a, self.hearers(task, "explanation_wanted"))
