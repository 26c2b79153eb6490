from odoo.tests import HttpCase, tagged

from ..common import DirectiveCase
from ..screens import AtADesk, OnATelephone


class Coefficient:
    """The Office gives a task a star and a coefficient, with a reason."""

    allow_inherited_tests_method = True

    def test_a_task_gets_a_star_and_counts_more(self):
        task = self.make_task(state="in_progress")
        address = f"/odoo/office-desk/{task.id}"
        self.start_tour(address, "directive_star_and_coefficient", login="test_office")
        self.assertEqual((task.is_starred, task.coefficient), (True, 2.5))
        lines = task.transition_ids.sorted("id").mapped("note")
        self.assertIn("order 12", lines[-1])


@tagged("post_install", "-at_install")
class TestCoefficientAtADesk(AtADesk, Coefficient, HttpCase, DirectiveCase):
    pass


@tagged("post_install", "-at_install")
class TestCoefficientOnATelephone(OnATelephone, Coefficient, HttpCase, DirectiveCase):
    pass
