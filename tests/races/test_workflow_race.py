"""Two people take two steps at the same moment; the order stays whole.

Each pair of steps is taken on two connections. Both read before either writes: the second acts on
outdated data, and retries like a request of the web client.
"""

import itertools
from functools import partial

from ..world.own_database import OwnDatabase
from . import workflow_world as world
from .race_case import RaceCase, World

DATABASE = OwnDatabase("workflow_race")
VERBS_OF_FIGURES = ("receive", "accept", "return", "reopen", "suspend", "revoke", "close", "extend")


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


class TestWorkflowRace(RaceCase):
    """Whatever two steps meet, an ended task leaves nothing open and the directive follows."""

    database = DATABASE

    def take_both(self, steps, task_ids):
        """Take the second step on what was read before the first; return which were possible."""
        from odoo.api import SUPERUSER_ID, Environment

        with DATABASE.registry.cursor() as early, DATABASE.registry.cursor() as late:
            envs = [Environment(cr, SUPERUSER_ID, {}) for cr in (early, late)]
            for env in envs:  # both look before anybody acts
                env["directive.task"].browse(task_ids).mapped("directive_id.state")
            return [
                press(env, step, task_id)
                for env, step, task_id in zip(envs, steps, task_ids, strict=True)
            ]

    def prepare(self, make):
        """Return ``[(names of two steps, directive, tasks)]`` of all pairs that can meet."""
        steps, pairs = world.steps(), []
        with DATABASE.environment() as env:
            for names in itertools.product(steps, repeat=2):
                tasks = make(env, *(steps[name] for name in names))
                if tasks:
                    ids = [task.id for task in tasks]
                    pairs.append((names, tasks[0].directive_id.id, ids))
        return pairs

    def check_every_pair(self, place, make):
        steps, pairs = world.steps(), self.prepare(make)
        self.assertGreater(len(pairs), len(steps))
        done = [
            self.take_both([steps[name] for name in names], task_ids)
            for names, _directive, task_ids in pairs
        ]
        with DATABASE.environment() as env:
            for (names, directive, _tasks), (came_first, _second) in zip(pairs, done, strict=True):
                with self.subTest(place=place, steps=names):
                    # A step on a whole order may be refused because of its other task.
                    whole = hasattr(steps[names[0]], "whole")
                    self.assertTrue(came_first or whole, "nobody came before the first")
                    self.assertEqual(world.faults(env["directive.directive"].browse(directive)), [])

    def test_two_steps_on_one_task(self):
        self.check_every_pair("one task", world.one_task)

    def test_two_steps_on_the_last_two_tasks_of_an_order(self):
        self.check_every_pair("last two tasks", world.two_tasks)

    def test_a_step_on_a_task_and_one_on_what_was_delegated_from_it(self):
        self.check_every_pair("whole and part", world.whole_and_part)

    def test_a_step_on_what_was_delegated_and_one_on_the_whole(self):
        self.check_every_pair("part and whole", world.part_and_whole)

    def test_steps_on_two_tasks_of_one_agency_do_not_wait_for_each_other(self):
        """Nor do they wait for what adds the figures up; whoever would wait gets an error at once."""
        from odoo.api import SUPERUSER_ID, Environment

        steps = world.steps()
        with DATABASE.environment() as env:
            # The first notice of an agency makes its contact, once.
            accept = steps["accept"]
            accept.act(env, world.one_task(env, accept, accept)[0])
            pairs = {
                name: [world.one_task(env, step, step)[0].id for _n in range(2)]
                for name, step in steps.items()
                if name in VERBS_OF_FIGURES
            }
        self.assertEqual(len(pairs), len(VERBS_OF_FIGURES))
        for name, (first, second) in pairs.items():
            with self.subTest(step=name), DATABASE.registry.cursor() as held:
                env = Environment(held, SUPERUSER_ID, {})
                steps[name].act(env, env["directive.task"].browse(first))
                env.flush_all()  # and not committed
                with DATABASE.environment() as env:
                    env.cr.execute("SET LOCAL lock_timeout = '1s'")
                    steps[name].act(env, env["directive.task"].browse(second))
                with DATABASE.environment() as env:
                    env.cr.execute("SET LOCAL lock_timeout = '1s'")
                    env["directive.figures.sum"]._cron_add_up()
                held.commit()
        with DATABASE.environment() as env:
            self.assertFalse(env["directive.figures.sum"]._differences())

    def test_two_last_tasks_accepted_at_once_complete_the_directive(self):
        accept = world.steps()["accept"]

        def make(env):
            tasks = world.two_tasks(env, accept, accept)
            return World(task=[task.id for task in tasks])

        def act(env, task_id):
            accept.act(env, env["directive.task"].browse(task_id))

        def acts(one):
            return {task_id: partial(act, task_id=task_id) for task_id in one.task}

        def check(env, one, done):
            directive = env["directive.task"].browse(one.task).directive_id
            self.assertEqual((list(done.values()), world.faults(directive)), ([True, True], []))

        self.repeat(make, acts, check)
