"""Loaded by Python when it starts, if this folder is on PYTHONPATH: moves its clock, which goes on ticking.

DIRECTIVE_CLOCK says by how many seconds, so that a process started by another lives at the same time. The
database server's clock stays as it is, and that of a Python which lacks the package, such as the system's.
"""

import datetime
import importlib.util
import os

if importlib.util.find_spec("time_machine"):
    import time_machine

    shift = datetime.timedelta(seconds=float(os.environ["DIRECTIVE_CLOCK"]))
    time_machine.travel(shift).start()
