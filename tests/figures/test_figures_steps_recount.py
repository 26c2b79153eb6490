"""Tasks that went through the product's own steps, recounted from the events by the conventions alone."""

import unittest
from datetime import date

from freezegun import freeze_time

from ..world.own_database import OwnDatabase
from . import recount
from .figures_world import BY
from .stepped_world import DAYS, SteppedWorld

DATABASE = OwnDatabase("figures_steps")
SEED = 2026  # draws every step that a task can take
TABLES = (None, *BY)
D = date
# The periods of Decree 09/2019, and ranges of days that cut them.
PERIODS = {
    "a month": (D(2026, 12, 15), D(2027, 1, 14)),
    "a quarter": (D(2026, 9, 15), D(2026, 12, 14)),
    "half a year": (D(2025, 12, 15), D(2026, 6, 14)),
    "nine months": (D(2025, 12, 15), D(2026, 9, 14)),
    "the year": (D(2025, 12, 15), D(2026, 12, 14)),
    "a single day": (D(2026, 12, 15), D(2026, 12, 15)),
    "New Year": (D(2026, 12, 31), D(2027, 1, 1)),
    "the year to date": (D(2026, 12, 15), D(2027, 1, 15)),
    "all days": (DAYS[0], DAYS[-1]),
}
LISTED = (*recount.COUNTED, "1", "T", "G")
SOME = 7  # of the lists of tables but that of agencies, one in so many is opened

setUpModule = DATABASE.for_module


class TestFiguresStepsRecount(unittest.TestCase):
    """One province of a stated seed, in a transaction that is never committed."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        clock = freeze_time(DAYS[0])
        opened = DATABASE.environment()
        cls.clock, cls.env = clock.start(), opened.__enter__()
        cls.addClassCleanup(opened.__exit__, None, None, None)
        cls.addClassCleanup(cls.env.cr.rollback)
        cls.addClassCleanup(clock.stop)
        cls.env["directive.calendar.day"].search([]).unlink()
        cls.world = SteppedWorld(cls.env, SEED, cls.clock)
        cls.env["directive.figures.sum"]._cron_add_up()
        for name in ("a quarter", "nine months", "the year"):
            cls.env["directive.figures.past"]._remember(*PERIODS[name])

    def test_every_step_was_taken(self):
        opened = {"occurrence", "last occurrence"}
        self.assertEqual({*recount.AFTER, *opened}, self.world.taken)

    def test_every_task_stands_on_every_day_as_its_events_say(self):
        for day in DAYS:
            right = {}
            for task in self.world.data["tasks"]:
                if now := recount.replay(task, day):
                    right[task["id"]] = [now["state"], recount.class_of(now, day), now["lead"]]
            self.assertEqual(self.world.by_task(day), right, day)

    def test_every_counter_of_every_table_is_the_same(self):
        for day in DAYS:
            for by in TABLES:
                for starred in (False, True):
                    rows = self.world.counters(day, by, starred)
                    right = recount.counters(self.world.data, day, by, starred)
                    self.assert_same(rows, right, by, (day, by, starred))

    def test_every_cell_of_every_form_is_the_same(self):
        for name, (first, last) in PERIODS.items():
            for by in TABLES:
                for starred in (False, True):
                    rows = self.world.form(first, last, by, starred)
                    right = recount.form(self.world.data, first, last, by, starred)
                    self.assert_same(rows, right, by, (name, by, starred))

    def assert_same(self, rows, right, by, where):
        rows = {None: rows} if by is None else rows
        for key in {*rows, *right}:
            row, other = rows.get(key) or {}, right.get(key) or {}
            for cell in {*row, *other}:
                # Nothing is 0, but for a rate: that of nothing is empty.
                empty = None if cell in recount.RATES else 0
                pair = [one.get(cell, empty) for one in (row, other)]
                self.assertEqual(*pair, (*where, key, cell))

    def test_a_number_opens_the_tasks_it_counts(self):
        for name, (first, last) in PERIODS.items():
            for by in BY:
                right = recount.lists(self.world.data, first, last, by)
                cells = [(key, one) for key in self.world.form(first, last, by) for one in LISTED]
                for key, column in cells[:: 1 if by == "agency" else SOME]:
                    asked = {"by": by, "key": self.world.key_of(by, key)}
                    found = self.world.cell_tasks(column, first, last, **asked)
                    self.assertEqual(found, right.get((key, column), []), (name, by, key, column))

    def test_a_number_of_the_total_opens_the_tasks_it_counts(self):
        for name, (first, last) in PERIODS.items():
            for by in TABLES:
                right = recount.lists(self.world.data, first, last, by)
                for column in LISTED if by in (None, "agency") else ("T", "G3", "T1", "G"):
                    rows = [set(ids) for cell, ids in right.items() if cell[1] == column]
                    found = self.world.cell_tasks(column, first, last, total_of=by)
                    self.assertEqual(found, sorted(set().union(*rows)), (name, by, column))


if __name__ == "__main__":
    unittest.main()
