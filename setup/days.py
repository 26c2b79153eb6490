"""Awkward days on which tests must pass, and the environment to move a process to one.

Whatever a test starts lives on its day if it is a Python with the package `time_machine` or a
database copied from the moved template. The rest stays in the present, and no test may compare a
moment of it with its own: the check of certificates in OpenSSL, the times of files, PostgreSQL's
own limits and statistics, keywords of SQL such as CURRENT_DATE, the browser, nginx and Kannel.
Certificates of tests are therefore made by OpenSSL, or valid at all times; `TestClockThatMoves`
finds the keywords.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

CLOCK = Path(__file__).parent / "clock"
# Names the template without moved functions, for databases restored from a dump that brings them.
UNMOVED = "DIRECTIVE_UNMOVED_TEMPLATE"
# At the start of the run, in the province's time; each day has made tests fail before.
DAYS = {
    "saturday": "2026-12-05T00:00+07:00",  # midnight: still Friday in UTC, then a day off
    "year-end": "2026-12-31T23:50+07:00",  # the year turns while the tests run
    "tet": "2027-02-06T09:00+07:00",  # the first of a row of days off
    "leap-day": "2028-02-29T06:30+07:00",  # a leap day; in UTC it begins during the run
    "three-years": timedelta(days=3 * 365 + 1),  # all stored dates are in the past
}


def shift(day):
    """Return the offset in seconds that moves the clock to that day."""
    moment = DAYS[day]
    if isinstance(moment, timedelta):
        return moment.total_seconds()
    return (datetime.fromisoformat(moment) - datetime.now(UTC)).total_seconds()


def environment(day, python_path):
    """Return the environment variables that move every process to ``day``.

    It applies to every Python and to every database copied from `runners/clock_template.py`.
    """
    moved = float(os.environ.get("DIRECTIVE_CLOCK") or 0) + shift(day)
    return {
        "DIRECTIVE_CLOCK": str(moved),
        "PYTHONPATH": f"{CLOCK}:{python_path}",
        "PGOPTIONS": f"-c search_path=public,clock,pg_catalog -c directive.clock={moved}",
    }
