from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ..common import DirectiveCase


@tagged("post_install", "-at_install")
class TestTaskProgress(DirectiveCase):
    """Reports are added, never changed; completion is a claim until the Office accepts it."""

    def report(self, task, user, **vals):
        return self.make_report(task, user=user, **{"kind": "progress", "percent": 40, **vals})

    def test_the_lead_agencys_report_shows_as_the_progress_of_the_task(self):
        task = self.make_task(coordinators=self.agency_b, state="in_progress")
        self.report(task, self.user_a, percent=40)
        self.report(task, self.user_b, percent=90)
        self.assertEqual(task.progress, 40)

    def test_a_coordinator_reports_but_cannot_complete(self):
        task = self.make_task(coordinators=self.agency_b, state="in_progress")
        self.assertEqual(self.report(task, self.user_b).agency_id, self.agency_b)
        with self.assertRaisesRegex(UserError, "lead agency"):
            self.report(task, self.user_b, kind="completion")

    def test_a_stranger_does_not_report(self):
        task = self.make_task(state="in_progress")
        with self.assertRaises(UserError):
            self.report(task, self.user_b)

    def test_a_task_not_yet_received_is_not_reported_on(self):
        task = self.make_task(state="assigned")
        with self.assertRaisesRegex(UserError, "receive it"):
            self.report(task, self.user_a)

    def test_author_agency_and_review_cannot_be_forged(self):
        task = self.make_task(state="in_progress")
        report = self.report(
            task, self.user_a, author_id=self.office_user.id, review_state="accepted"
        )
        self.assertEqual((report.author_id, report.review_state), (self.user_a, "pending"))
        with self.assertRaises(UserError):
            self.report(task, self.user_a, agency_id=self.agency_b.id)

    def test_a_report_stays_as_it_was_made(self):
        report = self.report(self.make_task(state="in_progress"), self.user_a)
        for user in (self.user_a, self.office_user, self.env.ref("base.user_root")):
            with self.assertRaises(UserError):
                report.with_user(user).write({"content": "Other"})
            with self.assertRaises(UserError):
                report.with_user(user).unlink()

    def test_without_a_completion_report_the_button_asks_for_one(self):
        task = self.make_task(state="in_progress").with_user(self.user_a)
        action = task.action_report_completion()
        self.assertEqual(action["res_model"], "directive.task.report")
        self.assertEqual(task.state, "in_progress")

    def test_the_form_reports_completion_with_its_evidence(self):
        task = self.make_task(state="in_progress").with_user(self.user_a)
        result = Command.create({"name": "result.txt", "raw": b"result"})
        wizard = self.completion_form(task, attachment_ids=[result])
        self.assertEqual(wizard.percent, 100)
        wizard.action_report()
        evidence = task.progress_ids.attachment_ids
        self.assertEqual(task.state, "reported")
        self.assertEqual(
            (evidence.res_model, evidence.res_id), ("directive.task.progress", task.progress_ids.id)
        )
        self.assertEqual(evidence.with_user(self.office_user).raw, b"result")

    def test_the_form_starts_from_the_progress_so_far(self):
        task = self.make_task(state="in_progress")
        self.report(task, self.user_a, percent=35)
        Wizard = self.env["directive.task.report"].with_user(self.user_a)
        with Form(Wizard.with_context(default_task_ids=task.ids)) as form:
            self.assertEqual(form.percent, 35)
            form.content = "More"

    def completion_form(self, task, **vals):
        """Return the form as a responder fills it in."""
        return (
            self.env["directive.task.report"]
            .with_user(self.user_a)
            .create(
                {
                    "task_ids": [Command.set(task.ids)],
                    "kind": "completion",
                    "content": "Finished",
                    "result_number": "45/BC-SNV",
                    **vals,
                }
            )
        )

    def two_tier_task(self):
        self.agency_a.requires_head_approval = True
        self.addCleanup(self.agency_a.invalidate_recordset)
        return self.make_task(state="in_progress")

    def test_the_head_is_told_of_a_completion_entered_by_another_system(self):
        task = self.two_tier_task()
        self.make_report(task, user=self.user_a)
        wanted = [("task_id", "=", task.id), ("event", "=", "approval_wanted")]
        notice = self.env["directive.notice"].search(wanted)
        self.assertEqual(notice.delivery_ids.user_id, self.head_a)

    def test_with_two_tiers_a_responders_completion_waits_for_the_head(self):
        task = self.two_tier_task()
        self.completion_form(task).action_report()
        self.assertEqual(task.state, "in_progress")
        with self.assertRaises(UserError):
            task.with_user(self.user_a).action_report_completion()
        task.with_user(self.head_a).action_report_completion()
        self.assertEqual(task.state, "reported")

    def test_with_two_tiers_and_a_head_without_account_the_responder_reports(self):
        task = self.two_tier_task()
        self.head_a.directive_member_ids.user_id = False
        self.make_report(task, user=self.user_a)
        task.with_user(self.user_a).action_report_completion()
        self.assertEqual(task.state, "reported")

    def test_with_two_tiers_the_head_may_send_the_report_back(self):
        task = self.two_tier_task()
        report = self.make_report(task, user=self.user_a)
        with self.assertRaises(UserError):
            report.with_user(self.user_a).action_send_back("No")
        report.with_user(self.head_a).action_send_back("Add the annex")
        self.assertEqual((report.review_state, task.state), ("returned", "in_progress"))
        told = [("task_id", "=", task.id), ("event", "=", "task_returned")]
        self.assertEqual(
            self.env["directive.notice"].search(told).delivery_ids.user_id, self.user_a
        )
        self.assertFalse(task._waiting_completion())
