from odoo.tests import HttpCase, tagged

from odoo.addons.directive_tracking.tests.screens import AtADesk, OnATelephone
from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

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

    def test_a_number_opens_the_meetings_it_counts(self):
        for meeting, state in ((self.first, "held"), (self.second, "postponed")):
            meeting.sudo().with_context(directive_workflow=WORKFLOW).write({"state": state})
        where = "/odoo/directive-meeting-statistics"
        self.start_tour(where, "directive_calendar_figures", login=self.office_user.login)


@tagged("post_install", "-at_install")
class TestConclusionTelephone(OnATelephone, ConclusionTours):
    def test_conclusions_become_tasks(self):
        self.go_through()
