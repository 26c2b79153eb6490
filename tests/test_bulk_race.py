"""Steps on many tasks: two clerks at the same moment, two processes on one, a process killed in the middle.

Each task gets the step once, and what its line says is what became of it.
"""

import time
import unittest
from functools import partial
from threading import Barrier
from unittest import mock

from . import workflow_world as world
from .own_database import OwnDatabase
from .race_case import REPETITIONS
from .together import run_together

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
        for login in CLERKS:
            make_clerk(env, login)


def make_clerk(env, login):
    groups = ("base.group_user", "directive_tracking.group_directive_office")
    env["res.users"].with_context(no_reset_password=True).create(
        {
            "name": login,
            "login": login,
            "email": f"{login}@example.com",
            "group_ids": [(6, 0, [env.ref(name).id for name in groups])],
        }
    )


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


def begin(env, login, task_ids, mode="each"):
    """Fill in the form and press Start as ``login``; return the id of what has begun."""
    clerk = env["res.users"].search([("login", "=", login)])
    tasks = env["directive.task"].with_user(clerk).browse(task_ids)
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


class TestBulkRace(unittest.TestCase):
    """Whoever is first, each task is accepted once."""

    def setUp(self):
        from odoo.tools import mute_logger

        names = ("odoo.sql_db", "odoo.service.model")
        for quiet in (mock.patch("odoo.service.model.time.sleep"), mute_logger(*names)):
            quiet.__enter__()
            self.addCleanup(quiet.__exit__, None, None, None)

    def press(self, login, task_ids, mode, together):
        """Press Start as a request does, and go on as the scheduled action does."""
        from odoo.api import SUPERUSER_ID, Environment
        from odoo.exceptions import UserError
        from odoo.service.model import retrying

        with DATABASE.registry.cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            env["directive.task"].browse(task_ids).mapped("state")  # both look before anybody acts
            together.wait()
            try:
                retrying(lambda: begin(env, login, task_ids, mode), env)
                env["directive.task.bulk"]._cron_go_on()
                cr.commit()
            except UserError:
                cr.rollback()

    def race(self, mode, repetitions):
        for repetition in range(repetitions):
            with DATABASE.environment() as env:
                task_ids = make_tasks(env, TASKS)
            together = Barrier(len(CLERKS))
            run_together(
                *(partial(self.press, login, task_ids, mode, together) for login in CLERKS)
            )
            with DATABASE.environment() as env, self.subTest(mode=mode, repetition=repetition):
                self.finish(env)
                self.check(env, task_ids)

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
        self.race("each", REPETITIONS)

    def test_two_clerks_accept_the_same_tasks_all_or_nothing(self):
        self.race("together", 10)


class TestBulkKilled(unittest.TestCase):
    """A process killed in the middle leaves what is done, and another goes on with the rest."""

    def test_a_killed_process_is_followed_by_one_that_goes_on_where_it_was(self):
        with DATABASE.environment() as env:
            task_ids = make_tasks(env, MANY)
            bulk_id = begin(env, CLERKS[0], task_ids)
        process = DATABASE.start_shell(GO_ON)
        seen = self.wait_for_progress(bulk_id)
        process.kill()
        process.wait()
        process.stdout.close()
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
