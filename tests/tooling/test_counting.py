"""How bin/test counts: a run that fails in any way is red, whatever its tests print."""

import io
import os
import shutil
import sys
import tempfile
import unittest
from contextlib import redirect_stdout
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "setup"))

import checks  # noqa: E402
import results  # noqa: E402
import suite_run  # noqa: E402
from results import NOTHING, Counts  # noqa: E402

# Printed and logged by every test below: closing lines of runs, good ones and bad ones.
LIES = """
    def test_good(self):
        for line in ("State(failures=0, errors=0)", "FAILED (failures=3, skipped=2)", "Ran 9 tests in 1s",
                     "OK", "0 failed, 0 error(s) of 9 tests when loading database 'x'"):
            print(line, flush=True)
            logging.getLogger("odoo.tests").info(line)
"""
TEST = "    def test_way(self):\n        "
# The class body of each way to end, and its counts in addition to the one passing test.
WAYS = {
    "Success": (f"{TEST}pass", Counts(2, 0, 0)),
    "Failure": (f"{TEST}self.fail('no')", Counts(1, 1, 0)),
    "Error": (f"{TEST}raise ValueError", Counts(1, 1, 0)),
    "Subtests": (
        f"{TEST}for n in range(3):\n            with self.subTest(n=n):\n                self.assertEqual(n, 1)",
        Counts(1, 1, 0),
    ),
    "Cleanup": (f"{TEST}self.addCleanup(lambda: 1 / 0)", Counts(1, 1, 0)),
    "SetUp": ("    def setUp(self):\n        raise ValueError", Counts(0, 1, 0)),
    "SetUpClass": (
        "    @classmethod\n    def setUpClass(cls):\n        raise ValueError",
        Counts(0, 1, 0),
    ),
    "TearDownClass": (
        "    @classmethod\n    def tearDownClass(cls):\n        super().tearDownClass()\n        raise ValueError",
        Counts(1, 1, 0),
    ),
    "Skip": (f"{TEST}self.skipTest('not here')", Counts(1, 0, 1)),
    "SkipOfAll": ("    def setUp(self):\n        self.skipTest('not here')", Counts(0, 1, 1)),
    "NoBrowser": (f"{TEST}self.skipTest('Chrome executable not found')", Counts(1, 1, 0)),
    "Exit": (f"{TEST}sys.exit(0)", Counts(1, 1, 0)),
    "EarlyEnd": (f"{TEST}os._exit(0)", Counts(0, 1, 0)),
    "Kill": (f"{TEST}os.kill(os.getpid(), signal.SIGKILL)", Counts(0, 1, 0)),
    "Interrupt": (f"{TEST}raise KeyboardInterrupt", Counts(0, 1, 0)),
}
# Those that Odoo's tests do not know.
PLAIN_WAYS = {
    "ExpectedFailure": (
        f"    @unittest.expectedFailure\n{TEST}self.fail('known')",
        Counts(2, 0, 0),
    ),
    "UnexpectedSuccess": (f"    @unittest.expectedFailure\n{TEST}pass", Counts(1, 1, 0)),
}
HEAD = "import logging, os, signal, sys, unittest\n"


def test_class(way, base, body):
    return f"\nclass Test{way}({base}):\n{LIES}\n{body}\n"


class CountingCase(unittest.TestCase):
    """Runs suites written into a folder of their own, as bin/test does."""

    @classmethod
    def setUpClass(cls):
        cls.folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        for name, value in {"ROOT": cls.folder, "LOGS": cls.folder}.items():
            cls.enterClassContext(mock.patch.object(suite_run, name, value))
        (cls.folder / "tests").mkdir()
        (cls.folder / "tests/__init__.py").touch()

    def run_quietly(self, run, *arguments):
        with redirect_stdout(io.StringIO()) as told, mock.patch.object(suite_run, "say"):
            counts = run(*arguments)
        self.told = told.getvalue()
        self.assertEqual(bool(counts.failed), bool(self.told), "failures are told of")
        return counts


class TestUnittestCounts(CountingCase):
    def setUp(self):
        # Files change within a second, which Python would take for the same.
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
        project = SimpleNamespace(python=sys.executable, environment=environment)
        self.suite = suite_run.Run(project, "counts")

    def count(self, text):
        (self.folder / "tests/test_one.py").write_text(text)
        return self.run_quietly(self.suite.tests_in, "test_*.py")

    def test_each_way_to_end_is_counted_as_what_it_is(self):
        for way, (body, expected) in {**WAYS, **PLAIN_WAYS}.items():
            with self.subTest(way):
                text = HEAD + test_class(way, "unittest.TestCase", body)
                self.assertEqual(self.count(text), expected, self.told)

    def test_a_file_that_cannot_be_read_is_one_failure(self):
        for text in ("import nothing_of_that_name\n", "def :\n", "1 / 0\n"):
            with self.subTest(text):
                self.assertEqual(self.count(text), Counts(0, 1, 0))

    def test_of_a_run_that_died_the_last_words_are_shown(self):
        (self.folder / "tests/test_one.py").write_text(
            f"{HEAD}print('last words', flush=True)\nos.kill(os.getpid(), signal.SIGKILL)\n"
        )
        with redirect_stdout(io.StringIO()) as told, mock.patch.object(suite_run, "say"):
            self.suite.tests_in("test_*.py")
        self.assertEqual(told.getvalue(), "last words\nIt ended with exit code -9 and no result.\n")

    def test_a_file_without_a_test_is_a_failure(self):
        self.assertEqual(self.count("x = 1\n"), Counts(0, 1, 0))

    def test_files_left_out_do_not_run(self):
        left_out = self.folder / "tests/test_two.py"
        left_out.write_text("1 / 0\n")
        self.addCleanup(left_out.unlink)
        (self.folder / "tests/test_one.py").write_text(
            HEAD + test_class("Success", "unittest.TestCase", WAYS["Success"][0])
        )
        counts = self.run_quietly(self.suite.tests_in, "test_*.py", "-test_two.py")
        self.assertEqual(counts, Counts(2, 0, 0))

    def test_a_class_that_wants_the_machine_for_itself_runs_in_its_own_part(self):
        (self.folder / "tests/test_one.py").write_text(
            HEAD
            + test_class("Alone", "unittest.TestCase", "    alone = True\n" + WAYS["Success"][0])
            + test_class("Heir", "TestAlone", WAYS["Success"][0])
            + test_class("Killing", "unittest.TestCase", "    kills = True")
            + test_class("Other", "unittest.TestCase", "")
        )
        (self.folder / "tests/machines").mkdir()
        self.addCleanup(shutil.rmtree, self.folder / "tests/machines")
        (self.folder / "tests/machines/__init__.py").touch()
        (self.folder / "tests/machines/test_two.py").write_text(
            HEAD + test_class("Far", "unittest.TestCase", "    kills = True")
        )
        for kind, count in {"alone": 4, "faults": 1, "in-company": 1, "machines": 1}.items():
            counts = self.run_quietly(self.suite.tests_in, "test_*.py", kind)
            self.assertEqual(counts, Counts(count, 0, 0))

    def test_a_dotted_name_runs_what_it_names(self):
        (self.folder / "tests/test_one.py").write_text(
            HEAD + test_class("Failure", "unittest.TestCase", WAYS["Failure"][0])
        )
        name = "tests.test_one.TestFailure.test_good"
        counts = self.run_quietly(partial(self.suite.tests_in, names=["TestFailure"]), name)
        self.assertEqual(counts, Counts(1, 0, 0))


class TestOdooCounts(CountingCase):
    """The same ways in an addon of Odoo's, each run on a database with that addon alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.write_addon(cls.folder / "addons/counted")
        # Without our own addons Odoo starts in half the time.
        own = {"ODOO_ADDONS_PATH": cls.addons_path(), "ODOO_SERVER_WIDE_MODULES": "base,web"}
        environment = {**os.environ, **own}
        project = SimpleNamespace(python=sys.executable, environment=environment)
        cls.enterClassContext(mock.patch.object(suite_run, "addons", lambda: ["counted"]))
        cls.suite = cls.enterClassContext(suite_run.Run(project, "counts"))
        cls.installed = cls.suite.install()

    @classmethod
    def write_addon(cls, folder):
        (folder / "tests").mkdir(parents=True)
        (folder / "__init__.py").touch()
        (folder / "__manifest__.py").write_text(
            "{'name': 'Counted', 'version': '1.0', 'author': 'Us', 'license': 'LGPL-3'}"
        )
        (folder / "tests/__init__.py").write_text("from . import test_ways\n")
        base = "common.TransactionCase"
        text = "".join(test_class(way, base, body) for way, (body, _counts) in WAYS.items())
        (folder / "tests/test_ways.py").write_text(
            f"{HEAD}from odoo.tests import common\nif 'BROKEN' in os.environ:\n    import nothing_of_that_name\n{text}"
        )

    @classmethod
    def addons_path(cls):
        from odoo.tools import config

        config.parse_config([], setup_logging=False)
        return ",".join([str(cls.folder / "addons"), *config["addons_path"]])

    def count(self, way):
        return self.run_quietly(self.suite.tests_of, f"/counted:Test{way}")

    def test_each_way_to_end_is_counted_as_what_it_is(self):
        self.assertEqual(self.installed, Counts(1, 0, 0))
        for way, (_body, expected) in WAYS.items():
            with self.subTest(way):
                self.assertEqual(self.count(way), expected, self.told)

    def test_tests_that_cannot_be_imported_are_a_failure(self):
        with mock.patch.dict(self.suite.environment, BROKEN="1"):
            self.assertEqual(self.count("Success"), Counts(0, 1, 0))

    def test_a_choice_of_no_test_is_a_failure(self):
        self.assertEqual(self.count("OfThatName"), Counts(0, 1, 0))

    def test_a_step_that_logs_a_warning_has_failed(self):
        options = ("install", "-i", "nothing_of_that_name")
        self.assertEqual(self.run_quietly(self.suite._quiet, *options), Counts(0, 1, 0))


class TestTotals(unittest.TestCase):
    def test_a_run_that_failed_and_says_all_passed_is_red(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "result.json")
            path.write_text('{"passed": ["a", "b"], "failed": {}, "skipped": {}, "troubles": []}')
            self.assertEqual(results.of_tests(path, 0)[0], Counts(2, 0, 0))
            self.assertEqual(results.of_tests(path, 1)[0], Counts(2, 1, 0))
            self.assertEqual(results.of_step(path, -9)[0], Counts(0, 1, 0))

    def test_the_last_line_names_skipped_tests_only_if_there_are_any(self):
        self.assertEqual(str(Counts(4, 0, 0)), "4 passed, 0 failed")
        self.assertEqual(str(Counts(4, 0, 1)), "4 passed, 0 failed, 1 skipped")

    def test_a_word_chooses_the_suites_whose_name_holds_it(self):
        self.assertEqual(set(checks.chosen(["data"])), {"data"})
        self.assertEqual(set(checks.chosen(["days-tet"])), {"days-tet"})
        self.assertIn(f"days-{checks.AWKWARD_DAY}", checks.chosen([]))
        by_day = {f"days-{day}{part}" for day in checks.DAYS for part in ("", "-repository")}
        self.assertEqual(
            set(checks.chosen(["days"])), {*by_day, f"days-{checks.AWKWARD_DAY}-whole"}
        )
        self.assertEqual(set(checks.chosen(["all"])), {*checks.SUITES, "kannel"})

    def test_each_suite_runs_once_and_those_in_which_moments_count_after_the_others(self):
        begun = []
        order = {name: lambda run: begun.append(run.suite) or NOTHING for name in checks.SUITES}
        order["kannel"] = order["repository-alone"]
        alone = checks.ALONE[0]
        order[alone] = order["kannel"]
        # Elsewhere it would remove the data of the suites that run meanwhile.
        elsewhere = Path(self.enterContext(tempfile.TemporaryDirectory()))
        with mock.patch.object(checks, "say"), mock.patch.object(suite_run, "LOGS", elsewhere):
            list(checks._results(SimpleNamespace(environment={}), order))
        self.assertEqual(sorted(begun), sorted(order))
        self.assertEqual({*begun[-1 - len(checks.CALM) : -1]}, checks.CALM)
        self.assertEqual(begun[-1], alone)
