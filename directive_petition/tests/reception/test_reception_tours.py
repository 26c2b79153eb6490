from odoo.tests import HttpCase, tagged

from odoo.addons.directive_tracking.tests.screens import AtADesk, OnATelephone

from .reception_common import ReceptionWorld


class ReceptionTours(HttpCase, ReceptionWorld):
    """A clerk receives somebody known, then calls who waits."""

    def go_through(self, clerk):
        matter = self.end(self.make_visit(clerk), "letter").matter_id
        self.start_tour("/odoo/petition-desk/new", "directive_petition_desk", login=clerk.login)
        waiting = self.make_visit(clerk, state="waiting", content="Xin mắc điện cho nhà mới")
        self.start_tour("/odoo/today", "directive_petition_queue", login=clerk.login)
        self.env.invalidate_all()
        visits = self.env["petition.visit"].search([("agency_id", "=", matter.agency_id.id)])
        self.assertEqual(visits.filtered(lambda one: one.outcome == "linked").matter_id, matter)
        self.assertEqual(waiting.outcome, "letter")
        self.take_back(clerk)

    def take_back(self, clerk):
        """Take back a session that was marked as held by mistake."""
        today = self.env["directive.settings"]._today()
        session = self.make_session(clerk, date=today, kind="unscheduled")
        session.action_hold()
        path = f"/odoo/petition-sessions/{session.id}"
        self.start_tour(path, "directive_petition_not_held", login=clerk.login)
        self.assertEqual(session.step_ids.sorted("id")[-1].reason, "The wrong day")


@tagged("post_install", "-at_install")
class TestReceptionDesk(AtADesk, ReceptionTours):
    def test_a_clerk_of_the_office(self):
        self.go_through(self.staff)


@tagged("post_install", "-at_install")
class TestReceptionTelephone(OnATelephone, ReceptionTours):
    def test_a_commune(self):
        self.go_through(self.staff_x)
