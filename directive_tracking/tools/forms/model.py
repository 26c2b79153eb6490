"""What a form asks for and what it answers with, in plain values."""

from datetime import date as Date
from typing import NamedTuple

COUNT, WEIGHT, PERCENT, TEXT, DAY = "count", "weight", "percent", "text", "day"
NUMBERS = (COUNT, WEIGHT, PERCENT)


class Measure(NamedTuple):
    """One figure or text that a source knows.

    ``adds``: whether the sum of the rows is the figure of all. ``opens``: whether its number opens
    the tasks it counts. ``only``: the kinds of rows that have it, empty for all.
    """

    label: object
    kind: str = COUNT
    adds: bool = True
    opens: bool = False
    only: tuple = ()


class Column(NamedTuple):
    """A column that holds cells.

    ``measure`` is the name of what the source gives; without one, ``formula`` (a tree) is worked
    out. ``starred``: of the starred tasks only.
    """

    code: str
    title: str
    measure: str = ""
    kind: str = COUNT
    adds: bool = True
    opens: bool = False
    starred: bool = False
    formula: object = None
    percent: bool = False
    printed: str = ""
    width: float = 1.0

    @property
    def is_number(self):
        return self.kind in NUMBERS


class Ask(NamedTuple):
    """What is asked: rows by what, over which days, of which tasks, and which measures of them."""

    by: str
    first: Date
    last: Date
    starred: bool = False
    listed: str = ""  # whose tasks a list shows
    scope: tuple = ()  # pairs: (what, ids)
    measures: frozenset = frozenset()


class Row(NamedTuple):
    """One row: the key of its agency, issuer …, its name, and ``{code: value}``."""

    key: object
    name: str
    values: dict
