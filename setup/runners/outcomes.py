"""Test outcomes of a run, collected by the runner and written as JSON at its end.

A run that dies earlier leaves no file. Printed or logged output of tests is not used.
"""

import json
import logging
import os
from collections import Counter
from pathlib import Path


class Outcomes:
    """Counts for `setup/results.py`: a test is its id, and fails if any part of it does.

    ``seconds`` tells how long each class took, its preparation included, and ``work`` how long it kept
    a processor busy, with the programs it waited for but without the database server.
    """

    def __init__(self):
        self.passed = set()
        self.failed = {}
        self.skipped = {}
        self.troubles = []
        self.seconds = Counter()
        self.work = Counter()
        self._seen = os.times()

    def note_failure(self, test, text):
        self.failed[_name(test)] = str(text)

    def note_skip(self, test, reason):
        self.skipped[_name(test)] = str(reason)

    def note_end(self, test):
        """Charge what has passed since the end of the test before to the class of this one.

        No test can stop these clocks: freezegun stops those of the module time.
        """
        before, self._seen = self._seen, os.times()
        name = _name(test).rpartition(".")[0]
        self.seconds[name] += self._seen.elapsed - before.elapsed
        self.work[name] += sum(self._seen[:4]) - sum(before[:4])

    def write(self, path):
        """Write the result atomically."""
        skipped = {name: why for name, why in self.skipped.items() if name not in self.failed}
        found = {
            "passed": sorted(self.passed - self.failed.keys() - skipped.keys()),
            "failed": self.failed,
            "skipped": skipped,
            "troubles": self.troubles,
            "seconds": _rounded(self.seconds),
            "work": _rounded(self.work),
        }
        unfinished = Path(f"{path}.part")
        unfinished.write_text(json.dumps(found, ensure_ascii=False, indent=1))
        os.replace(unfinished, path)


class Noting:
    """Mixin for a runner's result class: forwards its events to `outcomes`."""

    outcomes = None

    def stopTest(self, test):
        super().stopTest(test)
        self.outcomes.note_end(test)

    def addSuccess(self, test):
        super().addSuccess(test)
        self.outcomes.passed.add(_name(test))

    def addError(self, test, err):
        super().addError(test, err)
        self.outcomes.note_failure(test, self._exc_info_to_string(err, test))

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.outcomes.note_failure(test, self._exc_info_to_string(err, test))

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.outcomes.note_failure(test, self._exc_info_to_string(err, test))

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.outcomes.note_skip(test, reason)

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self.outcomes.passed.add(_name(test))

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.outcomes.note_failure(test, "It passed, although it is expected to fail.")


class TroubleHandler(logging.Handler):
    """Collects log entries from WARNING upwards, for a step that must be quiet."""

    def __init__(self, outcomes):
        super().__init__(logging.WARNING)
        self.outcomes = outcomes
        self.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))

    def emit(self, record):
        self.outcomes.troubles.append(self.format(record))


def _rounded(counter):
    return {name: round(taken, 1) for name, taken in counter.most_common()}


def _name(test):
    """Return the id of a test; a subtest has the id of its test."""
    return getattr(test, "test_case", test).id()
