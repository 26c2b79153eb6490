"""Awkward days on which tests must pass as on any other, and how a process is made to live on one."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

CLOCK = Path(__file__).parent / "clock"
# At the beginning of the run, in the province's time; each for a reason that has failed tests.
DAYS = {
    "saturday": "2026-12-05T00:00+07:00",  # midnight: still Friday in UTC, then a day off
    "year-end": "2026-12-31T23:50+07:00",  # the year turns while the tests run
    "tet": "2027-02-06T09:00+07:00",  # the first of a row of days off
    "leap-day": "2028-02-29T06:30+07:00",  # a day most years lack; in UTC it begins meanwhile
    "three-years": timedelta(days=3 * 365 + 1),  # all that is written down today lies behind
}


def shift(day):
    """Return by how many seconds the clock is to be moved so that it is that day."""
    moment = DAYS[day]
    if isinstance(moment, timedelta):
        return moment.total_seconds()
    return (datetime.fromisoformat(moment) - datetime.now(UTC)).total_seconds()


def environment(day, python_path):
    """Return the variables under which every process lives on ``day``.

    Every Python, and every database copied from what `runners/clock_template.py` makes.
    """
    moved = float(os.environ.get("DIRECTIVE_CLOCK") or 0) + shift(day)
    return {
        "DIRECTIVE_CLOCK": str(moved),
        "PYTHONPATH": f"{CLOCK}:{python_path}",
        "PGOPTIONS": f"-c search_path=public,clock,pg_catalog -c directive.clock={moved}",
    }
