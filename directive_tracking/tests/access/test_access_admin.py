from odoo.exceptions import UserError

from ...tools.workflow import TRANSITIONS
from ..doors import DoorsCase

CONFIGURED = [
    "directive.agency",
    "directive.agency.alias",
    "directive.agency.member",
    "directive.document.type",
    "directive.field",
    "directive.issuer",
    "directive.difficulty.cause",
    "directive.calendar.day",
    "directive.reminder.rule",
    "directive.escalation.step",
    "directive.duty",
]
KEPT = [
    "directive.directive",
    "directive.task",
    "directive.task.progress",
    "directive.task.request",
    "directive.transition",
    "directive.statistics",
    "directive.notice",
    "directive.notice.delivery",
    "directive.notice.acknowledgement",
]
OPERATIONS = ("read", "write", "create", "unlink")


class TestAccessAdmin(DoorsCase):
    """An administrator configures everything and reads no order by that alone."""

    def test_he_configures(self):
        for model in CONFIGURED:
            for operation in OPERATIONS:
                with self.subTest(model=model, operation=operation):
                    self.assertTrue(
                        self.env[model].with_user(self.admin_user).has_access(operation)
                    )

    def test_he_has_no_access_to_orders_and_their_traces(self):
        for model in KEPT:
            for operation in OPERATIONS:
                with self.subTest(model=model, operation=operation):
                    self.assertFalse(
                        self.env[model].with_user(self.admin_user).has_access(operation)
                    )

    def test_he_presses_no_verb(self):
        for verb, step in TRANSITIONS.items():
            task = self.make_task(state=step.sources[0]).with_user(self.admin_user)
            method = getattr(task, f"action_{verb}")
            with self.subTest(verb=verb), self.assertRaises(UserError):
                method("A note") if step.needs_note else method()

    def test_he_opens_an_agency_s_page_and_sees_no_task_counted(self):
        self.make_task()
        agency = self.agency_a.with_user(self.admin_user)
        self.env.invalidate_all()
        self.assertEqual(agency.open_task_count, 0)

    def test_he_makes_an_agency_user_who_sees_at_once(self):
        task = self.make_task()
        user = self.make_user("test_new", "agency")
        self.assertFalse(task.with_user(user).has_access("read"))
        self.env["directive.agency.member"].with_user(self.admin_user).create(
            {"agency_id": self.agency_a.id, "user_id": user.id, "role": "officer"}
        )
        self.assertTrue(task.with_user(user).has_access("read"))

    def test_nobody_deletes_what_is_on_record_not_even_the_system(self):
        task = self.make_rich_task()
        for record in (task, task.progress_ids, task.request_ids, task.transition_ids):
            with self.subTest(model=record._name), self.assertRaises(UserError):
                record[:1].sudo().unlink()
