"""Fill missing data, measure, and exit with the number of missed targets."""

import argparse
import os
import sys

from . import citizens, counting, database, papers, reading, sending, weeks, writing
from .figures import ROUNDS, SLOW_ROUNDS, Database, Report

# Measured alone by their name, or after the big databases.
SECTIONS = {"sending": sending, "citizens": citizens, "weeks": weeks}
SIZES = {"bench_100k": 100_000, "bench_1m": 1_000_000}


def main():
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument(
        "--keep", action="store_true", help="measure the databases even if older code filled them"
    )
    parser.add_argument(
        "section",
        nargs="?",
        choices=list(SECTIONS),
        help="measure this alone, without the big databases",
    )
    arguments = parser.parse_args()
    report = Report()
    if not arguments.section:
        measure_databases(report, arguments.keep)
    for name, section in SECTIONS.items():
        if arguments.section in (None, name):
            load = f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
            report.head(f"{name.capitalize()}; load of the machine {load}")
            section.measure(report)
    report.head(f"{report.missed} wishes missed" if report.missed else "Every wish holds")
    return 1 if report.missed else 0


def measure_databases(report, keep):
    """Take the measures that depend on the number of tasks."""
    databases = {
        f"{tasks:,} tasks": Database(database.ensure(name, tasks, keep))
        for name, tasks in SIZES.items()
    }
    report.head(
        f"Medians of {ROUNDS} rounds ({SLOW_ROUNDS} of what takes long), all ways in turns;"
        f" load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
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


if __name__ == "__main__":
    sys.exit(main())
