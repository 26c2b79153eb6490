from odoo.tests import tagged

from ..speed_common import MOST_QUERIES
from .test_explanation import ExplanationCase


@tagged("post_install", "-at_install")
class TestChasingSpeed(ExplanationCase):
    """A step costs few queries, and as many for ten tasks as for one."""

    def drafts(self, size):
        tasks = self.env["directive.task"]
        for _one in range(size):
            tasks |= self.overdue_task()
        return self.draft(tasks)

    def test_issuing_costs_the_same_for_ten_tasks_as_for_one(self):
        self.drafts(1).action_issue()  # fills Odoo's caches
        one, ten = (self.drafts(size) for size in (1, 10))
        few, many = self.queries_of(one.action_issue), self.queries_of(ten.action_issue)
        self.assertLessEqual(many - few, 3, (few, many))
        self.assertLessEqual(few, MOST_QUERIES, (few, many))

    def test_answering_costs_few(self):
        self.ask(self.overdue_task()).with_user(self.user_a).action_answer("Rain")
        asked = self.ask(self.overdue_task()).with_user(self.user_a)
        self.assertLessEqual(self.queries_of(lambda: asked.action_answer("Rain")), MOST_QUERIES)
