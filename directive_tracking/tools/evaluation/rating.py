"""What the rating software of Decree 335/2025/NĐ-CP gets of each agency: counts with their weights."""

import re
from datetime import date

from ..periods import period_bounds

PERIOD = re.compile(r"(\d{4})-(?:M?(0[1-9]|1[0-2])|Q([1-4]))")
# The columns of form 01-NV behind each figure (data/figures/CONVENTIONS.md, rule 26).
FIGURES = {
    "assigned": ("3",),
    "to_be_done": ("6", "10"),
    "done": ("6",),
    "done_on_time": ("7", "9"),
    "late": ("8",),
    "late_cause_confirmed": ("8x",),
}


def read_period(text):
    """Return kind, first and last day of the month or quarter ``text`` of Decree 09/2019/NĐ-CP.

    :raises ValueError: if it is neither

    >>> read_period("2026-11")
    ('month', datetime.date(2026, 10, 15), datetime.date(2026, 11, 14))
    >>> read_period("2026-Q1")[1:]
    (datetime.date(2025, 12, 15), datetime.date(2026, 3, 14))
    >>> read_period("2026-13")
    Traceback (most recent call last):
    ValueError: 2026-13
    """
    found = PERIOD.fullmatch(text) if isinstance(text, str) else None
    if not found:
        raise ValueError(text)
    year, month, quarter = (int(part) if part else None for part in found.groups())
    kind = "month" if month else "quarter"
    return kind, *period_bounds(kind, date(year, month or 3 * quarter, 1))


def rating_row(lines):
    """Return the figures of one agency, each ``[tasks, weight]``; ``returned`` counts events.

    ``to_be_done`` is column 1: what was brought forward, given or moved here, less what left.

    >>> from .score import Line
    >>> row = rating_row([Line(1, ("3", "6", "7"), 2), Line(2, ("10", "15", "15"), 0.5)])
    >>> row["to_be_done"], row["done_on_time"], row["late"], row["returned"]
    ([2, 2.5], [1, 2], [0, 0], 2)
    """
    row = {name: _counted(lines, columns) for name, columns in FIGURES.items()}
    returned = sum(list(line.columns).count("15") for line in lines)
    return row | {"returned": returned}


def _counted(lines, columns):
    weights = [line.weight for line in lines for name in line.columns if name in columns]
    whole = round(sum(weights), 6)
    return [len(weights), int(whole) if whole == int(whole) else whole]
