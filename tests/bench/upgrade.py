"""Measure (m): the update from the last release, and a backup with its trial, of a filled database.

The copy believes to be of the last release, so that the migrations of the present one run over all
of its tasks.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from odoo.tools import config

from . import database

LAST = "19.0.1.7.0"
OLDER = f"UPDATE ir_module_module SET latest_version = '{LAST}' WHERE name = 'directive_tracking'"
RUNNER = database.ROOT / "setup/runners/backup.py"


def measure(report, tasks=1_000_000, keep=False):
    """Print how long each takes, and how large the backup is."""
    with database.copied(tasks, keep) as name:
        database.execute_outside(name, OLDER)
        seconds = _time(lambda: database.run_odoo(name, "-u", "directive_tracking"))
        report.text(f"(m) update from {LAST}, {tasks:,} tasks", f"{seconds:.0f} s")
        with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
            for title, given in (("backup", ["no_check=True"]), ("backup tried by restoring", [])):
                seconds = _time(lambda given=given: _back_up(name, folder, given))
                report.text(f"(m) {title}, {tasks:,} tasks", f"{seconds:.0f} s")
            size = max(path.stat().st_size for path in Path(folder).glob("*/database.dump"))
            report.text(f"(m) size of the dump, {tasks:,} tasks", f"{size / 1e6:.0f} MB")


def _time(do):
    begun = time.monotonic()
    do()
    return time.monotonic() - begun


def _back_up(name, folder, given):
    values = [f"database={name}", f"folder={folder}", f"data={config['data_dir']}"]
    values += [f"template={config['db_template']}", *given]
    command = [sys.executable, RUNNER, "backup", *values]
    # The copy has no attachments, of which it would tell.
    subprocess.run(command, env=os.environ, check=True, capture_output=True)
