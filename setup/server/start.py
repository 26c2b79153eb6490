"""Odoo's own command line as a file: `python start.py ARGUMENTS` does what `python -m odoo ARGUMENTS` does.

Told to load itself anew (SIGHUP, or its own wish after an installation), Odoo runs the file it was started from
once more. Started with `-m` that file is a part of its package, which Python cannot run by itself: it would end there.
"""

import sys

sys.path.pop(0)  # this folder, which Python puts before everything

from odoo.cli.command import main  # noqa: E402  only what the environment names is looked through

if __name__ == "__main__":
    main()
