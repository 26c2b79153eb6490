from odoo.tests import tagged

from ..request_common import RequestCase

MOST_QUERIES = 25  # of one step; giving a task away also tells two agencies and keeps a copy
MOST_OF_A_TRANSFER = 60
NOTE = "By decision 12/QĐ-UBND"


@tagged("post_install", "-at_install")
class TestRequestSpeed(RequestCase):
    """What the Office grants costs few queries, and not more for tasks with a long history."""

    def queries(self, act):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        act()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def task_in_hand(self):
        return self.make_task(
            coordinators=self.agency_b, state="in_progress", deadline=self.deadline
        )

    def second(self, act):
        """Return the queries of a second call: the first fills Odoo's caches."""
        return [self.queries(lambda: act(self.task_in_hand())) for _time in range(2)][1]

    def test_an_extension_costs_few_queries(self):
        tasks = [self.task_in_hand() for _number in range(2)]
        counts = [
            self.queries(
                lambda t=task: t.with_user(self.office_user).action_extend(NOTE, self.later)
            )
            for task in tasks
        ]
        self.assertLessEqual(counts[1], MOST_QUERIES)

    def test_an_approval_costs_few_queries(self):
        requests = [self.ask(task=self.task_in_hand()) for _number in range(2)]
        counts = [
            self.queries(lambda r=request: r.with_user(self.office_user).action_approve())
            for request in requests
        ]
        self.assertLessEqual(counts[1], MOST_QUERIES + 10)

    def test_a_transfer_costs_as_many_queries_whatever_the_history(self):
        tasks = [self.task_in_hand() for _number in range(3)]
        for _time in range(10):
            self.make_report(tasks[2], kind="progress")
        counts = [
            self.queries(
                lambda t=task: t.with_user(self.office_user).action_transfer(
                    NOTE, self.commune_x.id
                )
            )
            for task in tasks
        ]
        self.assertLessEqual(counts[1], MOST_OF_A_TRANSFER)
        self.assertLessEqual(counts[2], counts[1] + 5)
