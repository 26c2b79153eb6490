"""What happens to people and messages when a part of the house fails: a table, each row done for real.

Three e-mails and three SMS are under way at each fault, and a person saves something before, while
and after it. The mail server and the provider count what they accepted.
"""

import base64
import os
import resource
import unittest
from contextlib import suppress
from functools import partial

import psycopg2

from ..machines.cluster import wait_for
from ..sms.fault_case import show
from ..world.own_database import OwnDatabase
from .fault_house import SEND
from .house_case import HouseCase

DATABASE = OwnDatabase("fault_table", "directive_sms")
EACH = 3  # messages of each kind at each fault
FAULTS = 9
DAY = "UPDATE directive_notice_delivery SET date_next = date_next - interval '1 day' WHERE id = ANY(%s)"
WEEK = "UPDATE directive_notice_delivery SET date_next = date_next - interval '8 days' WHERE id = ANY(%s)"
PAPER = base64.b64encode(b"File of a person" * 20_000).decode()
ROOM = 16 * 2**20  # of memory, for a worker that has too little
MUCH = 100  # times the paper
LONG = os.environ.get("DIRECTIVE_LONG_TESTS") == "1"
rows = []


def setUpModule():
    DATABASE.for_module()
    unittest.addModuleCleanup(print_table)


def print_table():
    show("", *table([("fault", "people see", "lost", "doubled", "unclear"), *rows]))


def table(cells):
    """Return the lines of a table whose columns are as wide as their longest cell."""
    widths = [max(len(str(cell)) for cell in column) for column in zip(*cells, strict=True)]
    return [
        "  ".join(str(cell).ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in cells
    ]


class TestTable(unittest.TestCase):
    def test_a_long_cell_is_whole_and_moves_its_column(self):
        long = "x" * 200
        self.assertEqual(table([("a", "b"), (long, 0)]), [f"{'a':200}  b", f"{long}  0"])


class TestFaultTable(HouseCase):
    database = DATABASE

    @classmethod
    def queue_all(cls):
        mails, texts = cls.queue_later(EACH * FAULTS)
        cls.waiting = [[*mails[n::FAULTS], *texts[n::FAULTS]] for n in range(FAULTS)]

    # A row of the table

    def meet(self, fault, do):
        """Let the house meet ``fault``; enter what was seen and counted."""
        ids = self.waiting.pop()
        before, _seen = self.house.press("Before")
        during, seen = do(ids)
        self.house.wait_until_open()
        after, _seen = self.house.press("After")
        self.house.settle(ids)
        saved = [one for one in (before, during, after) if one]
        counts = self.house.counts(ids)
        lost = sum(not count for state, count in counts if state != "unknown")
        lost += not self.house.holds(saved) or len(counts) < 2 * EACH
        doubled = sum(count > 1 for _state, count in counts)
        unclear = sum(state == "unknown" for state, _count in counts)
        rows.append((fault, seen, lost, doubled, unclear))
        self.assertEqual((lost, doubled), (0, 0), rows[-1])
        return seen

    def begin(self, ids):
        """Let these messages be under way."""
        before = self.accepted()
        self.house.release(ids)
        wait_for(lambda: self.accepted() > before, "sending goes on")

    def accepted(self):
        return sum(self.server.accepted.values()) + sum(self.simulator.counts().values())

    def test_the_disk_is_full(self):
        def do(ids):
            self.house.release(ids)
            self.house.primary.fill()
            _record, seen = self.attach()
            self.house.primary.clear()
            self.house.primary.start()  # as systemd does, if it ended itself
            return None, seen

        seen = self.meet("the disk is full", do)
        self.assertIn("disk of the server is full", seen)
        [paper] = self.house.keep_calling("ir.attachment", "create", [self.evidence()])
        self.assertEqual(self.house.read(paper), PAPER)

    def attach(self, times=1):
        return self.house.try_calling("ir.attachment", "create", [self.evidence(times)])

    def evidence(self, times=1):
        return {"name": "Evidence.txt", "datas": PAPER * times}

    def test_postgresql_is_killed_and_started_again(self):
        def do(ids):
            self.begin(ids)
            self.house.primary.kill()
            pressed = self.house.press()
            self.house.primary.start()
            return pressed

        self.meet("PostgreSQL killed and started again", do)

    def test_there_are_no_more_connections(self):
        def do(ids):
            self.house.release(ids)
            taken = self.take_connections()
            pressed = self.house.press()
            for connection in taken:
                connection.close()
            return pressed

        seen = self.meet("connections exhausted", do)
        self.assertRegex(seen, "does not answer|Connection lost")

    def take_connections(self):
        """Take every connection, also those that the server had."""
        taken, others = [], 1
        while others:
            with suppress(psycopg2.OperationalError):
                while True:
                    taken.append(self.house.connect())
            ours = [one.info.backend_pid for one in taken]
            [[others]] = self.house.query(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE usename = 'odoo' AND NOT pid = ANY(%s)",
                ours,
            )
        return taken

    def test_a_worker_has_too_little_memory(self):
        def do(ids):
            for worker in self.house.workers():
                limit = worker.memory_info().vms + ROOM
                resource.prlimit(worker.pid, resource.RLIMIT_AS, (limit, limit))
            self.house.release(ids)
            _paper, seen = self.attach(MUCH)
            for worker in self.house.workers():
                worker.kill()  # as the server does with a worker above its limit
            return None, seen

        seen = self.meet("a worker out of memory", do)
        self.assertRegex(seen, "too much memory|Connection lost")

    def test_the_server_is_killed(self):
        def do(ids):
            self.begin(ids)
            self.house.machine.kill()
            return self.house.press()

        self.meet("Odoo killed", do)

    def test_names_are_not_found(self):
        def do(ids):
            self.house.query("UPDATE ir_mail_server SET smtp_host = 'mail.tinh.invalid'")
            [[url]] = self.house.query("SELECT url FROM directive_sms_gateway WHERE active")
            self.point_sms("https://sms.tinh.invalid/json/send")
            pressed = self.wait_for_tries(ids)
            self.house.query("UPDATE ir_mail_server SET smtp_host = '127.0.0.1'")
            self.point_sms(url)
            return pressed

        self.meet("DNS dead", do)

    def point_sms(self, url):
        self.house.query("UPDATE directive_sms_gateway SET url = %s WHERE active", url)

    def wait_for_tries(self, ids, times=1):
        """Let these messages be tried in vain so often, and a person save something meanwhile."""
        tried = (
            "SELECT count(*) FROM directive_notice_delivery WHERE id = ANY(%s)"
            " AND state = 'queued' AND channel = 'email' AND attempt_count >= %s"
        )
        for time in range(1, times + 1):
            self.house.pass_hour(ids)
            wait_for(partial(self.holds, tried, ids, time), "it is tried")
        return self.house.press()

    def holds(self, query, *values):
        return self.house.query(query, *values)[0][0] > 0

    def test_mail_and_sms_are_dead_for_a_day(self):
        def do(ids):
            self.server.stop()
            self.simulator.stop()
            pressed = self.wait_for_tries(ids, 3 if LONG else 1)
            self.house.query(DAY, ids)
            self.server.start(self.port)
            self.simulator.start(self.sms_port)
            return pressed

        self.meet("mail and SMS providers dead for a day", do)

    def test_the_scheduled_action_stands_still_for_a_week(self):
        def do(ids):
            [[cron]] = self.house.query(SEND)
            self.house.query("UPDATE ir_cron SET active = FALSE WHERE id = %s", cron)
            self.house.query(WEEK, ids)
            record, _seen = self.house.press()
            return record, self.house.warning()

        seen = self.meet("scheduled action dead for a week", do)
        self.assertIn("turned off", seen)

    def test_the_clock_is_set_back_and_forward(self):
        def do(ids):
            halves = {-5: ids[::2], 5: ids[1::2]}
            for hours, some in (halves if LONG else {-5: ids}).items():
                self.house.machine.kill()
                self.house.start(hours)
                self.begin(some)
            pressed = self.house.press()
            self.house.machine.kill()
            return pressed

        self.meet("clock set back and forward by hours", do)
