"""What a run of tests came to, by its exit code and the file its runner wrote (setup/runners)."""

import json
import re
from collections import namedtuple

# Why Odoo skips a tour that should have failed: the browser is missing or does not answer.
NO_BROWSER = re.compile("chrom|websocket-client", re.IGNORECASE)


class Counts(namedtuple("Counts", "passed failed skipped")):
    """Results of one or more suites."""

    def __add__(self, other):
        return Counts(*map(sum, zip(self, other, strict=True)))

    def __str__(self):
        line = f"{self.passed} passed, {self.failed} failed"
        return f"{line}, {self.skipped} skipped" if self.skipped else line


NOTHING = Counts(0, 0, 0)


def of_tests(path, code):
    """Return (counts, what to tell of the failures) of a finished run of tests.

    A run that died, that says otherwise than its exit code, or in which nothing passed has failed.
    """
    outcome = _read(path)
    if outcome is None:
        return Counts(0, 1, 0), [f"It ended with exit code {code} and no result."]
    blind = {name: why for name, why in outcome["skipped"].items() if NO_BROWSER.search(why)}
    failed = len(outcome["failed"]) + len(blind)
    told = [f"{name}\n{text}" for name, text in outcome["failed"].items()]
    told += [f"{name}\nskipped: {why}" for name, why in blind.items()]
    if not failed and (code or not outcome["passed"]):
        failed = 1
        told.append(f"{outcome['passed']} tests passed; the exit code was {code}.")
    return Counts(outcome["passed"], failed, len(outcome["skipped"]) - len(blind)), told


def of_step(path, code):
    """Return (counts, what to tell) of a step that is to end well and to log no trouble."""
    outcome = _read(path)
    if outcome is None or code or outcome["troubles"]:
        troubles = outcome["troubles"] if outcome else []
        return Counts(0, 1, 0), [*troubles, f"It ended with exit code {code}."]
    return Counts(1, 0, 0), []


def _read(path):
    """Return the outcome; None if the run did not live to write one."""
    try:
        return json.loads(path.read_text())
    except FileNotFoundError:
        return None
