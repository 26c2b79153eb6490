"""PostgreSQL clusters of their own: one primary and the standbys that follow it."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg2

sys.path.append(str(Path(__file__).resolve().parents[2] / "setup"))

from postgres import Cluster  # noqa: E402  the set-up is no package

PATIENCE = 240  # seconds; only a loss fails, not a slow machine


class Primary(Cluster):
    """A cluster in a short-lived folder, made and run as the project's own."""

    def __init__(self):
        self._given = Path(tempfile.mkdtemp(prefix="directive-", dir="/var/tmp"))
        self._given.chmod(0o755)
        super().__init__()
        shutil.chown(self.folder, self.owner)

    def _find_folder(self):
        return self._given

    def start(self):
        """Start it; its first start makes it."""
        self.ensure_running()

    def kill(self):
        """End it as a power cut would."""
        pid = int((self.data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGQUIT)
        wait_for(lambda: not self._is_running(), "the cluster ends")

    def remove(self):
        if (self.data / "postmaster.pid").exists():
            self._pg_ctl("stop", "-m", "immediate", check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def query(self, statement, *values, database="postgres"):
        """Run a statement as the superuser and return its rows."""
        connection = psycopg2.connect(
            host=str(self.folder), user="postgres", dbname=database, connect_timeout=5
        )
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement, values or None)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def wait_for_standbys(self, *names):
        """Let a commit be known to one of the standbys before it is answered."""
        self.query(f"ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 ({', '.join(names)})'")
        self.query("ALTER SYSTEM SET synchronous_commit = remote_apply")
        self.query("SELECT pg_reload_conf()")
        streaming = "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'"
        wait_for(lambda: self.query(streaming) == [(len(names),)], "all standbys stream")


class Standby(Primary):
    """A cluster that follows a primary until it is promoted."""

    def __init__(self, name, primary):
        super().__init__()
        self.name = name
        self.primary = primary

    def start(self):
        """Copy the primary and follow it."""
        followed = f"host={self.primary.folder} user=postgres application_name={self.name}"
        command = ["pg_basebackup", "-D", self.data, "-d", followed, "-R", "-c", "fast"]
        self._command(command, "The primary could not be copied; see the lines above.")
        with open(self.data / "postgresql.conf", "a") as handle:
            handle.write(f"\nunix_socket_directories = '{self.folder}'\n")
        (self.folder / "ready").touch()
        self._start()

    def promote(self):
        self._pg_ctl("promote", "-w", failure="The standby was not promoted.")
        # It has no standby of its own yet, and would wait for one.
        self.query("ALTER SYSTEM RESET synchronous_standby_names")
        self.query("SELECT pg_reload_conf()")


def elsewhere():
    """Return this process's environment without its database server, but with that one's clock."""
    kept = {"PGOPTIONS"}  # moves what the database calls now, on awkward days
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("PG") or name in kept
    }


def wait_for(holds, what, seconds=PATIENCE):
    """Return when ``holds()`` is true; fail with the words of ``what``."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise AssertionError(f"Waited {seconds} s in vain until {what}.")
        time.sleep(0.2)


def copy_between(source, target, database, data, restored):
    """Take ``database`` with its files from one server to another, where it goes on sending."""
    runner = Path(__file__).resolve().parents[2] / "setup/runners/backup.py"
    with tempfile.TemporaryDirectory() as folder:
        values = [f"database={database}", f"folder={folder}", f"data={data}", "no_check=True"]
        done = subprocess.run(
            [sys.executable, runner, "backup", *values], env=source, capture_output=True, text=True
        )
        if done.returncode:
            raise AssertionError(done.stderr)
        backup = done.stdout.strip()
        values = [f"backup={backup}", f"database={restored}", f"data={data}"]
        done = subprocess.run(
            [sys.executable, runner, "restore", *values, "template=template_vi"],
            env=target,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise AssertionError(done.stderr)
    # As a release would: nothing went out since the backup.
    forget = "DELETE FROM directive_restore WHERE kind = 'noticed'"
    command = ["psql", "-q", "-d", restored, "-c", forget]
    subprocess.run(command, check=True, env=target)
