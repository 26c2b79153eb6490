"""A whole house of its own that faults are done to: PostgreSQL on a small disk, an Odoo server with
workers, a mail server and a provider of SMS that count, and one person at a browser.
"""

import itertools
import os
import shutil
import subprocess
from contextlib import suppress
from functools import partial
from http.client import HTTPException
from pathlib import Path
from unittest import mock

import psutil
import psycopg2

from ..machines.cluster import Primary, copy_between, elsewhere, wait_for
from ..machines.front import Browser, Machine

CLOCK = Path(__file__).resolve().parents[2] / "setup/clock"
HOUSE = f"fault_house_{os.getpid()}"
DISK = "1500m"
CONNECTIONS = 40
HOURS = 16
TRIES = 5
HOUR_SECONDS = 15  # for a sender to do its work before the next hour
SEND = (
    "SELECT res_id FROM ir_model_data WHERE module = 'directive_tracking' AND name = 'ir_cron_send'"
)
WAKE = (
    "UPDATE ir_cron SET nextcall = now() AT TIME ZONE 'UTC' - interval '1 day', failure_count = 0,"
    " active = TRUE WHERE id = %s"
)
DUE = (
    "UPDATE directive_notice_delivery SET date_next = now() AT TIME ZONE 'UTC' - interval '1 day'"
    " WHERE id = ANY(%s)"
)
# Time goes by: pauses end, resting gateways wake, dead senders are noticed.
HOUR = (
    "UPDATE directive_notice_delivery SET date_next = date_next - interval '1 hour',"
    " date_claimed = date_claimed - interval '1 hour' WHERE id = ANY(%s)",
    "UPDATE directive_sms_message SET date_submitted = date_submitted - interval '1 hour',"
    " date_claimed = date_claimed - interval '1 hour' WHERE TRUE OR id = ANY(%s)",
    "UPDATE directive_sms_gateway SET date_open_until = NULL, failure_count = 0"
    " WHERE TRUE OR id = ANY(%s)",
)
SAVED = "it is saved"
# The web client shows this when no answer comes, or one that is none of Odoo's, whatever its number.
LOST = "“Connection lost. Trying to reconnect...”"
ROWS = """
SELECT delivery.id, delivery.state, partner.email, partner.phone, delivery.channel
  FROM directive_notice_delivery AS delivery
  JOIN res_partner AS partner ON partner.id = delivery.partner_id WHERE delivery.id = ANY(%s)
"""


class SmallDisk(Primary):
    """A PostgreSQL cluster on a disk in memory, which holds the attachments as well."""

    def __init__(self):
        super().__init__()
        self.disk = self._given
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={DISK},mode=755", "tmpfs", self.disk], check=True
        )
        self.folder = self.disk / "postgres"
        self.data = self.folder / "data"

    def fill(self):
        """Leave no byte on the disk."""
        free = shutil.disk_usage(self.disk).free
        with suppress(OSError), open(self.disk / "rubbish", "wb") as file:
            os.posix_fallocate(file.fileno(), 0, free - free % 4096)
        with suppress(OSError), open(self.disk / "more", "wb", buffering=0) as file:
            while True:
                file.write(b"0" * 4096)

    def clear(self):
        for name in ("rubbish", "more"):
            (self.disk / name).unlink(missing_ok=True)

    def remove(self):
        super().remove()
        subprocess.run(["umount", "-l", self.disk], check=False)
        shutil.rmtree(self.disk, ignore_errors=True)


class House:
    """The house; ``mail`` and ``sms`` are the counting servers."""

    def __init__(self, mail, sms):
        self.mail, self.sms = mail, sms
        self.primary = SmallDisk()
        self.machine = self.browser = None
        self.numbers = itertools.count(1)

    def open(self, database):
        """Move in with all that ``database`` has, and start everything."""
        from odoo.tools import config

        self.primary.start()
        self.primary.query(f"ALTER SYSTEM SET max_connections = {CONNECTIONS}")
        self.primary.query("ALTER SYSTEM SET shared_buffers = '64MB'")
        self.primary.query("ALTER SYSTEM SET max_wal_size = '128MB'")
        self.primary.kill()
        self.primary.start()
        files = self.primary.disk / "data"
        there = {**os.environ, **self.primary.environment}
        copy_between(os.environ, there, database, config["data_dir"], HOUSE)
        (files / "filestore").mkdir(parents=True)
        shutil.move(Path(config["data_dir"]) / "filestore" / HOUSE, files / "filestore")
        # The others would be in its way.
        self.query(
            f"UPDATE ir_cron SET nextcall = nextcall + interval '1 year' WHERE id <> ({SEND})"
        )
        options = ["--workers=2", "--max-cron-threads=1", f"--db-filter=^{HOUSE}$"]
        options += [f"--db_host={self.primary.folder}", "--db_user=odoo", f"--data-dir={files}"]
        options += ["--load=base,rpc,web,directive_tracking,directive_sms"]
        self.machine = Machine("127.0.0.4", HOUSE, options)
        self.start()
        self.browser = Browser(self.machine.url, HOUSE)
        self.browser.log_in("admin", "admin")

    def start(self, hours=0):
        """Start the server if it does not run, with a clock that is wrong by so many hours."""
        clean = elsewhere()
        if hours:
            path = f"{CLOCK}{os.pathsep}{clean.get('PYTHONPATH', '')}"
            moved = float(clean.get("DIRECTIVE_CLOCK") or 0) + hours * 3600
            clean |= {"PYTHONPATH": path, "DIRECTIVE_CLOCK": str(moved)}
        with mock.patch.dict(os.environ, clean, clear=True):
            self.machine.tend() if self.machine._process else self.machine.start()

    def close(self):
        if self.machine:
            self.machine.kill()
        self.primary.remove()

    def query(self, statement, *values):
        for _time in range(TRIES):
            with suppress(psycopg2.errors.DeadlockDetected):  # a sender holds the same rows
                return self.primary.query(statement, *values, database=HOUSE)
        raise AssertionError(f"Deadlocks: {statement}")

    # Sending

    def release(self, ids):
        """Let these messages be due now, and wake the scheduled action."""
        self.query(DUE, list(ids))
        [[cron]] = self.query(SEND)
        self.query(WAKE, cron)
        self.primary.query(f"NOTIFY cron_trigger, '{HOUSE}'")

    def pass_hour(self, ids):
        for statement in HOUR:
            self.query(statement, list(ids))
        self.release(ids)

    def settle(self, ids):
        """Let hour after hour go by until every message has its end."""
        for _hour in range(HOURS):
            self.pass_hour(ids)
            with suppress(AssertionError):
                return wait_for(partial(self.is_settled, ids), "all is settled", HOUR_SECONDS)
        raise AssertionError(f"Not settled: {self.query(ROWS, list(ids))}")

    def is_settled(self, ids):
        return {row[1] for row in self.query(ROWS, list(ids))} <= {"sent", "delivered", "unknown"}

    def counts(self, ids):
        """Return ``[(state, times accepted)]`` of these messages."""
        by_phone = self.sms.counts()
        return [
            (state, self.mail.accepted[email] if channel == "email" else by_phone[phone])
            for _id, state, email, phone, channel in self.query(ROWS, list(ids))
        ]

    # People

    def press(self, name="Saved"):
        """Let a person save something; return (its id or None, what they see)."""
        name = f"{next(self.numbers)} {name}"  # no name may come twice
        found, seen = self.try_calling("directive.field", "create", [{"name": name}])
        return found and found[0], seen

    def try_calling(self, *call):
        """Return (the answer or None, what the person sees)."""
        try:
            return self.browser.call(*call), SAVED
        except (OSError, ValueError, HTTPException):
            return None, LOST
        except AssertionError as error:
            return None, str(error)

    def keep_calling(self, *call):
        """Return the answer; a press fails for each connection that died with the database."""
        answers = []

        def is_answered():
            answers.append(self.try_calling(*call)[0])
            return answers[-1] is not None

        wait_for(is_answered, f"{call[:2]} is answered")
        return answers[-1]

    def read(self, attachment):
        """Return the content of an attachment as the browser gets it."""
        [found] = self.keep_calling("ir.attachment", "read", [attachment], ["datas"])
        return found["datas"]

    def warning(self):
        """Return the sentence that the Office sees on its screen."""
        return self.browser._post("/web/session/get_session_info", {})["directive_warning"]

    def is_open(self):
        self.start()
        return self.press()[0] is not None

    def wait_until_open(self):
        wait_for(self.is_open, "the house is open again")

    def holds(self, records):
        found = self.query("SELECT id FROM directive_field WHERE id = ANY(%s)", records)
        return {one for (one,) in found} == set(records)

    def workers(self):
        """Return the processes of the server's workers."""
        return psutil.Process(self.machine._process.pid).children(recursive=True)

    def connect(self):
        return psycopg2.connect(host=str(self.primary.folder), user="odoo", dbname=HOUSE)
