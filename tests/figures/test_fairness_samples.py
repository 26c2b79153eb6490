"""The fair comparison gives the right figures of the samples; prints cells right / cells."""

import json
import unittest

from ..readings.test_appendix_samples import load_reader
from ..world import samples


def cells(right, answer, path=()):
    """[(path, right, answered)] of each single value that the right answer has."""
    if isinstance(right, dict):
        return [
            cell
            for key, value in right.items()
            for cell in cells(value, (answer or {}).get(key), (*path, key))
        ]
    return [(path, right, answer)]


class TestFairnessSamples(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tools = load_reader("comparison.answers")

    def assert_same(self, name, found):
        wrong = [cell for cell in found if cell[1] != cell[2]]
        print(f"{name}: {len(found) - len(wrong)}/{len(found)} cells")
        self.assertGreater(len(found), 50, name)
        self.assertFalse(wrong, name)

    def answer(self, right):
        counts = {key: (one["x"], one["n"]) for key, one in right["agencies"].items()}
        return self.tools.as_published(counts)

    def test_bare_counts_give_the_right_rates_and_bands(self):
        for path in samples.find("figures/fairness-counts*.json"):
            found = []
            for case in json.loads(path.read_text("utf-8")):
                right = {key: value for key, value in case.items() if key != "what"}
                found += cells(right, self.answer(right), (case["what"],))
            self.assert_same(path.name, found)

    def test_the_counts_of_a_province_give_the_right_rates_and_bands(self):
        for path in samples.find("figures/*.fairness.json"):
            found = []
            for period in json.loads(path.read_text("utf-8")):
                for name, right in period["groups"].items():
                    found += cells(right, self.answer(right), (period["period"], name))
            self.assert_same(path.name, found)
