"""The clock that tests are run under: it is where it should be, in every process, and ticks."""

import ast
import os
import re
import subprocess
import sys
import tempfile
import unittest
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import holidays
import psycopg2
from psycopg2.sql import SQL, Identifier

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "setup"), str(ROOT / "setup/runners")]

import clock_template  # noqa: E402
import common  # noqa: E402
import days  # noqa: E402
import suite_run  # noqa: E402

NOW = "import datetime; print(datetime.datetime.now().isoformat())"
IN_A_CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {NOW!r}])"
TICKING = """
import threading, time
begun, steady = time.time(), time.monotonic()
threading.Event().wait(0.2)
print(0.1 < time.time() - begun < 60 and 0.1 < time.monotonic() - steady < 60)
"""


# Clocks of PostgreSQL that no function of a template can replace.
UNMOVABLE = re.compile(r"\b(?:CURRENT_(?:DATE|TIME|TIMESTAMP)|LOCALTIME(?:STAMP)?)\b")


class TestClockThatMoves(unittest.TestCase):
    def test_no_statement_asks_a_clock_that_cannot_be_moved(self):
        found = [
            f"{path.relative_to(ROOT)}: {match[0]}"
            for folder in (*common.addons(), "setup", "tests", "watch")
            for path in sorted((ROOT / folder).rglob("*.py"))
            if "bench" not in path.parts and path != Path(__file__)
            for match in [UNMOVABLE.search(_without_prose(path.read_text()))]
            if match
        ]
        self.assertEqual(found, [])


def _without_prose(source):
    """Return a source without its docstrings and comments."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value.value = ""
    return ast.unparse(tree)


class TestClock(unittest.TestCase):
    def say(self, code, day="leap-day"):
        path = os.environ.get("PYTHONPATH", "")
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, **days.environment(day, path)},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def assert_leap_morning(self, text):
        """It is 6.30 in the province, still the day before in UTC, and the clock is running."""
        begun = datetime(2028, 2, 28, 23, 30)
        self.assertLess(abs(datetime.fromisoformat(text) - begun), timedelta(minutes=5))

    def test_a_process_lives_on_the_day(self):
        self.assert_leap_morning(self.say(NOW))

    def test_what_it_starts_lives_on_the_same_day(self):
        self.assert_leap_morning(self.say(IN_A_CHILD))

    def test_the_clock_ticks_and_timed_locks_wait(self):
        self.assertEqual(self.say(TICKING), "True")

    def test_odoo_lives_on_it_too(self):
        code = "from odoo import fields; print(fields.Datetime.now().isoformat())"
        self.assert_leap_morning(self.say(code))

    def test_a_database_lives_on_it_too(self):
        name = f"test_days_{os.getpid()}"
        clock_template.main(name, "template0")
        self.addCleanup(
            clock_template.execute, "postgres", SQL("DROP DATABASE {}").format(Identifier(name))
        )
        asked = "SELECT now() AT TIME ZONE 'UTC', clock_timestamp() AT TIME ZONE 'UTC'"
        code = (
            f"import psycopg2; cursor = psycopg2.connect(dbname={name!r}).cursor()\n"
            f"cursor.execute({asked!r}); print(*[day.isoformat() for day in cursor.fetchone()])"
        )
        for moment in self.say(code).split():
            self.assert_leap_morning(moment)

    def test_no_database_is_left_of_a_suite(self):
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.enterContext(mock.patch.multiple(suite_run, LOGS=folder, TEMPLATE="template0"))
        environment = {"PYTHONPATH": "", **os.environ}
        project = SimpleNamespace(python=sys.executable, environment=environment, cluster=True)
        with suite_run.Run(project, "days") as run:
            run.move_clock("leap-day")
            self.assertEqual(self.databases(run.database), [f"{run.database}_clock"])
        self.assertEqual(self.databases(run.database), [])

    def databases(self, prefix):
        connection = psycopg2.connect(dbname="postgres")
        self.addCleanup(connection.close)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix]
            )
            return [name for (name,) in cursor.fetchall()]

    def test_three_years_on_are_counted_from_now(self):
        day = datetime.now(UTC) + timedelta(seconds=days.shift("three-years"))
        self.assertEqual(day.year, (datetime.now(UTC) + timedelta(days=3 * 365 + 1)).year)

    def test_each_day_is_what_its_name_says(self):
        local = {
            name: datetime.fromisoformat(day).replace(tzinfo=None)
            for name, day in days.DAYS.items()
            if isinstance(day, str)
        }
        self.assertEqual((local["saturday"].isoweekday(), local["saturday"].hour), (6, 0))
        self.assertEqual((local["year-end"].month, local["year-end"].day), (12, 31))
        self.assertEqual((local["leap-day"].month, local["leap-day"].day), (2, 29))
        self.assertIn(local["tet"].date(), holidays.country_holidays("VN", years=2027))
