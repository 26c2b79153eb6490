"""Backups: of one moment, checked, and restored into a database that does not speak twice."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from ..faults import email_case
from ..sms.province import Province
from ..sms.simulator import Simulator
from ..world.own_database import OwnDatabase

UNMOVED = "DIRECTIVE_UNMOVED_TEMPLATE"  # setup/days.py
RUNNER = Path(__file__).resolve().parents[2] / "setup/runners/backup.py"
DATABASE = OwnDatabase("backup", "directive_sms")

setUpModule = DATABASE.for_module


class RestoredDatabase(OwnDatabase):
    """A database made from a backup, opened as a server would open it."""

    def open(self):
        from odoo.modules.registry import Registry

        self.registry = Registry(self.name)


class BackupCase(unittest.TestCase):
    """Takes backups of the database of this module, and makes new ones from them."""

    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def run_backup(self, verb, **values):
        from odoo.tools import config

        # On a moved day the dump brings the functions of its clock with it.
        template = os.environ.get(UNMOVED, config["db_template"])
        values = {"data": config["data_dir"], "template": template, **values}
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

    def release(self, restored, choice):
        """Let an administrator release it, and let it send."""
        with restored.environment() as env:
            env.user.group_ids += env.ref("directive_tracking.group_directive_admin")
            form = env["directive.restore.release"].create({"reason": "Trial", "choice": choice})
            form.action_release()
        for _again in range(2):
            self.send_in(restored)

    def send_in(self, database):
        with database.environment() as env:
            env["directive.notice.delivery"]._cron_send()


class TestBackup(BackupCase, email_case.EmailCase):
    database = DATABASE

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
            self.send_in(restored)
        self.assertEqual(self.server.accepted["waiting@x.example"], 1)
        self.release(restored, "none")
        self.assertEqual(self.server.accepted["waiting@x.example"], 1)

    def test_a_restored_one_is_held_though_its_server_takes_it_for_the_old_one(self):
        """Machines made from one image share the identifier, and number their databases alike."""
        from odoo.tools import SQL

        from odoo.addons.directive_tracking.models.restore.directive_restore import MARK

        self.send()
        self.queue("twin@x.example")
        restored = self.restore(self.back_up(no_check=True))
        with restored.environment() as env:
            own = SQL(MARK)
            first = "UPDATE directive_restore SET mark = %s WHERE kind = 'first'"
            env.cr.execute(SQL(first, own))
        self.send_in(restored)
        self.assertEqual(self.server.accepted["twin@x.example"], 0)
        self.release(restored, "all")
        self.assertEqual(self.server.accepted["twin@x.example"], 1)

    def test_one_that_never_sent_is_held_as_well(self):
        self.queue("never@x.example")
        backup = self.back_up(no_check=True)
        restored = self.restore(backup)
        with restored.environment() as env:
            env.cr.execute("DELETE FROM directive_restore WHERE kind = 'first'")
        self.send_in(restored)
        self.assertEqual(self.server.accepted["never@x.example"], 0)

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

    def test_what_was_cut_off_does_not_stay(self):
        old, young = "2020-01-01T02-30-00.000000Z.part", "2999-01-01T02-30-00.000000Z.part"
        for name in (old, young):
            (self.folder / name).mkdir()
        made = self.back_up(no_check=True)
        self.assertEqual({one.name for one in self.folder.iterdir()}, {made.name, young})


class TestSmsOfABackup(BackupCase):
    """The provider counts: what it had is not sent again, what it never had is not lost."""

    def setUp(self):
        super().setUp()
        self.simulator = Simulator()
        self.province = Province(DATABASE, self.simulator.start())
        self.addCleanup(self.simulator.stop)

    def test_a_provider_asked_by_our_id_gets_each_message_once(self):
        restored, numbers = self.lose_the_house("json")
        self.release(restored, "all")
        for number in numbers:
            self.assertEqual(self.simulator.count(number), 1)
        copy = Province.__new__(Province)
        copy.database = restored
        self.assertEqual(set(copy.states(numbers.values()).values()), {"sent", "delivered"})

    def test_a_provider_that_takes_each_id_once_gets_each_message_once(self):
        restored, numbers = self.lose_the_house("esms")
        self.release(restored, "all")
        for number in numbers:
            self.assertEqual(self.simulator.count(number), 1)

    def lose_the_house(self, provider):
        """Back up with five messages waiting, of which three go before the house is lost.

        :return: the restored database, and ``{number: row id}``
        """
        self.province.use(provider)
        self.province.queue()
        self.province.send()  # a running house has sent before
        rows = self.province.queue(5)
        numbers = {number: row_id for row_id, number in rows.items()}
        backup = self.back_up(no_check=True)
        for number in list(numbers)[3:]:
            self.simulator.fail(number, "status:503", "status:503")
        self.province.send()
        self.simulator.forgive()
        self.assertEqual(sum(map(self.simulator.count, numbers)), 3)
        return self.restore(backup), numbers
