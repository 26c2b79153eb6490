"""An agency with open tasks cannot vanish: another one takes over."""

from unittest.mock import patch

from odoo.exceptions import AccessError, RedirectWarning, UserError
from odoo.tests import tagged

from ...models.task.agency import directive_agency_handover
from ..common import DirectiveCase


@tagged("post_install", "-at_install")
class TestAgencyHandover(DirectiveCase):
    """Archiving is refused with a message, and the work is transferred by corrections."""

    def form(self, user=None, **vals):
        vals = {"agency_id": self.agency_a.id, "successor_id": self.agency_b.id, **vals}
        Form = self.env["directive.agency.handover"].with_user(user or self.admin_user)
        return Form.create({"note": "By decision 20/QĐ-UBND", **vals})

    def test_an_agency_with_open_tasks_is_not_archived_by_any_door(self):
        self.make_task(state="in_progress")
        agency = self.agency_a.with_user(self.admin_user)
        for attempt in (
            agency.action_archive,
            lambda: agency.write({"active": False}),
            lambda: (agency | self.agency_b).write({"active": False}),
            lambda: agency.sudo().write({"active": False}),
        ):
            with self.assertRaisesRegex(UserError, "1 open tasks"):
                attempt()
            self.assertTrue(agency.active)

    def test_so_is_one_that_coordinates(self):
        self.make_task(self.agency_b, self.agency_a)
        with self.assertRaisesRegex(UserError, "open tasks"):
            self.agency_a.active = False

    def test_the_web_client_offers_the_form(self):
        self.make_task()
        with (
            patch.object(directive_agency_handover, "is_web_client", lambda: True),
            self.assertRaises(RedirectWarning) as caught,
        ):
            self.agency_a.active = False
        _message, action, _button, context = caught.exception.args
        self.assertEqual(
            action, self.env.ref("directive_tracking.directive_agency_handover_action").id
        )
        self.assertEqual(context, {"default_agency_id": self.agency_a.id})

    def test_finished_tasks_and_drafts_stand_in_nobodys_way(self):
        self.make_task(state="done")
        self.make_task(state="draft")
        self.agency_a.with_user(self.admin_user).action_archive()
        self.assertFalse(self.agency_a.active)

    def test_the_successor_gets_every_task_and_the_trail_says_so(self):
        led = self.make_task(coordinators=self.agency_b, state="in_progress")
        helped = self.make_task(self.commune_x, self.agency_a)
        draft = self.make_task(state="draft")
        self.form().action_hand_over()
        self.assertEqual((led | draft).lead_agency_id, self.agency_b)
        self.assertFalse(led.coordinating_agency_ids)
        self.assertEqual(helped.coordinating_agency_ids, self.agency_b)
        line = led.transition_ids.sorted("id")[-1]
        self.assertEqual((line.verb, line.user_id), ("correct", self.admin_user))
        self.assertIn("Department A → Department B", line.changes)
        self.assertFalse(self.agency_a.active)
        self.assertEqual(self.agency_a.successor_ids, self.agency_b)

    def test_the_office_moves_the_work_and_leaves_archiving_to_the_administrator(self):
        task = self.make_task()
        with self.assertRaises(AccessError):
            self.form(self.office_user).action_hand_over()
        self.form(self.office_user, archives=False).action_hand_over()
        self.assertEqual(task.lead_agency_id, self.agency_b)
        self.assertTrue(self.agency_a.active)

    def test_nobody_else_moves_it(self):
        self.make_task()
        for user in self.leader_user | self.user_a | self.outside_user:
            with self.assertRaises(AccessError):
                self.form(user).action_hand_over()
