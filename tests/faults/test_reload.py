"""Odoo reloads itself on request (SIGHUP), as it does after an installation."""

import os
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path
from urllib.request import urlopen

from ..world.own_database import free_ports

START = Path(__file__).resolve().parents[2] / "setup" / "server" / "start.py"


class TestReload(unittest.TestCase):
    kills = True

    def setUp(self):
        port, gevent_port = free_ports(2)
        self.url = f"http://127.0.0.1:{port}/web/health"
        command = [
            sys.executable,
            START,
            f"--http-port={port}",
            f"--gevent-port={gevent_port}",
            "--http-interface=127.0.0.1",
            "--max-cron-threads=0",
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
