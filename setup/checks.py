"""bin/test: every test, each on a database made for it; the last line is `N passed, N failed`.

`bin/test WORD...` runs only the suites whose name holds one of the words; `bin/test all` runs
those as well that are left out otherwise, since they need more of the machine.
"""

import os
import re
import shutil
import subprocess
import time
from collections import namedtuple

import debian
import lint
from common import LOCAL, ROOT, addons, exclusive, free_ports, say

LOGS = LOCAL / "test"
FAULTS = LOGS / "faults.txt"  # written by tests/sms/fault_case.py
TALLY = re.compile(r"(\d+) failed, (\d+) error\(s\) of (\d+) tests when loading database")
SKIPPED = re.compile(r" INFO \S+ \S+: skipped \S+ : ", re.MULTILINE)
NO_BROWSER = re.compile(r": skipped \S+ : .*Chrome")
# A log record from WARNING upwards, with the lines that belong to it.
TROUBLE = re.compile(
    r"^[\d-]+ [\d:,]+ \d+ (?:WARNING|ERROR|CRITICAL) .*(?:\n(?![\d-]+ [\d:,]+ ).*)*", re.MULTILINE
)
# Odoo's own checks which visit every menu and view of the installed apps.
ODOO_CHECKS = (
    "click_all/web,/web:TestMenusAdminLight,/web:TestMenusDemoLight,migration/base:TestAllViews,"
    "render_all_views/base:TestRenderAllViews,/base:TestInvisibleField"
)


class Counts(namedtuple("Counts", "passed failed skipped")):
    """Results of one or more suites."""

    def __add__(self, other):
        return Counts(*map(sum, zip(self, other, strict=True)))

    def __str__(self):
        line = f"{self.passed} passed, {self.failed} failed"
        return f"{line}, {self.skipped} skipped" if self.skipped else line


NOTHING = Counts(0, 0, 0)


def main(project, words):
    """Run the suites; returns 0 if tests ran and none failed."""
    if not shutil.which("/usr/bin/chromium"):
        debian.install("chromium", "fonts-dejavu-core")
    total = NOTHING
    with exclusive("test"):
        shutil.rmtree(LOGS, ignore_errors=True)
        LOGS.mkdir(parents=True)
        for name, suite in _chosen(words).items():
            begun = time.monotonic()
            result = suite(project, name)
            say(f"{name}: {result} ({time.monotonic() - begun:.0f} s)")
            total += result
    print(total)
    return 0 if total.passed and not total.failed else 1


def _chosen(words):
    """Return the suites that ``words`` ask for."""
    every = {**SUITES, **ON_REQUEST}
    if not words:
        return SUITES
    return {
        name: suite
        for name, suite in every.items()
        if "all" in words or any(word in name for word in words)
    }


def _without_demo(project, name):
    """Install, update and unit tests on a database without demo data."""
    with _Database(project, name) as database:
        result = database.install() + database.update()
        tags = ",".join(f"/{addon}" for addon in addons())
        return result + database.test("addons", tags, "-i", "rpc", "-u", ",".join(addons()))


def _demo_in_english(project, name):
    """The trial province needs no other language than Odoo's own."""
    with _Database(project, name) as database:
        return database.install("--with-demo")


def _with_demo(project, name):
    """Install and update with demo data, then Odoo's own visit to every menu and view."""
    with _Database(project, name) as database:
        result = database.install("--with-demo", "--load-language=vi_VN") + database.update()
        return result + database.test("odoo", ODOO_CHECKS)


def _repository(project, name):
    """The tests in tests/, which drive the product from outside; their table of faults is shown."""
    result = _unittest(project, name, "discover", "-v", "-s", "tests", "-t", ".")
    if FAULTS.exists():
        print(FAULTS.read_text())
    return result


def _kannel(project, name):
    """Messages through Debian's Kannel."""
    if not shutil.which("bearerbox", path=f"{os.environ['PATH']}:/usr/sbin"):
        debian.install("kannel")
    return _unittest(project, name, "-v", "tests.sms.kannel_run")


def _unittest(project, name, *arguments):
    log = LOGS / f"{name}.log"
    command = [project.python, "-m", "unittest", *arguments]
    with open(log, "w") as output:
        subprocess.run(
            command, cwd=ROOT, env=project.environment, stdout=output, stderr=subprocess.STDOUT
        )
    text = log.read_text()
    found = re.search(r"^Ran (\d+) tests? in", text, re.MULTILINE)
    ran = int(found[1]) if found else 0
    kinds = dict(
        re.findall(r"(failures|errors|skipped)=(\d+)", text[found.end() :] if found else "")
    )
    failed = int(kinds.get("failures", 0)) + int(kinds.get("errors", 0))
    return _report(log, counts(ran, failed, int(kinds.get("skipped", 0))), text)


def _lint(project, name):
    return Counts(0, 1, 0) if lint.main(project) else Counts(1, 0, 0)


SUITES = {
    "lint": _lint,
    "repository": _repository,
    "without-demo": _without_demo,
    "demo-in-english": _demo_in_english,
    "with-demo": _with_demo,
}
ON_REQUEST = {"kannel": _kannel}


class _Database:
    """A database for one suite; gone afterwards."""

    def __init__(self, project, suite):
        self.project = project
        self.suite = suite
        self.name = f"test_{suite.replace('-', '_')}_{os.getpid()}"

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.project.run_odoo("db", "drop", self.name, capture_output=True)

    def install(self, *options):
        return self._quiet("install", "-i", ",".join(addons()), *options)

    def update(self):
        return self._quiet("update", "-u", ",".join(addons()))

    def test(self, step, tags, *options):
        """Run the tests with these tags; Odoo's closing line gives the figures."""
        http_port, gevent_port = free_ports(2)
        ports = [f"--http-port={http_port}", f"--gevent-port={gevent_port}"]
        shots = f"--screenshots={LOGS}"
        log, text, code = self._odoo(step, f"--test-tags={tags}", *ports, shots, *options)
        tally = TALLY.search(text)
        failures, errors, ran = map(int, tally.groups()) if tally else (0, 0, 0)
        blind = len(NO_BROWSER.findall(text))  # Odoo skips what should have failed
        failed = failures + errors + blind or int(code != 0)
        return _report(log, counts(ran, failed, len(SKIPPED.findall(text)) - blind), text)

    def _quiet(self, step, *options):
        """One check: the step succeeds without a warning or an error in the log."""
        log, text, code = self._odoo(step, "--no-http", "--stop-after-init", *options)
        return _report(
            log, Counts(0, 1, 0) if code or TROUBLE.search(text) else Counts(1, 0, 0), text
        )

    def _odoo(self, step, *options):
        log = LOGS / f"{self.suite}-{step}.log"
        with open(log, "w") as output:
            done = self.project.run_odoo(
                "-d",
                self.name,
                "--max-cron-threads=0",
                *options,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        return log, log.read_text(errors="replace"), done.returncode


def counts(ran, failed, skipped):
    """What a closing line means; a suite in which nothing ran has failed."""
    return Counts(max(ran - failed - skipped, 0), failed or int(not ran), skipped)


def _report(log, result, text):
    """Show what went wrong, if anything did."""
    if result.failed:
        print("\n".join(TROUBLE.findall(text) or text.splitlines()[-30:]))
        say(f"{log.stem}: {result}; the whole log is {log}")
    return result
