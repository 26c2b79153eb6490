from odoo.tests import HttpCase, tagged

from ..screens import AtADesk, OnATelephone
from .common import ReorganisationCase


class Reorganising:
    """An administrator merges a commune; its people find their work at the successor."""

    allow_inherited_tests_method = True

    def test_a_commune_is_merged_and_the_merger_undone(self):
        task = self.make_task(self.commune_x, state="in_progress")
        line = self.line(self.commune_x, successor_id=self.commune_y.id)
        one = (
            self.env["directive.reorganisation"]
            .with_user(self.admin_user)
            .create({"kind": "merge", "name": "1672/NQ-UBTVQH15", "line_ids": [(0, 0, line)]})
        )
        path = "/odoo/directive-reorganisations"
        self.start_tour(path, "directive_reorganise", login="test_admin")
        self.assertEqual(one.state, "undone")
        self.assertEqual(task.lead_agency_id, self.commune_x)
        self.assertIn("reorganise", task.transition_ids.mapped("verb"))

    def test_people_of_a_merged_commune_see_their_work_under_the_new_name(self):
        self.make_task(self.commune_x, state="in_progress", name="Open since before")
        self.reorganise("merge", self.line(self.commune_x, successor_id=self.commune_y.id))
        tasks = "/odoo/directive-tasks"
        self.start_tour(tasks, "directive_work_after_merger", login="test_x")


@tagged("post_install", "-at_install")
class TestReorganisingAtADesk(AtADesk, Reorganising, HttpCase, ReorganisationCase):
    pass


@tagged("post_install", "-at_install")
class TestReorganisingOnATelephone(OnATelephone, Reorganising, HttpCase, ReorganisationCase):
    pass
