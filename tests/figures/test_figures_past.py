"""Figures remembered of the past, and transactions that touch it meanwhile: nobody reads a wrong one."""

import unittest
from datetime import UTC, date, datetime

from ..world.own_database import OwnDatabase
from . import odd_province
from .figures_world import FiguresWorld

DATABASE = OwnDatabase("figures_past")
FIRST, LAST = date(2024, 2, 15), date(2024, 3, 14)

setUpModule = DATABASE.for_module


class TestFiguresPast(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with DATABASE.environment() as env:
            data = odd_province.draw(11)
            for task in data["tasks"]:  # four years earlier, when these days were marked as well
                for event in task["events"]:
                    for name in {"at", "deadline"} & {*event} - {None}:
                        event[name] = event[name] and event[name].replace(
                            event[name][:4], str(int(event[name][:4]) - 4)
                        )
            world = FiguresWorld(env, data)
            cls.task_id = next(
                record.id for record in world.tasks.values() if record.state != "draft"
            )
            env["directive.figures.past"]._forget_outdated()

    def setUp(self):
        with DATABASE.environment() as env:
            env.cr.execute("DELETE FROM directive_figures_past")

    def remember(self):
        with DATABASE.environment() as env:
            env["directive.figures.past"]._remember(FIRST, LAST)

    def kept(self, env):
        return env["directive.figures"]._remembered([None], FIRST, LAST, False, {})

    def is_kept(self):
        with DATABASE.environment() as env:
            self.assertFalse(env["directive.figures.past"]._differences())
            return self.kept(env) is not None

    def touch(self, env):
        """Add a line of a past day to the trail, as a load of history does."""
        from odoo.addons.directive_tracking.tools.workflow import WORKFLOW

        trail = env["directive.transition"].with_context(directive_workflow=WORKFLOW)
        trail.create(self.line(env))
        env.flush_all()

    def line(self, env):
        task = env["directive.task"].browse(self.task_id)
        moment = datetime(2024, 3, 1, 3, tzinfo=UTC).replace(tzinfo=None)
        return {
            "task_id": task.id,
            "directive_id": task.directive_id.id,
            "user_id": env.uid,
            "date": moment,
            "verb": "return",
            "state_from": "reported",
            "state_to": "in_progress",
            "agency_id": task.lead_agency_id.id,
        }

    def test_what_was_on_the_way_when_it_was_counted_is_noticed_once_it_is_there(self):
        with DATABASE.environment() as slow:
            self.touch(slow)  # others do not see it yet
            self.remember()
            self.assertTrue(self.is_kept())
            self.assertIsNone(self.kept(slow) if self.sees(slow) else None)
        self.assertFalse(self.is_kept())

    def sees(self, env):
        """Tell whether the transaction, which began before, sees what was remembered."""
        env.cr.execute("SELECT 1 FROM directive_figures_past")
        return bool(env.cr.rowcount)

    def test_what_is_forgotten_meanwhile_is_still_right_for_whoever_began_before(self):
        self.remember()
        with DATABASE.environment() as reader:
            before = self.kept(reader)
            with DATABASE.environment() as other:
                self.touch(other)
            with DATABASE.environment() as other:
                other["directive.figures.past"]._forget_outdated()
            self.assertEqual(self.kept(reader), before)
        self.assertFalse(self.is_kept())

    def test_a_touch_after_the_tidying_is_another_one(self):
        with DATABASE.environment() as env:
            self.touch(env)
        self.remember()
        with DATABASE.environment() as slow:  # it sees one touch
            slow["directive.figures"]._counters()
            with DATABASE.environment() as env:
                env.cr.execute("DELETE FROM directive_figures_touch")
                env["directive.figures.past"].search([]).unlink()
            with DATABASE.environment() as env:
                self.touch(env)  # again one, but not the same
            slow["directive.figures.past"]._remember(FIRST, LAST)
        self.assertFalse(self.is_kept())

    def test_nobody_waits_for_whoever_counts(self):
        with DATABASE.environment() as counting:
            counting["directive.figures.past"]._remember(FIRST, LAST)
            with DATABASE.environment() as env:
                env.cr.execute("SET LOCAL lock_timeout = '1s'")
                self.touch(env)
        self.assertFalse(self.is_kept())


if __name__ == "__main__":
    unittest.main()
