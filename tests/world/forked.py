"""Processes that begin with Odoo loaded: forked in milliseconds, where starting one takes seconds.

A server of such processes reads orders from its standard input, one JSON object a line:
`{"wait": PID}` prints how that one ended, any other order is done by a forked process, whose id is
printed. `python -m tests.world.forked DATABASE` forks processes that run scripts, as Odoo's shell does:
`{"script": TEXT, "output": PATH}`.
"""

import json
import logging
import os
import subprocess
import sys
import tempfile
import time
import traceback
from contextlib import closing
from pathlib import Path

PATIENCE = 120  # seconds until a process that does not end is killed
TOO_LATE = 124


def load(database):
    """Return the registry of ``database``, in a process without a server around it."""
    from odoo.modules.registry import Registry
    from odoo.tools import config

    config.parse_config(["-d", database, "--max-cron-threads=0"], setup_logging=False)
    # What is lost to another process is tried again, which the driver reports as an error.
    logging.getLogger("odoo.sql_db").setLevel(logging.CRITICAL)
    return Registry(database)


def environment(cr):
    """Return the environment of the system."""
    from odoo.api import SUPERUSER_ID, Environment

    return Environment(cr, SUPERUSER_ID, {})


def serve(registry, run):
    """Do the orders that come, each by ``run(registry, order)`` in a process of its own.

    Each opens its own connections: none are open before the fork.
    """
    from odoo.sql_db import close_db

    close_db(registry.db_name)
    print(0, flush=True)  # from here on nothing is done without an order
    for line in sys.stdin:
        order = json.loads(line)
        if "wait" in order:
            print(_wait(order["wait"]), flush=True)
        elif pid := os.fork():
            print(pid, flush=True)
        else:
            _do(registry, run, order)


def _wait(pid):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.kill(pid, 9)
    os.waitpid(pid, 0)
    return TOO_LATE


def _do(registry, run, order):
    """Do one job in the child, and never come back."""
    code = 1
    try:
        # What others have changed since the server was loaded is forgotten.
        run(registry.check_signaling(), order)
        code = 0
    except Exception:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def run_script(registry, order):
    """Run the script of ``order``; what it does not commit is undone."""
    output = os.open(order["output"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(output, stream)
    with closing(registry.cursor()) as cr:
        exec(order["script"], {"env": environment(cr)})


class Forks:
    """The server of processes, from the side of a test."""

    def __init__(self, module, database):
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, database],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._process.stdout.readline()

    def stop(self):
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def wait(self, pid):
        """Return how a process ended: 0, or -9 if it was killed."""
        return self.order({"wait": pid})

    def order(self, order):
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


class Shells(Forks):
    """Processes that run scripts."""

    def __init__(self, database):
        super().__init__("tests.world.forked", database)
        self._folder = tempfile.TemporaryDirectory()

    def stop(self):
        super().stop()
        self._folder.cleanup()

    def start(self, script):
        """Return a process that runs ``script``, in which `env` is the system's environment."""
        output = Path(self._folder.name, str(time.monotonic_ns()))
        return Shell(self, self.order({"script": script, "output": str(output)}), output)


class Shell:
    """One of these processes."""

    def __init__(self, shells, pid, output):
        self.shells, self.pid, self._output = shells, pid, output

    def wait(self):
        """Return how it ended, once it has."""
        return self.shells.wait(self.pid)

    def said(self):
        """Return what it has printed, its errors included."""
        return self._output.read_text() if self._output.exists() else ""


if __name__ == "__main__":
    serve(load(sys.argv[1]), run_script)
