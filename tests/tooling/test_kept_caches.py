"""bin/test keeps Odoo's caches from test to test, without entries that a test made untrue."""

import sys
import unittest
from pathlib import Path
from types import SimpleNamespace

sys.path.append(str(Path(__file__).resolve().parents[2] / "setup" / "runners"))

from kept_caches import Kept  # noqa: E402  the set-up is no package


class TestKeptCaches(unittest.TestCase):
    def setUp(self):
        from odoo.tools.lru import LRU

        self.rules, self.views = LRU(3), LRU(3)
        caches = {"rules": self.rules, "views": self.views}
        self.registry = SimpleNamespace(field_computed={}, _Registry__caches=caches)
        self.rules["old"] = 1

    def roll_back_after(self, test):
        """Run ``test`` as Odoo runs one: it forgets everything at the end."""
        kept = Kept(self.registry)
        test()
        kept.note()
        self.rules.clear()
        self.views.clear()
        kept.put_back()
        return dict(self.rules)

    def test_additions_stay_where_nothing_was_cleared(self):
        def test():
            self.rules["new"] = 2
            self.views.clear()

        self.assertLessEqual({"old": 1, "new": 2}.items(), self.roll_back_after(test).items())

    def test_a_cleared_cache_holds_again_what_it_held_before(self):
        def test():
            self.rules.clear()
            self.rules["old"] = self.rules["new"] = 2

        self.assertEqual(self.roll_back_after(test), {"old": 1})

    def test_a_full_cache_that_dropped_something_counts_as_cleared(self):
        def test():
            self.rules.update({"a": 2, "b": 3, "c": 4})

        self.assertEqual(self.roll_back_after(test), {"old": 1})

    def test_nothing_stays_once_models_were_set_up_again(self):
        def test():
            self.registry.field_computed = {}

        self.assertEqual(self.roll_back_after(test), {})

    def test_a_test_within_another_leaves_the_marks_of_the_outer(self):
        """A class is rolled back after its tests, each of which is rolled back by itself."""
        kept = Kept(self.registry)
        self.rules.clear()
        self.rules["of the class"] = 2
        self.roll_back_after(lambda: None)
        kept.note()
        self.rules.clear()
        kept.put_back()
        self.assertEqual(dict(self.rules), {"old": 1})
