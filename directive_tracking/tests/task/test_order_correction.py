"""A correction changes an issued order, with a reason, a trail and a notice to all."""

from datetime import date

from odoo.exceptions import UserError
from odoo.tests import Form, freeze_time, tagged

from ...tools.order import RULES
from ..common import PATHS, DirectiveCase

REASON = "By decision 15/QĐ-UBND"


@tagged("post_install", "-at_install")
class TestOrderCorrection(DirectiveCase):
    """Corrections: permissions and traces."""

    def told(self, event):
        """Return the logins of the recipients of ``event``."""
        rows = self.env["directive.notice.delivery"].search([("notice_id.event", "=", event)])
        return set(rows.user_id.mapped("login"))

    def test_the_office_corrects_in_every_state_and_the_trail_shows_both_values(self):
        for state in PATHS.keys() - {"draft"}:
            task = self.make_task(state=state, name="Writen")
            task.with_user(self.office_user).action_correct(REASON, {"name": "Written"})
            line = task.transition_ids.sorted("id")[-1]
            self.assertEqual((task.name, task.state), ("Written", state))
            self.assertEqual(
                (line.verb, line.user_id, line.note, line.state_from, line.state_to),
                ("correct", self.office_user, REASON, state, state),
            )
            self.assertIn("Writen → Written", line.changes)

    def test_a_day_that_is_none_is_refused_in_a_sentence(self):
        task = self.make_task(state="in_progress")
        for order in (task, task.directive_id):
            dates = [
                one for one in RULES[order._name].corrected if order._fields[one].type == "date"
            ]
            for name in dates:
                for value in ("2026-02-30", "99999-01-01", "now", "9999-12-31", "0001-01-01"):
                    mine = order.with_user(self.office_user)
                    with self.subTest(field=name, value=value):
                        with self.assertRaisesRegex(UserError, "enter a day from"):
                            mine.action_correct(REASON, {name: value})
                        with self.assertRaisesRegex(UserError, "enter a day from"):
                            mine.write({name: value})
        counted = {"deadline_kind": "working_days", "deadline_days": 10**8}
        with self.assertRaisesRegex(UserError, "from 1 to"):
            task.with_user(self.office_user).action_correct(REASON, counted)

    def values_to_correct(self):
        """Return ``{model: {field: another value}}``."""
        issuer = self.env["directive.issuer"].create({"name": "Vice-Chairman"})
        other = self.make_directive(number="1/NQ-CP")
        kind = self.env["directive.document.type"].search([], limit=1)
        work = self.env["directive.field"].search([], limit=1)
        return {
            "directive.task": {
                "point": "7", "name": "New", "product": "Plan", "remark": "R", "group_title": "I",
                "lead_agency_id": self.agency_b.id, "needs_report": False,
                "coordinating_agency_ids": self.commune_x.ids, "deadline_kind": "date",
                "deadline_text": "T", "deadline_days": 3, "date_deadline": date(2031, 5, 5),
                "frequency": "weekly", "frequency_day": 2, "frequency_month": 1, "frequency_weekday": "3",
                "deadline_note": "N", "period_kind": "year", "period_number": 2,
                "period_year": 2027, "event_text": "E", "event_unit": "calendar",
                "event_date": date(2026, 2, 2), "event_evidence": "9/QĐ", "review_days": 30,
                "coefficient": 2.5,
            },
            "directive.task.series": {
                "point": "7", "name": "New", "product": "Plan", "needs_report": False,
                "lead_agency_id": self.agency_b.id, "monitor_id": self.leader_user.id,
                "coordinating_agency_ids": self.commune_x.ids, "frequency": "weekly",
                "frequency_day": 2, "frequency_month": 1, "frequency_weekday": "3", "date_until": date(2031, 5, 5),
            },
            "directive.directive": {
                "number": "9/QĐ", "subject": "S", "document_type_id": kind.id,
                "date_issued": date(2026, 2, 2), "issuer_id": issuer.id, "source": "oral",
                "urgency": "urgent", "field_id": work.id, "superior_id": other.id,
            },
        }  # fmt: skip

    def order_to_correct(self, model):
        periodic = {"deadline_kind": "periodic", "frequency": "monthly"}
        task = self.make_task(state="in_progress", **periodic if model.endswith("series") else {})
        orders = (task, task.directive_id, task.series_id)
        return next(order for order in orders if order._name == model)

    def test_every_field_of_the_table_is_corrected(self):
        values = self.values_to_correct()
        for model, rules in RULES.items():
            self.assertEqual(set(rules.corrected), values[model].keys())
            for name, value in values[model].items():
                order = self.order_to_correct(model)
                given = {name: value}
                if name == "date_deadline":
                    given["deadline_kind"] = "date"
                if name == "deadline_kind":
                    given["date_deadline"] = date(2031, 5, 5)
                with self.subTest(model, field=name):
                    self.correct(order, **given)
                    written = order._fields[name].convert_to_write(order[name], order)
                    plain = order[name].ids if isinstance(value, list) else written
                    self.assertEqual(plain, value)
                    self.assert_tasks_repeat(order)

    def assert_tasks_repeat(self, order):
        """The tasks say what their directive says."""
        tasks = order if order._name == "directive.task" else order.task_ids
        self.assertTrue(tasks)
        for task in tasks:
            for name in task._mirrored_fields():
                self.assertEqual(task[name], task.directive_id[name])

    def test_nobody_but_the_office_corrects(self):
        task = self.make_task(state="done", coordinators=self.agency_b)
        for user in self.leader_user | self.admin_user | self.user_a | self.head_a | self.user_b:
            for order, values in ((task, {"name": "X"}), (task.directive_id, {"number": "X"})):
                with self.subTest(user=user.login), self.assertRaises(UserError):
                    order.with_user(user).action_correct(REASON, values)

    def test_a_correction_wants_a_reason_a_change_and_a_field_it_changes(self):
        task = self.make_task().with_user(self.office_user)
        for note, values, words in (
            ("  ", {"name": "X"}, "reason"),
            (REASON, {"name": task.name}, "Nothing has changed"),
            (REASON, {}, "Nothing has changed"),
            (REASON, {"state": "done"}, "cannot change"),
            (REASON, {"number": "X"}, "cannot change"),
            (REASON, {"directive_id": 1}, "cannot change"),
        ):
            with self.subTest(values=values), self.assertRaisesRegex(UserError, words):
                task.action_correct(note, values)

    def test_a_draft_is_changed_and_not_corrected(self):
        task = self.make_task(state="draft").with_user(self.office_user)
        with self.assertRaisesRegex(UserError, "is a draft"):
            task.action_correct(REASON, {"name": "X"})

    def test_those_who_have_the_task_are_told_what_changed(self):
        task = self.make_task(coordinators=self.agency_b)
        self.correct(task, name="Another content")
        self.assertEqual(self.told("task_corrected"), {"test_a", "test_b"})
        notice = self.env["directive.notice"].search([("event", "=", "task_corrected")])
        self.assertIn("→ Another content", notice.note)

    def test_lead_and_coordinator_change_places_in_one_step(self):
        task = self.make_task(coordinators=self.agency_b, state="in_progress")
        with Form(
            self.env["directive.task.correction"]
            .with_user(self.office_user)
            .with_context(default_order_id=task.id)
        ) as form:
            form.lead_agency_id = self.agency_b
            self.assertEqual(form.coordinating_agency_ids[:], self.agency_a)
            form.note = REASON
        form.record.action_correct()
        self.assertEqual(task.lead_agency_id, self.agency_b)
        self.assertEqual(task.coordinating_agency_ids, self.agency_a)
        self.assertEqual(self.told("task_corrected"), {"test_a", "test_b"})
        self.assertIn("Department A → Department B", task.transition_ids.sorted("id")[-1].changes)

    def test_old_and_new_lead_are_told_and_what_the_old_one_began_ends(self):
        task = self.make_task(state="in_progress")
        task.with_user(self.user_a)._give_to_officers(self.head_a)
        part = task.with_user(self.user_a)._delegate(self.agency_below).with_env(self.env)
        request = self.env["directive.task.request"].with_user(self.user_a)
        request = request.create(
            {"task_id": task.id, "reason": "Rain", "proposed_deadline": "2099-01-01"}
        )
        self.correct(task, lead_agency_id=self.agency_b.id)
        self.assertIn("test_a", self.told("task_taken_over"))
        self.assertIn("test_b", self.told("task_assigned"))
        self.assertEqual((part.state, request.state), ("revoked", "lapsed"))
        self.assertFalse(task.officer_ids)
        self.assertFalse(task.with_user(self.user_a).has_access("read"))

    def test_the_news_that_a_task_is_gone_says_no_more(self):
        task = self.make_task(name="Confidential from now on")
        self.correct(task, lead_agency_id=self.agency_b.id)
        notice = self.env["directive.notice"].search([("event", "=", "task_taken_over")])
        told = str(notice._told())
        self.assertNotIn("Confidential", told)
        self.assertNotIn("Department B", told)
        self.assertFalse(notice.delivery_ids._out_of_sight_reasons())
        self.assertNotIn("app", notice.delivery_ids.mapped("channel"))

    @freeze_time("2026-11-02 03:00:00")
    def test_a_deadline_entered_wrongly_is_corrected_with_the_original_one(self):
        task = self.make_task(deadline=date(2026, 12, 1), state="in_progress")
        self.correct(task, date_deadline=date(2026, 12, 11))
        self.assertEqual(task.date_deadline_original, date(2026, 12, 11))
        self.assertEqual(task.extension_count, 0)
        task._grant_extension(date(2026, 12, 20), "Rain")
        self.correct(task, date_deadline=date(2026, 12, 21))
        self.assertEqual(task.date_deadline_original, date(2026, 12, 11))

    @freeze_time("2026-11-02 03:00:00")
    def test_a_corrected_number_of_working_days_counts_from_assignment(self):
        task = self.make_task(deadline_kind="working_days", deadline_days=5)
        self.correct(task, deadline_days=3)
        self.assertEqual(task.date_deadline, date(2026, 11, 5))
        self.correct(task, deadline_kind="none")
        self.assertFalse(task.date_deadline)

    def test_the_form_shows_old_and_new_before_it_corrects(self):
        task = self.make_task(name="Old words", deadline=date(2031, 1, 1))
        action = task.with_user(self.office_user).with_context(directive_ask_note=1)
        context = action.action_correct()["context"]
        wizard = self.env["directive.task.correction"].with_user(self.office_user)
        with Form(wizard.with_context(**context)) as form:
            self.assertFalse(form.preview)
            form.name = "New words"
            self.assertIn("Old words → New words", form.preview)
            form.note = REASON
        form.record.action_correct()
        self.assertEqual(task.name, "New words")

    def test_the_form_shows_nothing_that_stays_even_in_another_language(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        task = self.make_task(deadline=date(2031, 1, 1))
        selection = self.env["ir.model.fields"]._get("directive.task", "deadline_kind")
        choice = selection.selection_ids.filtered(lambda one: one.value == "date")
        choice.with_context(lang="vi_VN").name = "Ngày cụ thể"
        wizard = self.env["directive.task.correction"].with_user(self.office_user)
        form = wizard.with_context(default_order_id=task.id, lang="vi_VN").new({})
        form.update(wizard.with_context(default_order_id=task.id).default_get(list(form._fields)))
        self.assertFalse(form.preview)

    def test_a_directive_is_corrected_with_its_tasks_and_all_its_agencies_are_told(self):
        directive = self.make_directive()
        for lead in (self.agency_a, self.agency_b):
            self.make_task(lead, directive_id=directive.id)
        wizard = self.env["directive.directive.correction"].with_user(self.office_user)
        with Form(wizard.with_context(default_order_id=directive.id)) as form:
            form.number = "129/QĐ-UBND"
            form.note = REASON
        form.record.action_correct()
        self.assertEqual(set(directive.task_ids.mapped("number")), {"129/QĐ-UBND"})
        self.assertEqual(self.told("directive_corrected"), {"test_a", "test_b"})
        self.assertIn("128/QĐ-UBND → 129/QĐ-UBND", directive.correction_ids.changes)
        self.assertFalse(directive.correction_ids.task_id)

    def test_an_agency_sees_no_correction_of_what_others_were_given(self):
        directive = self.make_task().directive_id
        other = self.make_task(self.agency_b, directive_id=directive.id)
        self.correct(other, name="Hidden")
        self.correct(directive, number="129/QĐ-UBND")
        self.assertFalse(directive.with_user(self.user_a).correction_ids)

    def test_a_state_secret_does_not_come_in_by_a_correction(self):
        with self.assertRaisesRegex(UserError, "state secret"):
            self.correct(self.make_task().directive_id, number="07/TUYỆT MẬT")


@tagged("post_install", "-at_install")
class TestSeparationOfDuties(DirectiveCase):
    """Members of the lead agency cannot assess its work, regardless of other roles."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.both = cls.make_user("test_both", "office", "leader", "agency")
        cls.env["directive.agency.member"].create(
            {"agency_id": cls.agency_a.id, "user_id": cls.both.id, "role": "responder"}
        )

    def test_no_judgement_on_ones_own_agency(self):
        for verb, state in (
            ("accept", "reported"),
            ("return", "reported"),
            ("reopen", "done"),
            ("suspend", "in_progress"),
            ("resume", "suspended"),
            ("revoke", "assigned"),
            ("close", "assigned"),
        ):
            task = self.make_task(state=state).with_user(self.both)
            arguments = () if verb == "accept" else ("A note",)
            with self.subTest(verb=verb), self.assertRaisesRegex(UserError, "is your own"):
                getattr(task, f"action_{verb}")(*arguments)
            self.assertFalse(task[f"can_{verb}"])

    def test_another_agency_is_judged_as_before(self):
        task = self.make_task(self.agency_b, state="reported").with_user(self.both)
        task.action_accept()
        self.assertEqual(task.state, "done")

    def test_no_decision_on_ones_own_agencys_request(self):
        task = self.make_task(state="in_progress")
        request = self.env["directive.task.request"].with_user(self.user_a)
        request = request.create(
            {"task_id": task.id, "reason": "Rain", "proposed_deadline": "2099-01-01"}
        ).with_user(self.both)
        self.assertFalse(request.can_decide)
        for verb in ("approve", "reject"):
            with self.assertRaisesRegex(UserError, "is your own"):
                getattr(request, f"action_{verb}")("A note")

    def test_no_easing_of_ones_own_order(self):
        task = self.make_task(state="in_progress", deadline=date(2031, 1, 1)).with_user(self.both)
        with self.assertRaisesRegex(UserError, "is your own"):
            task.action_correct(REASON, {"date_deadline": date(2032, 1, 1)})
        task.action_correct(REASON, {"name": "A word set right"})


@tagged("post_install", "-at_install")
class TestSignature(DirectiveCase):
    """Records keep the names of people at that time."""

    def test_the_trail_keeps_name_and_post_of_the_moment(self):
        self.user_a.name = "Nguyễn Văn A"
        post = self.user_a.directive_member_ids
        post.title = "Clerk"
        task = self.make_task(state="in_progress")
        self.user_a.name = "The Chairman"
        post.title, post.agency_id.name = "Chairman", "Another agency"
        line = task.transition_ids.filtered(lambda one: one.verb == "receive")
        self.assertEqual(
            (line.signer_name, line.signer_post), ("Nguyễn Văn A", "Clerk, Department A")
        )

    def test_the_role_stands_in_for_a_post(self):
        task = self.make_task(state="assigned")
        self.assertEqual(task.transition_ids.signer_post, "Office specialist")

    def test_reports_requests_and_decisions_keep_them_too(self):
        task = self.make_task(state="in_progress")
        self.make_report(task)
        request = self.env["directive.task.request"].with_user(self.user_a)
        request = request.create(
            {"task_id": task.id, "reason": "Rain", "proposed_deadline": "2099-01-01"}
        )
        request.with_user(self.office_user).action_reject("More people")
        names = self.user_a.name, self.office_user.name
        self.user_a.name = self.office_user.name = "The Chairman"
        self.assertEqual(task.progress_ids.signer_name, names[0])
        self.assertEqual((request.signer_name, request.decider_name), names)
        self.assertEqual(request.decider_post, "Office specialist")

    def test_a_caller_does_not_choose_the_name_on_record(self):
        task = self.make_task(state="in_progress")
        forged = {"signer_name": "The Chairman", "signer_post": "Chairman"}
        self.make_report(task, **forged)
        request = self.env["directive.task.request"].with_user(self.user_a)
        request = request.create(
            {"task_id": task.id, "reason": "R", "proposed_deadline": "2099-01-01"}
            | forged
            | {"decider_name": "The Chairman"}
        )
        for row in (task.progress_ids, request):
            self.assertEqual(row.signer_name, self.user_a.name)
            self.assertIn("Department A", row.signer_post)
        self.assertFalse(request.decider_name)

    def test_who_has_seen_an_urgent_order_is_on_record_by_name(self):
        order = self.make_directive(urgency="express")
        task = self.make_task(directive_id=order.id)
        row = self.env["directive.notice.acknowledgement"].search([("task_id", "=", task.id)])
        self.assertFalse(row.signer_name)
        row._acknowledge("by word")
        name = self.head_a.name
        self.head_a.name = "The Chairman"
        self.assertEqual((row.signer_name, row.signer_post), (name, "Head, Department A"))
