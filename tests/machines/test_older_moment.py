"""A database put back to an earlier moment from PostgreSQL's archived log: it does not speak twice.

All of it is real: a cluster that archives its log, a base backup, recovery to named moments. The
mail server and the SMS provider count.
"""

import os
import shutil
import subprocess
from pathlib import Path
from unittest import mock

from ..faults import email_case
from ..sms.province import Province
from ..sms.simulator import Simulator
from ..world.own_database import OwnDatabase
from .cluster import Primary, copy_between, wait_for
from .test_backup import RestoredDatabase

DATABASE = OwnDatabase("older", "directive_sms")
HOUSE = RestoredDatabase("older_house")
MAILS = [f"person-{number}@x.example" for number in range(3)]
RECOVERY = """
restore_command = 'cp {archive}/%f %p'
recovery_target_name = '{moment}'
recovery_target_action = 'promote'
recovery_target_timeline = '1'
"""

setUpModule = DATABASE.for_module


class Archiving(Primary):
    """A cluster that archives its log, and is put back to moments of it."""

    def __init__(self):
        super().__init__()
        self.archive, self.base = self.folder / "archive", self.folder / "base"

    def start(self):
        super().start()
        self.archive.mkdir()
        shutil.chown(self.archive, self.owner)
        self.query("ALTER SYSTEM SET archive_mode = 'on'")
        self.query(f"ALTER SYSTEM SET archive_command = 'cp %p {self.archive}/%f'")
        self.kill()
        self._start()

    def back_up(self):
        command = ["pg_basebackup", "-D", self.base, "-h", self.folder, "-U", "postgres"]
        self._command([*command, "-c", "fast"], "No base backup was made; see the lines above.")

    def mark(self, moment):
        """Give the present moment a name."""
        self.query("SELECT pg_create_restore_point(%s)", moment)

    def archive_all(self):
        [[name]] = self.query("SELECT pg_walfile_name(pg_switch_wal())")
        wait_for((self.archive / name).exists, "the log is archived")

    def put_back(self, moment):
        """Lose what happened after ``moment``."""
        self.kill()
        shutil.rmtree(self.data)
        subprocess.run(["cp", "-a", self.base, self.data], check=True)
        with open(self.data / "postgresql.auto.conf", "a") as handle:
            handle.write(RECOVERY.format(archive=self.archive, moment=moment))
        (self.data / "recovery.signal").touch()
        shutil.chown(self.data / "recovery.signal", self.owner)
        self._start()
        is_done = lambda: self.query("SELECT pg_is_in_recovery()") == [(False,)]  # noqa: E731
        wait_for(is_done, "the recovery ends")


class TestOlderMoment(email_case.EmailCase):
    kills = True
    database = HOUSE

    @classmethod
    def setUpClass(cls):
        cls.cluster = Archiving()
        cls.addClassCleanup(cls.cluster.remove)
        cls.cluster.start()
        cls.move_house()
        super().setUpClass()
        cls.simulator = Simulator()
        cls.province = Province(HOUSE, cls.simulator.start())
        cls.addClassCleanup(cls.simulator.stop)

    @classmethod
    def move_house(cls):
        from odoo.sql_db import close_db
        from odoo.tools import config

        there = cls.cluster.environment
        files = Path(config["data_dir"]) / "filestore" / HOUSE.name
        cls.addClassCleanup(shutil.rmtree, files, ignore_errors=True)
        copy_between(
            os.environ, {**os.environ, **there}, DATABASE.name, config["data_dir"], HOUSE.name
        )
        cls.enterClassContext(mock.patch.dict(os.environ, there))
        cls.enterClassContext(mock.patch.dict(config.options, db_host=there["PGHOST"]))
        cls.addClassCleanup(close_db, HOUSE.name)
        HOUSE.open()

    def test_it_is_held_where_something_went_out_since_and_only_there(self):
        self.a_running_house_is_backed_up()
        self.everything_goes_out()
        self.put_back_to_a_claim_it_leaves_that_message_to_a_person()
        self.put_back_further_it_says_nothing()
        self.released_it_says_nothing_twice()

    def a_running_house_is_backed_up(self):
        self.province.use("json")
        self.province.queue()
        self.province.send()
        self.cluster.back_up()

    def everything_goes_out(self):
        self.mails = self.queue(*MAILS)
        self.sms = self.province.queue(5)
        self.cluster.mark("queued")
        self.send()
        self.count()
        self.last = self.queue("last@x.example")
        with self.marked_before_the_hand_over():
            self.send()
        self.assertEqual(self.states(self.last), {"last@x.example": "sent"})
        self.cluster.archive_all()

    def marked_before_the_hand_over(self):
        """Give the moment between the claim and the hand-over the name "claimed"."""
        Sender = HOUSE.registry["directive.notice.sender"]
        original = Sender._send_claimed

        def marked(sender, *args):
            self.cluster.mark("claimed")
            return original(sender, *args)

        return mock.patch.object(Sender, "_send_claimed", marked)

    def count(self):
        """Everything that went out went out once."""
        for number in self.sms.values():
            self.assertEqual(self.simulator.count(number), 1)
        for address, times in self.server.accepted.items():
            self.assertEqual(times, 1, address)
        self.assertLessEqual(set(MAILS), set(self.server.accepted))

    def put_back(self, moment):
        from odoo.sql_db import close_db

        self.cluster.put_back(moment)
        close_db(HOUSE.name)  # systemd starts Odoo again

    def put_back_to_a_claim_it_leaves_that_message_to_a_person(self):
        self.put_back("claimed")
        self.assertEqual(self.states(self.last), {"last@x.example": "sending"})
        self.province.pass_time()
        self.send()
        self.assertEqual(self.states(self.last), {"last@x.example": "unknown"})
        fresh = self.queue("fresh@x.example")
        self.send()
        self.assertEqual(self.states(fresh), {"fresh@x.example": "sent"})
        self.count()

    def put_back_further_it_says_nothing(self):
        self.put_back("queued")
        for _again in range(2):
            self.send()
        self.assertEqual(set(self.province.states([*self.mails, *self.sms]).values()), {"queued"})
        self.count()
        with HOUSE.environment() as env:
            noticed, first = env["directive.restore"].search([])
            self.assertEqual((noticed.kind, first.kind), ("noticed", "first"))
            self.assertTrue(noticed.mark.startswith(f"{first.mark}:"))

    def released_it_says_nothing_twice(self):
        with HOUSE.environment() as env:
            env.user.group_ids += env.ref("directive_tracking.group_directive_admin")
            form = env["directive.restore.release"].create({"reason": "Trial", "choice": "none"})
            form.action_ask()
            form.action_release()
        later = self.province.queue(2)
        self.sms |= later
        for _again in range(2):
            self.send()
        self.count()
        states = self.province.states([*self.mails, *self.sms])
        self.assertEqual({states[one] for one in self.mails}, {"cancelled"})
        self.assertLessEqual({states[one] for one in self.sms}, {"sent", "delivered"})
