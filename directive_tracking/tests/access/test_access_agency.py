from datetime import date

from odoo import Command
from odoo.exceptions import AccessError, UserError

from ...tools.workflow import TRANSITIONS
from ..doors import DoorsCase

OFFICE_VERBS = [verb for verb, step in TRANSITIONS.items() if "lead_agency" not in step.actors]


class TestAgencyActs(DoorsCase):
    """An agency receives, reports and asks; everything else is the Office's."""

    def refused(self):
        return self.assertRaises(UserError)  # AccessError is one

    def test_it_receives_reports_and_asks_as_lead(self):
        task = self.make_rich_task().with_user(self.user_a)
        self.assertEqual(task.state, "in_progress")
        self.assertEqual(task.progress, 30)
        self.assertTrue(task.has_pending_request)

    def test_it_reports_as_coordinator_but_does_not_complete(self):
        task = self.make_task(coordinators=self.commune_x, state="in_progress")
        report = self.make_report(task, self.user_x, "progress")
        self.assertEqual(report.agency_id, self.commune_x)
        with self.refused():
            self.make_report(task, self.user_x, "completion")
        self.make_report(task)  # the lead agency's, waiting to be transferred
        with self.refused():
            task.with_user(self.user_x).action_report_completion()

    def test_a_coordinator_neither_receives_nor_asks(self):
        task = self.make_task(coordinators=self.commune_x)
        with self.refused():
            task.with_user(self.user_x).action_receive()
        with self.refused():
            self.ask(task, self.user_x)

    def test_the_agency_above_looks_on_without_acting(self):
        task = self.make_task(self.agency_below)
        with self.refused():
            task.with_user(self.user_a).action_receive()
        task.with_user(self.user_below).action_receive()
        with self.refused():
            self.make_report(task, self.user_a, "progress")
        with self.refused():
            self.ask(task, self.user_a)

    def test_another_agency_does_nothing(self):
        task = self.make_task(state="in_progress")
        with self.refused():
            self.make_report(task, self.user_b, "progress")
        with self.refused():
            self.ask(task, self.user_b)
        for verb in TRANSITIONS:
            with self.subTest(verb=verb), self.refused():
                self.press(task, verb, self.user_b)

    def test_the_lead_agency_has_none_of_the_office_s_verbs(self):
        for verb in OFFICE_VERBS:
            task = self.make_task(state=TRANSITIONS[verb].sources[0])
            for user in (self.user_a, self.head_a):
                with self.subTest(verb=verb, user=user.login), self.refused():
                    self.press(task, verb, user)

    def test_a_mixed_selection_moves_nothing(self):
        mine, other = self.make_task(), self.make_task(self.agency_b)
        with self.refused():
            (mine | other).with_user(self.user_a).action_receive()
        self.assertEqual((mine | other).mapped("state"), ["assigned", "assigned"])

    def test_it_decides_on_no_request(self):
        task = self.make_task()
        request = self.ask(task, self.user_a)
        for user in (self.user_a, self.head_a, self.user_b):
            with self.refused():
                request.with_user(user).action_approve()
            with self.refused():
                request.with_user(user).action_reject("No")

    def test_it_stars_nothing(self):
        with self.refused():
            self.make_task().with_user(self.user_a).action_toggle_star()

    def press(self, task, verb, user):
        method = getattr(task.with_user(user), f"action_{verb}")
        return method("A note") if TRANSITIONS[verb].needs_note else method()

    def ask(self, task, user):
        return (
            self.env["directive.task.request"]
            .with_user(user)
            .create(
                {
                    "task_id": task.id,
                    "kind": "extension",
                    "reason": "Time",
                    "proposed_deadline": date(2099, 12, 31),
                }
            )
        )


class TestAgencyWritesNothingDirectly(DoorsCase):
    """No field of a task or directive is an agency's to write, by whatever method."""

    CHANGES = [
        {"name": "Something easier"},
        {"state": "done"},
        {"date_deadline": date(2099, 1, 1)},
        {"lead_agency_id": False},
        {"coordinating_agency_ids": [Command.clear()]},
        {"visible_agency_ids": [Command.clear()]},
        {"officer_ids": [Command.clear()]},
        {"rework_count": 0},
        {"is_starred": False},
    ]

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.task = cls.make_rich_task(lead=cls.agency_a, coordinators=cls.commune_x)

    def test_write_and_web_save_are_refused(self):
        for change in self.CHANGES:
            for user in (self.user_a, self.head_a, self.user_x, self.user_b):
                task = self.task.with_user(user)
                with self.subTest(change=change, user=user.login):
                    with self.assertRaises(UserError):
                        task.write(change)
                    with self.assertRaises(UserError):
                        task.web_save(change, {"name": {}})

    def test_create_copy_import_and_delete_are_refused(self):
        tasks = self.env["directive.task"].with_user(self.user_a)
        vals = {"name": "Mine", "directive_id": self.task.directive_id.id}
        with self.assertRaises(AccessError):
            tasks.create(vals)
        with self.assertRaises(AccessError):
            tasks.name_create("Mine")
        with self.assertRaises(AccessError):
            self.task.with_user(self.user_a).copy()
        with self.assertRaises(AccessError):
            self.task.with_user(self.user_a).unlink()
        row = ["Mine", str(vals["directive_id"])]
        self.assertFalse(tasks.load(["name", "directive_id/.id"], [row])["ids"])

    def test_directives_are_read_only(self):
        directive = self.task.directive_id.with_user(self.user_a)
        with self.assertRaises(AccessError):
            directive.write({"subject": "Another"})
        with self.assertRaises(AccessError):
            directive.write({"task_ids": [Command.update(self.task.id, {"name": "Easier"})]})

    def test_directives_are_neither_issued_nor_cancelled_nor_assigned(self):
        directive = self.task.directive_id
        draft = self.make_task(state="draft", directive_id=directive.id)
        self.env.invalidate_all()
        for action in ("action_issue", "action_cancel"):
            with self.assertRaises(UserError):
                getattr(directive.with_user(self.user_a), action)()
        directive.with_user(self.user_a).action_assign_all()
        self.assertEqual((draft.state, directive.state), ("draft", "issued"))

    def test_the_trail_reports_and_requests_stay_as_they_are(self):
        for lines in (self.task.transition_ids, self.task.progress_ids, self.task.request_ids):
            lines = lines[:1].with_user(self.user_a)
            with self.assertRaises(UserError):
                lines.write({"task_id": self.task.id})
            with self.assertRaises(UserError):
                lines.unlink()
        with self.assertRaises(UserError):
            self.env["directive.transition"].with_user(self.user_a).create(
                {
                    "task_id": self.task.id,
                    "user_id": self.user_b.id,
                    "date": "2026-01-01",
                    "verb": "accept",
                    "state_from": "reported",
                    "state_to": "done",
                }
            )

    def test_settings_agencies_and_members_are_not_theirs(self):
        with self.assertRaises(AccessError):
            self.agency_a.with_user(self.head_a).requires_head_approval = False
        with self.assertRaises(AccessError):
            self.env["directive.agency.member"].with_user(self.user_b).create(
                {"agency_id": self.agency_a.id, "user_id": self.user_b.id}
            )
        with self.assertRaises(AccessError):
            self.env["directive.reminder.rule"].with_user(self.user_a).search([]).write(
                {"active": False}
            )


class TestAgencyForgesNothing(DoorsCase):
    """A report or request is signed by its author, today, for their own agency."""

    FORGED = {
        "author_id": "user_b",
        "date": date(2020, 1, 1),
        "review_state": "accepted",
        "review_note": "Well done",
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.task = cls.make_task(state="in_progress", coordinators=cls.commune_x)
        cls.FORGED = {**cls.FORGED, "author_id": cls.user_b.id}

    def check_honest(self, report):
        today = self.env["directive.settings"]._today()
        self.assertEqual(report.author_id, self.user_a)
        self.assertEqual((report.date, report.review_state), (today, "pending"))
        self.assertFalse(report.review_note)

    def test_a_report_s_author_day_and_review_cannot_be_given(self):
        self.check_honest(self.make_report(self.task, self.user_a, "progress", **self.FORGED))

    def test_nor_be_smuggled_in_as_defaults(self):
        defaults = {f"default_{name}": value for name, value in self.FORGED.items()}
        model = self.env["directive.task.progress"].with_user(self.user_a).with_context(**defaults)
        self.check_honest(model.create({"task_id": self.task.id, "content": "Done"}))

    def test_nor_be_set_as_a_default_for_oneself(self):
        defaults = self.env["ir.default"].with_user(self.user_a)
        defaults.set("directive.task.progress", "review_state", "accepted", user_id=True)
        self.check_honest(self.make_report(self.task, self.user_a, "progress"))

    def test_a_report_is_made_for_one_s_own_agency_only(self):
        for agency in (self.agency_b, self.commune_x, self.agency_below):
            with self.subTest(agency=agency.name), self.assertRaises(UserError):
                self.make_report(self.task, self.user_a, "progress", agency_id=agency.id)

    def check_request(self, extra, **context):
        vals = {"task_id": self.task.id, "reason": "Time", "proposed_deadline": date(2099, 12, 31)}
        model = self.env["directive.task.request"].with_user(self.user_a).with_context(**context)
        request = model.create({**vals, **extra})
        self.assertEqual((request.state, request.author_id), ("pending", self.user_a))
        self.assertFalse(request.decided_by_id or request.decision_note)
        self.assertEqual(request.date, self.env["directive.settings"]._today())
        self.assertEqual(request.agency_id, self.agency_a)

    def forged_decision(self):
        return {
            "state": "approved",
            "decided_by_id": self.office_user.id,
            "author_id": self.user_b.id,
            "date": date(2020, 1, 1),
            "decision_note": "Yes",
            "agency_id": self.agency_b.id,
        }

    def test_a_request_s_decision_cannot_be_given(self):
        self.check_request(self.forged_decision())

    def test_a_request_s_decision_cannot_be_smuggled_in_as_defaults(self):
        forged = self.forged_decision()
        self.check_request({}, **{f"default_{name}": value for name, value in forged.items()})

    def test_evidence_must_be_one_s_own_upload(self):
        other = self.make_rich_task(lead=self.agency_b)
        paper = self.make_attachment(self.env.user, "order.pdf", self.task.directive_id)
        loose = self.make_attachment(self.user_b, "not mine.txt")
        for stolen in (other.progress_ids.attachment_ids, paper, loose):
            before = (stolen.res_model, stolen.res_id)
            with self.subTest(file=stolen.name), self.assertRaises(UserError):
                self.make_report(
                    self.task, self.user_a, "progress", attachment_ids=[Command.set(stolen.ids)]
                )
            self.assertEqual((stolen.res_model, stolen.res_id), before)

    def test_evidence_of_one_report_does_not_move_to_another(self):
        first = self.make_attachment(self.user_a, "first.txt")
        report = self.make_report(
            self.task, self.user_a, "progress", attachment_ids=[Command.set(first.ids)]
        )
        with self.assertRaises(UserError):
            self.make_report(
                self.task, self.user_a, "progress", attachment_ids=[Command.set(first.ids)]
            )
        self.assertEqual((first.res_model, first.res_id), (report._name, report.id))

    def test_evidence_cannot_be_changed_or_removed_afterwards(self):
        paper = self.make_attachment(self.user_a, "first.txt")
        self.make_report(
            self.task, self.user_a, "progress", attachment_ids=[Command.set(paper.ids)]
        )
        paper = paper.with_user(self.user_a)
        for change in ({"raw": b"other"}, {"res_id": 0}, {"name": "other.txt"}, {"public": True}):
            with self.subTest(change=change), self.assertRaises(AccessError):
                paper.write(change)
        with self.assertRaises(AccessError):
            paper.unlink()
