"""The sample provinces, loaded as history: every figure of every day and period is right."""

import json
import unittest
from datetime import date

from ..world import samples
from ..world.own_database import OwnDatabase
from .figures_world import FiguresWorld

DATABASE = OwnDatabase("figures_samples")

setUpModule = DATABASE.for_module


def answers(kind):
    """Return ``[(name, province, right answers)]`` of the sample provinces with answers of ``kind``."""
    found = samples.find(f"figures/province-*.{kind}.json")
    return [
        (path.name, _province_of(path, kind), json.loads(path.read_text("utf-8"))) for path in found
    ]


def _province_of(path, kind):
    return json.loads(path.with_name(path.name.replace(f".{kind}.", ".")).read_text("utf-8"))


def compare(right, answer, path=()):
    """Return ``(cells, [those that differ])``; a missing row or cell is 0 or null, as in `compare.py`."""
    if isinstance(right, dict):
        answer = answer if isinstance(answer, dict) else {}
        pairs = [compare(value, answer.get(key), (*path, key)) for key, value in right.items()]
        more = {key for key in answer.keys() - right.keys() if "by_" in (path or ("",))[-1]}
        added = [(*path, key) for key in more if not is_empty(answer[key])]
        return sum(count for count, _wrong in pairs), sum((wrong for _n, wrong in pairs), added)
    same = (
        is_empty(right)
        if answer is None
        else right == answer and (right is None) == (answer is None)
    )
    return 1, [] if same else [(*path, answer, right)]


def is_empty(value):
    return all(map(is_empty, value.values())) if isinstance(value, dict) else not value


class TestFiguresSamples(unittest.TestCase):
    """Each province in a transaction of its own; nothing is kept."""

    maxDiff = None

    def check(self, kind, ask):
        for name, data, right in answers(kind):
            with self.subTest(name), DATABASE.environment() as env:
                world = FiguresWorld(env, data)
                found = [compare(one, ask(world, one)) for one in right]
                env.cr.rollback()
            cells, wrong = (
                sum(count for count, _w in found),
                sum((wrong for _n, wrong in found), []),
            )
            print(f"\n{name}: {cells - len(wrong)} of {cells} cells right")
            self.assertGreater(cells, 1000)
            self.assertFalse(wrong[:40])

    def test_every_counter_of_every_day_is_right(self):
        self.check("days", lambda world, one: world.day_answer(date.fromisoformat(one["day"])))

    def test_every_cell_of_every_form_and_the_tasks_behind_it_are_right(self):
        def ask(world, one):
            days = map(date.fromisoformat, (one["first"], one["last"]))
            return {**one, **world.form_answer(*days, listed=one["lists"])}

        self.check("forms", ask)


if __name__ == "__main__":
    unittest.main()
