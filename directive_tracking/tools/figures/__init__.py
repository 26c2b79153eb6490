"""The rules of the figures as plain Python over lists of events, without the ORM.

`directive.figures` says the same in SQL; tests compare the two cell by cell.
"""

from .columns import COLUMNS, COUNTERS, LISTED, percent, with_rates
from .counters import counters, counters_by
from .event import Event, Task
from .form import cell_tasks, form
from .province import read_province
from .standing import after, standing

__all__ = [
    "COLUMNS",
    "COUNTERS",
    "LISTED",
    "Event",
    "Task",
    "after",
    "cell_tasks",
    "counters",
    "counters_by",
    "form",
    "percent",
    "read_province",
    "standing",
    "with_rates",
]
