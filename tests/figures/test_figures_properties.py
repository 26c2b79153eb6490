"""Identities of the figures, in a thousand provinces drawn at random; plain Python, no database."""

import random
import unittest
from collections import Counter
from datetime import date, timedelta

from ..readings.test_appendix_samples import load_reader
from . import random_province

PROVINCES = 1000
TABLES = ("agency", "kind", "issuer", "field", "source", "month")
MOVES = ("T2", "T3", "G3", "G4")
RATES = ("17", "18", "19", "20")
DONE = ("done_on_time", "done_late")
CLASSES = (*DONE, "open_in_term", "open_overdue", "open_no_deadline")
AGES = ("overdue_1_7", "overdue_8_30", "overdue_31_90", "overdue_over_90")

figures = load_reader("figures")


def added_up(rows):
    """Return the sum of each column over ``rows``; rates do not add up."""
    total = Counter()
    for row in rows.values():
        total.update({name: value for name, value in row.items() if name not in RATES})
    return +total


def without(row, names):
    return +Counter({name: value for name, value in (row or {}).items() if name not in names})


class TestFiguresProperties(unittest.TestCase):
    """Each identity holds in each province; a failure names the seed that draws it again."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.provinces = {
            seed: figures.read_province(random_province.draw(seed, tasks=8))
            for seed in range(PROVINCES)
        }

    def each(self):
        """Yield the seed, the province, and three cuts in time: the bounds of two periods."""
        for seed, province in self.provinces.items():
            luck = random.Random(seed)
            days = sorted(luck.sample(range(440), 3))
            yield seed, province, [date(2025, 10, 1) + timedelta(day) for day in days]

    def form(self, province, first, last, by=None):
        return figures.form(province.tasks, first, last, by, province.kinds, province.limits)

    def test_columns_of_every_row_balance(self):
        for seed, province, (first, last, _next) in self.each():
            for key, row in self.form(province, first, last, "agency").items():
                with self.subTest(seed=seed, key=key):
                    cell = row.__getitem__
                    self.assertEqual(cell("1"), cell("2") + cell("3") + cell("T") - cell("G"))
                    self.assertEqual(cell("1"), cell("4") + cell("5"))
                    self.assertEqual(cell("6"), cell("7") + cell("8") + cell("9"))
                    self.assertEqual(cell("10"), cell("11") + cell("12") + cell("13"))
                    self.assertEqual(cell("5"), cell("9") + cell("13"))
                    self.assertLessEqual(cell("16a"), cell("16b"))

    def test_what_is_carried_forward_is_what_the_next_period_begins_with(self):
        for seed, province, (first, last, end) in self.each():
            for by in ("agency", "issuer"):
                now = self.form(province, first, last, by)
                after = self.form(province, last + timedelta(1), end, by)
                closing = {key: row["10"] for key, row in now.items() if row["10"]}
                opening = {key: row["2"] for key, row in after.items() if row["2"]}
                self.assertEqual(closing, opening, (seed, by))

    def test_rows_add_up_to_the_province(self):
        for seed, province, (first, last, _next) in self.each():
            whole = self.form(province, first, last).get(None)
            self.assertEqual((whole or {}).get("T2", 0), (whole or {}).get("G3", 0), seed)
            self.assertEqual((whole or {}).get("T3", 0), (whole or {}).get("G4", 0), seed)
            for by in TABLES:
                parts = added_up(self.form(province, first, last, by))
                still = () if by in ("agency", "kind") else (*MOVES, "T", "G")
                self.assertEqual(
                    without(parts, still), without(whole, (*RATES, *still)), (seed, by)
                )

    def test_each_task_is_in_one_class_of_the_day_and_agencies_add_up(self):
        for seed, province, (day, *_later) in self.each():
            whole = figures.counters(province.tasks, day, province.limits)
            rows = figures.counters_by(province.tasks, day, "agency", limits=province.limits)
            self.assertEqual(added_up(rows), +Counter(whole), seed)
            cell = whole.__getitem__
            self.assertEqual(cell("total"), sum(map(cell, CLASSES)), seed)
            self.assertEqual(cell("total"), cell("done") + cell("open"), seed)
            self.assertEqual(cell("done"), sum(map(cell, DONE)), seed)
            self.assertEqual(cell("open_overdue"), sum(map(cell, AGES)), seed)
            stages = cell("not_begun") + cell("in_hand") + cell("processed")
            self.assertEqual(stages, cell("total") + cell("closed"), seed)

    def test_a_period_ends_with_what_is_open_on_its_last_day(self):
        pairs = {"10": "open", "11": "open_in_term", "12": "open_overdue", "13a": "silent",
                 "14": "awaiting_acceptance", "fresh": "fresh_open"}  # fmt: skip
        for seed, province, (first, last, _next) in self.each():
            form = self.form(province, first, last, "agency")
            rows = figures.counters_by(province.tasks, last, "agency", limits=province.limits)
            for key in {*form, *rows}:
                for column, counter in pairs.items():
                    stock = form.get(key, {}).get(column, 0)
                    self.assertEqual(stock, rows.get(key, {}).get(counter, 0), (seed, key, column))

    def test_what_comes_in_and_moves_adds_up_over_periods(self):
        flows = ("3", "15", "16b", *MOVES)
        for seed, province, (first, middle, last) in self.each():
            halves = [(first, middle), (middle + timedelta(1), last)]
            parts = [self.form(province, *half).get(None) or {} for half in halves]
            whole = self.form(province, first, last).get(None) or {}
            for column in flows:
                added = sum(part.get(column, 0) for part in parts)
                self.assertEqual(added, whole.get(column, 0), (seed, column))

    def test_behind_each_cell_stand_as_many_tasks_as_it_counts(self):
        for seed, province, (first, last, _next) in list(self.each())[:100]:
            row = self.form(province, first, last).get(None) or {}
            for column in figures.LISTED:
                found = figures.cell_tasks(province.tasks, first, last, column, province.limits)
                self.assertEqual(len(found), row.get(column, 0), (seed, column))


if __name__ == "__main__":
    unittest.main()
