"""bin/test NAME: the meaning of names; a name without a test run never passes."""

import ast
import doctest
import importlib
import json
import re
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "setup"))

import checks  # noqa: E402
import kinds  # noqa: E402
import results  # noqa: E402
from common import SetupError  # noqa: E402
from names import Index  # noqa: E402
from results import Counts  # noqa: E402

FILES = {
    "addon/tests/common.py": "class Shared:\n    def test_of_the_base(self): pass\n",
    "addon/tests/task/test_step.py": "class TestStep(common.Shared):\n    def test_own(self): pass\n",
    "addon/tests/test_none.py": "class Helper:\n    pass\n",
    "tests/test_race.py": "class TestRace:\n    def test_own(self): pass\n",
    "tests/addons/guest/tests/test_guest.py": "class TestGuest:\n    def test_own(self): pass\n",
    "tests/one/test_twin.py": "class TestTwin:\n    def test_first(self): pass\n",
    "tests/two/test_twin.py": "class TestTwin:\n    def test_second(self): pass\n",
    "tests/sms/gate_run.py": "class TestGate:\n    def test_sent(self): pass\n",
}
STOPPED = re.compile(r"(?:Patcher|= )\(?freeze_time\(")  # and not only for some lines
CLOCK = re.compile(r"\b(?:today|now|utcnow|localtime|gmtime|time_ns|time\.time)\(")
STEP = "addon.tests.task.test_step"


class TestIndex(unittest.TestCase):
    """In a checkout with an addon and tests of its own."""

    def setUp(self):
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        for name, text in FILES.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
        self.index = Index(["lint", "repository-alone"], folder, ["addon"])

    def test_the_examples_beside_the_code_hold(self):
        told = [
            path.stem for path in sorted((ROOT / "setup").glob("*.py")) if ">>>" in path.read_text()
        ]
        self.assertIn("names", told)
        for name in told:
            with self.subTest(name):
                self.assertEqual(doctest.testmod(importlib.import_module(name)).failed, 0)

    def test_a_class_a_method_and_a_file_are_found_by_the_end_of_their_name(self):
        expected = {
            "TestStep": [f"{STEP}.TestStep"],
            "TestStep.test_own": [f"{STEP}.TestStep.test_own"],
            "test_own": [f"{STEP}.TestStep.test_own", "tests.test_race.TestRace.test_own"],
            "test_step": [STEP],
            "addon/tests/task/test_step.py": [STEP],
            f"odoo.addons.{STEP}.TestStep": [f"{STEP}.TestStep"],
            "TestGate": ["tests.sms.gate_run.TestGate"],
        }
        for word, found in expected.items():
            with self.subTest(word):
                self.assertEqual(self.index.find(word), found)

    def test_inherited_methods_belong_to_the_class(self):
        self.assertEqual(
            self.index.find("TestStep.test_of_the_base"), [f"{STEP}.TestStep.test_of_the_base"]
        )

    def test_classes_of_one_name_keep_their_own_methods(self):
        self.assertEqual(self.index.find("test_first"), ["tests.one.test_twin.TestTwin.test_first"])

    def test_an_unknown_name_names_the_nearest(self):
        slips = {
            "TestStop": "TestStep",
            "TestStep.test_won": "TestStep.test_own",
            "race": "TestRace",
            "repositry": "repository-alone",
        }
        for slip, meant in slips.items():
            with self.subTest(slip):
                told = rf"^No test or suite is called {slip}\. Nearest: .*\b{meant}\b"
                self.assertRaisesRegex(SetupError, told, self.index.find, slip)

    def test_a_file_without_a_test_is_no_name(self):
        self.assertRaises(SetupError, self.index.find, "test_none")
        self.assertRaises(SetupError, self.index.find, "Helper")

    def test_a_test_of_an_addon_that_is_not_installed_is_no_name(self):
        self.assertRaises(SetupError, self.index.find, "TestGuest")

    def test_odoo_is_told_exactly_which(self):
        self.assertEqual(self.index.tag(STEP), "*/addon/tests/task/test_step.py")
        self.assertEqual(
            self.index.tag(f"{STEP}.TestStep.test_own"),
            "*/addon/tests/task/test_step.py:TestStep.test_own",
        )


KINDS = {
    "addon/tests/common.py": """
class Walk:
    def test_it(self): self.start_tour("/odoo", "tour")
class Frozen:
    freeze_time = freeze_time("2026-11-25")
""",
    "addon/tests/test_kinds.py": """
class TestWalkAtADesk(Walk):
    pass
class TestOnWednesday(common.Frozen):
    def test_it(self): self.walk()
@freeze_time("2026-11-25")
class TestOnThatDay:
    def test_it(self): pass
class TestToday:
    def test_it(self):
        with freeze_time("2026-11-25"): pass
""",
    "addon/tests/test_plain.py": """
class Reading(BaseCase): pass
class TestReading(Reading):
    def test_it(self): pass
class TestReadingAtADesk(Reading, HttpCase):
    def test_it(self): pass
class TestForeign(Reading, MailCommon):
    def test_it(self): pass
""",
    "addon/tests/matrix/life/test_matrix_x.py": "class TestMatrixX:\n    def test_it(self): pass\n",
    "addon/tests/test_addon_translations.py": "class TestWords:\n    def test_it(self): pass\n",
    "tests/test_outside.py": "class TestOutside(Walk):\n    pass\n",
}


class TestKinds(unittest.TestCase):
    """The suites of bin/test divide the classes of the addons by what their code does."""

    def found(self, fits):
        return {name.rpartition(".")[2] for name in self.index().kind(fits)}

    def index(self):
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        for name, text in KINDS.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
        return Index((), folder, ["addon"])

    def test_what_opens_a_browser_or_asks_the_matrix_is_known_by_its_code(self):
        found = self.found(kinds.is_of_screens_or_roles)
        self.assertEqual(found, {"TestWalkAtADesk", "TestMatrixX"})

    def test_what_compares_translations_is_known_by_its_file(self):
        self.assertEqual(self.found(kinds.reads_words), {"TestWords"})

    def test_who_stops_the_clock_for_the_whole_class_is_known_by_its_code(self):
        self.assertEqual(self.found(kinds.stops_its_clock), {"TestOnWednesday", "TestOnThatDay"})

    def test_a_class_needs_no_database_if_none_of_its_ancestors_does(self):
        found = [name for name in self.index().without_database() if ".test_plain." in name]
        self.assertEqual(found, ["addon.tests.test_plain.TestReading"])

    def test_what_needs_no_database_reads_no_clock(self):
        """So its tests are the same on any day: our tools are told the day, and the tests tell it."""
        index = Index()
        files = {path for name in index.without_database() for path in index.files_of(name)}
        tools = ROOT.glob("directive_*/tools/**/*.py")
        for path in {*files, *tools, *ROOT.glob("directive_*/connectors/*.py")}:
            with self.subTest(path.relative_to(ROOT)):
                self.assertFalse(CLOCK.findall(path.read_text()))
        self.assertGreater(len(files), 25)

    def test_a_clock_stopped_in_a_set_up_is_that_of_the_class(self):
        """Else the class would live on the machine's day until then, and be asked on the leap day too."""
        index = Index()
        hidden = {*index.kind(_sets_its_clock)} - {*index.kind(kinds.stops_its_clock)}
        self.assertEqual(hidden, set(), "their attribute freeze_time is missing")

    def test_each_suite_has_tests_in_this_checkout(self):
        index, every = Index(), lambda _path, _body: True
        for fits in (kinds.is_of_screens_or_roles, kinds.asks_for_rights, kinds.stops_its_clock):
            self.assertGreater(len(index.kind(fits)), 30)
            self.assertLess(len(index.kind(fits)), len(index.kind(every)) / 2)


def _sets_its_clock(_path, body):
    """Tell whether a set-up of the class stops its clock and leaves it so."""
    ups = [one for one in body.body if getattr(one, "name", "") in ("setUp", "setUpClass")]
    return any(STOPPED.search(ast.unparse(one)) for one in ups)


class TestWords(unittest.TestCase):
    def test_every_name_of_this_checkout_is_found(self):
        index = Index()
        for name in index.names:
            self.assertIn(name, index.find(name.rpartition(".")[2]))

    def test_a_slip_is_told_before_anything_runs(self):
        with self.assertRaisesRegex(SetupError, "called TestWord. Nearest: TestWords"):
            checks.main(None, ["lint", "TestWord"])

    def test_no_suite_has_a_name_that_a_test_could_have(self):
        suites = [*checks.SUITES, *checks.ON_REQUEST, *checks.ON_DAYS]
        self.assertFalse([name for name in suites if name.lower().startswith("test")])
        self.assertFalse([name for name in Index().names if checks.chosen([name.split(".")[-1]])])


class TestIdleNames(unittest.TestCase):
    def judge(self, passed, names, code=0):
        path = Path(self.enterContext(tempfile.TemporaryDirectory()), "result.json")
        found = {"passed": passed, "failed": {}, "skipped": {}, "troubles": []}
        path.write_text(json.dumps(found))
        return results.of_tests(path, code, names)

    def test_a_name_of_which_no_test_ran_has_failed(self):
        passed = ["odoo.addons.addon.tests.test_a.TestA.test_it"]
        for name in ("test_a", "TestA", "TestA.test_it", "addon.tests.test_a"):
            self.assertEqual(self.judge(passed, [name]), (Counts(1, 0, 0), []))
        for name in ("Test", "TestB", "TestA.test_i"):
            counts, told = self.judge(passed, ["TestA", name])
            self.assertEqual(counts, Counts(1, 1, 0))
            self.assertEqual(told, [f"{name}\nno test of that name ran"])
