"""A database of its own for tests that commit, run several processes or kill one."""

import os
import shutil
import socket
import subprocess
import sys
import time
import unittest
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

sys.path.append(str(Path(__file__).resolve().parents[2] / "setup"))

from templates import Template, call  # noqa: E402  the set-up is no package

from .forked import Shells  # noqa: E402
from .program import ODOO  # noqa: E402

ADDONS = "directive_tracking"
PATIENCE = 300  # seconds, for the start of a server on a machine that others use as well


class OwnDatabase:
    """A fresh database with the addons installed, used from this process and from others."""

    def __init__(self, name, addons=ADDONS):
        self.name = f"test_{name}_{os.getpid()}"
        self.addons = addons
        self.shells = None

    def create(self):
        """Copy it from a template, and open it in this process as a server would, with no test mode."""
        from odoo.modules.registry import Registry
        from odoo.tools import config

        config.parse_config(["-d", self.name, "--max-cron-threads=0"], setup_logging=False)
        template = Template(self.addons, sys.executable, os.environ)
        template.copy(self.name, config["data_dir"])
        self.registry = Registry(self.name)

    def for_module(self):
        """Create it for the tests of one module, as or in its ``setUpModule``."""
        unittest.addModuleCleanup(self.drop)
        self.create()

    def vacuum(self):
        """Let PostgreSQL know its tables, as it does by itself after a while."""
        import psycopg2

        connection = psycopg2.connect(dbname=self.name)
        connection.autocommit = True
        connection.cursor().execute("VACUUM ANALYZE")
        connection.close()

    def drop(self):
        from odoo.sql_db import close_db
        from odoo.tools import config

        if self.shells:
            self.shells.stop()
        close_db(self.name)
        call(sys.executable, os.environ, "drop", self.name)
        shutil.rmtree(config.filestore(self.name), ignore_errors=True)

    @contextmanager
    def environment(self):
        """Open a transaction of the superuser; it is committed at the end."""
        from odoo.api import SUPERUSER_ID, Environment

        with self.registry.cursor() as cr:
            yield Environment(cr, SUPERUSER_ID, {})
        # A running server invalidates its caches of the changed rows.
        self.registry.signal_changes()

    def start_shell(self, script):
        """Run ``script`` as Odoo's shell would, in another process, and return that process."""
        if self.shells is None:
            self.shells = Shells(self.name)
        return self.shells.start(script)

    @contextmanager
    def server(self, *options):
        """Run an Odoo server for this database and yield it once it answers."""
        with RunningServer(self.name, options) as server:
            yield server


class RunningServer:
    """An Odoo server in a process of its own, which may be killed and started again."""

    def __init__(self, database, options=()):
        self.database = database
        self.options = options
        self.port, self.live_port = free_ports(2)
        self.url = f"http://127.0.0.1:{self.port}"
        self._process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_error):
        self.kill()

    def start(self):
        """Start it and return when it answers; its log is thrown away."""
        self._process = subprocess.Popen(
            [
                *ODOO,
                "-d",
                self.database,
                "--max-cron-threads=0",
                f"--http-port={self.port}",
                f"--gevent-port={self.live_port}",
                "--http-interface=127.0.0.1",
                *self.options,
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + PATIENCE
        while self._status("/web/health") != 200:
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Odoo does not answer at {self.url}")
            time.sleep(0.3)

    def kill(self):
        """End it as a power cut would (SIGKILL)."""
        self._process.kill()
        self._process.wait()

    def _status(self, path):
        try:
            with urlopen(self.url + path, timeout=30) as answer:
                return answer.status
        except HTTPError as error:
            return error.code
        except OSError:
            return None


def free_ports(count):
    """Return ports of the loopback address which nothing listens on."""
    holders = [socket.create_server(("127.0.0.1", 0)) for _n in range(count)]
    ports = [holder.getsockname()[1] for holder in holders]
    for holder in holders:
        holder.close()
    return ports
