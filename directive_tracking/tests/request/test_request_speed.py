from functools import partial

from odoo.tests import tagged

from ...models.request.links import read_links
from ..request_common import RequestCase
from ..speed_common import MOST_QUERIES

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
        self.assertLessEqual(counts[1], MOST_QUERIES)
        self.assertLessEqual(counts[2], counts[1] + 5)

    def test_links_read_together_are_those_read_one_by_one(self):
        names = ("coordinating_agency_ids", "officer_ids", "child_ids", "request_ids")
        both = self.agency_b | self.commune_x
        tasks = self.make_task(coordinators=both, state="in_progress") | self.task_in_hand()
        tasks[0]._restore_history({"officer_ids": [(6, 0, (self.head_a | self.user_a).ids)]})
        tasks[1].with_user(self.user_a)._delegate(self.agency_below)
        tasks[1].with_user(self.user_a)._delegate(self.agency_below, content="Another part")
        self.env.invalidate_all()
        tasks = tasks.with_context(active_test=False)
        apart = [[task[name].ids for name in names] for task in tasks]
        self.env.invalidate_all()
        self.assertEqual(self.queries_of(partial(read_links, tasks, *names)), 1)
        queries = self.env.cr.sql_log_count
        self.assertEqual([[task[name].ids for name in names] for task in tasks], apart)
        self.assertEqual(self.env.cr.sql_log_count, queries)
        self.assertEqual([len(ids) for ids in (*apart[0][:2], apart[1][2])], [2, 2, 2])

    def test_a_row_is_locked_once_and_again_after_a_savepoint_was_undone(self):
        task = self.task_in_hand()
        self.queries_of(task.exists)  # what was locked to prepare it is forgotten
        savepoint = self.env.cr.savepoint()
        queries = partial(self.queries_of, is_locked=True)
        self.assertEqual([queries(task._hold) for _time in range(2)], [1, 0])
        savepoint.close(rollback=True)
        self.assertEqual([queries(task._hold) for _time in range(2)], [1, 0])
        self.assertEqual(queries(task._hold_and_touch), 1, "another lock")
