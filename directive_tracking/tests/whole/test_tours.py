from odoo.tests import HttpCase, tagged

from ..common import DirectiveCase
from ..screens import AtADesk, OnATelephone

TASKS = "/odoo/directive-tasks"


class MainJob:
    """From the appendix to the accepted result, each person at their own screen."""

    allow_inherited_tests_method = True

    def test_from_the_appendix_to_the_accepted_result(self):
        # Choosing from a list is not the same at a desk and on a telephone.
        self.env["ir.default"].set("directive.import", "issuer_id", self.issuer.id)
        self.start_tour("/odoo/import-appendix", "directive_import_appendix", login="test_office")
        task = self.env["directive.task"].search([("name", "like", "chuyến thử")])
        self.assertEqual((task.state, task.lead_agency_id), ("assigned", self.agency_a))
        self.start_tour(TASKS, "directive_receive_and_report", login="test_a")
        self.assertEqual(task.state, "reported")
        self.start_tour(TASKS, "directive_return", login="test_office")
        self.assertEqual((task.state, task.rework_count), ("in_progress", 1))
        self.make_report(task, user=self.user_a)
        task.with_user(self.user_a).action_report_completion()
        self.start_tour(TASKS, "directive_accept", login="test_office")
        self.assertEqual(task.state, "done")
        self.assertEqual(task.directive_id.state, "completed")


@tagged("post_install", "-at_install")
class TestMainJobAtADesk(AtADesk, MainJob, HttpCase, DirectiveCase):
    pass


@tagged("post_install", "-at_install")
class TestMainJobOnATelephone(OnATelephone, MainJob, HttpCase, DirectiveCase):
    pass
