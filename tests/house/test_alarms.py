"""The alarms of the code, of the watcher and of the guide are the same."""

import re
import runpy
import unittest

from ..rooms.sources import ROOT

CODES = ROOT / "directive_tracking/tools/watch/alarm.py"
WATCHER = ROOT / "watch/watch.py"
MEANINGS = ROOT / "watch/meanings.py"
GUIDES = {"docs/en/operations.md": "## Alarms", "docs/vi/van-hanh.md": "## Báo động"}
OF_PETITIONS = ["seal_key"]  # raised by directive_petition; grave
TRIED = ("directive_tracking/tests/watch/test_health.py", "tests/faults/test_watch.py")


class TestAlarms(unittest.TestCase):
    def setUp(self):
        found = runpy.run_path(CODES)
        self.grave, self.mild = found["GRAVE"], found["MILD"]

    def test_the_watcher_knows_which_are_mild(self):
        self.assertEqual(set(runpy.run_path(WATCHER)["MILD_CODES"]), set(self.mild))

    def test_an_alarm_says_each_in_words_of_both_languages(self):
        found = runpy.run_path(MEANINGS)
        own = {"no answer", "no health report", *OF_PETITIONS}
        self.assertEqual(set(found["MEANINGS"]), {*self.grave, *self.mild} | own)
        for code in (*self.grave, *self.mild):
            [[vietnamese], [english]] = (
                found["meanings"](f"HTTP 503: {code}:x", one) for one in ("vi", "en")
            )
            self.assertNotEqual(vietnamese, english)

    def test_the_guides_say_what_to_do_at_each_and_know_no_other(self):
        for path, title in GUIDES.items():
            with self.subTest(path):
                table = (ROOT / path).read_text().partition(title)[2].partition("\n## ")[0]
                rows = re.findall(r"^\| `(\w+):?`.*\|(.*)\|(.*)\|$", table, re.MULTILINE)
                self.assertEqual(
                    [code for code, *_rest in rows], [*self.grave, *OF_PETITIONS, *self.mild]
                )
                for code, meaning, remedy in rows:
                    self.assertTrue(meaning.strip() and remedy.strip(), code)

    def test_each_was_tried(self):
        text = "".join((ROOT / path).read_text() for path in TRIED)
        for code in (*self.grave, *self.mild):
            self.assertRegex(text, rf'"{code}[":]', code)
