from odoo.tests import HttpCase, tagged

from ..common import DirectiveCase
from ..screens import AtADesk, OnATelephone

GOOD = ("Kết quả thứ nhất", "Kết quả thứ hai")
BAD = "Việc chưa báo cáo"


class BulkTour:
    """A specialist accepts what can be accepted of the tasks selected, and opens the refused one."""

    allow_inherited_tests_method = True

    def test_a_specialist_accepts_several_tasks_and_sees_what_was_refused(self):
        good = self.env["directive.task"].union(
            *(self.make_task(state="reported", name=name) for name in GOOD)
        )
        bad = self.make_task(state="in_progress", name=BAD)
        self.start_tour("/odoo/office-desk", "directive_bulk", login="test_office")
        self.assertEqual(set(good.mapped("state")), {"done"})
        self.assertEqual(bad.state, "in_progress")


@tagged("post_install", "-at_install")
class TestBulkAtADesk(AtADesk, BulkTour, HttpCase, DirectiveCase):
    pass


@tagged("post_install", "-at_install")
class TestBulkOnATelephone(OnATelephone, BulkTour, HttpCase, DirectiveCase):
    pass
