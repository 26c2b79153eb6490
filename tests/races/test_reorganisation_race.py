"""An agency is merged while people work on its tasks, or while another administrator presses too."""

import itertools
from functools import partial

from ..world.own_database import OwnDatabase
from . import workflow_world as world
from .race_case import REPETITIONS, RaceCase, World

DATABASE = OwnDatabase("reorganisation_race")
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


class TestReorganisationRace(RaceCase):
    """Whoever comes first: each open task has one lead, which goes on."""

    database = DATABASE

    def make(self, env, state="in_progress", **more):
        """Return a draft that merges a new agency into another, and a task of it."""
        number = next(NUMBERS)
        old, new = env["directive.agency"].create(
            [{"name": f"Old {number}"}, {"name": f"New {number}"}]
        )
        directive = world.new_directive(env)
        task = world.new_task(env, directive, "A", "draft")
        task.lead_agency_id = old
        if state != "draft":
            world._stand(task, state, None)
            directive._set_state("issued")
            directive._follow_tasks()
        reform = env["directive.reorganisation"].create(
            {
                "name": "12/NQ-HDND",
                "line_ids": [(0, 0, {"agency_id": old.id, "successor_id": new.id})],
            }
        )
        reform.action_preview()
        return World(task=task.id, reform=reform.id, old=old.id, new=new.id, **more)

    def do(self, env, one):
        env["directive.reorganisation"].browse(one.reform).action_do()

    def undo(self, env, one):
        env["directive.reorganisation"].browse(one.reform).action_undo()

    def test_two_administrators_press_and_it_happens_once(self):
        def acts(one):
            return {"first": partial(self.do, one=one), "second": partial(self.do, one=one)}

        def check(env, one, done):
            task = env["directive.task"].browse(one.task)
            self.assertEqual(sorted(done.values()), [False, True])
            self.assertEqual(task.lead_agency_id.id, one.new)
            self.assertEqual(task.transition_ids.mapped("verb").count("reorganise"), 1)
            self.assertEqual(len(env["directive.agency"].browse(one.new).alias_ids), 1)

        self.repeat(self.make, acts, check)

    def test_two_administrators_undo_and_it_happens_once(self):
        def make(env):
            one = self.make(env)
            self.do(env, one)
            return one

        def acts(one):
            return {"first": partial(self.undo, one=one), "second": partial(self.undo, one=one)}

        def check(env, one, done):
            self.assertEqual(sorted(done.values()), [False, True])
            self.assertEqual(env["directive.task"].browse(one.task).lead_agency_id.id, one.old)

        self.repeat(make, acts, check)

    def test_a_step_at_the_same_moment_leaves_no_task_behind(self):
        names = itertools.cycle(STEPS)

        def make(env):
            name = next(names)
            return self.make(env, STEPS[name][0], step=name)

        def acts(one):
            step = STEPS[one.step][1]
            return {
                "do": partial(self.do, one=one),
                "step": lambda env: step(env["directive.task"].browse(one.task)),
            }

        self.repeat(make, acts, self.check_moved)
        self.assertGreaterEqual(REPETITIONS, len(STEPS))

    def check_moved(self, env, one, done):
        task = env["directive.task"].browse(one.task)
        self.assertTrue(done["do"])
        # A draft has no trail of its lead: it always moves.
        moved = one.step == "assign" or "reorganise" in task.transition_ids.mapped("verb")
        self.assertEqual(task.lead_agency_id.id, one.new if moved else one.old)
        self.assertTrue(moved or task.state in world.FINAL, task.state)
        self.assertFalse(env["directive.agency"].browse(one.old).active)
        self.assertEqual(world.faults(task.directive_id), [])
