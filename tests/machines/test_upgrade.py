"""The oldest release, with data in every state, becomes the present one: nothing sent, nothing lost.

`tests/data/upgrade` holds the database of 19.0.1.0.0, made by that release with its trial province
and some messages settled. It is restored by the commands of the guide.
"""

import hashlib
import json
import lzma
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from contextlib import closing
from pathlib import Path

import psycopg2

from ..world.own_database import OwnDatabase
from ..world.program import ODOO

ROOT = Path(__file__).resolve().parents[2]
OLDEST = ROOT / "tests/data/upgrade/19.0.1.0.0.dump.xz"
ADDONS = "directive_tracking,directive_sms"
RUNNER = ROOT / "setup/runners/backup.py"
LEDGER = """
SELECT id, notice_id, partner_id, channel, state, date_sent, attempt_count
  FROM directive_notice_delivery ORDER BY id
"""
# What people would miss, or count otherwise.
KEPT = {
    "agencies": "SELECT id, name, parent_id, kind FROM directive_agency ORDER BY id",
    "members": "SELECT id, agency_id, partner_id, user_id, role FROM directive_agency_member ORDER BY id",
    "directives": "SELECT id, number, subject, state FROM directive_directive ORDER BY id",
    "tasks": "SELECT id, name, state, progress, lead_agency_id, date_deadline, date_reported, date_done"
    " FROM directive_task ORDER BY id",
    "coordinators": "SELECT * FROM directive_task_coordinating_agency_rel ORDER BY 1, 2",
    "reports": "SELECT id, task_id, agency_id, kind, content FROM directive_task_progress ORDER BY id",
    "trail": "SELECT count(*) FROM directive_transition",
    "notices": "SELECT id, event, res_id FROM directive_notice ORDER BY id",
    "messages": "SELECT id, model, res_id, body FROM mail_message WHERE model LIKE 'directive.%' ORDER BY id",
    "ledger": LEDGER,
    "mail": "SELECT count(*), count(*) FILTER (WHERE state = 'sent') FROM mail_mail",
    "sms": "SELECT count(*) FROM directive_sms_message",
}
FIGURES = """
SELECT lead_agency_id, state, COALESCE(date_reported, '2026-11-29') > date_deadline, count(*)
  FROM directive_task GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
STATES = {"draft", "assigned", "in_progress", "reported", "suspended", "done", "closed", "revoked"}


class OldDatabase(OwnDatabase):
    """A database made from the kept dump, and updated as the guide says."""

    def restore(self, folder):
        from odoo.tools import config

        config.parse_config(["-d", self.name, "--max-cron-threads=0"], setup_logging=False)
        values = {"backup": _backup(folder), "database": self.name, "data": config["data_dir"]}
        values["template"] = config["db_template"]
        given = [f"{name}={value}" for name, value in values.items()]
        self._run(sys.executable, RUNNER, "restore", *given)

    def update(self):
        options = ["-d", self.name, "-u", ADDONS, "--stop-after-init", "--no-http"]
        self._run(*ODOO, *options, "--max-cron-threads=0", "--log-level=warn")

    def open(self):
        from odoo.modules.registry import Registry

        self.registry = Registry(self.name)

    def ask(self, query):
        with closing(psycopg2.connect(dbname=self.name)) as connection:
            with connection.cursor() as cursor:
                cursor.execute(query)
                return cursor.fetchall()

    def _run(self, *command):
        done = subprocess.run(command, capture_output=True, text=True, env=os.environ)
        if done.returncode:
            raise AssertionError(done.stderr)


def _backup(folder):
    """Return the kept dump as `bin/backup` would have written it."""
    dump = folder / "database.dump"
    with lzma.open(OLDEST) as source, dump.open("wb") as target:
        shutil.copyfileobj(source, target)
    (folder / "filestore").mkdir()
    digest = hashlib.sha256(dump.read_bytes()).hexdigest()
    manifest = {"moment": "2026-11-29T00:00:00", "dump": digest, "rows": {}, "files": []}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


class TestUpgrade(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.database = OldDatabase("upgrade")
        cls.addClassCleanup(cls.database.drop)
        with tempfile.TemporaryDirectory() as folder:
            cls.database.restore(Path(folder))
        cls.before = {name: cls.database.ask(query) for name, query in KEPT.items()}
        cls.figures = cls.database.ask(FIGURES)
        cls.database.update()
        cls.database.open()

    def test_the_old_database_has_tasks_and_messages_in_every_state(self):
        self.assertEqual({row[2] for row in self.before["tasks"]}, STATES)
        states = {row[4] for row in self.before["ledger"]}
        self.assertLessEqual({"queued", "sent", "failed", "unknown", "seen"}, states)

    def test_nothing_is_lost_and_nothing_is_sent(self):
        for name, query in KEPT.items():
            with self.subTest(name):
                self.assertEqual(self.database.ask(query), self.before[name])

    def test_the_figures_are_as_before(self):
        self.assertEqual(self.database.ask(FIGURES), self.figures)
        with self.database.environment() as env:
            env["directive.figures.sum"]._cron_add_up()
            self.assertFalse(env["directive.figures.sum"]._differences())

    def test_a_copy_of_a_release_that_could_not_know_it_is_held(self):
        with self.database.environment() as env:
            self.assertTrue(env["directive.restore"]._is_held())
            env["directive.notice.delivery"]._cron_send()
        self.assertEqual(self.database.ask(LEDGER), self.before["ledger"])
