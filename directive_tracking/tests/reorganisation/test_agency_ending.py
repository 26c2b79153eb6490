"""An agency with open tasks cannot vanish: another one takes over."""

from unittest.mock import patch

from odoo.exceptions import RedirectWarning, UserError
from odoo.tests import tagged

from ...models.reorganisation import directive_agency
from ..common import DirectiveCase


@tagged("post_install", "-at_install")
class TestAgencyEnding(DirectiveCase):
    """Archiving an agency with open work is refused with a message that offers a merger."""

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
            patch.object(directive_agency, "is_web_client", lambda: True),
            self.assertRaises(RedirectWarning) as caught,
        ):
            self.agency_a.active = False
        _message, action, _button, context = caught.exception.args
        self.assertEqual(
            action, self.env.ref("directive_tracking.directive_reorganisation_action_new").id
        )
        line = context["default_line_ids"][0]
        self.assertEqual(line[2], {"agency_id": self.agency_a.id})

    def test_finished_tasks_and_drafts_stand_in_nobodys_way(self):
        self.make_task(state="done")
        self.make_task(state="draft")
        self.agency_a.with_user(self.admin_user).action_archive()
        self.assertFalse(self.agency_a.active)
