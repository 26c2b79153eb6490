from datetime import timedelta

from odoo.tests import HttpCase, tagged

from ..common import DirectiveCase
from ..screens import AtADesk, OnATelephone


class Coordination:
    """The lead agency asks, the coordinating agency answers, each at their own screen."""

    allow_inherited_tests_method = True

    def test_the_lead_agency_asks_and_the_coordinating_one_answers(self):
        today = self.env["directive.settings"]._today()
        deadline = today + timedelta(days=20)
        task = self.make_task(state="in_progress", coordinators=self.agency_b, deadline=deadline)
        url = f"/odoo/directive-tasks/{task.id}"
        self.start_tour(url, "directive_lead_asks_coordinators", login="test_a")
        self.assertEqual(task.coordination_ids.duty, "Count the flooded houses")
        self.start_tour("/odoo/my-opinions", "directive_coordinator_answers", login="test_b")
        opinion = task.opinion_ids
        self.assertEqual(
            (opinion.answer, opinion.answer_text), ("remarks", "Two hamlets are missing")
        )


@tagged("post_install", "-at_install")
class TestCoordinationAtADesk(AtADesk, Coordination, HttpCase, DirectiveCase):
    pass


@tagged("post_install", "-at_install")
class TestCoordinationOnATelephone(OnATelephone, Coordination, HttpCase, DirectiveCase):
    pass
