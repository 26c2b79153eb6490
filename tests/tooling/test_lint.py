"""bin/lint's own rules: nothing too long, each sudo() with its reason."""

import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "setup"))

import lint  # noqa: E402


def function(lines, head="def long():"):
    return "\n".join([head, *["    pass"] * (lines - 1)])


class TestLint(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def found(self, files, rule=lint.too_long):
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return list(rule(self.folder))

    def test_a_function_of_more_than_forty_lines_is_named(self):
        self.assertEqual(self.found({"a/b.py": function(40)}), [])
        self.assertEqual(self.found({"a/b.py": function(41)}), ["a/b.py:1 long: 41 lines"])

    def test_a_method_and_a_coroutine_are_functions_too(self):
        inner = function(41, "async def inner():").replace("\n", "\n    ")
        found = self.found({"a/b.py": f"class A:\n    {inner}"})
        self.assertEqual(found, ["a/b.py:2 inner: 41 lines"])

    def test_a_file_of_more_than_four_hundred_lines_is_named_whatever_it_is_written_in(self):
        self.assertEqual(self.found({"b.py": "x = 1\n" * 400, "b.xml": "\n" * 400}), [])
        found = self.found({"b.py": "x = 1\n" * 401, "b.xml": "\n" * 401, "b.js": "\n" * 401})
        self.assertEqual(len(found), 3)

    def test_what_the_set_up_keeps_is_not_looked_at(self):
        self.assertEqual(self.found({".local/b.py": function(41)}), [])

    def test_a_sudo_with_no_reason_near_is_named(self):
        lone = "def do(self):\n    rows = self.env['a']\n    return rows.sudo().search([])\n"
        files = {"a/__manifest__.py": "{}", "a/b.py": lone}
        self.assertEqual(self.found(files, lint.unexplained_sudo), ["a/b.py:3"])
        for said in (
            lone.replace("    rows", "    # Whoever asks.\n    rows"),
            lone.replace("([])", "([])  # whoever asks"),
            lone.replace("sudo()", "sudo(False)"),
        ):
            self.assertEqual(self.found({"a/b.py": said}, lint.unexplained_sudo), [])

    def test_a_statement_that_is_never_reached_is_named(self):
        dead = "def do():\n    if a:\n        return 1\n        b()\n    return 2\n"
        self.assertEqual(self.found({"a.py": dead}, lint.unreachable), ["a.py:4"])
        self.assertEqual(self.found({"a.py": dead.replace("b()", "# b")}, lint.unreachable), [])

    def test_the_repository_keeps_these_rules(self):
        for rule in (lint.too_long, lint.unexplained_sudo, lint.unreachable):
            self.assertEqual(list(rule(ROOT)), [])
