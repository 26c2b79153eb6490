"""bin/test: all tests, each suite on its own database; the last line is `N passed, N failed`.

`bin/test WORD...` runs only the suites whose name contains one of the words: `bin/test days` runs
all awkward days whole, `bin/test data` the tests with sample files. `bin/test all` also sends through
Kannel. Any other word names tests (named.py).
"""

import os
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial

import debian
import kinds
import named
import templates
from common import ROOT, addons, exclusive, say
from days import DAYS
from names import Index
from results import NOTHING, Counts
from suite_run import LOGS, TEMPLATES, Run

FAULTS = LOGS / "faults.txt"  # written by tests/sms/fault_case.py
BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-headless-shell")
SAMPLES = "test_*_samples.py"  # tests that read tests/data, or the folder DIRECTIVE_DATA
AWKWARD_DAY = "leap-day"  # the day used by every run
# Odoo's own checks, which visit every menu and view of the installed apps.
ODOO_CHECKS = (
    "click_all/web,/web:TestMenusAdminLight,/web:TestMenusDemoLight,migration/base:TestAllViews,"
    "render_all_views/base:TestRenderAllViews,/base:TestInvisibleField"
)
DEMO_CHECKS = "demo_records"  # a tag: tests of every record that the trial province shows
WHOLE = ",".join([*addons(), "rpc"])


@cache
def _index():
    return Index([*SUITES, *ON_REQUEST, *ON_DAYS])


def main(project, words):
    """Run all suites, or the selected ones; return 0 if tests ran and none failed."""
    _install_programs()
    names = [word for word in words if not chosen([word])]
    for word in names:
        _index().find(word)  # before anything runs, so that typing errors are reported at once
    total = named.run(project, _index(), names) if names else NOTHING
    if len(names) < len(words) or not words:
        total += _suites(project, chosen([word for word in words if word not in names]))
    print(total)
    return 0 if total.passed and not total.failed else 1


def _install_programs():
    if not all(map(shutil.which, BROWSERS)):
        debian.install("chromium", "chromium-headless-shell", "fonts-dejavu-core")
    # Reads old formats and writes PDF; optional for the product.
    if not shutil.which("soffice"):
        debian.install("libreoffice-writer-nogui", "libreoffice-calc-nogui")
    debian.install_paper_font()


def _suites(project, suites):
    with exclusive("test"):
        shutil.rmtree(LOGS, ignore_errors=True)
        LOGS.mkdir(parents=True)
        try:
            counts = sum(_results(project, suites), NOTHING)
            if FAULTS.exists():
                print(FAULTS.read_text())
            return counts
        finally:
            templates.drop_all(project.python, project.environment, TEMPLATES)


def chosen(words):
    """Return the suites selected by ``words``: a full name selects only that suite."""
    if not words:
        return SUITES
    every = {**SUITES, **ON_REQUEST, **ON_DAYS}
    usual = {**SUITES, **ON_REQUEST} if "all" in words else {}
    asked = {
        name: suite
        for name, suite in every.items()
        if any(word == name if word in every else word in name for word in words)
    }
    return {**usual, **asked}


def _results(project, suites):
    """Yield the counts of each suite, several at a time: first those that can share the machine."""
    for names in (suites.keys() - {*CALM, *ALONE}, suites.keys() & CALM):
        with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            some = [name for name in suites if name in names]
            yield from pool.map(partial(_run, project), some, map(suites.get, some))
    for name in ALONE:
        if name in suites:
            yield _run(project, name, suites[name])


def _run(project, name, suite):
    begun = time.monotonic()
    with Run(project, name) as run:
        counts = suite(run)
    taken = f"{time.monotonic() - begun:.0f} s, {run.work:.0f} s of the processor"
    say(f"{name}: {counts} ({taken})")
    return counts


def _lint(_run):
    """Run bin/lint at the lowest priority: it reads files while tests beside it wait for a moment."""
    done = subprocess.run(["nice", "-n", "19", ROOT / "bin/lint"])
    return Counts(0, 1, 0) if done.returncode else Counts(1, 0, 0)


def _repository(run, *kind):
    """Run the tests in tests/, which use the product from outside."""
    return run.tests_in("test_*.py", f"-{SAMPLES}", *kind)


def _repository_by_day(run):
    """Run all of tests/, those with sample files included."""
    return run.tests_in("test_*.py")


def _repository_in_company(run):
    return _repository(run, "in-company")


def _repository_machines(run):
    """Run the tests that start several servers, or take a whole house from one to another."""
    return _repository(run, "machines")


def _repository_faults(run):
    """Run the tests that kill processes at a given step, however long it takes to get there."""
    return _repository(run, "faults")


def _repository_alone(run):
    """Run the tests in which moments count: the attribute `alone` of their class is true."""
    return _repository(run, "alone")


def _data(run):
    return run.tests_in(SAMPLES)


def _kannel(run):
    """Send messages through Debian's Kannel."""
    if not shutil.which("bearerbox", path=f"{os.environ['PATH']}:/usr/sbin"):
        debian.install("kannel")
    return run.tests_in("kannel_run.py")


def _without_demo(run):
    """Update a database without demo data, then run the addons' tests but for the next."""
    but = _index().kind(kinds.is_of_screens_or_roles)
    run.copy(WHOLE)
    return run.update() + _addons(run, but)


def _screens_and_roles(run):
    """Run the addons' tests that need a browser, and the leak matrix."""
    run.copy(WHOLE)
    return run.tests_of(",".join(map(_index().tag, _index().kind(kinds.is_of_screens_or_roles))))


def _addons(run, but=()):
    """Run the addons' tests; with nothing to install or to update, those of both times run."""
    tags = [*(f"/{addon}" for addon in addons()), *(f"-{_index().tag(name)}" for name in but)]
    return run.tests_of(",".join(tags))


def _with_demo(run):
    """Install the trial province in English, update it in Vietnamese; then its records and Odoo's visits.

    The province needs no language besides English.
    """
    counts = run.install(options=["--with-demo"]) + run.update("--load-language=vi_VN")
    return counts + run.tests_of(f"{DEMO_CHECKS},{ODOO_CHECKS}", step="odoo")


def _on(day, suite):
    """Return the suite with the clocks moved to ``day``."""

    def moved(run):
        run.move_clock(day)
        return suite(run)

    return moved


def _addons_alone(run):
    return run.install("rpc") + _addons(run)


def _addons_by_day(run):
    """Run what an awkward day can break: the rest is run on the same day by `bin/test days`.

    Tours press the same things on any day, the leak matrix and its neighbours ask for the same rights, and
    translations are the same words.
    A class that stops its clock lives on the same day whatever the machine's. One without a database
    asks our tools alone, which are told the day and read no clock.
    """
    but = {*_index().kind(_is_the_same_on_any_day), *_index().without_database()}
    run.copy(WHOLE)
    return _addons(run, sorted(but))


def _is_the_same_on_any_day(path, body):
    same = (
        *(kinds.is_of_screens_or_roles, kinds.asks_for_rights),
        *(kinds.reads_words, kinds.stops_its_clock),
    )
    return any(is_of(path, body) for is_of in same)


# On two cores: a third suite uses them while others wait for a browser, a provider or a moment.
SIDE_BY_SIDE = 3
# The longest first, so that all lanes end together.
SUITES = {
    "without-demo": _without_demo,
    "screens-and-roles": _screens_and_roles,
    "repository-in-company": _repository_in_company,
    "repository-faults": _repository_faults,
    "repository-machines": _repository_machines,
    f"days-{AWKWARD_DAY}": _on(AWKWARD_DAY, _addons_by_day),
    "with-demo": _with_demo,
    "data": _data,
    "lint": _lint,
    "repository-alone": _repository_alone,
}
ON_REQUEST = {"kannel": _kannel}
ON_DAYS = {
    **{f"days-{day}": _on(day, _addons_alone) for day in DAYS if day != AWKWARD_DAY},
    f"days-{AWKWARD_DAY}-whole": _on(AWKWARD_DAY, _addons_alone),
    **{f"days-{day}-repository": _on(day, _repository_by_day) for day in DAYS},
}
# The first two depend on timing. They mostly wait, so they may run side by side; `lint` gives way to them.
CALM = {"repository-alone", "kannel", "lint"}
ALONE = [name for name in ON_DAYS if name.endswith("-repository")]
