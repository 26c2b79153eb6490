"""Fill missing data, measure, and exit with the number of missed targets."""

import argparse
import os
import sys
from functools import partial

from . import (
    citizens,
    counting,
    database,
    load,
    papers,
    phone,
    reading,
    sending,
    upgrade,
    weeks,
    writing,
)
from .figures import ROUNDS, SLOW_ROUNDS, Database, Report

# Measured alone by their name, or after the big databases.
SECTIONS = {
    "sending": sending.measure,
    "citizens": citizens.measure,
    "weeks": weeks.measure,
    "phone": phone.measure,
    "load": load.measure,
    "upgrade": upgrade.measure,
}
BIG = ("load", "upgrade")  # in a copy of a big database


def main():
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument(
        "--keep", action="store_true", help="measure the databases even if older code filled them"
    )
    parser.add_argument(
        "--tasks", type=int, default=1_000_000, help="of the database for `load` and `upgrade`"
    )
    parser.add_argument(
        "section",
        nargs="?",
        choices=list(SECTIONS),
        help="measure this alone",
    )
    arguments = parser.parse_args()
    report = Report()
    sections = SECTIONS | {
        name: partial(SECTIONS[name], tasks=arguments.tasks, keep=arguments.keep) for name in BIG
    }
    if not arguments.section:
        measure_databases(report, arguments.keep)
    for name, section in sections.items():
        if arguments.section in (None, name):
            report.head(f"{name.capitalize()}; {_machine()}")
            section(report)
    report.head(f"{report.missed} wishes missed" if report.missed else "Every wish holds")
    return 1 if report.missed else 0


def measure_databases(report, keep):
    """Take the measures that depend on the number of tasks."""
    databases = {
        f"{tasks:,} tasks": Database(database.ensure(name, tasks, keep))
        for tasks, name in database.SIZES.items()
    }
    report.head(
        f"Medians of {ROUNDS} rounds ({SLOW_ROUNDS} of what takes long), all ways in turns;"
        f" {_machine()}"
    )
    steps = []
    for size, measured in databases.items():
        report.head(size)
        reading.measure(measured, report, size)
        counting.measure(measured, report, size)
        steps.append(writing.measure_steps(measured, report, size))
        writing.measure_sums(measured, report, size)
        writing.measure_reminders(measured, report, size)
        writing.measure_likeness(measured, report, size)
        writing.measure_import(measured, report, size)
        papers.measure(measured, report, size)
    report.head("From 100,000 to 1,000,000 tasks")
    reading.measure_growth(*databases.values(), report)
    same = steps[0] == steps[1]
    report.text(
        "(d) queries of a step",
        "the same" if same else f"{steps[0]} against {steps[1]}",
        [("constant", same)],
    )


def _machine():
    return f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


if __name__ == "__main__":
    sys.exit(main())
