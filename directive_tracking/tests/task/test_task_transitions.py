from inspect import signature

from odoo.exceptions import UserError
from odoo.tests import tagged

from ...tools.workflow import FINAL_STATES, OPEN_STATES, TRANSITIONS, target_of
from ..common import PATHS, DirectiveCase

NOTE = "By decision 12/QĐ-UBND"


@tagged("post_install", "-at_install")
class TestTaskTransitions(DirectiveCase):
    """The table of transitions holds at every verb, from every state, for every role."""

    def actor(self, verb):
        """Return a user the table allows ``verb`` to."""
        actors = TRANSITIONS[verb].actors
        if "lead_agency" in actors:
            return self.user_a
        return self.office_user if "office" in actors else self.leader_user

    def press(self, task, verb, user):
        if verb == "report_completion":
            if task.state == "in_progress" and not task._waiting_completion():
                self.make_report(task)
            return task.with_user(user).action_report_completion()
        arguments = [NOTE] if TRANSITIONS[verb].needs_note else []
        return getattr(task.with_user(user), f"action_{verb}")(*arguments)

    def test_every_verb_of_the_table_leads_where_the_table_says(self):
        for verb, step in TRANSITIONS.items():
            for source in step.sources:
                with self.subTest(verb=verb, source=source):
                    task = self.make_task(state=source)
                    received = bool(task.date_received)
                    self.press(task, verb, self.actor(verb))
                    self.assertEqual(task.state, target_of(verb, received))

    def test_no_verb_works_from_a_state_outside_the_table(self):
        for verb, step in TRANSITIONS.items():
            for state in set(PATHS) - set(step.sources):
                task = self.make_task(state=state)
                if verb == "report_completion":
                    task._restore_history({"state": "in_progress"})
                    self.make_report(task)
                    task._restore_history({"state": state})
                with self.subTest(verb=verb, state=state), self.assertRaises(UserError):
                    self.press(task.sudo(), verb, self.env.ref("base.user_root"))

    def test_no_verb_works_for_a_role_outside_the_table(self):
        roles = {
            "office": self.office_user,
            "leader": self.leader_user,
            "lead_agency": self.user_a,
            "coordinator": self.user_b,
            "administrator": self.admin_user,
        }
        for verb, step in TRANSITIONS.items():
            for role, user in roles.items():
                if role in step.actors:
                    continue
                task = self.make_task(coordinators=self.agency_b, state=step.sources[0])
                if verb == "report_completion":
                    self.make_report(task)
                with self.subTest(verb=verb, role=role), self.assertRaises(UserError):
                    self.press(task, verb, user)

    def test_a_button_is_offered_exactly_to_whom_the_guard_lets_pass(self):
        users = self.office_user | self.leader_user | self.user_a
        for state in PATHS:
            task = self.make_task(state=state)
            for user in users:
                seen = task.with_user(user)
                if not seen.has_access("read"):
                    continue
                offered = {verb for verb in TRANSITIONS if seen[f"can_{verb}"]}
                allowed = {
                    verb
                    for verb, step in TRANSITIONS.items()
                    if state in step.sources and seen._is_actor(verb)
                }
                self.assertEqual(offered, allowed, (state, user.login))

    def test_verbs_that_need_a_note_refuse_without(self):
        for verb, step in TRANSITIONS.items():
            if step.needs_note:
                task = self.make_task(state=step.sources[0])
                with self.subTest(verb=verb), self.assertRaisesRegex(UserError, "note"):
                    getattr(task.with_user(self.actor(verb)), f"action_{verb}")("  ")

    def test_every_step_leaves_a_line_with_who_when_from_to_and_why(self):
        task = self.make_task(state="reported")
        task.with_user(self.office_user).action_return("The annex is missing")
        line = task.transition_ids.sorted("id")[-1]
        self.assertEqual(line.user_id, self.office_user)
        self.assertEqual((line.state_from, line.state_to), ("reported", "in_progress"))
        self.assertEqual(line.note, "The annex is missing")
        self.assertTrue(line.date)

    def test_the_trail_cannot_be_written_changed_or_removed(self):
        task = self.make_task(state="assigned")
        line = task.transition_ids
        vals = {
            "task_id": task.id,
            "user_id": 1,
            "date": "2026-01-01",
            "verb": "accept",
            "state_from": "draft",
            "state_to": "done",
        }
        for attempt in (
            lambda: line.sudo().write({"note": "other"}),
            lambda: line.sudo().unlink(),
            lambda: line.sudo().create(vals),
        ):
            with self.assertRaises(UserError):
                attempt()

    def test_a_mixed_selection_moves_nothing_when_one_task_cannot_move(self):
        ready, not_ready = self.make_task(state="reported"), self.make_task(state="assigned")
        with self.assertRaisesRegex(UserError, "current state"):
            (ready | not_ready).with_user(self.office_user).action_accept()
        self.assertEqual(ready.state, "reported")

    def test_nobody_writes_a_state_not_even_the_superuser(self):
        task = self.make_task(state="assigned")
        for records in (task.sudo(), task.with_user(self.office_user), task.with_user(1)):
            with self.assertRaises(UserError):
                records.write({"state": "done"})
        with self.assertRaises(UserError):
            task.sudo().with_context(directive_workflow=True).write({"state": "done"})

    def test_a_returned_result_counts_and_clears_the_day_of_report(self):
        task = self.make_task(state="reported")
        task.with_user(self.office_user).action_return("Incomplete")
        self.assertEqual(task.rework_count, 1)
        self.assertFalse(task.date_reported)
        self.assertEqual(task.progress_ids.review_state, "returned")
        self.assertEqual(task.progress_ids.review_note, "Incomplete")

    def test_a_returned_or_reopened_task_falls_back_to_the_progress_reported_before(self):
        task = self.make_task(state="in_progress")
        self.make_report(task, kind="progress", percent=60)
        self.make_report(task)
        task.with_user(self.user_a).action_report_completion()
        self.assertEqual(task.progress, 100)
        task.with_user(self.office_user).action_return("Incomplete")
        self.assertEqual(task.progress, 60)
        done = self.make_task(state="done")
        done.with_user(self.office_user).action_reopen("An error was found")
        self.assertEqual(done.progress, 0)

    def test_an_accepted_result_marks_its_report_accepted(self):
        task = self.make_task(state="done")
        self.assertEqual(task.progress_ids.review_state, "accepted")
        self.assertTrue(task.date_done)

    def test_a_suspended_task_resumes_where_it_stood(self):
        fresh = self.make_task(state="assigned")
        begun = self.make_task(state="in_progress")
        for task in fresh | begun:
            task.with_user(self.office_user).action_suspend(NOTE)
            task.with_user(self.office_user).action_resume(NOTE)
        self.assertEqual((fresh.state, begun.state), ("assigned", "in_progress"))

    def test_a_task_without_lead_agency_is_not_assigned(self):
        task = self.make_task(state="draft")
        task.with_user(self.office_user).lead_agency_id = False
        with self.assertRaisesRegex(UserError, "lead agency"):
            task.with_user(self.office_user).action_assign()

    def test_an_assigned_task_is_not_deleted(self):
        with self.assertRaisesRegex(UserError, "cannot be deleted"):
            self.make_task(state="assigned").with_user(self.office_user).unlink()

    def test_the_states_of_the_table_are_the_states_of_the_field(self):
        states = set(dict(self.env["directive.task"]._fields["state"].selection))
        self.assertEqual(states, {"draft", *OPEN_STATES, *FINAL_STATES})

    def test_a_button_that_needs_a_note_opens_the_form_that_asks_for_it(self):
        task = self.make_task(state="reported").with_user(self.office_user)
        action = task.with_context(directive_ask_note=1).action_return()
        self.assertEqual(action["res_model"], "directive.task.decision")
        wizard = self.env["directive.task.decision"].with_user(self.office_user)
        wizard = wizard.with_context(**action["context"]).create({"note": "Do it again"})
        wizard.action_decide()
        self.assertEqual(task.state, "in_progress")

    def test_that_form_offers_only_steps_that_take_a_note(self):
        forms = self.env["directive.task.decision"]
        for verb, _label in forms._fields["verb"].get_description(self.env)["selection"]:
            model = "directive.task.progress" if verb == "send_back" else "directive.task"
            with self.subTest(verb):
                parameters = signature(getattr(type(self.env[model]), f"action_{verb}")).parameters
                self.assertIn("note", parameters)
