"""The database server: the one in the PG* variables, else a cluster of this checkout.

The cluster listens on a Unix socket in a folder that only its owner (and root) may enter, never
on the network. As root it runs as Debian's user `postgres`, because PostgreSQL refuses root.
Databases are copied from `template_vi`, which uses Vietnamese sorting and case folding (ICU
collation vi-VN) and has the extensions for Odoo.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
from pathlib import Path

import debian
from common import LOCAL, ROOT, SetupError, run, say, user_name

TEMPLATE = "template_vi"
SETTINGS = """
# Written by setup/postgres.py when it made this cluster.
listen_addresses = ''
unix_socket_directories = '{folder}'
unix_socket_permissions = 0700
max_connections = 200
shared_buffers = 1GB
work_mem = 32MB
maintenance_work_mem = 256MB
effective_cache_size = 4GB
random_page_cost = 1.1
max_wal_size = 4GB
# A statement that fails is not written down with its values, nor the row it was about: some hold passwords.
log_min_error_statement = panic
log_error_verbosity = terse
"""
# For tests, whose databases are thrown away: a power cut spoils them, a killed process does not.
HASTY = "-c fsync=off -c full_page_writes=off"
PREPARE = (
    "CREATE ROLE odoo LOGIN CREATEDB;\n" + Path(__file__).with_name("template_vi.sql").read_text()
)
OTHERS = """
SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
"""


class Cluster:
    """A PostgreSQL cluster in an ignored folder."""

    def __init__(self):
        self.bin = self._find_server()
        self.owner = self._find_owner()
        self.folder = self._find_folder()
        self.data = self.folder / "data"
        self.started_here = False

    @property
    def environment(self):
        """Return the PG* variables for Odoo and psql to use this cluster."""
        return {"PGHOST": str(self.folder), "PGPORT": "5432", "PGUSER": "odoo"}

    def ensure_running(self, settings=""):
        """Create and start the cluster if necessary; if so, with these settings besides its own."""
        is_made = (self.folder / "ready").exists()
        if is_made and self._is_running():
            return
        if is_made:
            self._start(settings)
        else:
            self._create(settings)
        self.started_here = True

    def stop(self):
        """Stop the cluster, unless it is in use by others."""
        if self._psql(OTHERS).strip() == "0":
            self._pg_ctl(
                "stop",
                "-m",
                "fast",
                failure="PostgreSQL did not stop; see its log in " + str(self.folder),
            )

    def _find_server(self):
        for _attempt in range(2):
            found = sorted(
                Path("/usr/lib/postgresql").glob("*/bin/initdb"),
                key=lambda path: int(path.parts[4]),
            )
            if found:
                return found[-1].parent
            debian.install_postgresql()
        raise SetupError(
            "PostgreSQL's initdb is missing in /usr/lib/postgresql: install the package postgresql."
        )

    def _find_owner(self):
        if os.getuid():
            return user_name()
        try:
            return pwd.getpwnam("postgres").pw_name
        except KeyError:
            raise SetupError(
                "The user postgres is missing: reinstall the package postgresql-common."
            ) from None

    def _find_folder(self):
        """Return the ignored folder, or one in /var/tmp if it is inaccessible or too long."""
        inside = LOCAL / "postgres"
        if (self._reachable(LOCAL) and len(str(inside)) < 80) or (inside / "ready").exists():
            return inside
        return (
            Path("/var/tmp") / f"directive-tracking-{hashlib.sha256(bytes(ROOT)).hexdigest()[:12]}"
        )

    def _reachable(self, folder):
        return subprocess.run(["test", "-x", folder], **self._identity()).returncode == 0

    def _identity(self):
        if os.getuid():
            return {}
        account = pwd.getpwnam(self.owner)
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": [], "umask": 0o077}

    def _create(self, settings):
        say(f"Creating the database cluster in {self.folder}")
        self._pg_ctl("stop", "-m", "immediate", check=False)
        if self.folder.exists() and self.folder.owner() != self.owner:
            raise SetupError(f"{self.folder} belongs to another user: remove it and start again.")
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(mode=0o700)
        shutil.chown(self.folder, self.owner)
        initdb = [
            "initdb",
            "-D",
            self.data,
            "-U",
            "postgres",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--auth=trust",
        ]
        self._command(initdb, "PostgreSQL's initdb failed; see the lines above.")
        with open(self.data / "postgresql.conf", "a") as handle:
            handle.write(SETTINGS.format(folder=self.folder))
        self._start(settings)
        self._psql(PREPARE)
        (self.folder / "ready").touch()

    def _start(self, settings=""):
        log = self.folder / "log"
        failure = f"PostgreSQL did not start: its log {log} tells why."
        options = ["-w", "-l", log, "-o", settings]
        self._pg_ctl("start", *options, failure=failure, stdin=subprocess.DEVNULL)

    def _is_running(self):
        return self._pg_ctl("status", check=False)

    def _pg_ctl(self, verb, *options, failure="", check=True, **keywords):
        command = ["pg_ctl", verb, "-D", self.data, "-s", *options]
        if check:
            return self._command(command, failure, **keywords)
        command[0] = self.bin / command[0]
        done = subprocess.run(command, capture_output=True, cwd="/", **self._identity())
        return done.returncode == 0

    def _psql(self, sql):
        command = [
            "psql",
            "-X",
            "-q",
            "-A",
            "-t",
            "-v",
            "ON_ERROR_STOP=1",
            "-v",
            "owner=odoo",
            "-h",
            self.folder,
            "-U",
            "postgres",
        ]
        return self._command(
            command, "The database server refused a statement; see the lines above.", input=sql
        )

    def _command(self, command, failure, **keywords):
        return run(
            [self.bin / command[0], *command[1:]], failure, cwd="/", **self._identity(), **keywords
        )


def ensure(python, settings=""):
    """Start a database server if necessary; return (its PG* variables, the cluster or None).

    :param settings: of a cluster of ours, while it runs
    """
    host = os.environ.get("PGHOST", "")
    named = host or os.environ.get("PGPORT") or os.environ.get("PGSERVICE")
    if named and not (host and Path(host, "ready").exists()):  # else ours, from an outer command
        _try_connecting(python)
        return {}, None
    cluster = Cluster()
    cluster.ensure_running(settings)
    return cluster.environment, cluster


def _try_connecting(python):
    code = "import psycopg2; psycopg2.connect(dbname='postgres').close()"
    if subprocess.run([python, "-c", code], capture_output=True).returncode:
        raise SetupError(
            "The database server that the PG* variables name does not let us in: "
            "start it, correct the variables, or unset them to use a server of our own."
        )
