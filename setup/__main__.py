"""Entry point of bin/*: `python3 setup COMMAND ARGS`."""

import os
import subprocess
import sys

import audit
import backup
import checks
import demo
import lint
import postgres
import python_env
from common import ROOT, SetupError
from project import Project


def run_odoo(project, arguments):
    """Become Odoo; the database server stays up for the next command."""
    os.execve(project.python, [*project.odoo, *arguments], project.environment)


def run_bench(project, arguments):
    command = [project.python, "-m", "tests.bench", *arguments]
    return subprocess.run(command, cwd=ROOT, env=project.environment).returncode


def run_check(arguments):
    """Compare a running installation with the guide for operators."""
    if len(arguments) < 2:
        raise SetupError("Usage: bin/check CONFIG ADDRESS [FOLDER OF BACKUPS]")
    command = [python_env.ensure(), ROOT / "setup/runners/check.py", *arguments]
    return subprocess.run(command).returncode


COMMANDS = {
    "odoo": run_odoo,
    "run": lambda project, arguments: demo.main(project),
    "test": checks.main,
    "bench": run_bench,
    "backup": backup.backup,
    "restore": backup.restore,
}
# These need neither Odoo nor a database server.
WITHOUT_PROJECT = {"lint": lint.main, "audit": audit.main, "check": run_check}


def main():
    sys.stdout.reconfigure(line_buffering=True)
    name, *arguments = sys.argv[1:]
    try:
        if name in WITHOUT_PROJECT:
            return WITHOUT_PROJECT[name](arguments)
        settings = postgres.HASTY if name == "test" else ""
        return _with_project(COMMANDS[name], arguments, settings)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename}: {error.strerror}. Mend that and start again.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _with_project(command, arguments, settings):
    project = Project(settings)
    try:
        return command(project, arguments)
    finally:
        project.stop()


if __name__ == "__main__":
    sys.exit(main())
