from functools import partial

from odoo.tests import tagged

from ..request_common import RequestCase
from ..speed_common import OWN_LIMITS

NOTE = "By decision 12/QĐ-UBND"


@tagged("post_install", "-at_install")
class TestRequestSpeed(RequestCase):
    """What the Office grants costs few queries, also for tasks with a long history."""

    def task_in_hand(self):
        return self.make_task(
            coordinators=self.agency_b, state="in_progress", deadline=self.deadline
        )

    def test_a_transfer_costs_as_many_queries_whatever_the_history(self):
        tasks = [self.task_in_hand() for _number in range(3)]
        for _time in range(10):
            self.make_report(tasks[2], kind="progress")
        counts = [
            self.queries_of(
                lambda t=task: t.with_user(self.office_user).action_transfer(
                    NOTE, self.commune_x.id
                )
            )
            for task in tasks
        ]
        # One more than there: who holds no post is read by themselves.
        self.assertLessEqual(counts[1], OWN_LIMITS["transfer"] + 1)
        self.assertLessEqual(counts[2], counts[1] + 5)

    def test_a_row_is_locked_once_and_again_after_a_savepoint_was_undone(self):
        task = self.task_in_hand()
        self.queries_of(task.exists)  # what was locked to prepare it is forgotten
        savepoint = self.env.cr.savepoint()
        queries = partial(self.queries_of, is_locked=True)
        self.assertEqual([queries(task._hold) for _time in range(2)], [1, 0])
        savepoint.close(rollback=True)
        self.assertEqual([queries(task._hold) for _time in range(2)], [1, 0])
        self.assertEqual(queries(task._hold_and_touch), 1, "another lock")
