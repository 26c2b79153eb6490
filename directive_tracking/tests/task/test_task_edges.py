from datetime import date

from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time, tagged

from ..common import DirectiveCase


@tagged("post_install", "-at_install")
class TestTaskEdges(DirectiveCase):
    """Effects on a task when agencies, orders and decisions change."""

    def test_a_task_is_not_assigned_to_an_archived_agency_but_its_successor_is_named(self):
        task = self.make_task(self.agency_b, state="draft")
        self.agency_b.write({"active": False, "successor_ids": [(6, 0, self.agency_a.ids)]})
        with self.assertRaisesRegex(UserError, "went to Department A"):
            task.with_user(self.office_user).action_assign()
        self.agency_b.successor_ids = False
        with self.assertRaisesRegex(UserError, "choose another agency"):
            task.with_user(self.office_user).action_assign()

    def test_a_task_of_a_cancelled_directive_is_not_assigned(self):
        task = self.make_task(state="draft")
        task.directive_id.with_user(self.office_user).action_cancel()
        with self.assertRaisesRegex(UserError, "cancelled directive"):
            task.with_user(self.office_user).action_assign()

    def test_an_assigned_task_keeps_a_lead_agency(self):
        task = self.make_task(state="in_progress").with_user(self.office_user)
        with self.assertRaisesRegex(ValidationError, "needs a lead agency"):
            self.correct(task, lead_agency_id=False)

    def test_acceptance_reviews_the_report_of_the_agency_that_led_when_it_reported(self):
        task = self.make_task(state="reported").with_user(self.office_user)
        self.correct(task, lead_agency_id=self.agency_b.id)
        task.action_accept()
        self.assertEqual(task.progress_ids.mapped("review_state"), ["accepted"])

    def test_a_task_closed_over_its_report_and_reopened_wants_a_new_report(self):
        task = self.make_task(state="reported").with_user(self.leader_user)
        task.action_close("No longer possible")
        task.action_reopen("Possible again")
        self.assertEqual(task.progress_ids.review_state, "returned")
        form = task.with_user(self.user_a).action_report_completion()
        self.assertEqual(form["res_model"], "directive.task.report")
        self.assertEqual(task.state, "in_progress")

    def test_a_task_reopened_before_it_was_received_stays_in_hand_through_a_suspension(self):
        task = self.make_task(state="closed").with_user(self.leader_user)
        task.action_reopen("Possible again")
        task.action_suspend("Wait")
        task.action_resume("Go on")
        self.assertEqual(task.state, "in_progress")

    def test_a_number_of_days_beyond_all_reason_is_refused_with_a_sentence(self):
        for days in (0, 99999999):
            with self.assertRaisesRegex(ValidationError, "from 1 to"):
                self.make_task(state="draft", deadline_kind="working_days", deadline_days=days)

    def resumed_deadline(self, deadline, stopped, resumed, **vals):
        with freeze_time("2026-11-02 03:00"):
            task = self.make_task(state="in_progress", deadline=deadline)
            task._restore_history({**vals, "date_deadline": deadline})
        task = task.with_user(self.office_user)
        with freeze_time(f"{stopped} 03:00"):
            task.action_suspend("Wait")
        with freeze_time(f"{resumed} 03:00"):
            task.action_resume("Go on")
        return task.date_deadline

    def test_a_resumed_term_in_working_days_gets_back_the_working_days_it_lost(self):
        counted = {"deadline_kind": "working_days", "deadline_days": 9}
        moved = self.resumed_deadline(date(2026, 11, 18), "2026-11-13", "2026-11-16", **counted)
        self.assertEqual(moved, date(2026, 11, 19))

    def test_a_resumed_deadline_never_falls_on_a_day_off(self):
        moved = self.resumed_deadline(date(2026, 11, 19), "2026-11-17", "2026-11-19")
        self.assertEqual(moved, date(2026, 11, 23))

    def test_a_task_of_a_cancelled_directive_is_not_reopened(self):
        task = self.make_task(state="revoked")
        task.directive_id.with_user(self.office_user).action_cancel()
        task._restore_history({"state": "closed"})
        with self.assertRaisesRegex(UserError, "cancelled directive"):
            task.with_user(self.leader_user).action_reopen("Possible again")

    def test_an_ended_directive_takes_no_further_task(self):
        for state, end in (("done", "completed"), ("revoked", "cancelled")):
            directive = self.make_task(state=state).directive_id
            if end == "cancelled":
                directive.with_user(self.office_user).action_cancel()
            self.assertEqual(directive.state, end)
            with self.assertRaisesRegex(UserError, "accepts no further tasks"):
                self.make_task(state="draft", directive_id=directive.id)
