from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from ..common import DirectiveCase


class TwoTierCase(DirectiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agency_a.requires_head_approval = True
        cls.task = cls.make_task(state="in_progress")

    def claim(self, **vals):
        """Return a completion report of a responder, which waits for the head."""
        return self.make_report(self.task, user=self.user_a, **vals)

    def history(self):
        return [
            (row.version, row.tier, row.outcome, row.user_id, row.note)
            for row in self.task.review_ids
        ]


@tagged("post_install", "-at_install")
class TestTwoTiers(TwoTierCase):
    """Every judgement of a result is kept: by the head in the agency, by the Office after that."""

    def test_all_judgements_of_all_versions_stand_in_order(self):
        self.claim().with_user(self.head_a).action_send_back("No annex")
        self.claim().with_user(self.head_a).action_approve()
        self.task.with_user(self.office_user).action_return("No figures")
        self.claim().with_user(self.head_a).action_approve()
        self.task.with_user(self.leader_user).action_accept()
        self.task.with_user(self.office_user).action_reopen("It was a copy")
        lead, office = "lead_agency", "office"
        self.assertEqual(
            self.history(),
            [
                (1, lead, "returned", self.head_a, "No annex"),
                (2, lead, "submitted", self.head_a, False),
                (2, office, "returned", self.office_user, "No figures"),
                (3, lead, "submitted", self.head_a, False),
                (3, office, "accepted", self.leader_user, False),
                (3, office, "reopened", self.office_user, "It was a copy"),
            ],
        )
        states = self.task.progress_ids.sorted("id").mapped("review_state")
        self.assertEqual(states, ["returned", "returned", "accepted"])

    def test_inner_returns_and_those_of_the_office_are_counted_apart(self):
        for note in ("One", "Two"):
            self.claim().with_user(self.head_a).action_send_back(note)
        self.claim().with_user(self.head_a).action_approve()
        self.task.with_user(self.office_user).action_return("Three")
        self.assertEqual((self.task.inner_return_count, self.task.rework_count), (2, 1))

    def test_what_the_head_sent_back_stands_above_the_task_until_it_is_reported_again(self):
        mine = self.task.with_user(self.user_a)
        self.claim().with_user(self.head_a).action_send_back("No annex")
        self.assertEqual(mine.return_note, "No annex")
        self.assertFalse(self.task.with_user(self.office_user).return_note, "an inner matter")
        self.claim()
        self.assertFalse(mine.return_note)

    def test_whoever_judges_reads_why_there_is_no_document(self):
        self.claim(no_result_reason="Done on the spot").with_user(self.head_a).action_approve()
        judged = self.task.with_user(self.office_user)
        self.assertEqual(judged.no_result_reason, "Done on the spot")
        judged.action_accept()
        self.assertFalse(judged.no_result_reason)

    def test_whoever_reported_sees_what_waits_for_the_head(self):
        report = self.claim()
        action = self.env.ref("directive_tracking.directive_task_progress_action_approve")
        for user, seen in (
            (self.user_a, report),
            (self.head_a, report),
            (self.user_b, report.browse()),
        ):
            waiting = report.with_user(user).search(safe_eval(action.domain))
            self.assertEqual(waiting & report, seen, user.login)
            self.assertEqual(report.with_user(user).can_send_back, user == self.head_a)

    def test_name_and_post_of_the_judge_are_kept(self):
        self.claim().with_user(self.head_a).action_send_back("No annex")
        row = self.task.review_ids
        self.head_a.name = "Somebody else"
        self.assertIn("test_head_a", row.signer_name)
        self.assertIn("Department A", row.signer_post)

    def test_nobody_writes_or_removes_a_review(self):
        self.claim().with_user(self.head_a).action_send_back("No annex")
        row = self.task.review_ids
        vals = {"report_id": row.report_id.id, "task_id": self.task.id, "outcome": "accepted"}
        for user in (
            self.head_a,
            self.office_user,
            self.admin_user,
            self.env.ref("base.user_root"),
        ):
            mine = row.with_user(user)
            for attack in (
                lambda r=mine: r.write({"note": "x"}),
                lambda r=mine: r.unlink(),
                lambda r=mine: r.create(vals),
            ):
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    attack()

    def test_only_the_head_approves_and_once(self):
        report = self.claim()
        for user in (self.user_a, self.user_b, self.office_user, self.leader_user):
            with self.assertRaises(UserError):
                report.with_user(user).action_approve()
        report.with_user(self.head_a).action_approve()
        self.assertEqual(self.task.state, "reported")
        with self.assertRaisesRegex(UserError, "before it reaches the Office"):
            report.with_user(self.head_a).action_approve()

    def test_a_deputy_approves_while_the_head_is_away(self):
        deputy = self.make_member("test_deputy_a", self.agency_a, role="deputy")
        self.claim().with_user(deputy).action_approve()
        self.assertEqual(self.task.state, "reported")

    def test_an_older_version_is_not_approved_in_place_of_a_newer(self):
        older, newer = self.claim(), self.claim(content="Done better")
        with self.assertRaisesRegex(UserError, "Version 2 of this report is newer"):
            older.with_user(self.head_a).action_approve()
        newer.with_user(self.head_a).action_approve()
        self.assertEqual(self.task.state, "reported")

    def test_a_report_is_not_sent_back_without_a_reason(self):
        report = self.claim().with_user(self.head_a)
        with self.assertRaisesRegex(UserError, "Say what is missing"):
            report.action_send_back("  ")
        action = report.with_context(directive_ask_note=1).action_send_back()
        form = Form(
            self.env[action["res_model"]].with_user(self.head_a).with_context(**action["context"])
        )
        form.note = "No annex"
        form.save().action_decide()
        self.assertEqual(report.review_note, "No annex")

    def test_the_head_sees_in_the_queue_what_only_they_can_approve(self):
        report = self.claim()
        Report = self.env["directive.task.progress"]
        mine = [("is_mine_to_approve", "=", True)]
        self.assertEqual(Report.with_user(self.head_a).search(mine), report)
        self.assertFalse(Report.with_user(self.user_a).search(mine))
        self.assertFalse(Report.with_user(self.office_user).search(mine))
        report.with_user(self.head_a).action_approve()
        self.assertFalse(Report.with_user(self.head_a).search(mine))

    def test_the_head_or_an_administrator_decides_whether_it_needs_approval(self):
        agency = self.agency_a
        for user in (self.user_a, self.user_b, self.office_user, self.leader_user):
            with self.assertRaisesRegex(UserError, "Only the head of Department A"):
                agency.with_user(user).action_toggle_head_approval()
            with self.assertRaises(UserError):
                agency.with_user(user).write({"requires_head_approval": False})
        agency.with_user(self.head_a).action_toggle_head_approval()
        self.assertFalse(agency.requires_head_approval)
        agency.with_user(self.admin_user).action_toggle_head_approval()
        self.assertTrue(agency.requires_head_approval)


@tagged("post_install", "-at_install")
class TestEvidenceOfACompletion(DirectiveCase):
    """A completion shows its result, or says why there is none; the sentence says what lacks."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.task = cls.make_task(state="in_progress")

    def report(self, **vals):
        return self.make_report(self.task, self.user_a, **{"result_number": False, **vals})

    def test_an_empty_file_shows_nothing(self):
        empty = [Command.create({"name": "a.txt", "raw": b""})]
        with self.assertRaisesRegex(UserError, "is empty"):
            self.report(attachment_ids=empty)

    def test_blanks_are_no_reason(self):
        with self.assertRaisesRegex(UserError, "needs a result"):
            self.report(no_result_reason="   ")

    def test_a_document_a_file_or_a_reason_is_enough(self):
        file = [Command.create({"name": "a.txt", "raw": b"result"})]
        for vals in (
            {"result_number": "12/BC", "result_date": "2026-01-05"},
            {"attachment_ids": file},
            {"no_result_reason": "Done on the spot"},
        ):
            with self.subTest(vals):
                self.assertTrue(self.report(**vals))

    def test_the_form_wants_number_and_date_together(self):
        Wizard = self.env["directive.task.report"].with_user(self.user_a)
        with Form(Wizard.with_context(default_task_ids=self.task.ids)) as form:
            form.kind = "completion"
            form.content = "Done"
            form.result_number = "12/BC"
            self.assertTrue(form._get_modifier("result_date", "required"))
            form.result_date = "2026-01-05"
            form.result_number = False
            self.assertTrue(form._get_modifier("result_number", "required"))
            form.result_number = "12/BC"


@tagged("post_install", "-at_install")
class TestOldReviews(TwoTierCase):
    """What was judged before the reviews were kept is written once, as far as it is known."""

    def test_reports_judged_before_get_their_rows_once(self):
        self.claim().with_user(self.head_a).action_send_back("No annex")
        self.claim().with_user(self.head_a).action_approve()
        self.task.with_user(self.office_user).action_return("No figures")
        wanted = [
            (row.version, row.tier, row.outcome, row.user_id, row.note)
            for row in self.task.review_ids
            if row.outcome == "returned"
        ]
        self.env.cr.execute("DELETE FROM directive_task_review")
        self.env.invalidate_all()
        for _again in range(2):
            self.env["directive.task.review"]._take_over()
        # Within the agency only the last writer is known, here the system's.
        found = [(*row[:3], row[4]) for row in self.history()]
        self.assertEqual(found, [(*row[:3], row[4]) for row in wanted])
        self.assertEqual(self.history()[1][3], self.office_user)
