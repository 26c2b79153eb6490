"""Steps on many tasks: two clerks at the same moment, two processes on one, a process killed in the middle.

Each task gets the step once, and what its line says is what became of it.
"""

import os
import signal
import time
import unittest
from functools import partial

from ..world.own_database import OwnDatabase
from . import workflow_world as world
from .race_case import RaceCase, World, person

DATABASE = OwnDatabase("bulk_race")
TASKS = 100
MANY = 300  # in the test that kills
CLERKS = ("clerk_one", "clerk_two")
# A process that goes on with the work, told where it is by the rows it has committed.
GO_ON = "env['directive.task.bulk']._cron_go_on()\n"


def setUpModule():
    DATABASE.for_module()
    with DATABASE.environment() as env:
        world.make_agencies(env)
        world.make_people(env, None, dict.fromkeys(CLERKS, "office"))


def make_tasks(env, count):
    """Return the ids of reported tasks of one order."""
    directive = world.new_directive(env)
    first = world.new_task(env, directive, "A", "reported")
    vals = {"directive_id": directive.id, "lead_agency_id": first.lead_agency_id.id}
    vals |= {"name": "One of many", "deadline_kind": "none"}
    rest = env["directive.task"].create([dict(vals) for _number in range(1, count)])
    rest._restore_history(
        {"state": "reported", "date_assigned": "2026-01-05", "date_received": "2026-01-06"}
    )
    world._settled(directive, first)
    return (first | rest).ids


def begin(env, name, task_ids, mode="each"):
    """Fill in the form and press Start as ``name``; return the id of what has begun."""
    tasks = person(env, f"race_{name}")["directive.task"].browse(task_ids)
    action = tasks.action_open_bulk()
    form = tasks.env[action["res_model"]].browse(action["res_id"])
    form.write({"step": "accept", "mode": mode})
    form.action_start()
    return form.bulk_id.id


def accepted(env, task_ids):
    """Return how often each of these tasks was accepted."""
    lines = env["directive.transition"].search(
        [("task_id", "in", task_ids), ("verb", "=", "accept")]
    )
    return [len(lines.filtered(lambda line, one=one: line.task_id.id == one)) for one in task_ids]


class TestBulkRace(RaceCase):
    """Whoever is first, each task is accepted once."""

    database = DATABASE

    def start(self, env, name, task_ids, mode):
        """Press Start as a request does, and go on as the scheduled action does."""
        from odoo.service.model import retrying

        retrying(partial(begin, env, name, task_ids, mode), env)
        env["directive.task.bulk"]._cron_go_on()

    def race(self, mode, **options):
        def make(env):
            return World(task=make_tasks(env, TASKS))

        def acts(one):
            return {
                name: partial(self.start, name=name, task_ids=one.task, mode=mode)
                for name in CLERKS
            }

        def check(env, one, _done):
            self.finish(env)
            self.check(env, one.task)

        self.repeat(make, acts, check, apart=True, **options)

    def finish(self, env):
        """Go on with what was left to a later run of the scheduled action."""
        while env["directive.task.bulk"].search_count([("state", "=", "running")]):
            env["directive.task.bulk"]._cron_go_on()

    def check(self, env, task_ids):
        self.assertEqual(accepted(env, task_ids), [1] * len(task_ids))
        lines = env["directive.task.bulk.line"].search([("task_id", "in", task_ids)])
        self.assertEqual(set(lines.mapped("state")) - {"done", "refused"}, set())
        done = lines.filtered(lambda line: line.state == "done")
        self.assertEqual(sorted(done.task_id.ids), sorted(task_ids))
        self.assertEqual(len(done), len(task_ids), "said to be done once")
        self.assertFalse(env["directive.task.bulk"].search([("state", "=", "stopped")]))
        for bulk in lines.bulk_id:
            mine = lines.filtered(lambda line, bulk=bulk: line.bulk_id == bulk)
            counted = (bulk.done_count, bulk.refused_count)
            states = mine.mapped("state")
            self.assertEqual(counted, (states.count("done"), states.count("refused")))

    def test_two_clerks_accept_the_same_tasks(self):
        self.race("each")

    def test_two_clerks_accept_the_same_tasks_all_or_nothing(self):
        self.race("together", times=10)


class TestBulkKilled(unittest.TestCase):
    """A process killed in the middle leaves what is done, and another goes on with the rest."""

    def test_a_killed_process_is_followed_by_one_that_goes_on_where_it_was(self):
        with DATABASE.environment() as env:
            task_ids = make_tasks(env, MANY)
            bulk_id = begin(env, CLERKS[0], task_ids)
        process = DATABASE.start_shell(GO_ON)
        seen = self.wait_for_progress(bulk_id)
        os.kill(process.pid, signal.SIGKILL)
        self.assertEqual(process.wait(), -signal.SIGKILL)
        with DATABASE.environment() as env:
            bulk = env["directive.task.bulk"].browse(bulk_id)
            self.assertEqual(bulk.state, "running", "killed before its end")
            self.assertGreaterEqual(bulk.done_count, seen)
            self.assertEqual(sum(accepted(env, task_ids)), bulk.done_count)
        with DATABASE.environment() as env:
            env["directive.task.bulk"]._cron_go_on()
        with DATABASE.environment() as env:
            bulk = env["directive.task.bulk"].browse(bulk_id)
            self.assertEqual((bulk.state, bulk.done_count), ("done", MANY))
            self.assertEqual(accepted(env, task_ids), [1] * MANY)

    def wait_for_progress(self, bulk_id):
        """Return how many tasks are done once the other process has committed a slice."""
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            with DATABASE.environment() as env:
                bulk = env["directive.task.bulk"].browse(bulk_id)
                if bulk.done_count > MANY / 6:
                    return bulk.done_count
            time.sleep(0.01)
        raise AssertionError("the other process does nothing")
