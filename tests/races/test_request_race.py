"""Several people decide on one request, revoke its task and ask again in the same second.

An approved request changes its task exactly once, whoever presses first and however often.
"""

from datetime import date, timedelta
from functools import partial

from ..world.own_database import OwnDatabase
from . import workflow_world as world
from .race_case import RaceCase, World

DATABASE = OwnDatabase("request_race")
LATER = world.FAR + timedelta(days=365)
PAST = date(2026, 1, 30)  # of tasks whose delay is to be explained


def setUpModule():
    DATABASE.for_module()
    with DATABASE.environment() as env:
        world.make_agencies(env)


class TestRequestRace(RaceCase):
    """Whatever happens at once, the trail, the request and the task tell the same."""

    database = DATABASE

    def make(self, env, kind):
        """Return a task in hand and a pending request on it."""
        directive = world.new_directive(env)
        task = world.new_task(env, directive, "A", "in_progress")
        if kind == "objective_cause":
            task._restore_history({"date_deadline": PAST, "date_deadline_original": PAST})
        world._settled(directive, task)
        return World(task=task.id, request=self.ask(env, task, kind).id, kind=kind)

    def ask(self, env, task, kind):
        return env["directive.task.request"].create(
            {
                "task_id": task.id,
                "kind": kind,
                "reason": "Rain",
                "proposed_deadline": kind == "extension" and LATER,
                "proposed_agency_id": kind == "transfer" and world._agency(env, "C"),
            }
        )

    def acts(self, one):
        """Return what people do at once: two approve, and one or all of the others act as well."""

        def request(env):
            return env["directive.task.request"].browse(one.request)

        def task(env):
            return env["directive.task"].browse(one.task)

        def approve(env, agency):
            given = {"outcome": "transfer"} if one.kind == "return" else {}
            if one.kind in ("return", "transfer"):
                given["agency_id"] = world._agency(env, agency)
            request(env).action_approve(world.NOTE, given)

        approvals = {
            "approve": partial(approve, agency="B"),
            "approve too": partial(approve, agency="C"),
        }
        others = {
            "reject": lambda env: request(env).action_reject(world.NOTE),
            "revoke": lambda env: task(env).action_revoke(world.NOTE),
            "ask": lambda env: self.ask(env, task(env), one.kind),
            "take back": lambda env: request(env).action_withdraw(),
        }
        turn = one.request % (len(others) + 2)
        name = list(others)[turn] if turn < len(others) else None
        return approvals | ({name: others[name]} if name else others)

    def check(self, env, one, _done):
        from odoo.addons.directive_tracking.tools.request.kinds import KINDS

        task = env["directive.task"].browse(one.task)
        self.assertNotEqual(env["directive.task.request"].browse(one.request).state, "pending")
        verb = KINDS[one.kind].verbs[0]
        taken = task.transition_ids.filtered(lambda line: line.verb == verb)
        approved = task.request_ids.filtered(lambda row: row.state == "approved")
        self.assertEqual(len(taken), len(approved), "once for each approval")
        self.assertLessEqual(len(approved), 1)
        self.assertEqual(task.extension_count, len(taken) if verb == "extend" else 0)
        self.assertEqual(world.faults(task.directive_id), [])

    def check_once(self, kind):
        """Check that the request was decided once, and its task changed as often as approved."""
        self.repeat(partial(self.make, kind=kind), self.acts, self.check)

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
