"""bin/backup and bin/restore: a database and its attachments of one moment, checked by restoring.

The work is done by runners/backup.py, in the Python that has the database driver.
"""

import argparse
import subprocess
from pathlib import Path

RUNNER = Path(__file__).parent / "runners/backup.py"


def backup(project, arguments):
    """Back a database up into a folder of its own below FOLDER."""
    parser = _parser("bin/backup", "Back up a database and its attachments as they are now.")
    parser.add_argument("database", nargs="?", help="by default that of the settings (db_name)")
    parser.add_argument("folder", help="where backups are kept, one folder each")
    parser.add_argument("--keep", type=int, help="delete all but this number of latest backups")
    parser.add_argument("--no-check", action="store_true", help="do not try to restore it")
    chosen = parser.parse_args(arguments)
    chosen.database = chosen.database or project.options.get("db_name")
    if chosen.database in (None, "", "False"):
        parser.error("Name the database: the settings name none (db_name).")
    return _run(project, "backup", chosen)


def restore(project, arguments):
    """Restore a backup into a new database, which sends nothing until it is released."""
    parser = _parser("bin/restore", "Restore a backup into a new database.")
    parser.add_argument("backup", help="the folder of one backup")
    parser.add_argument("database", help="the name of the new database")
    return _run(project, "restore", parser.parse_args(arguments))


def _parser(name, text):
    parser = argparse.ArgumentParser(name, description=text)
    parser.add_argument("--data", help="Odoo's data folder, if not that of its settings")
    return parser


def _run(project, verb, chosen):
    values = {**vars(chosen), "template": project.options["db_template"]}
    values["data"] = chosen.data or project.options["data_dir"]
    given = [f"{name}={value}" for name, value in values.items() if value is not None]
    command = [project.python, RUNNER, verb, *given]
    return subprocess.run(command, env=project.environment).returncode
