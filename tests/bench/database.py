"""The measured databases: made once, filled once, kept until what fills them changes."""

import hashlib
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psycopg2

from odoo import api
from odoo.modules.registry import Registry
from odoo.tools import config

from . import fill, fill_project

ROOT = Path(__file__).resolve().parents[2]
MODULES = "directive_tracking,project"
# What decides the contents of a filled database: the schema, the rules and the filling itself.
SOURCES = (
    "tests/bench/fill*.py",
    "tests/bench/cloning.py",
    "directive_tracking/models/*.py",
    "directive_tracking/data/*.xml",
    "directive_tracking/security/*",
)
MARK = "directive_tracking.bench_fingerprint"


def fingerprint(tasks):
    """Return the digest of all that makes a database of ``tasks`` tasks what it is."""
    digest = hashlib.sha256(str(tasks).encode())
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def ensure(name, tasks, keep=False):
    """Return the registry of database ``name`` holding ``tasks`` tasks, filled if need be.

    :param bool keep: take the database as it is, even if it was filled by older code
    """
    mark = _mark_of(name)
    wanted = fingerprint(tasks)
    if mark != wanted and not (keep and mark):
        _make(name, tasks, wanted)
    return _open(name)


def _open(name):
    config.parse_config(["--no-http", "--max-cron-threads=0", "--log-level=warn"])
    return Registry(name)


def _mark_of(name):
    """Return the fingerprint ``name`` was filled with, None if there is no such database."""
    try:
        with closing(psycopg2.connect(dbname=name)) as connection, connection.cursor() as cr:
            cr.execute("SELECT value FROM ir_config_parameter WHERE key = %s", [MARK])
            return (cr.fetchone() or [None])[0]
    except psycopg2.Error:
        return None


def _make(name, tasks, mark):
    started = time.monotonic()
    print(f"Filling {name} with {tasks:,} tasks", flush=True)
    subprocess.run(["dropdb", "--if-exists", "--force", name], check=True)
    install = ["-d", name, "-i", MODULES, "--stop-after-init", "--no-http", "--log-level=warn"]
    subprocess.run([sys.executable, "-m", "odoo", *install], cwd=ROOT, check=True)
    registry = _open(name)
    with registry.cursor() as cr:
        env = api.Environment(cr, api.SUPERUSER_ID, {"tracking_disable": True})
        people = fill.fill(env, tasks)
        fill_project.fill(env, tasks, people)
        env["ir.config_parameter"].set_param(MARK, mark)
    _vacuum(name)
    Registry.delete(name)
    print(f"  filled in {time.monotonic() - started:.0f} s", flush=True)


def _vacuum(name):
    with closing(psycopg2.connect(dbname=name)) as connection:
        connection.autocommit = True
        connection.cursor().execute("VACUUM ANALYZE")
