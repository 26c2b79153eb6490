"""python run_unittest.py RESULT PATTERN [-PATTERN...]: runs the matching files of tests/.

A pattern with a leading dash excludes files. `alone` selects only the tests whose class needs the
whole machine (its attribute `alone` is true), `machines` those of that folder, `faults` those whose
class kills processes (`kills`), `in-company` only the others. A dotted name such as
`tests.tooling.test_days.TestClock` is run directly. RESULT gets the outcome as JSON; the exit code is 0
only if a test passed and none failed.
"""

import os
import sys
import unittest
from fnmatch import fnmatch
from pathlib import Path

from outcomes import Noting, Outcomes

FOLDER = "tests"
KINDS = {"alone", "faults", "in-company", "machines"}


def main(result_path, *patterns):
    sys.path[0] = os.getcwd()
    outcomes = Outcomes()
    kinds = KINDS.intersection(patterns) or KINDS
    tests = [test for test in _tests(patterns) if _kind(test) in kinds]
    result_class = type("Result", (Noting, unittest.TextTestResult), {"outcomes": outcomes})
    runner = unittest.TextTestRunner(verbosity=2, resultclass=result_class)
    result = runner.run(unittest.TestSuite(tests))
    outcomes.write(result_path)
    return 0 if result.wasSuccessful() and outcomes.passed else 1


def _tests(patterns):
    """Yield the tests of matching files, then those selected by name."""
    loader = unittest.defaultTestLoader
    for name in _file_names(patterns):
        yield from _single(loader.discover(FOLDER, name, "."))
    yield from _single(
        loader.loadTestsFromNames([word for word in patterns if word.startswith(f"{FOLDER}.")])
    )


def _single(suite):
    for part in suite:
        if isinstance(part, unittest.TestSuite):
            yield from _single(part)
        else:
            yield part


def _kind(test):
    if getattr(test, "alone", False):
        return "alone"
    if type(test).__module__.startswith("tests.machines."):
        return "machines"
    return "faults" if getattr(test, "kills", False) else "in-company"


def _file_names(patterns):
    """Return the names of files that are selected and not excluded."""
    wanted = [pattern for pattern in patterns if not pattern.startswith("-")]
    unwanted = [pattern[1:] for pattern in patterns if pattern.startswith("-")]
    names = {path.name for path in Path(FOLDER).rglob("*.py")}
    return sorted(name for name in names if _fits(name, wanted) and not _fits(name, unwanted))


def _fits(name, patterns):
    return any(fnmatch(name, pattern) for pattern in patterns)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
