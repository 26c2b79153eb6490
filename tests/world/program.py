"""Odoo's command line in a process of its own, started as bin/run starts it.

With workers, the process for live connections is started from the same file. Started by
`python -m odoo`, it would end at once, and be started again some twenty times a second.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ODOO = (sys.executable, str(ROOT / "setup" / "server" / "start.py"))
