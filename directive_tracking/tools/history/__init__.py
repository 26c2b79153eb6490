"""Reading trackers of past tasks (sổ theo dõi) as offices kept them in Excel.

Plain Python, no ORM, on top of the reader of appendices: its files, columns, agencies and
deadlines. Added here are states, results and what contradicts itself.
"""

from .model import PastReading, PastTask
from .reader import read_history
