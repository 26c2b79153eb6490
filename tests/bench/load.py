"""Measure (k): fifty people, then two hundred, in a working morning on two workers of Odoo.

Ours and Project take turns with the same people, the same mix and the same pauses, in a copy of a
filled database that is dropped again. The people run on this machine too: their share of a
processor is printed.
"""

import statistics
import time

import psutil

from tests.world.own_database import RunningServer

from . import crowd, database
from .asking import ask
from .morning import FORM, LIST, PAGE, PIVOT, SEARCH, STEP
from .visitors import APPS, gather

FEW, MANY = 50, 200
TURNS = {FEW: 2, MANY: 1}  # of each application
SECONDS = 35  # of one turn
WARM_PEOPLE, WARM_SECONDS, WARM_PAUSE = 25, 8, (0.0, 0.5)
WISH = 0.5  # of Project, for 95 of 100 operations
TITLES = (LIST, FORM, SEARCH, STEP, PAGE, PIVOT)
HEAD = ("ours p50", "p95", "n", "Project p50", "p95", "n", "p50", "p95")


def measure(report, tasks=1_000_000, keep=False):
    """Print the tables of 50 and of 200 people, and what becomes of the times between them."""
    with database.copied(tasks, keep) as name:
        people = gather(name, MANY)
        with RunningServer(name, ["--workers=2", "--log-level=error"]) as server:
            for app in APPS:
                crowd.work(server.url, _at(people[:WARM_PEOPLE], app), WARM_SECONDS, WARM_PAUSE)
            found = {count: _take_turns(report, server, people[:count]) for count in TURNS}
    for count, samples in found.items():
        _print_table(report, f"{count} people, two workers, {tasks:,} tasks", samples)
    _print_growth(report, found)


def _at(people, app):
    return [(one.session, one.mornings[app]) for one in people]


def _take_turns(report, server, people):
    """Return ``{application: samples}``."""
    report.head(f"{len(people)} people, turns of {SECONDS} s")
    found = {app: [] for app in APPS}
    for _turn in range(TURNS[len(people)]):
        for app, samples in found.items():
            samples += _take_turn(report, server, _at(people, app), app)
    return found


def _take_turn(report, server, people, app):
    psutil.cpu_percent()
    own, begun = time.process_time(), time.monotonic()
    taken = crowd.work(server.url, people, SECONDS)
    share = (time.process_time() - own) / (time.monotonic() - begun)
    late = sum(not one.answered for one in taken)
    report.text(
        app,
        f"{len(taken)} operations, {late} not answered {crowd.DRAIN} s after the end; processors busy"
        f" {psutil.cpu_percent():.0f}%, these people {100 * share:.0f}% of one",
    )
    _wait_until_idle(server)
    return taken


def _wait_until_idle(server):
    """Let the workers finish what nobody waits for any more."""
    for _worker in range(4):
        ask(server.url, "GET", "/web/health", patience=120)


# Tables


def _print_table(report, title, samples):
    report.head(f"{title}; ms, and ours to Project")
    print(_row("", HEAD))
    for operation in TITLES:
        ours, project = (_figures(samples[app], operation) for app in APPS)
        if ours and project:
            ratios = [ours[kind] / project[kind] for kind in (0, 1)]
            cells = [f"{one:.0f}" for one in (*ours, *project)]
            cells += [f"{one:.2f}x" for one in ratios]
            wish = (f"p95 at most {WISH}x", ratios[1] <= WISH)
            report.text(_row(operation, cells), "", [wish])


def _row(title, cells):
    return f"{title:<22}" + "".join(f"{cell:>12}" for cell in cells)


def _figures(samples, operation):
    """Return the median, the 95th of 100 and the number of its samples, None of too few."""
    taken = [1000 * one.seconds for one in samples if one.title == operation]
    if len(taken) < 2:
        return None
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1], len(taken)


def _print_growth(report, found):
    report.head(f"From {FEW} to {MANY} people, p95 in ms")
    for operation in TITLES:
        parts = []
        for app in APPS:
            few, many = (_figures(found[count][app], operation) for count in TURNS)
            if few and many:
                parts.append(f"{app} {few[1]:.0f} to {many[1]:.0f}, {many[1] / few[1]:.1f}x")
        report.text(operation, "; ".join(parts))
