"""Entry point of bin/*: `python3 setup COMMAND ARGS`."""

import os
import subprocess
import sys

import audit
import checks
import demo
import lint
from common import ROOT, SetupError
from project import Project


def run_odoo(project, arguments):
    """Become Odoo; the database server stays up for the next command."""
    os.execve(project.python, [*project.odoo, *arguments], project.environment)


def run_bench(project, arguments):
    command = [project.python, "-m", "tests.bench", *arguments]
    return subprocess.run(command, cwd=ROOT, env=project.environment).returncode


COMMANDS = {
    "odoo": run_odoo,
    "run": lambda project, arguments: demo.main(project),
    "test": checks.main,
    "bench": run_bench,
    "lint": lambda project, arguments: lint.main(project),
    "audit": lambda project, arguments: audit.main(project),
}


def main():
    sys.stdout.reconfigure(line_buffering=True)
    name, *arguments = sys.argv[1:]
    try:
        project = Project()
        try:
            return COMMANDS[name](project, arguments)
        finally:
            project.stop()
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename}: {error.strerror}. Mend that and start again.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
