"""Nothing incomplete is sent, and senders first see the content and recipients."""

from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import Form, freeze_time, tagged

from ...models.notice import telling
from ..common import DirectiveCase


@contextmanager
def pressed_as_a_button():
    call = SimpleNamespace(httprequest=SimpleNamespace(path="/web/dataset/call_button/x/y"))
    with patch.object(telling, "request", call):
        yield


@tagged("post_install", "-at_install")
class TestDirectiveIssue(DirectiveCase):
    """Required data of an order, for the button and for other systems."""

    def draft(self, **vals):
        directive = self.make_directive(**vals)
        self.make_task(state="draft", directive_id=directive.id)
        return directive.with_user(self.office_user)

    def refused(self, directive):
        with self.assertRaises(UserError) as caught:
            directive.action_issue()
        self.assertEqual(directive.state, "draft")
        return str(caught.exception)

    def test_a_directive_without_tasks_is_refused_with_a_sentence(self):
        directive = self.make_directive().with_user(self.office_user)
        self.assertIn("at least one task", self.refused(directive))

    def test_all_that_is_lacking_is_said_at_once(self):
        directive = self.draft(number=False, issuer_id=False, date_issued=False)
        self.make_task(state="draft", directive_id=directive.id, name="Homeless")
        directive.task_ids[-1:].lead_agency_id = False
        words = self.refused(directive)
        for lacking in ("Given by", "date of issue", "number", "Homeless"):
            self.assertIn(lacking, words)

    def test_a_spoken_order_needs_no_number(self):
        directive = self.draft(number=False, source="oral")
        directive.action_issue()
        self.assertEqual(directive.state, "issued")

    def test_a_term_without_its_day_is_named_before_it_goes_out(self):
        directive = self.draft()
        directive.task_ids.deadline_kind = "date"
        form = self.open_form(directive)
        self.assertIn("Neither a day", form.twins)
        form.action_confirm()
        self.assertEqual(directive.state, "issued")

    def test_assigning_a_task_does_not_issue_a_half_made_directive(self):
        directive = self.draft(issuer_id=False)
        with self.assertRaisesRegex(UserError, "cannot be issued yet"):
            directive.task_ids.action_assign()

    def test_other_systems_issue_without_a_form(self):
        directive = self.draft()
        self.assertIs(directive.action_issue(), True)
        self.make_task(self.agency_b, state="draft", directive_id=directive.id)
        self.assertIs(directive.action_assign_all(), True)
        self.assertEqual(set(directive.task_ids.mapped("state")), {"assigned"})

    def open_form(self, directive, verb="action_issue"):
        action = getattr(directive.with_context(directive_ask_confirmation=1), verb)()
        self.assertNotIn("assigned", directive.task_ids.mapped("state"))
        Form = self.env["directive.issue"].with_user(self.office_user)
        return Form.with_context(**action["context"]).create({})

    def test_the_button_asks_once_and_counts_what_goes_out(self):
        directive = self.draft()
        self.make_task(self.agency_b, self.commune_x, state="draft", directive_id=directive.id)
        form = self.open_form(directive)
        self.assertEqual((form.task_count, form.agency_count), (2, 3))
        self.assertFalse(form.unreachable_ids or form.lacks or form.twins)
        form.action_confirm()
        self.assertEqual(directive.state, "issued")

    def test_agencies_nobody_of_which_can_be_told_are_named(self):
        directive = self.draft()
        empty = self.make_agency("Commune without members", kind="commune")
        written = self.make_agency("Commune with an address", kind="commune", email="x@y.vn")
        left = self.make_agency("Commune left by its member", kind="commune")
        self.make_member("test_left", left, date_to="2020-01-01")
        silent = self.make_agency("Commune of a person without any way", kind="commune")
        person = self.env["res.partner"].create({"name": "Without a way"})
        self.env["directive.agency.member"].create(
            {"agency_id": silent.id, "partner_id": person.id, "role": "head"}
        )
        for lead in empty | written | left | silent:
            self.make_task(lead, state="draft", directive_id=directive.id)
        self.assertEqual(self.open_form(directive).unreachable_ids, empty | left | silent)

    def test_an_open_form_tells_the_same_as_a_kept_one(self):
        directive = self.draft()
        self.make_member("test_reached", self.commune_x)
        self.make_task(self.agency_b, self.commune_x, state="draft", directive_id=directive.id)
        self.make_task(self.commune_x, self.agency_b, state="draft", directive_id=directive.id)
        action = directive.with_context(directive_ask_confirmation=1).action_issue()
        Confirmation = self.env["directive.issue"].with_user(self.office_user)
        form = Form(Confirmation.with_context(**action["context"]))
        self.assertEqual((form.task_count, form.agency_count), (3, 3))
        self.assertFalse(form.unreachable_count)

    def test_what_one_directive_lacks_is_said_without_its_name(self):
        directive = self.draft(issuer_id=False)
        self.assertNotIn(directive.display_name, self.open_form(directive).lacks)
        several = directive | self.draft(date_issued=False)
        for one in several:
            self.assertIn(one.display_name, "\n".join(several._what_is_lacking()))

    def test_a_task_to_be_done_at_once_in_an_ordinary_order_is_pointed_out(self):
        directive = self.draft(urgency="normal")
        directive.task_ids.name = "Trực 24/24, thực hiện ngay"
        self.assertIn("urgency is normal", self.open_form(directive).twins)
        directive.urgency = "urgent"
        self.assertFalse(self.open_form(directive).twins)

    def test_a_second_directive_of_the_same_number_is_warned_of(self):
        self.draft()
        self.assertIn("already been entered", self.open_form(self.draft()).twins)

    def test_the_form_names_what_is_lacking_and_the_server_refuses_all_the_same(self):
        form = self.open_form(self.draft(issuer_id=False))
        self.assertIn("Given by", form.lacks)
        with self.assertRaises(UserError):
            form.action_confirm()


@tagged("post_install", "-at_install")
class TestWhatWasSent(DirectiveCase):
    """A button press reports its effect; the contract of the verbs stays True."""

    @freeze_time("2026-11-25 03:42:00")
    def test_a_button_says_when_and_to_how_many(self):
        task = self.make_task(coordinators=self.agency_b, state="draft")
        with pressed_as_a_button():
            said = task.with_user(self.office_user).action_assign()
        self.assertEqual(said["tag"], "display_notification")
        self.assertEqual(said["params"]["message"], "Sent at 10:42 to 2 people in 2 agencies.")
        self.assertEqual(said["params"]["next"]["type"], "ir.actions.act_window_close")

    @freeze_time("2026-11-25 03:42:00")
    def test_a_step_that_tells_nobody_says_so(self):
        task = self.make_task(state="assigned")
        with pressed_as_a_button():
            said = task.with_user(self.user_a).action_receive()
        self.assertEqual(said["params"]["message"], "Done at 10:42; nobody needed to be notified.")

    def test_a_form_to_fill_in_is_opened_as_before(self):
        task = self.make_task(state="in_progress").with_user(self.office_user)
        with pressed_as_a_button():
            action = task.with_context(directive_ask_note=1).action_suspend()
        self.assertEqual(action["res_model"], "directive.task.decision")

    def test_every_step_of_the_table_says_it(self):
        from ...tools.workflow import TRANSITIONS

        steps = {
            "directive.task": {
                *TRANSITIONS,
                "correct",
                "instruct",
                "request_explanation",
                "call_in",
            },
            "directive.directive": {"issue", "assign_all", "correct"},
            "directive.task.request": {"approve", "reject"},
            "directive.task.progress": {"send_back"},
            "directive.chaser": {"issue", "withdraw"},
            "directive.explanation": {"answer", "withdraw"},
            "directive.broadcast": {"send", "cancel"},
            "directive.notice.acknowledgement": {"acknowledge"},
        }
        for model, verbs in steps.items():
            for verb in verbs:
                method = getattr(type(self.env[model]), f"action_{verb}")
                self.assertTrue(hasattr(method, "__wrapped__"), (model, verb))


@tagged("post_install", "-at_install")
class TestResultOfACompletion(DirectiveCase):
    """A completion needs a result, or a reason why there is none."""

    def test_a_bare_completion_is_refused_by_every_door(self):
        task = self.make_task(state="in_progress")
        with self.assertRaisesRegex(UserError, "needs a result"):
            self.make_report(task, result_number=False)
        wizard = self.env["directive.task.report"].with_user(self.user_a)
        vals = {"task_ids": task.ids, "kind": "completion", "content": "Done"}
        with self.assertRaisesRegex(UserError, "needs a result"):
            wizard.create(vals).action_report()

    def test_a_number_a_day_a_file_or_a_reason_will_do(self):
        for vals in (
            {"result_number": "12/BC"},
            {"result_date": "2026-01-05"},
            {"no_result_reason": "Done on the spot"},
            {"attachment_ids": [(0, 0, {"name": "a.pdf", "raw": b"%PDF-1.4"})]},
        ):
            task = self.make_task(state="in_progress")
            report = self.make_report(task, **{"result_number": False, **vals})
            self.assertEqual(report.kind, "completion")

    def test_a_result_document_is_not_of_a_day_to_come(self):
        today = self.env["directive.settings"]._today()
        for kind in ("completion", "progress"):
            task = self.make_task(state="in_progress")
            self.make_report(task, kind=kind, result_date=today)
            with self.assertRaisesRegex(UserError, "is in the future"):
                self.make_report(task, kind=kind, result_date=today + timedelta(days=1))

    def test_nothing_is_asked_where_no_result_has_to_be_reported_or_progress_is(self):
        self.make_report(
            self.make_task(state="in_progress", needs_report=False), result_number=False
        )
        self.make_report(self.make_task(state="in_progress"), kind="progress", percent=10)


@tagged("post_install", "-at_install")
class TestUrgencyByWords(DirectiveCase):
    """Urgent orders are not sent as ordinary mail."""

    def test_a_directive_is_as_urgent_as_its_subject_says(self):
        for subject, urgency in (
            ("Hỏa tốc: ứng phó bão số 9", "express"),
            ("Về việc triển khai ngay các biện pháp", "urgent"),
            ("Khẩn trương hoàn thành hồ sơ", "normal"),
        ):
            self.assertEqual(self.make_directive(subject=subject).urgency, urgency)

    def test_what_a_person_chose_stays(self):
        directive = self.make_directive(subject="Hỏa tốc: bão số 9", urgency="very_urgent")
        self.assertEqual(directive.urgency, "very_urgent")
        directive.subject = "Khẩn: bão số 9"
        self.assertEqual(directive.urgency, "very_urgent")

    def test_a_corrected_subject_does_not_change_the_urgency_of_an_issued_one(self):
        directive = self.make_task().directive_id
        self.correct(directive, subject="Hỏa tốc: bão số 9")
        self.assertEqual(directive.urgency, "normal")

    def test_what_is_to_be_carried_out_at_once_is_urgent_at_least(self):
        broadcasts = self.env["directive.broadcast"].with_user(self.office_user)
        for body, urgency in (("Sơ tán dân", "urgent"), ("HỎA TỐC: sơ tán dân", "express")):
            self.assertEqual(broadcasts.create({"name": "Bão", "body": body}).urgency, urgency)
        chosen = broadcasts.create({"name": "Bão", "body": "Sơ tán", "urgency": "normal"})
        self.assertEqual(chosen.urgency, "normal")

    def test_an_import_proposes_what_the_document_says(self):
        wizard = self.env["directive.import"].with_user(self.office_user).create({})
        self.assertEqual(wizard.urgency, "normal")
        wizard.subject = "Thượng khẩn: dịch bệnh"
        self.assertEqual(wizard.urgency, "very_urgent")
