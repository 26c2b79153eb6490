"""Moves the clock of Python, which loads this file at start if the folder is on PYTHONPATH.

DIRECTIVE_CLOCK is the offset in seconds, so that child processes have the same time. The clock
keeps ticking. A Python without the package, such as the system's, stays in the present.
"""

import datetime
import importlib.util
import os

if importlib.util.find_spec("time_machine"):
    import time_machine

    shift = datetime.timedelta(seconds=float(os.environ["DIRECTIVE_CLOCK"]))
    time_machine.travel(shift).start()
