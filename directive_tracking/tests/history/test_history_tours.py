from odoo.tests import HttpCase, tagged

from ..common import DirectiveCase
from ..screens import AtADesk, OnATelephone


class PastTasks:
    """A tracker is taken over, one doubt mended, and the load taken back."""

    allow_inherited_tests_method = True

    def test_a_tracker_is_taken_over_and_undone_again(self):
        url = "/odoo/past-tasks"
        self.start_tour(url, "directive_take_over_past_tasks", login=self.office_user.login)
        load = self.env["directive.history.load"].search([], limit=1)
        tasks = load._tasks()
        self.assertEqual(sorted(tasks.mapped("state")), ["done", "in_progress"])
        url = f"/odoo/past-task-loads/{load.id}"
        self.start_tour(url, "directive_undo_past_tasks", login=self.admin_user.login)
        load.invalidate_recordset()
        self.assertEqual(load.state, "undone")
        self.assertFalse(tasks.exists())


@tagged("post_install", "-at_install")
class TestPastTasksAtADesk(AtADesk, PastTasks, HttpCase, DirectiveCase):
    pass


@tagged("post_install", "-at_install")
class TestPastTasksOnATelephone(OnATelephone, PastTasks, HttpCase, DirectiveCase):
    pass
