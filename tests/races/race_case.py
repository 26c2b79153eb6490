"""People who act in the same second, many times over, at the cost of the acts alone.

A test prepares many small worlds in one transaction, lets people meet in one after the other, and
checks them all in one transaction. The people are threads that live as long as the test class; each
has a connection of its own, looks before anybody acts, and repeats as the web server does.
"""

import os
import random
import unittest
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from types import SimpleNamespace
from unittest import mock

IS_LONG = os.environ.get("DIRECTIVE_LONG_TESTS") == "1"
REPETITIONS = 50 if IS_LONG else 12  # every run of bin/test has 25 minutes
MOST_PEOPLE = 6
PATIENCE = 60  # seconds until the others are given up, so that an error ends the test


class World(SimpleNamespace):
    """The ids of what people meet about; ``task`` is what they look at first."""


def by(login, act):
    """Let the person ``login`` do ``act``, without the system's rights."""
    return lambda env: act(person(env, login))


def person(env, login):
    user = env["res.users"].search([("login", "=", login)])
    return env(user=user.id, su=False)


class RaceCase(unittest.TestCase):
    """Tests in a database of the module, which the class names."""

    database = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = ThreadPoolExecutor(MOST_PEOPLE)
        cls.addClassCleanup(cls.people.shutdown)

    def setUp(self):
        from odoo.tools import mute_logger

        for quiet in (mock.patch("odoo.service.model.time.sleep"), mute_logger("odoo.sql_db")):
            quiet.__enter__()
            self.addCleanup(quiet.__exit__, None, None, None)

    def on(self, day):
        """Let it be ``day`` in the province, for everybody."""
        settings = self.database.registry["directive.settings"]
        return mock.patch.object(settings, "_today", lambda self: day)

    def repeat(self, make, acts, check, times=REPETITIONS, apart=False):
        """Let people meet ``times`` times.

        :param make: ``make(env)`` returns a new :class:`World`
        :param acts: ``acts(world)`` returns ``{name: act(env)}``, what people do at once
        :param check: ``check(env, world, done)``; ``done`` says of each name whether it was
            possible, in the order in which they ended
        :param apart: where an act concerns other worlds as well: each is made when its turn comes
        """
        for first in range(0, times, 1 if apart else times):
            with self.database.environment() as env:
                worlds = [make(env) for _world in range(1 if apart else times)]
            done = [
                self.at_once(acts(world), world, seed) for seed, world in enumerate(worlds, first)
            ]
            with self.database.environment() as env:
                for repetition, world in enumerate(worlds):
                    with self.subTest(repetition=first + repetition, done=done[repetition]):
                        check(env, world, done[repetition])

    def at_once(self, acts, world=None, seed=0):
        """Do all ``acts`` in the same second; return which were possible, first ended first."""
        together, done = Barrier(len(acts), timeout=PATIENCE), {}
        names = random.Random(seed).sample(list(acts), len(acts))
        pressed = [
            self.people.submit(self.press, name, acts[name], world, together, done)
            for name in names
        ]
        for one in pressed:
            one.result()
        return done

    def press(self, name, act, world, together, done):
        from odoo.api import SUPERUSER_ID, Environment
        from odoo.exceptions import UserError
        from odoo.service.model import retrying

        with self.database.registry.cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            self.look(env, world)
            together.wait()
            try:
                retrying(partial(self.act, act, env, name, done), env)
                cr.commit()
            except UserError:
                cr.rollback()
                done[name] = False

    def act(self, act, env, name, done):
        """Do ``act`` and note that it has ended, while its locks are still held.

        Whoever waits for them ends later, however slowly this thread goes on after its commit.
        """
        done.pop(name, None)  # an attempt that was undone
        act(env)
        env.cr.flush()
        done[name] = True

    def look(self, env, world):
        """Read what the person has before their eyes; their transaction sees no later change."""
        task = getattr(world, "task", None)
        tasks = env["directive.task"].browse(task) if task else env["directive.task"]
        (tasks or tasks.search([], limit=1)).mapped("directive_id.state")
