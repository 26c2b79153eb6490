"""Two people take two steps at the same moment; the order stays whole.

Each pair of steps is taken on two connections. Both read before either writes: the second acts on
outdated data, and retries like a request of the web client.
"""

import threading
import unittest
from unittest import mock

from . import workflow_world as world
from .own_database import OwnDatabase

DATABASE = OwnDatabase("workflow_race")
ATTEMPTS = 20


def setUpModule():
    DATABASE.for_module()
    with DATABASE.environment() as env:
        world.make_agencies(env)


def press(env, step, task_id):
    """Take ``step`` as a request does and commit it; tell whether it was possible."""
    from odoo.exceptions import UserError
    from odoo.service.model import retrying

    try:
        retrying(lambda: step.act(env, env["directive.task"].browse(task_id)), env)
        env.cr.commit()
        return True
    except UserError:
        env.cr.rollback()
        return False


class TestWorkflowRace(unittest.TestCase):
    """Whatever two steps meet, an ended task leaves nothing open and the directive follows."""

    def setUp(self):
        from odoo.tools import mute_logger

        for quiet in (mock.patch("odoo.service.model.time.sleep"), mute_logger("odoo.sql_db")):
            quiet.__enter__()
            self.addCleanup(quiet.__exit__, None, None, None)

    def take_both(self, first, second, task_ids):
        from odoo.api import SUPERUSER_ID, Environment

        with DATABASE.registry.cursor() as early, DATABASE.registry.cursor() as late:
            envs = [Environment(cr, SUPERUSER_ID, {}) for cr in (early, late)]
            for env in envs:  # both look before anybody acts
                env["directive.task"].browse(task_ids).mapped("directive_id.state")
            return [
                press(env, step, task_id)
                for env, step, task_id in zip(envs, (first, second), task_ids, strict=True)
            ]

    def check_pair(self, names, place, make):
        steps = world.steps()
        first, second = (steps[name] for name in names)
        with DATABASE.environment() as env:
            tasks = make(env, first, second)
            if not tasks:
                return 0
            directive, task_ids = tasks[0].directive_id.id, [task.id for task in tasks]
        done = self.take_both(first, second, task_ids)
        with DATABASE.environment() as env:
            faults = world.faults(env["directive.directive"].browse(directive))
        with self.subTest(place=place, first=names[0], second=names[1]):
            # A step on a whole order may be refused because of its other task.
            self.assertTrue(done[0] or hasattr(first, "whole"), "nobody came before the first")
            self.assertEqual(faults, [])
        return 1

    def check_every_pair(self, place, make):
        names = world.steps()
        tried = sum(self.check_pair((one, two), place, make) for one in names for two in names)
        self.assertGreater(tried, len(names))

    def test_two_steps_on_one_task(self):
        self.check_every_pair("one task", world.one_task)

    def test_two_steps_on_the_last_two_tasks_of_an_order(self):
        self.check_every_pair("last two tasks", world.two_tasks)

    def test_a_step_on_a_task_and_one_on_what_was_delegated_from_it(self):
        self.check_every_pair("whole and part", world.whole_and_part)

    def test_a_step_on_what_was_delegated_and_one_on_the_whole(self):
        self.check_every_pair("part and whole", world.part_and_whole)

    def accept(self, task_id, together, outcomes):
        from odoo.api import SUPERUSER_ID, Environment

        with DATABASE.registry.cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            env["directive.task"].browse(task_id).mapped("state")
            together.wait()
            outcomes.append(press(env, world.steps()["accept"], task_id))

    def test_two_last_tasks_accepted_at_once_complete_the_directive(self):
        for _attempt in range(ATTEMPTS):
            accept = world.steps()["accept"]
            with DATABASE.environment() as env:
                tasks = world.two_tasks(env, accept, accept)
                directive_id, ids = tasks[0].directive_id.id, [task.id for task in tasks]
            together, outcomes = threading.Barrier(2), []
            presses = [
                threading.Thread(target=self.accept, args=(task_id, together, outcomes))
                for task_id in ids
            ]
            for one in presses:
                one.start()
            for one in presses:
                one.join()
            with DATABASE.environment() as env:
                directive = env["directive.directive"].browse(directive_id)
                self.assertEqual((outcomes, world.faults(directive)), ([True, True], []))
