"""python run_unittest.py RESULT PATTERN [-PATTERN...]: runs the files of tests/ whose names fit.

A pattern with a dash before it leaves files out. RESULT gets the outcome as JSON; the exit code
is 0 only if a test passed and none failed.
"""

import os
import sys
import unittest
from fnmatch import fnmatch
from pathlib import Path

from outcomes import Noting, Outcomes

FOLDER = "tests"


def main(result_path, *patterns):
    sys.path[0] = os.getcwd()
    outcomes = Outcomes()
    loader = unittest.defaultTestLoader
    suites = [loader.discover(FOLDER, name, ".") for name in _file_names(patterns)]
    result_class = type("Result", (Noting, unittest.TextTestResult), {"outcomes": outcomes})
    runner = unittest.TextTestRunner(verbosity=2, resultclass=result_class)
    result = runner.run(unittest.TestSuite(suites))
    outcomes.write(result_path)
    return 0 if result.wasSuccessful() and outcomes.passed else 1


def _file_names(patterns):
    """Return the names of files that are wanted and not left out."""
    wanted = [pattern for pattern in patterns if not pattern.startswith("-")]
    unwanted = [pattern[1:] for pattern in patterns if pattern.startswith("-")]
    names = {path.name for path in Path(FOLDER).rglob("*.py")}
    return sorted(name for name in names if _fits(name, wanted) and not _fits(name, unwanted))


def _fits(name, patterns):
    return any(fnmatch(name, pattern) for pattern in patterns)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
