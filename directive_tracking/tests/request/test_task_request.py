from datetime import timedelta

from lxml import etree
from psycopg2.errors import UniqueViolation

from odoo.exceptions import UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..request_common import RequestCase


@tagged("post_install", "-at_install")
class TestTaskRequest(RequestCase):
    """The agency asks for more time, the Office decides, the original deadline stays."""

    def test_an_approved_extension_moves_the_deadline_and_keeps_the_original(self):
        self.ask().with_user(self.office_user).action_approve()
        self.assertEqual(self.task.date_deadline, self.later)
        self.assertEqual(self.task.date_deadline_original, self.deadline)
        self.assertEqual(self.task.extension_count, 1)

    def test_requests_on_tasks_one_coordinates_are_not_ours(self):
        request = self.ask()
        for user, ours in ((self.user_a, request), (self.user_b, request.browse())):
            seen = request.with_user(user)
            seen.check_access("read")
            mine = seen.search([("is_of_my_agency", "=", True)])
            self.assertEqual(mine & request, ours, user.login)

    def test_a_rejected_extension_changes_nothing_but_the_answer(self):
        request = self.ask()
        request.with_user(self.office_user).action_reject("Bring in more people")
        self.assertEqual(self.task.date_deadline, self.deadline)
        self.assertEqual(
            (request.state, request.decision_note), ("rejected", "Bring in more people")
        )
        self.assertEqual(request.decided_by_id, self.office_user)

    def test_a_rejection_says_why(self):
        with self.assertRaisesRegex(UserError, "why"):
            self.ask().with_user(self.office_user).action_reject()

    def test_only_the_lead_agency_asks(self):
        with self.assertRaisesRegex(UserError, "lead agency"):
            self.ask(user=self.user_b)

    def test_the_agency_does_not_decide_on_its_own_request(self):
        with self.assertRaisesRegex(UserError, "Office can decide"):
            self.ask().with_user(self.user_a).action_approve()

    def test_a_leader_is_offered_no_decision(self):
        asked = self.env["directive.task.request"].with_user(self.leader_user)
        self.assertNotIn("action_approve", self.header_of(asked))
        self.assertIn("action_approve", self.header_of(asked.with_user(self.office_user)))

    def header_of(self, requests):
        """Return the names of the buttons above the list."""
        return etree.fromstring(requests.get_view(view_type="list")["arch"]).xpath(
            "//header/button/@name"
        )

    def test_a_leader_does_not_decide_on_requests(self):
        with self.assertRaisesRegex(UserError, "Office can decide"):
            self.ask().with_user(self.leader_user).action_approve()

    def test_a_request_is_decided_once(self):
        request = self.ask()
        request.with_user(self.office_user).action_approve()
        with self.assertRaisesRegex(UserError, "already"):
            request.with_user(self.office_user).action_reject("Too late")

    def test_whoever_asked_takes_it_back_and_may_ask_again(self):
        request = self.ask()
        self.assertTrue(request.with_user(self.head_a).can_withdraw)
        request.with_user(self.head_a).action_withdraw(" The rain has stopped ")
        self.assertEqual(
            (request.state, request.decision_note, request.decider_name),
            ("withdrawn", "The rain has stopped", self.head_a.name),
        )
        self.assertEqual(self.task.date_deadline, self.deadline)
        self.assertFalse(self.task.has_pending_request)
        for act in ("action_approve", "action_reject"):
            with self.assertRaisesRegex(UserError, "taken back"):
                getattr(request.with_user(self.office_user), act)("Too late")
        self.assertEqual(self.ask().state, "pending")

    def test_nobody_else_takes_a_request_back_and_nobody_after_the_decision(self):
        request = self.ask()
        for user in (self.user_b, self.office_user, self.leader_user, self.user_x):
            with self.assertRaises(UserError):
                request.with_user(user).action_withdraw()
        request.with_user(self.office_user).action_approve()
        with self.assertRaisesRegex(UserError, "already been decided"):
            request.with_user(self.user_a).action_withdraw()
        mine = self.ask(user=self.office_user, proposed_deadline=self.later + timedelta(days=9))
        mine.with_user(self.office_user).action_withdraw()
        self.assertEqual(mine.state, "withdrawn")

    def test_the_office_hears_of_it_and_is_not_asked_any_more(self):
        request, other = self.ask(), self.ask("suspension")
        notices = self.env["directive.notice"].search([("event", "=", "request_created")])
        asked = {notice.occurrence: notice for notice in notices}
        request.with_user(self.user_a).action_withdraw()
        self.assertIn("taken back", asked[str(request.id)]._irrelevant_reason())
        self.assertFalse(asked[str(other.id)]._irrelevant_reason())
        told = [("event", "=", "request_withdrawn"), ("occurrence", "=", str(request.id))]
        people = self.env["directive.notice"].search(told).delivery_ids.user_id
        self.assertIn(self.office_user, people)

    def test_a_second_request_waits_for_the_first(self):
        self.ask()
        with self.assertRaisesRegex(UniqueViolation, "one_pending"), mute_logger("odoo.sql_db"):
            self.ask()

    def test_an_earlier_or_past_deadline_is_no_extension(self):
        for proposed in (self.deadline, self.deadline - timedelta(days=1), False):
            with self.subTest(proposed=proposed), self.assertRaises(UserError):
                self.ask(proposed_deadline=proposed)

    def test_a_decision_cannot_be_forged_at_creation_or_written(self):
        request = self.ask(state="approved", decided_by_id=self.office_user.id)
        self.assertEqual((request.state, request.decided_by_id.id), ("pending", False))
        for user in (self.user_a, self.office_user):
            with self.assertRaises(UserError):
                request.with_user(user).write({"state": "approved"})

    def test_what_was_asked_lapses_with_the_task(self):
        request = self.ask()
        self.task.with_user(self.office_user).action_revoke("By 13/QĐ-UBND")
        self.assertEqual(request.state, "lapsed")

    def test_a_task_without_deadline_gets_one_by_extension(self):
        task = self.make_task(state="in_progress")
        request = self.ask(task_id=task.id)
        request.with_user(self.office_user).action_approve()
        self.assertEqual((task.deadline_kind, task.date_deadline), ("date", self.later))

    def test_the_form_lets_the_agency_say_first_what_it_asks_for(self):
        """A task is not given back because somebody pressed too fast."""
        reported = self.make_task(state="reported", deadline=self.deadline)
        with self.assertRaisesRegex(AssertionError, "kind"):
            self.form_of(self.task, reason="Not ours").save()
        self.assertEqual(self.form_of(reported).kind, "objective_cause")

    def form_of(self, task, **vals):
        action = task.with_user(self.user_a).action_open_request()
        wizard = self.env[action["res_model"]].with_user(self.user_a)
        form = Form(wizard.with_context(**action["context"]))
        for name, value in vals.items():
            form[name] = value
        return form
