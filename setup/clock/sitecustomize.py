"""Loaded by Python when it starts, if this folder is on PYTHONPATH: moves its clock, which goes on ticking.

DIRECTIVE_CLOCK says by how many seconds, so that a process started by another lives at the same time. The
database server's clock stays as it is.
"""

import datetime
import os

import time_machine

time_machine.travel(datetime.timedelta(seconds=float(os.environ["DIRECTIVE_CLOCK"]))).start()
