"""Reading registers of letters and visits as offices really keep them in Excel.

Plain Python, no ORM. The numbered rules of a reading are in `tests/data/registers/CONVENTIONS.md`.
"""

from .errors import RegisterError
from .model import Decision, LeftAside, Matter, Paper, Person, Reading, Record, Warning
from .reader import read_register
