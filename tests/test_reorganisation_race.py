"""An agency is merged while people work on its tasks, or while another administrator presses too."""

import itertools
import threading
import unittest
from unittest import mock

from . import workflow_world as world
from .own_database import OwnDatabase
from .together import run_together

DATABASE = OwnDatabase("reorganisation_race")
ATTEMPTS = 50
NUMBERS = itertools.count()  # a name used twice would be no alias
STEPS = {
    "assign": ("draft", lambda task: task.action_assign()),
    "receive": ("assigned", lambda task: task.action_receive()),
    "accept": ("reported", lambda task: task.action_accept()),
    "revoke": ("in_progress", lambda task: task.action_revoke(world.NOTE)),
    "reopen": ("done", lambda task: task.action_reopen(world.NOTE)),
}


def setUpModule():
    DATABASE.for_module()
    with DATABASE.environment() as env:
        world.make_agencies(env)


class TestReorganisationRace(unittest.TestCase):
    """Whoever comes first: each open task has one lead, which goes on."""

    def setUp(self):
        from odoo.tools import mute_logger

        for quiet in (mock.patch("odoo.service.model.time.sleep"), mute_logger("odoo.sql_db")):
            quiet.__enter__()
            self.addCleanup(quiet.__exit__, None, None, None)

    def make(self, state):
        """Return the ids of a draft that merges a new agency into another, and of its task."""
        with DATABASE.environment() as env:
            number = next(NUMBERS)
            names = [{"name": f"Old {number}"}, {"name": f"New {number}"}]
            old, new = env["directive.agency"].create(names)
            directive = world.new_directive(env)
            task = world.new_task(env, directive, "A", "draft")
            task.lead_agency_id = old
            if state != "draft":
                world._stand(task, state, None)
                directive._set_state("issued")
                directive._follow_tasks()
            one = env["directive.reorganisation"].create(
                {
                    "name": "12/NQ-HDND",
                    "line_ids": [(0, 0, {"agency_id": old.id, "successor_id": new.id})],
                }
            )
            one.action_preview()
            return one.id, task.id, old.id, new.id

    def press(self, act, together, outcomes, place):
        """Look, wait for the other, act as a request does, and keep whether it was possible."""
        from odoo.api import SUPERUSER_ID, Environment
        from odoo.exceptions import UserError
        from odoo.service.model import retrying

        with DATABASE.registry.cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            env["directive.task"].search([], limit=1, order="id desc").mapped("lead_agency_id.name")
            together.wait()
            try:
                retrying(lambda: act(env), env)
                cr.commit()
                outcomes[place] = True
            except UserError:
                cr.rollback()
                outcomes[place] = False

    def press_both(self, *acts):
        together, outcomes = threading.Barrier(len(acts)), {}
        run_together(
            *(
                lambda act=act, place=place: self.press(act, together, outcomes, place)
                for place, act in enumerate(acts)
            )
        )
        return [outcomes[place] for place in range(len(acts))]

    def test_two_administrators_press_and_it_happens_once(self):
        for attempt in range(ATTEMPTS):
            one_id, task_id, _old, new_id = self.make("in_progress")

            def do(env, one_id=one_id):
                env["directive.reorganisation"].browse(one_id).action_do()

            with self.subTest(attempt=attempt):
                self.assertEqual(sorted(self.press_both(do, do)), [False, True])
                with DATABASE.environment() as env:
                    task = env["directive.task"].browse(task_id)
                    verbs = task.transition_ids.mapped("verb")
                    self.assertEqual(task.lead_agency_id.id, new_id)
                    self.assertEqual(verbs.count("reorganise"), 1)
                    heir = env["directive.agency"].browse(new_id)
                    self.assertEqual(len(heir.alias_ids), 1)

    def test_two_administrators_undo_and_it_happens_once(self):
        for attempt in range(ATTEMPTS // 5):
            one_id, task_id, old_id, _new = self.make("in_progress")
            with DATABASE.environment() as env:
                env["directive.reorganisation"].browse(one_id).action_do()

            def undo(env, one_id=one_id):
                env["directive.reorganisation"].browse(one_id).action_undo()

            with self.subTest(attempt=attempt):
                self.assertEqual(sorted(self.press_both(undo, undo)), [False, True])
                with DATABASE.environment() as env:
                    task = env["directive.task"].browse(task_id)
                    self.assertEqual(task.lead_agency_id.id, old_id)

    def test_a_step_at_the_same_moment_leaves_no_task_behind(self):
        for attempt in range(ATTEMPTS):
            name = list(STEPS)[attempt % len(STEPS)]
            state, step = STEPS[name]
            one_id, task_id, old_id, new_id = self.make(state)

            def do(env, one_id=one_id):
                env["directive.reorganisation"].browse(one_id).action_do()

            def act(env, task_id=task_id, step=step):
                step(env["directive.task"].browse(task_id))

            done, _taken = self.press_both(do, act)
            with self.subTest(attempt=attempt, step=name), DATABASE.environment() as env:
                task = env["directive.task"].browse(task_id)
                self.assertTrue(done)
                # A draft has no trail of its lead: it always moves.
                verbs = task.transition_ids.mapped("verb")
                moved = name == "assign" or "reorganise" in verbs
                self.assertEqual(task.lead_agency_id.id, new_id if moved else old_id)
                self.assertTrue(moved or task.state in world.FINAL, task.state)
                self.assertFalse(env["directive.agency"].browse(old_id).active)
                faults = world.faults(task.directive_id)
                self.assertEqual(faults, [])
