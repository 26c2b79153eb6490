"""Provinces drawn at random and loaded: the database answers as plain Python does, cell by cell.

`DIRECTIVE_LONG_TESTS=1` draws more of them.
"""

import os
import random
import unittest
from datetime import date, timedelta

from ..readings.test_appendix_samples import load_reader
from ..world.own_database import OwnDatabase
from . import random_province
from .figures_world import BY, FiguresWorld, figures

DATABASE = OwnDatabase("figures_database")
PROVINCES = 60 if os.environ.get("DIRECTIVE_LONG_TESTS") else 5
ENDS = ("4", "5", "6", "7", "8", "8x", "9", "10", "11", "12", "12x", "13", "14", "fresh", "w6")
COUNTERS = ("open_overdue", "returned_times", "extended_tasks", "done_on_time", "total", "revoked")

setUpModule = DATABASE.for_module


class TestFiguresDatabase(unittest.TestCase):
    """Each province in a transaction of its own; its seed is printed and draws it again."""

    maxDiff = None

    def test_the_database_and_plain_python_agree_in_every_cell(self):
        first = random.randrange(10**6)
        for seed in range(first, first + PROVINCES):
            print(f"\nprovince of seed {seed}")
            with self.subTest(seed=seed), DATABASE.environment() as env:
                world = FiguresWorld(env, random_province.draw(seed, tasks=40))
                luck = random.Random(seed)
                days = [date(2025, 10, 1) + timedelta(luck.randrange(460)) for _n in range(3)]
                sums = env["directive.figures.sum"]
                for day in [*days, date(2027, 1, 1)]:
                    self.check_day(world, day)
                    # Whatever is added up when, the figures stay the same.
                    sums._cron_add_up()
                    self.assertFalse(sums._differences())
                begin, middle, end = sorted({*days, date(2027, 1, 1)})[-3:]
                whole = load_reader("periods").period_bounds(
                    "quarter", middle
                )  # of months that sums are kept of
                for period in ((begin, middle), (middle + timedelta(1), end), whole):
                    self.check_form(world, *period)
                    self.check_at_once(world, *period)
                env.cr.rollback()

    def check_day(self, world, day):
        tasks, kinds, limits = world.province
        for by in (None, *BY):
            for starred in (False, True):
                chosen = [task for task in tasks if task.starred or not starred]
                right = figures.counters_by(chosen, day, by, kinds, limits)
                answer = world.env["directive.figures"]._counters(day, by, starred)
                self.assertEqual(world.coded(answer, by), texted(right, by), (day, by, starred))
        once = world.env["directive.figures"]._counters_of((None, *BY), day)
        self.assertEqual(once[None].get(None, {}), world.counters(day))
        self.assertEqual(world.coded(once["agency"], "agency"), world.counters(day, "agency"))
        for counter in COUNTERS:
            number = world.counters(day).get(counter, 0)
            behind = len(world.counter_tasks(counter, day))
            (self.assertLessEqual if "times" in counter else self.assertEqual)(
                behind, number, counter
            )

    def check_form(self, world, first, last):
        tasks, kinds, limits = world.province
        for by in (None, *BY):
            for starred in (False, True):
                chosen = [task for task in tasks if task.starred or not starred]
                right = figures.form(chosen, first, last, by, kinds, limits)
                answer = world.env["directive.figures"]._form(first, last, by, starred)
                self.assertEqual(
                    world.coded(answer, by), texted(right, by), (first, last, by, starred)
                )
        for column in figures.LISTED:
            right = {
                task.id for task, _lead in figures.cell_tasks(tasks, first, last, column, limits)
            }
            self.assertEqual(
                world.cell_tasks(column, first, last), sorted(right), (first, last, column)
            )

    def check_at_once(self, world, first, last):
        """What is read together, or only in part, says what the whole says."""
        books, tables = world.env["directive.figures"], (None, *BY)
        forms, counters = books._forms_and_counters(tables, first, last)
        self.assertEqual(counters, books._counters_of(tables, last))
        self.assertEqual(forms, books._forms_of(tables, first, last))
        for by in tables:
            self.assertEqual(forms[by], books._form(first, last, by))
            ends = books._ends(first, last, by)
            for key, row in forms[by].items():
                said = ends.pop(key, {})
                self.assertEqual([said.get(one, 0) for one in ENDS], [row[one] for one in ENDS])
            self.assertFalse(ends)
        for key, row in forms["issuer"].items():
            self.assertEqual(books._count_given(first, last, issuer=key), row["3"])


def texted(rows, by):
    """Return plain rows without those of zeros, with months as the samples write them."""
    rows = {key: row for key, row in rows.items() if any(row.values())}
    return {key.strftime("%Y-%m"): row for key, row in rows.items()} if by == "month" else rows


if __name__ == "__main__":
    unittest.main()
