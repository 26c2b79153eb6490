"""Backups: of one moment, checked, and restored into a database that does not speak twice."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from ..faults import email_case
from ..world.own_database import OwnDatabase

RUNNER = Path(__file__).resolve().parents[2] / "setup/runners/backup.py"
DATABASE = OwnDatabase("backup")

setUpModule = DATABASE.for_module


class RestoredDatabase(OwnDatabase):
    """A database made from a backup, opened as a server would open it."""

    def open(self):
        from odoo.modules.registry import Registry

        self.registry = Registry(self.name)


class TestBackup(email_case.EmailCase):
    database = DATABASE

    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def run_backup(self, verb, **values):
        from odoo.tools import config

        values = {"data": config["data_dir"], "template": config["db_template"], **values}
        given = [f"{name}={value}" for name, value in values.items()]
        return subprocess.run(
            [sys.executable, RUNNER, verb, *given], capture_output=True, text=True, env=os.environ
        )

    def back_up(self, **values):
        done = self.run_backup("backup", database=DATABASE.name, folder=self.folder, **values)
        self.assertEqual(done.returncode, 0, done.stderr)
        return Path(done.stdout.strip())

    def restore(self, backup):
        restored = RestoredDatabase("restored")
        self.addCleanup(restored.drop)
        done = self.run_backup("restore", backup=backup, database=restored.name)
        self.assertEqual(done.returncode, 0, done.stderr)
        restored.open()
        return restored

    def attach(self, content, name="paper.txt"):
        with DATABASE.environment() as env:
            return env["ir.attachment"].create({"name": name, "raw": content}).id

    def test_what_a_backup_believes_to_be_waiting_is_not_sent_twice(self):
        self.send()  # a running house has sent before
        self.queue("waiting@x.example")
        backup = self.back_up(no_check=True)
        self.send()
        self.assertEqual(self.server.accepted["waiting@x.example"], 1)
        restored = self.restore(backup)
        for _again in range(2):
            with restored.environment() as env:
                env["directive.notice.delivery"]._cron_send()
        self.assertEqual(self.server.accepted["waiting@x.example"], 1)
        with restored.environment() as env:
            form = env["directive.restore.release"].create({"reason": "Trial"})
            env.user.group_ids += env.ref("directive_tracking.group_directive_admin")
            form.action_release()
        with restored.environment() as env:
            env["directive.notice.delivery"]._cron_send()
        self.assertEqual(self.server.accepted["waiting@x.example"], 1)

    def test_records_and_files_are_of_one_moment(self):
        kept = self.attach(b"written before", "moment.txt")
        backup = self.back_up()
        self.attach(b"written after", "moment.txt")
        restored = self.restore(backup)
        with restored.environment() as env:
            self.assertEqual(env["ir.attachment"].browse(kept).raw, b"written before")
            self.assertEqual(env["ir.attachment"].search([("name", "=", "moment.txt")]).ids, [kept])

    def test_a_damaged_backup_is_refused(self):
        self.attach(b"of value")
        backup = self.back_up(no_check=True)
        manifest = json.loads((backup / "manifest.json").read_text())
        damaged = backup / "filestore" / manifest["files"][0]
        damaged.unlink()
        damaged.write_bytes(b"something else")
        restored = RestoredDatabase("damaged")
        self.addCleanup(restored.drop)
        done = self.run_backup("restore", backup=backup, database=restored.name)
        self.assertEqual(done.returncode, 1)
        self.assertIn("cannot be trusted", done.stderr)
        with open(backup / "database.dump", "ab") as handle:
            handle.write(b"x")
        done = self.run_backup("restore", backup=backup, database=f"{restored.name}_2")
        self.assertIn("damaged", done.stderr)

    def test_only_the_latest_are_kept_and_files_are_shared(self):
        self.attach(b"shared")
        first = self.back_up(no_check=True)
        names = json.loads((first / "manifest.json").read_text())["files"]
        second = self.back_up(no_check=True)
        self.assertTrue((first / "filestore" / names[0]).samefile(second / "filestore" / names[0]))
        third = self.back_up(no_check=True, keep=2)
        self.assertEqual(sorted(self.folder.iterdir()), [second, third])
