"""Odoo reloads itself on request (SIGHUP), as it does after an installation."""

import os
import re
import signal
import subprocess
import time
import unittest
from pathlib import Path
from urllib.request import urlopen

import psutil

from ..machines.cluster import wait_for
from ..world.own_database import free_ports
from ..world.program import ODOO

TESTS = Path(__file__).resolve().parents[1]


class TestReload(unittest.TestCase):
    kills = True

    def start(self, *options):
        port, gevent_port = free_ports(2)
        self.url = f"http://127.0.0.1:{port}/web/health"
        command = [
            *ODOO,
            f"--http-port={port}",
            f"--gevent-port={gevent_port}",
            "--http-interface=127.0.0.1",
            "--max-cron-threads=0",
            *options,
        ]
        self.log = self.enterContext(open(os.devnull, "w+"))
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log)
        self.addCleanup(self.process.wait)
        self.addCleanup(self.process.kill)

    def wait_until(self, is_up):
        deadline = time.monotonic() + 60
        while self.answers() != is_up:
            self.assertIsNone(self.process.poll(), "Odoo has ended")
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.05)

    def answers(self):
        try:
            with urlopen(self.url, timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def test_a_server_told_to_load_itself_anew_answers_again(self):
        self.start()
        self.wait_until(True)
        before = self.started()
        self.process.send_signal(signal.SIGHUP)
        deadline = time.monotonic() + 60
        while self.started() == before:
            self.assertIsNone(self.process.poll(), "Odoo has ended")
            self.assertLess(time.monotonic(), deadline, "Odoo did not load itself anew")
            time.sleep(0.05)
        self.wait_until(True)

    def started(self):
        """Return the command line of the process, which a reload writes in another way."""
        return Path(f"/proc/{self.process.pid}/cmdline").read_bytes()

    def test_the_process_for_live_connections_stays(self):
        self.start("--workers=1")
        self.wait_until(True)
        wait_for(self.live_processes, "the process for live connections runs")
        before = self.live_processes()
        time.sleep(1)
        self.assertEqual(self.live_processes(), before)

    def live_processes(self):
        children = psutil.Process(self.process.pid).children()
        return [child.pid for child in children if "gevent" in child.cmdline()]


class TestEveryStart(unittest.TestCase):
    """All tests start Odoo in the way that is tested here."""

    def test_none_starts_it_as_a_module(self):
        found = [
            path.relative_to(TESTS)
            for path in TESTS.rglob("*.py")
            if re.search(r'"-m",\s*"odoo"', path.read_text(encoding="utf-8"))
        ]
        self.assertFalse(found, "Use ODOO of tests/world/program.py.")
