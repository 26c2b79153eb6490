"""The measured databases: created and filled once, kept until the generator changes."""

import hashlib
import os
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2

from odoo import api
from odoo.modules.registry import Registry
from odoo.sql_db import close_db
from odoo.tools import config

from tests.world.program import ODOO

from . import fill, fill_project

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "setup"))

from templates import call  # noqa: E402  the set-up is no package

SIZES = {100_000: "bench_100k", 1_000_000: "bench_1m"}
MODULES = "directive_tracking,project"
# A change of these requires a new fill: the generator, and the rule that it repeats in SQL.
CONTENTS = (
    "tests/bench/fill*.py",
    "tests/bench/cloning.py",
    "directive_tracking/models/task/directive_task_visibility.py",
)
# A change of these means to update the addon in the filled database.
CODE = ("directive_tracking/**/*.py", "directive_tracking/**/*.xml", "directive_tracking/**/*.csv")
MARK = "directive_tracking.bench_{}"


def ensure(name, tasks, keep=False):
    """Return the registry of database ``name`` holding ``tasks`` tasks, filled or updated if need be.

    :param bool keep: take the database as it is, even if it was made by older code
    """
    contents, code = _digest(CONTENTS, str(tasks)), _digest(CODE)
    if _mark(name, "contents") != contents and not (keep and _mark(name, "contents")):
        _make(name, tasks)
        _set_marks(name, contents=contents, code=code)
    elif _mark(name, "code") != code and not keep:
        run_odoo(name, "-u", "directive_tracking")
        _vacuum(name)
        _set_marks(name, code=code)
    return _open(name)


@contextmanager
def copied(tasks, keep=False):
    """Yield the name of a copy of the database of so many tasks, which is dropped again."""
    source = SIZES.get(tasks, f"bench_load_{tasks}")
    ensure(source, tasks, keep)
    close(source)
    name = f"{source}_copy"
    copy(source, name)
    try:
        yield name
    finally:
        drop(name)


def copy(source, name):
    """Make ``name`` a copy of the database ``source``, which nobody may have open."""
    drop(name)
    # By copying files, so that the log of the server does not hold all of it again.
    execute_outside("postgres", f'CREATE DATABASE "{name}" TEMPLATE "{source}" STRATEGY file_copy')


def close(name):
    Registry.delete(name)
    close_db(name)


def drop(name):
    close(name)
    call(sys.executable, os.environ, "drop", name)


def _digest(patterns, seed=""):
    digest = hashlib.sha256(seed.encode())
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _open(name):
    config.parse_config(["--no-http", "--max-cron-threads=0", "--log-level=warn"])
    return Registry(name)


def _mark(name, kind):
    """Return the digest ``name`` was made with, None if there is no such database or a half made one.

    A server that does not answer raises: hours of filling are not thrown away for that.
    """
    if not _ask("postgres", "SELECT FROM pg_database WHERE datname = %s", name):
        return None
    try:
        query = "SELECT value FROM ir_config_parameter WHERE key = %s"
        found = _ask(name, query, MARK.format(kind))
    except psycopg2.errors.UndefinedTable:
        return None
    return found[0][0] if found else None


def _ask(name, query, *values):
    with closing(psycopg2.connect(dbname=name)) as connection, connection.cursor() as cr:
        cr.execute(query, values)
        return cr.fetchall()


def _set_marks(name, **digests):
    with _open(name).cursor() as cr:
        env = api.Environment(cr, api.SUPERUSER_ID, {})
        for kind, digest in digests.items():
            env["ir.config_parameter"].set_param(MARK.format(kind), digest)


def run_odoo(name, *arguments):
    options = ["-d", name, "--stop-after-init", "--no-http", "--log-level=error"]
    subprocess.run([*ODOO, *options, *arguments], cwd=ROOT, check=True)


def _make(name, tasks):
    started = time.monotonic()
    print(f"Filling {name} with {tasks:,} tasks", flush=True)
    drop(name)
    run_odoo(name, "-i", MODULES)
    with _open(name).cursor() as cr:
        env = api.Environment(cr, api.SUPERUSER_ID, {"tracking_disable": True})
        people = fill.fill(env, tasks)
        fill_project.fill(env, tasks, people)
        env["directive.figures.sum"]._cron_add_up()  # as each hour; the vacuum takes the rest away
    _vacuum(name)
    Registry.delete(name)
    print(f"  filled in {time.monotonic() - started:.0f} s", flush=True)


def _vacuum(name):
    execute_outside(name, "VACUUM ANALYZE")


def execute_outside(name, statement):
    """Execute a statement that PostgreSQL refuses within a transaction."""
    with closing(psycopg2.connect(dbname=name)) as connection:
        connection.autocommit = True
        connection.cursor().execute(statement)
