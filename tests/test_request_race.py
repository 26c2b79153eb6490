"""Several people decide on one request, revoke its task and ask again in the same second.

An approved request changes its task exactly once, whoever presses first and however often.
"""

import random
import unittest
from datetime import date
from functools import partial
from threading import Barrier
from unittest import mock

from . import workflow_world as world
from .own_database import OwnDatabase
from .together import run_together

DATABASE = OwnDatabase("request_race")
REPETITIONS = 50
PAST = date(2026, 1, 30)  # of tasks whose delay is to be explained


def setUpModule():
    DATABASE.for_module()
    with DATABASE.environment() as env:
        world.make_agencies(env)


class TestRequestRace(unittest.TestCase):
    """Whatever happens at once, the trail, the request and the task tell the same."""

    def setUp(self):
        from odoo.tools import mute_logger

        for quiet in (mock.patch("odoo.service.model.time.sleep"), mute_logger("odoo.sql_db")):
            quiet.__enter__()
            self.addCleanup(quiet.__exit__, None, None, None)

    def make(self, kind):
        """Return the ids of a task in hand and of a pending request on it."""
        with DATABASE.environment() as env:
            directive = world.new_directive(env)
            task = world.new_task(env, directive, "A", "in_progress")
            if kind == "objective_cause":
                task._restore_history({"date_deadline": PAST, "date_deadline_original": PAST})
            world._settled(directive, task)
            return task.id, self.ask(env, task, kind).id

    def ask(self, env, task, kind):
        return env["directive.task.request"].create(
            {
                "task_id": task.id,
                "kind": kind,
                "reason": "Rain",
                "proposed_deadline": kind == "extension" and date(2032, 5, 2),
                "proposed_agency_id": kind == "transfer" and world._agency(env, "C"),
            }
        )

    def steps(self, kind, task_id, request_id):
        """Return what people do at once: two approve, one rejects, one revokes, one asks again."""

        def request(env):
            return env["directive.task.request"].browse(request_id)

        def task(env):
            return env["directive.task"].browse(task_id)

        given = {"outcome": "transfer"} if kind == "return" else {}
        approve = [
            lambda env, agency=agency: request(env).action_approve(
                world.NOTE,
                given | ({"agency_id": world._agency(env, agency)} if agency else {}),
            )
            for agency in (("B", "C") if kind in ("return", "transfer") else (None, None))
        ]
        return [
            *approve,
            lambda env: request(env).action_reject(world.NOTE),
            lambda env: task(env).action_revoke(world.NOTE),
            lambda env: self.ask(env, task(env), kind),
        ]

    def press(self, step, together):
        """Take ``step`` as a request of the web client does: it looks, acts, and retries."""
        from psycopg2.errors import UniqueViolation

        from odoo.api import SUPERUSER_ID, Environment
        from odoo.exceptions import UserError, ValidationError
        from odoo.service.model import retrying

        with DATABASE.registry.cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            env["directive.task.request"].search([], limit=1).mapped("state")
            together.wait()
            try:
                retrying(lambda: step(env), env)
                cr.commit()
            except (UserError, ValidationError, UniqueViolation):
                cr.rollback()

    def check_once(self, kind):
        """Check that the request was decided once, and its task changed as often as approved."""
        for repetition in range(REPETITIONS):
            task_id, request_id = self.make(kind)
            steps = self.steps(kind, task_id, request_id)
            random.Random(repetition).shuffle(steps)
            together = Barrier(len(steps))
            run_together(*(partial(self.press, step, together) for step in steps))
            with DATABASE.environment() as env, self.subTest(repetition=repetition):
                task = env["directive.task"].browse(task_id)
                self.check(kind, task, env["directive.task.request"].browse(request_id))

    def check(self, kind, task, request):
        from odoo.addons.directive_tracking.tools.request.kinds import KINDS

        self.assertNotEqual(request.state, "pending")
        verb = KINDS[kind].verbs[0]
        taken = task.transition_ids.filtered(lambda line: line.verb == verb)
        approved = task.request_ids.filtered(lambda one: one.state == "approved")
        self.assertEqual(len(taken), len(approved), "once for each approval")
        self.assertLessEqual(len(approved), 1)
        self.assertEqual(task.extension_count, len(taken) if verb == "extend" else 0)
        self.assertEqual(world.faults(task.directive_id), [])

    def test_an_extension_is_granted_once(self):
        self.check_once("extension")

    def test_a_task_is_transferred_once(self):
        self.check_once("transfer")

    def test_a_returned_task_is_given_away_once(self):
        self.check_once("return")

    def test_a_task_is_suspended_once(self):
        self.check_once("suspension")

    def test_a_cause_is_confirmed_once(self):
        self.check_once("objective_cause")
