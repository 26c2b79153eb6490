"""Debian's Kannel, run on the loopback address in a folder of its own."""

import os
import secrets
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time
from contextlib import closing
from pathlib import Path

from ..world.own_database import free_ports
from . import providers

TEMPLATE = Path(__file__).with_name("kannel.conf")
BOXES = ("bearerbox", "smsbox")
# As Kannel's user guide has it, "DLR storage".
RECEIPTS = """
CREATE TABLE dlr (smsc TEXT, ts TEXT, destination TEXT, source TEXT, service TEXT, url TEXT,
                  mask INTEGER, status INTEGER, boxc TEXT);
CREATE INDEX dlr_receipt ON dlr (smsc, ts);
"""


class Kannel:
    """bearerbox and smsbox between Odoo and a short message centre."""

    def __init__(self, smsc_port, reply_url):
        self.folder = Path(tempfile.mkdtemp(prefix="kannel-"))
        (self.folder / "spool").mkdir()
        self._make_receipts()
        admin_port, self._box_port, self.send_port = free_ports(3)
        self._config = self.folder / "kannel.conf"
        self._config.write_text(
            fill(
                TEMPLATE.read_text(),
                folder=self.folder,
                smsc_port=smsc_port,
                reply_url=reply_url,
                admin_port=admin_port,
                box_port=self._box_port,
                send_port=self.send_port,
                secret=secrets.token_urlsafe(12),
                username=providers.USERNAME,
                password=providers.PASSWORD,
            )
        )
        self._config.chmod(0o600)
        self._ports = dict(zip(BOXES, (self._box_port, self.send_port), strict=True))
        self._processes = {}

    def start(self, *boxes):
        """Start both boxes, or these, and wait until they listen."""
        for box in boxes or BOXES:
            self._processes[box] = subprocess.Popen(
                [find(box), "-v", "4", str(self._config)],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=self.folder,
            )
            wait_until(lambda box=box: is_open(self._ports[box]), f"{box} did not start", self.logs)

    def kill(self, box):
        """Kill a box as a machine that loses its power does (SIGKILL)."""
        process = self._processes.pop(box)
        process.kill()
        process.wait()

    def revive(self):
        """Start stopped processes, and wait until messages can be submitted again."""
        for box in BOXES:
            process = self._processes.get(box)
            if process is None or process.poll() is not None:
                self.start(box)
        # smsbox listens again once it has found bearerbox.
        wait_until(lambda: is_open(self.send_port), "smsbox did not come back", self.logs, 60)

    def stop(self):
        for box in reversed(BOXES):
            process = self._processes.pop(box, None)
            if process is None:
                continue
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _make_receipts(self):
        """Make the table in which Kannel remembers whose receipt it waits for, also when killed."""
        with closing(sqlite3.connect(self.folder / "receipts.sqlite")) as receipts:
            receipts.executescript(RECEIPTS)

    def logs(self):
        return "\n".join(path.read_text()[-2000:] for path in self.folder.glob("*.log"))


def find(box):
    """Return the program, which Debian puts where only root's PATH leads."""
    return shutil.which(box, path=f"{os.environ['PATH']}:/usr/sbin")


def fill(text, **values):
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


def is_open(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until(condition, complaint, details=str, seconds=20, step=0.1):
    """Return once ``condition()`` holds; raise with ``complaint`` if it does not in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(step)
    raise TimeoutError(f"{complaint}. {details()}")
