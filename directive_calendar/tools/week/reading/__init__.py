"""Reading the week of leaders' work as offices publish it.

Plain Python, no ORM. The numbered rules of a reading are in `tests/data/weeks/CONVENTIONS.md`.
"""

from .model import Entry, LeftAside, Participant, Preparing, Reading
from .page import PASTED
from .reader import read_week
