"""Provinces drawn at random and loaded: the database answers as plain Python does, cell by cell.

`DIRECTIVE_LONG_TESTS=1` draws more of them.
"""

import inspect
import os
import random
import unittest
from datetime import date, timedelta
from unittest.mock import patch

from odoo.tools import SQL

from ..readings.test_appendix_samples import load_reader
from ..world.own_database import OwnDatabase
from . import odd_province, random_province
from .figures_world import BY, FiguresWorld, figures

DATABASE = OwnDatabase("figures_database")
PROVINCES = 60 if os.environ.get("DIRECTIVE_LONG_TESTS") else 5
ODD = PROVINCES // 2
CHANGES = 60  # of tasks that figures have counted
ENDS = ("4", "5", "6", "7", "8", "8x", "9", "10", "11", "12", "12x", "13", "14", "fresh", "w6")
COUNTERS = ("open_overdue", "returned_times", "extended_tasks", "done_on_time", "total", "revoked")

setUpModule = DATABASE.for_module


class TestFiguresDatabase(unittest.TestCase):
    """Each province in a transaction of its own; its seed is printed and draws it again."""

    maxDiff = None

    def test_the_database_and_plain_python_agree_in_every_cell(self):
        first = random.randrange(10**6)
        usual = [date(2025, 10, 1) + timedelta(n) for n in range(460)]
        for seed in range(first, first + PROVINCES):
            print(f"\nprovinces of seed {seed}")
            self.check(seed, random_province.draw(seed, tasks=40), usual, date(2027, 1, 1))
            if seed < first + ODD:
                self.check(seed, odd_province.draw(seed), odd_province.DAYS, date(2029, 1, 3))

    def check(self, seed, data, pool, end_of_all):
        """Compare a province on days of ``pool`` and when all is over."""
        with self.subTest(seed=seed), DATABASE.environment() as env:
            world = FiguresWorld(env, data)
            luck = random.Random(seed)
            days = luck.sample(pool, 3)
            sums = env["directive.figures.sum"]
            for day in [*days, end_of_all]:
                self.check_day(world, day)
                # Whatever is added up when, the figures stay the same.
                sums._cron_add_up()
                self.assertFalse(sums._differences())
            self.check_today(world, end_of_all, luck)
            begin, middle, end = sorted({*days, end_of_all})[-3:]
            whole = load_reader("periods").period_bounds(
                "quarter", middle
            )  # of months that sums are kept of
            for period in ((begin, middle), (middle + timedelta(1), end), whole):
                self.check_form(world, *period)
                self.check_at_once(world, *period)
            self.check_remembered(world, *whole)
            self.check_begun(world, luck, pool)
            env.cr.rollback()

    def check_remembered(self, world, first, last):
        """What is remembered of a past period says what the trail says, until the past is touched."""
        env = world.env
        past, books = env["directive.figures.past"], env["directive.figures"]
        past._remember(first, last)
        self.assertFalse(past._differences())
        self.assertTrue(books._remembered([None], first, last, False, {}))
        self.check_form(world, first, last)
        self.check_at_once(world, first, last)
        env["directive.figures.touch"].create({"day": last})
        self.assertIsNone(books._remembered([None], first, last, False, {}))
        self.check_form(world, first, last)

    def check_begun(self, world, luck, pool):
        """What steps of the first days added is remembered: later ones take some of it back."""
        past = world.env["directive.figures.past"]
        first, end, last = sorted(luck.sample(pool, 3))
        # A period remembered before may begin on the same day and end later: it would come first.
        world.env.cr.execute("DELETE FROM directive_figures_past")
        past._remember(first, end)
        with patch.object(inspect.getmodule(type(past)._latest_end), "RECENT", timedelta(10**4)):
            self.assertEqual(past._latest_end(first, last), end)
            self.check_form(world, first, last)
            self.check_at_once(world, first, last)

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

    def check_today(self, world, day, luck):
        """Figures of today are counted beforehand, and what changes afterwards is added to them."""
        env, settings = world.env, world.env.registry["directive.settings"]
        sums = env["directive.figures.sum"]
        first, _last = load_reader("periods").period_bounds("month", day)
        with patch.object(settings, "_today", lambda _self: day), env.cr.savepoint() as undone:
            sums._cron_add_up()
            self.check_day(world, day)
            self.check_form(world, first, day)
            self.check_at_once(world, first, day)
            for _n in range(CHANGES):
                column, value = luck.choice(self.changes(world, day))
                task = luck.choice(list(world.tasks.values()))
                query = SQL("UPDATE directive_task SET %s = %s WHERE id = %s",
                            SQL.identifier(column), value(luck), task.id)  # fmt: skip
                env.cr.execute(query)
            self.assertFalse(sums._differences())
            undone.rollback()
        env.invalidate_all()

    def changes(self, world, day):
        """Return ``[(column, how to draw a value)]`` of all that moves the figures of a task."""
        choices = {
            "state": [
                "draft",
                "assigned",
                "in_progress",
                "reported",
                "suspended",
                "done",
                "closed",
            ],
            "is_starred": [True, False],
            "coefficient": [0.1, 1, 2.55],
            "rework_count": [0, 1, 2],
            "extension_count": [0, 1],
            "source": ["document", "oral"],
            "lead_agency_id": [one.id for one in world.agencies.values()],
            "issuer_id": [one.id for one in world.catalogues["issuer"].values()] + [None],
            "field_id": [one.id for one in world.catalogues["field"].values()],
        }
        drawn = [(name, lambda luck, of=of: luck.choice(of)) for name, of in choices.items()]
        past = [day + timedelta(n) for n in (-200, -91, -90, -31, -30, -8, -1, 0)] + [None]
        to_come = [*past, day + timedelta(1), day + timedelta(5), day + timedelta(6)]
        days = dict.fromkeys(("assigned", "reported", "done", "last_news", "cause_confirmed"), past)
        days["deadline"] = to_come  # nothing else lies in the future
        drawn += [
            (f"date_{name}", lambda luck, of=of: luck.choice(of)) for name, of in days.items()
        ]
        return drawn

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
