"""Loaded by Python when it starts, if this folder is on PYTHONPATH: moves its clock, which goes on ticking.

DIRECTIVE_CLOCK says by how many seconds, so that a process started by another lives at the same time. A Python
that lacks the package, such as the system's, stays in the present.
"""

import datetime
import importlib.util
import os

if importlib.util.find_spec("time_machine"):
    import time_machine

    shift = datetime.timedelta(seconds=float(os.environ["DIRECTIVE_CLOCK"]))
    time_machine.travel(shift).start()
