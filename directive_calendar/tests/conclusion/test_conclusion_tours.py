from odoo.tests import HttpCase, tagged

from odoo.addons.directive_tracking.tests.screens import AtADesk, OnATelephone

from .conclusion_common import ConclusionCase


class ConclusionTours(HttpCase, ConclusionCase):
    """The Office pastes the conclusions of a meeting and assigns them."""

    def go_through(self):
        self.start_tour(
            f"/odoo/directive-meetings/{self.second.id}",
            "directive_calendar_conclude",
            login=self.office_user.login,
        )
        self.env.invalidate_all()
        self.assertEqual(self.second.state, "concluded")
        given = self.second.point_ids.filtered("task_id")
        self.assertEqual(given.task_id.lead_agency_id, self.agency_a)
        self.assertEqual(str(given.task_id.date_deadline), "2030-12-15")


@tagged("post_install", "-at_install")
class TestConclusionDesk(AtADesk, ConclusionTours):
    def test_conclusions_become_tasks(self):
        self.go_through()


@tagged("post_install", "-at_install")
class TestConclusionTelephone(OnATelephone, ConclusionTours):
    def test_conclusions_become_tasks(self):
        self.go_through()
