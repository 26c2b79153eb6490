"""Odoo's own command line as a file: `python start.py ARGUMENTS` does what `python -m odoo ARGUMENTS` does.

To reload (on SIGHUP, or after an installation), Odoo runs its start file again. Started with
`-m`, that file is part of its package, which Python cannot run directly, so Odoo would exit.
"""

import sys

sys.path.pop(0)  # this folder, which Python puts before everything

from odoo.cli.command import main  # noqa: E402  only what the environment names is looked through

if __name__ == "__main__":
    main()
