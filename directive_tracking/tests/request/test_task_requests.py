from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from ..request_common import RequestCase


@tagged("post_install", "-at_install")
class TestTaskRequestKinds(RequestCase):
    """Each kind of request changes the task once it is approved, and not before."""

    def approve(self, request, note="Agreed", **decision):
        return request.with_user(self.office_user).action_approve(note, decision or None)

    def test_a_request_for_transfer_names_the_agency(self):
        for agency, sentence in ((False, "Name the agency"), (self.agency_a.id, "already")):
            with self.assertRaisesRegex(UserError, sentence), self.env.cr.savepoint():
                self.ask("transfer", proposed_agency_id=agency)

    def test_an_approved_transfer_starts_anew_at_the_new_agency(self):
        request = self.ask("transfer")
        self.approve(request)
        self.assertEqual(
            (self.task.lead_agency_id, self.task.state, self.task.date_received),
            (self.commune_x, "assigned", False),
        )
        self.assertEqual((request.state, request.granted_agency_id), ("approved", self.commune_x))
        line = self.last_line(self.task)
        self.assertEqual(
            (line.verb, line.agency_id, line.note), ("transfer", self.commune_x, "Agreed")
        )

    def test_the_office_may_give_it_to_another_agency_than_the_proposed_one(self):
        self.approve(self.ask("transfer"), agency_id=self.agency_b.id)
        self.assertEqual(self.task.lead_agency_id, self.agency_b)
        self.assertFalse(self.task.coordinating_agency_ids, "who leads coordinates no more")

    def test_a_return_asks_what_becomes_of_the_task(self):
        request = self.ask("return")
        with self.assertRaisesRegex(UserError, "Choose the outcome"):
            self.approve(request)
        self.approve(request, outcome="revoke")
        self.assertEqual((self.task.state, request.outcome), ("revoked", "revoke"))

    def test_a_return_with_an_agency_is_a_transfer(self):
        request = self.ask("return")
        self.approve(request, agency_id=self.commune_x.id)
        self.assertEqual(self.task.lead_agency_id, self.commune_x)
        self.assertEqual(request.outcome, "transfer")

    def test_the_clock_stops_only_by_the_decision(self):
        request = self.ask("suspension")
        self.assertEqual(self.task.state, "in_progress")
        self.approve(request)
        self.assertEqual(self.task.state, "suspended")
        with freeze_time("2026-03-12 03:00:00"):
            self.assertEqual(self.task.suspended_days, 10)
            self.task.with_user(self.office_user).action_resume("It goes on")
            self.assertEqual(self.task.date_deadline, self.deadline + timedelta(days=10))
        self.task.invalidate_recordset()
        self.assertEqual(self.task.suspended_days, 10)

    def test_an_objective_cause_is_asked_for_delays_only(self):
        with self.assertRaisesRegex(UserError, "not late"):
            self.ask("objective_cause")

    def test_a_confirmed_cause_is_shown_beside_the_class(self):
        with freeze_time("2026-03-20 03:00:00"):
            request = self.ask("objective_cause")
            with self.assertRaisesRegex(UserError, "Say which"):
                self.approve(request, note="")
            self.approve(request, note="The flood of 10 March")
            task = self.task
            self.assertEqual((task.cause_confirmed, task.timeliness), (True, "open_overdue"))
            self.assertEqual(str(task.date_cause_confirmed), "2026-03-20")
            self.assertEqual(self.last_line(task).verb, "confirm_cause")
            with self.assertRaisesRegex(UserError, "already been confirmed"):
                self.ask("objective_cause")
            self.assertEqual(self.figures(task), ("open_overdue", 1, 1))
            self.assertEqual(self.figures(task, "2026-03-19"), ("open_overdue", 1, 0))

    def figures(self, task, day="2026-03-20"):
        self.env.flush_all()
        row = self.env["directive.statistics"].browse(task.id)
        row.invalidate_model()
        with freeze_time(f"{day} 03:00:00"):
            return row.official_class, row.overdue_count, row.cause_confirmed_count

    def test_a_cause_waits_while_the_result_is_accepted(self):
        with freeze_time("2026-03-20 03:00:00"):
            self.make_report(self.task)
            self.task.with_user(self.user_a).action_report_completion()
            request, more = self.ask("objective_cause"), self.env["directive.task.request"]
            self.task.with_user(self.office_user).action_accept()
            self.assertEqual((self.task.state, request.state), ("done", "pending"))
            self.approve(request, note="The flood of 10 March")
            self.assertEqual((self.task.cause_confirmed, self.task.state), (True, "done"))
            self.assertFalse(more)

    def test_whoever_asks_after_the_deadline_asks_late(self):
        self.assertFalse(self.ask().asked_late)
        with freeze_time("2026-03-09 03:00:00"):
            late = self.ask("suspension")
            self.assertTrue(late.asked_late)
            cause = self.ask("objective_cause")
            self.assertFalse(cause.asked_late, "nobody could have asked earlier")
        self.assertEqual(late.deadline_before, self.deadline)

    def test_a_file_shown_as_reason_is_read_with_the_request_and_stays(self):
        file = (
            self.env["ir.attachment"]
            .with_user(self.user_a)
            .create({"name": "flood.txt", "raw": b"The road is flooded"})
        )
        request = self.ask("suspension", attachment_ids=[(6, 0, file.ids)])
        answer = self.env["directive.task.request.answer"].with_user(self.office_user)
        self.assertEqual(answer.new({"request_ids": request.ids}).attachment_ids._origin, file)
        self.assertEqual((file.res_model, file.res_id), (request._name, request.id))
        self.assertEqual(file.with_user(self.office_user).name, "flood.txt")
        with self.assertRaises(AccessError):
            file.with_user(self.user_x).check_access("read")
        for user in (self.user_a, self.office_user, self.admin_user):
            with self.assertRaises(UserError):
                file.with_user(user).name = "other.txt"

    def test_a_file_of_another_record_is_not_drawn_in(self):
        other = self.make_task(self.agency_b)
        file = self.env["ir.attachment"].create(
            {"name": "b.txt", "raw": b"b", "res_model": other._name, "res_id": other.id}
        )
        with self.assertRaises(UserError):
            self.ask("suspension", attachment_ids=[(6, 0, file.ids)])

    def test_the_agency_hears_of_the_decision_and_the_office_of_the_request(self):
        request = self.ask("suspension")
        self.assertIn(self.office_user, self.told("request_created", request))
        self.approve(request)
        self.assertIn(self.user_a, self.told("request_approved", request))
        other = self.ask("transfer", task=self.make_task(state="in_progress"))
        other.with_user(self.office_user).action_reject("It is yours")
        self.assertIn(self.user_a, self.told("request_rejected", other))

    def told(self, event, request):
        notices = self.env["directive.notice"].search(
            [("event", "=", event), ("occurrence", "=", str(request.id))]
        )
        return notices.delivery_ids.user_id

    def test_a_decision_says_nothing_foreign(self):
        asked = {"extension": self.ask(), "transfer": self.ask("transfer")}
        for kind, decision in (
            ("extension", {"state": "done"}),
            ("extension", {"deadline": "31/2"}),
            ("transfer", {"agency_id": "x"}),
            ("transfer", {"agency_id": [1]}),
        ):
            with self.subTest(decision=decision), self.assertRaises(UserError):
                self.approve(asked[kind], **decision)

    def test_a_button_asks_only_for_what_is_missing(self):
        pressed = {"directive_ask_note": 1}
        request = self.ask("return").with_user(self.office_user).with_context(**pressed)
        action = request.action_approve()
        self.assertEqual(action["res_model"], "directive.task.request.answer")
        wizard = self.env[action["res_model"]].with_user(self.office_user)
        wizard = wizard.with_context(**action["context"]).create({"outcome": "revoke"})
        wizard.action_decide()
        self.assertEqual(self.task.state, "revoked")
        task = self.make_task(state="in_progress", deadline=self.deadline)
        easy = self.ask(task=task).with_user(self.office_user).with_context(**pressed)
        self.assertIs(easy.action_approve(), True)
        self.assertEqual(task.date_deadline, self.later)


@tagged("post_install", "-at_install")
class TestExtensionLimits(RequestCase):
    """The limits of extensions are set aside only with a reason that stays on record."""

    def limit(self, **limits):
        for name, value in limits.items():
            self.env["ir.config_parameter"].set_param(f"directive_tracking.{name}", value)

    def test_beyond_the_number_a_reason_is_needed(self):
        self.limit(extension_most=1)
        self.task._grant_extension(self.today + timedelta(days=10), "First")
        request = self.ask().with_user(self.office_user)
        with self.assertRaisesRegex(UserError, "extended 1 times; the limit is 1"):
            request.action_approve()
        request.action_approve("The dam broke")
        self.assertIn("the limit is 1", request.exceeded_limits)
        self.assertEqual(request.decision_note, "The dam broke")
        self.assertIn("the limit is 1", self.last_line(self.task).note)

    def test_too_long_after_the_deadline_a_reason_is_needed(self):
        self.limit(extension_grace=3)
        with freeze_time("2026-03-10 03:00:00"):  # three days after
            request = self.ask()
            self.assertEqual(request.exceeded_limits, False)
            request.with_user(self.office_user).action_approve()
        task = self.make_task(state="in_progress", deadline=self.deadline)
        with freeze_time("2026-03-11 03:00:00"):
            request = self.ask(task=task)
            with self.assertRaisesRegex(UserError, "within 3 days after the deadline"):
                request.with_user(self.office_user).action_approve()

    def test_it_is_the_day_of_asking_that_counts(self):
        self.limit(extension_grace=0)
        request = self.ask()
        with freeze_time("2026-03-15 03:00:00"):
            request.with_user(self.office_user).action_approve()
        self.assertEqual(request.state, "approved")

    def test_tasks_from_a_superior_have_limits_of_their_own(self):
        self.limit(extension_most=5, extension_most_superior=0)
        order = self.make_directive(source="superior")
        task = self.make_task(state="in_progress", deadline=self.deadline, directive_id=order.id)
        with self.assertRaisesRegex(UserError, "the limit is 0"):
            self.ask(task=task).with_user(self.office_user).action_approve()
        self.ask().with_user(self.office_user).action_approve()

    def test_a_limit_of_zero_can_be_set(self):
        limits = {"directive_extension_most": 0, "directive_extension_most_superior": 0}
        settings = self.env["res.config.settings"].create(limits)
        settings.set_values()
        self.assertEqual(self.env["directive.settings"]._get("extension_most"), 0)

    def test_the_office_grants_without_a_request_and_says_why(self):
        task = self.task.with_user(self.office_user)
        with self.assertRaisesRegex(UserError, "note"):
            task.action_extend(deadline=self.later)
        task.action_extend("By telephone", str(self.later))
        self.assertEqual((task.date_deadline, task.extension_count), (self.later, 1))
        self.assertEqual(task.date_deadline_original, self.deadline)

    def told(self, event):
        """Return the people told of ``event`` about the task, with repetitions."""
        notices = self.env["directive.notice"].search(
            [("task_id", "=", self.task.id), ("event", "=", event)]
        )
        rows = notices.delivery_ids.filtered(lambda row: row.channel == "app")
        return sorted(row.partner_id.name for row in rows)

    def test_each_extension_by_the_office_is_told_once_to_all_its_agencies(self):
        for times in (1, 2):
            day = self.later + timedelta(days=times)
            self.task.with_user(self.office_user).action_extend("By telephone", day)
            people = [self.user_a.partner_id.name, self.user_b.partner_id.name] * times
            self.assertEqual(self.told("task_extended"), sorted(people))

    def test_of_a_granted_request_its_agency_hears_the_decision_and_the_others_the_day(self):
        self.ask().with_user(self.office_user).action_approve()
        self.assertEqual(self.told("request_approved"), [self.user_a.partner_id.name])
        self.assertEqual(self.told("task_extended"), [self.user_b.partner_id.name])

    def test_the_forms_say_which_tasks_had_no_deadline_to_extend(self):
        undated = self.make_task(self.agency_a, deadline_kind="none")
        tasks, day = self.task | undated, self.task.date_deadline + timedelta(days=7)
        for model, name in (
            ("directive.task.grant", "verb"),
            ("directive.task.bulk.start", "step"),
        ):
            forms = self.env[model].with_user(self.office_user)
            for chosen, doubt in ((tasks, "1 of 2 tasks"), (undated, "1 of 1"), (self.task, None)):
                form = forms.new({name: "extend", "task_ids": chosen.ids, "deadline": day})
                with self.subTest(model, tasks=len(chosen)):
                    self.assertEqual("no deadline yet" in form.deadline_doubts, bool(doubt))
                    self.assertIn(doubt or "", form.deadline_doubts)

    def test_an_earlier_day_or_no_day_is_no_extension(self):
        task = self.task.with_user(self.office_user)
        for day in (self.deadline, False, "", "31/2", [1], {"a": 1}, "9999-01-01"):
            with self.subTest(day=day), self.assertRaises(UserError):
                task.action_extend("Why", day)
