"""The alarms of the code, of the watcher and of the guide are the same."""

import re
import runpy
import unittest

from ..rooms.sources import ROOT

CODES = ROOT / "directive_tracking/tools/watch/alarm.py"
WATCHER = ROOT / "watch/watch.py"
GUIDES = {"docs/en/operations.md": "## Alarms", "docs/vi/van-hanh.md": "## Báo động"}
TRIED = ("directive_tracking/tests/watch/test_health.py", "tests/faults/test_watch.py")


class TestAlarms(unittest.TestCase):
    def setUp(self):
        found = runpy.run_path(CODES)
        self.grave, self.mild = found["GRAVE"], found["MILD"]

    def test_the_watcher_knows_which_are_mild(self):
        self.assertEqual(set(runpy.run_path(WATCHER)["MILD_CODES"]), set(self.mild))

    def test_the_guides_say_what_to_do_at_each_and_know_no_other(self):
        for path, title in GUIDES.items():
            with self.subTest(path):
                table = (ROOT / path).read_text().partition(title)[2].partition("\n## ")[0]
                rows = re.findall(r"^\| `(\w+):?`.*\|(.*)\|(.*)\|$", table, re.MULTILINE)
                self.assertEqual([code for code, *_rest in rows], [*self.grave, *self.mild])
                for code, meaning, remedy in rows:
                    self.assertTrue(meaning.strip() and remedy.strip(), code)

    def test_each_was_tried(self):
        text = "".join((ROOT / path).read_text() for path in TRIED)
        for code in (*self.grave, *self.mild):
            self.assertRegex(text, rf'"{code}[":]', code)
