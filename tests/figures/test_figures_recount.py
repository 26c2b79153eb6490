"""Provinces of awkward histories: the product's rules and a recount that shares no code agree.

`DIRECTIVE_LONG_TESTS=1` draws more of them.
"""

import os
import random
import unittest

from ..readings.test_appendix_samples import load_reader
from . import odd_province, random_province, recount

PROVINCES = 600 if os.environ.get("DIRECTIVE_LONG_TESTS") else 40
TABLES = (None, "agency", "kind", "issuer", "field", "source", "month")

figures = load_reader("figures")


def differing(rows, right, by):
    """Yield ``(row, cell, product, recount)`` where they differ; a missing number is nought."""
    rows = {key.strftime("%Y-%m") if by == "month" else key: row for key, row in rows.items()}
    for key in {*rows, *right}:
        row, other = rows.get(key, {}), right.get(key, {})
        for cell in {*row, *other}:
            one, two = row.get(cell) or 0, other.get(cell) or 0
            if (
                one != two
                or (row.get(cell) is None) != (other.get(cell) is None)
                and cell in recount.RATES
            ):
                yield key, cell, row.get(cell), other.get(cell)


class TestFiguresRecount(unittest.TestCase):
    """A failure names the seed that draws the province again."""

    maxDiff = None

    def provinces(self):
        for seed in range(PROVINCES):
            yield ("odd", seed), odd_province.draw(seed), odd_province.DAYS
        for seed in range(PROVINCES // 3):
            data = random_province.draw(seed)
            yield (
                ("random", seed),
                data,
                [recount.day_of(one) for task in data["tasks"] for one in task["events"]],
            )

    def test_every_counter_of_every_table_is_the_same(self):
        for name, data, days in self.provinces():
            province, luck = figures.read_province(data), random.Random(str(name))
            for day in luck.sample(days, 4):
                for by in TABLES:
                    rows = figures.counters_by(
                        province.tasks, day, by, province.kinds, province.limits
                    )
                    right = recount.counters(data, day, by)
                    self.assertFalse([*differing(rows, right, by)], (name, day, by))

    def test_every_cell_of_every_form_is_the_same(self):
        for name, data, days in self.provinces():
            province, luck = figures.read_province(data), random.Random(str(name))
            for _period in range(4):
                first, last = sorted((luck.choice(days), luck.choice(days)))
                for by in TABLES:
                    rows = figures.form(
                        province.tasks, first, last, by, province.kinds, province.limits
                    )
                    right = recount.form(data, first, last, by)
                    self.assertFalse([*differing(rows, right, by)], (name, first, last, by))


if __name__ == "__main__":
    unittest.main()
