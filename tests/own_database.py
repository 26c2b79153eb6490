"""A database of its own for tests that commit, run several processes or kill one."""

import os
import subprocess
import sys
from contextlib import contextmanager

ADDONS = "directive_tracking"


class OwnDatabase:
    """A fresh database with the addons installed, used from this process and from others."""

    def __init__(self, name, addons=ADDONS):
        self.name = f"test_{name}_{os.getpid()}"
        self.addons = addons

    def create(self):
        """Make it, and open it in this process as a server would, with no test mode."""
        self._odoo("-d", self.name, "-i", self.addons, "--no-http", "--stop-after-init")
        from odoo.modules.registry import Registry
        from odoo.tools import config

        config.parse_config(["-d", self.name, "--max-cron-threads=0"], setup_logging=False)
        self.registry = Registry(self.name)

    def drop(self):
        from odoo.sql_db import close_db

        close_db(self.name)
        self._odoo("db", "drop", self.name)

    @contextmanager
    def environment(self):
        """Open a transaction of the superuser; it is committed at the end."""
        from odoo.api import SUPERUSER_ID, Environment

        with self.registry.cursor() as cr:
            yield Environment(cr, SUPERUSER_ID, {})

    def start_shell(self, script):
        """Run ``script`` in the shell of another Odoo process and return the process."""
        process = subprocess.Popen(
            [sys.executable, "-m", "odoo", "shell", "-d", self.name, "--no-http", "--log-level=error"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        process.stdin.write(script)
        process.stdin.close()
        return process

    def _odoo(self, *arguments):
        done = subprocess.run(
            [sys.executable, "-m", "odoo", *arguments], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"odoo {' '.join(arguments)}: {done.stderr[-2000:]}")
