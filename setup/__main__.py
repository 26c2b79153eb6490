"""Entry point of bin/*: `python3 setup COMMAND ARGS`."""

import os
import sys

from common import SetupError
from project import Project


def odoo(arguments):
    project = Project()
    os.execve(project.python, [*project.odoo, *arguments], project.environment)


COMMANDS = {"odoo": odoo}


def main():
    name, *arguments = sys.argv[1:]
    try:
        return COMMANDS[name](arguments)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
