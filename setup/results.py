"""The outcome of a test run, from its exit code and the file of its runner (setup/runners)."""

import json
import re
from collections import namedtuple

# Reasons why Odoo skips a tour that should fail: the browser is missing or unresponsive.
NO_BROWSER = re.compile("chrom|websocket-client", re.IGNORECASE)


class Counts(namedtuple("Counts", "passed failed skipped")):
    """Results of one or more suites."""

    def __add__(self, other):
        return Counts(*map(sum, zip(self, other, strict=True)))

    def __str__(self):
        line = f"{self.passed} passed, {self.failed} failed"
        return f"{line}, {self.skipped} skipped" if self.skipped else line


NOTHING = Counts(0, 0, 0)


def of_tests(path, code, names=()):
    """Return (counts, description of failures) of a finished test run.

    A run has failed if it died, contradicts its exit code, or has no passed test; so has each of
    ``names`` without a passed or failed test.
    """
    outcome = _read(path)
    if outcome is None:
        return Counts(0, 1, 0), [f"It ended with exit code {code} and no result."]
    blind = {name: why for name, why in outcome["skipped"].items() if NO_BROWSER.search(why)}
    failed = len(outcome["failed"]) + len(blind)
    told = [f"{name}\n{text}" for name, text in outcome["failed"].items()]
    told += [f"{name}\nskipped: {why}" for name, why in blind.items()]
    idle = [] if failed else _idle(names, outcome["passed"])
    told += [f"{name}\nno test of that name ran" for name in idle]
    failed += len(idle)
    passed = len(outcome["passed"])
    if not failed and (code or not passed):
        failed = 1
        told.append(f"{passed} tests passed; the exit code was {code}.")
    return Counts(passed, failed, len(outcome["skipped"]) - len(blind)), told


def of_step(path, code):
    """Return (counts, description) of a step that must succeed without logged problems."""
    outcome = _read(path)
    if outcome is None or code or outcome["troubles"]:
        troubles = outcome["troubles"] if outcome else []
        return Counts(0, 1, 0), [*troubles, f"It ended with exit code {code}."]
    return Counts(1, 0, 0), []


def _idle(names, passed):
    """Return those of ``names`` without a passed test."""
    ran = [f".{test}." for test in passed]
    return [name for name in names if not any(f".{name}." in test for test in ran)]


def _read(path):
    """Return the outcome; None if the run died before writing it."""
    try:
        return json.loads(path.read_text())
    except FileNotFoundError:
        return None
