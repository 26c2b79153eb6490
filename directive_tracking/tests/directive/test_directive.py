from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..common import DirectiveCase


@tagged("post_install", "-at_install")
class TestDirective(DirectiveCase):
    """A directive is issued with its tasks, ends with them, and warns of a twin."""

    def test_issuing_assigns_all_draft_tasks(self):
        directive = self.make_directive()
        tasks = self.make_task(state="draft", directive_id=directive.id)
        tasks |= self.make_task(self.agency_b, state="draft", directive_id=directive.id)
        directive.with_user(self.office_user).action_issue()
        self.assertEqual(directive.state, "issued")
        self.assertEqual(set(tasks.mapped("state")), {"assigned"})

    def test_assigning_one_task_issues_the_directive(self):
        task = self.make_task(state="assigned")
        self.assertEqual(task.directive_id.state, "issued")

    def test_a_directive_is_completed_with_its_last_task_and_reopens_with_it(self):
        task = self.make_task(state="done")
        self.assertEqual(task.directive_id.state, "completed")
        task.with_user(self.office_user).action_reopen("An error was found")
        self.assertEqual(task.directive_id.state, "issued")

    def test_a_directive_with_open_tasks_is_not_cancelled(self):
        task = self.make_task(state="assigned")
        directive = task.directive_id.with_user(self.office_user)
        with self.assertRaisesRegex(UserError, "open tasks"):
            directive.action_cancel()
        task.with_user(self.office_user).action_revoke("By 15/QĐ-UBND")
        directive.action_cancel()
        self.assertEqual(directive.state, "cancelled")

    def test_only_the_office_issues(self):
        directive = self.make_directive()
        for user in (self.leader_user, self.admin_user, self.user_a):
            with self.assertRaises(UserError):
                directive.with_user(user).action_issue()

    def test_the_state_is_not_written_directly(self):
        directive = self.make_directive()
        for records in (directive.sudo(), directive.with_user(self.office_user)):
            with self.assertRaises(UserError):
                records.write({"state": "completed"})

    def test_an_issued_directive_is_not_deleted(self):
        directive = self.make_task(state="assigned").directive_id
        with self.assertRaisesRegex(UserError, "cannot be deleted"):
            directive.with_user(self.office_user).unlink()

    def test_the_same_number_and_year_warn_but_do_not_block(self):
        first = self.make_directive()
        other = self.env["directive.issuer"].create({"name": "Another issuer"})
        for vals in ({}, {"issuer_id": other.id}, {"issuer_id": False, "document_type_id": False}):
            with self.subTest(vals=vals):
                twin = self.make_directive(number="128/qđ-ubnd", **vals)
                self.assertIn(first.number, twin.duplicate_warning)
                twin.number = "1/QĐ-UBND"

    def test_another_year_or_number_is_no_twin(self):
        self.make_directive()
        for vals in ({"date_issued": "2025-01-05"}, {"number": "129/QĐ-UBND"}):
            self.assertFalse(self.make_directive(**vals).duplicate_warning)

    def test_a_bare_number_is_a_twin_unless_issuer_or_kind_say_otherwise(self):
        self.make_directive(number="128")
        other = self.env["directive.issuer"].create({"name": "Another issuer"})
        told = self.make_directive(number="128", issuer_id=other.id)
        self.assertFalse(told.duplicate_warning)
        told.issuer_id = False
        self.assertTrue(told.duplicate_warning)

    def test_state_secrets_are_refused_with_a_sentence(self):
        for vals in (
            {"number": "07/TUYỆT MẬT"},
            {"number": "12/QĐ-UBND(M)"},
            {"subject": "TỐI MẬT"},
        ):
            with (
                self.subTest(vals=vals),
                self.assertRaisesRegex(ValidationError, "[Ss]tate secret"),
            ):
                self.make_directive(**vals)

    def test_counters_count_what_the_reader_sees(self):
        directive = self.make_directive()
        self.make_task(state="assigned", directive_id=directive.id)
        self.make_task(self.agency_b, state="assigned", directive_id=directive.id)
        self.assertEqual(directive.with_user(self.office_user).task_count, 2)
        self.assertEqual(directive.with_user(self.user_a).task_count, 1)
