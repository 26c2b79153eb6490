"""Several machines: standbys of PostgreSQL, two Odoo servers, nginx; each dies in its turn.

All of it is real and runs here, each part on its own socket or loopback address.
"""

import os
import shutil
from http.client import HTTPException
from pathlib import Path
from unittest import mock

from ..faults import email_case
from ..world.own_database import OwnDatabase
from .alarm_stages import AlarmStages
from .cluster import Primary, Standby, copy_between, elsewhere, wait_for
from .front import Browser, Front, Machine

HOUSE = f"house_{os.getpid()}"
MESSAGES = 36
THIRD = MESSAGES // 3
DATABASE = OwnDatabase("machines")
SEND = (
    "SELECT res_id FROM ir_model_data WHERE module = 'directive_tracking' AND name = 'ir_cron_send'"
)
DUE = "UPDATE directive_notice_delivery SET date_next = now() AT TIME ZONE 'UTC' WHERE id = ANY(%s)"
WAKE = "UPDATE ir_cron SET nextcall = now() AT TIME ZONE 'UTC', failure_count = 0 WHERE id = %s"
STATES = """
SELECT partner.email, delivery.state FROM directive_notice_delivery AS delivery
  JOIN res_partner AS partner ON partner.id = delivery.partner_id WHERE delivery.id = ANY(%s)
"""
READERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s"
NOTICED = """
SELECT count(*), count(*) FILTER (WHERE kind = 'noticed') FROM directive_restore
"""
AGE = """
UPDATE directive_notice_delivery SET date_claimed = date_claimed - interval '1 hour'
 WHERE state = 'sending'
"""
READING = (
    "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%%directive_task%%' AND datname = %s"
)

setUpModule = DATABASE.for_module


class TestSeveralMachines(AlarmStages, email_case.EmailCase):
    kills = True
    database = DATABASE

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.queued = cls.queue_later()
        cls.primary = Primary()
        cls.addClassCleanup(cls.primary.remove)
        cls.primary.start()
        cls.move_house()
        cls.standbys = [Standby(name, cls.primary) for name in ("one", "two")]
        for standby in cls.standbys:
            cls.addClassCleanup(standby.remove)
            standby.start()
        cls.primary.wait_for_standbys("one", "two")
        cls.open_house()

    @classmethod
    def queue_later(cls):
        """Queue all messages, and let none of them be due yet."""
        addresses = [f"person-{number}@x.example" for number in range(MESSAGES)]
        ids = cls("setUp").queue(*addresses)
        with DATABASE.environment() as env:
            env.cr.execute(
                "UPDATE directive_notice_delivery SET date_next = date_next + interval '1 day' "
                "WHERE id = ANY(%s)",
                (ids,),
            )
        return ids

    @classmethod
    def move_house(cls):
        """Take the database to its new server, where it has not sent before."""
        from odoo.tools import config

        there = {**os.environ, **cls.primary.environment}
        files = Path(config["data_dir"]) / "filestore" / HOUSE
        cls.addClassCleanup(shutil.rmtree, files, ignore_errors=True)
        copy_between(os.environ, there, DATABASE.name, config["data_dir"], HOUSE)

    @classmethod
    def open_house(cls):
        hosts = ",".join(str(one.folder) for one in (cls.primary, cls.standbys[1]))
        options = [f"--db_host={hosts}", f"--db_replica_host={cls.standbys[0].folder}"]
        options += [
            "--db_user=odoo",
            "--workers=1",
            "--max-cron-threads=1",
            f"--db-filter=^{HOUSE}$",
        ]
        cls.machines = [Machine(f"127.0.0.{n}", HOUSE, options) for n in (2, 3)]
        with mock.patch.dict(os.environ, elsewhere(), clear=True):
            for machine in cls.machines:
                machine.start()
                cls.addClassCleanup(machine.kill)
        cls.front = Front(cls.machines)
        cls.front.start()
        cls.addClassCleanup(cls.front.stop)

    # The parts of the house

    def release(self, ids):
        """Let these messages be due now, and wake the scheduled action."""
        server = self._database_server
        server.query(DUE, list(ids), database=HOUSE)
        [[cron]] = server.query(SEND, database=HOUSE)
        server.query(WAKE, cron, database=HOUSE)
        server.query(f"NOTIFY cron_trigger, '{HOUSE}'")

    def states_of(self, ids):
        return dict(self._database_server.query(STATES, list(ids), database=HOUSE))

    def count_tasks(self):
        found = self.browser.call("directive.task", "web_search_read", [], {"name": {}})
        return found["length"]

    def test_each_part_dies_and_nothing_is_lost_or_doubled(self):
        self._database_server = self.primary
        self.browser = Browser(self.front.url, HOUSE)
        self.assertTrue(self.browser.log_in("admin", "admin"))
        for stage in (
            self.a_standby_stops_replaying,
            self.pages_come_from_the_replica,
            self.two_servers_send_once,
            self.that_is_told_after_a_minute,
            self.the_last_connections_are_told,
            self.without_the_replica_the_primary_reads,
            self.a_standby_that_is_gone_is_told,
            self.without_one_server_nobody_is_logged_out,
            self.a_new_primary_has_everything_committed,
        ):
            with self.subTest(stage.__name__):
                stage()

    def pages_come_from_the_replica(self):
        self.tasks = self.count_tasks()
        self.assertGreater(self.tasks, 0)
        replica = self.standbys[0]
        self.assertGreater(replica.query(READERS, HOUSE)[0][0], 0)

    def two_servers_send_once(self):
        self.send_whole(self.queued[:THIRD])

    def send_whole(self, ids):
        self.release(ids)
        wait_for(lambda: set(self.states_of(ids).values()) == {"sent"}, "all is sent")
        for address in self.states_of(ids):
            self.assertEqual(self.server.accepted[address], 1, address)

    def without_the_replica_the_primary_reads(self):
        self.standbys[0].kill()
        # Odoo notices a dead connection by using it: one press may fail for each that was open.
        wait_for(self.is_open_again, "the primary reads")

    def without_one_server_nobody_is_logged_out(self):
        self.machines[0].kill()
        # The other server may hold dead connections to the replica; a lost session never comes back.
        wait_for(self.is_open_again, "nobody is logged out")
        self.send_whole(self.queued[THIRD : 2 * THIRD])

    def a_new_primary_has_everything_committed(self):
        field = self.browser.call("directive.field", "create", [{"name": "Committed"}])
        rest = self.queued[2 * THIRD :]
        before = sum(self.server.accepted.values())
        self.release(rest)
        wait_for(lambda: sum(self.server.accepted.values()) > before, "sending goes on")
        self.primary.kill()
        self.standbys[1].promote()
        self._database_server = self.standbys[1]
        kept = self.standbys[1].query(
            "SELECT id FROM directive_field WHERE id = ANY(%s)", field, database=HOUSE
        )
        self.assertEqual([one for (one,) in kept], field)
        wait_for(self.is_open_again, "the house is open again")
        self.finish(rest)

    def is_open_again(self):
        self.machines[1].tend()
        try:
            return self.count_tasks() == self.tasks
        except (OSError, AssertionError, ValueError, HTTPException):
            return False

    def finish(self, rest):
        """Let what was under way be settled, and count at the mail server."""

        def is_settled():
            self._database_server.query(AGE, database=HOUSE)
            self.release(rest)
            return set(self.states_of(rest).values()) <= {"sent", "unknown"}

        wait_for(is_settled, "everything is settled")
        states = self.states_of(rest)
        self.assertEqual(len(states), len(rest))
        # The traces of sending are all known to it: it was not put back to an earlier moment.
        self.assertEqual(self._database_server.query(NOTICED, database=HOUSE), [(1, 0)])
        for address, state in states.items():
            # What was handed over without a record is unclear, and waits for a person.
            most = {"sent": (1,), "unknown": (0, 1)}[state]
            self.assertIn(self.server.accepted[address], most, f"{address} is {state}")
