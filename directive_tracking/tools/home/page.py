"""The parts of a home page: sections of cells, each with a number and what it opens."""

from typing import NamedTuple

from ..guard.bounds import INDEXED, LARGEST
from ..guard.shapes import is_storable

ALARM, WARNING, GOOD, QUIET = "danger", "warning", "success", "muted"


class Line(NamedTuple):
    """One line about the server: a sentence, how serious it is, and the action it opens."""

    label: str
    words: str
    tone: str
    action: dict | None = None
    count: int | None = None  # the rows of the list it opens, where the words say a number


class Column(NamedTuple):
    """A column of a table of tasks: of its rows, those of a domain."""

    label: str
    domain: object
    tone: str | None = None  # when it holds something


class Queue(NamedTuple):
    """A list in which something waits, counted as it opens: with its domain and default filters."""

    action: str  # the XML id of the list
    tone: str | None = None  # when something is in it
    filters: tuple = ()  # of its search view, besides its own
    label: object = None  # lazy; the name of the list by default


def number(label, count, *names, tone=None):
    """Return the cell of a number that opens what ``names`` say; nought has no colour.

    >>> number("Overdue", 3, "overdue", tone=ALARM)
    {'label': 'Overdue', 'number': 3, 'opens': ['overdue'], 'tone': 'danger'}
    >>> number("Overdue", 0, "overdue", tone=ALARM)["tone"]
    'muted'
    """
    return {
        "label": label,
        "number": count,
        "opens": list(names),
        "tone": tone if count else QUIET,
    }


def read_opens(opens):
    """Return what a number says that it opens: names, keys of rows and moments.

    :raises ValueError: if no number of a page says so

    >>> read_opens([7, "overdue"])
    (7, 'overdue')
    >>> for odd in ("overdue", [True], [10**30], [["overdue"]], ["over\\0due"], [1.5]):
    ...     try:
    ...         print(read_opens(odd))
    ...     except ValueError as error:
    ...         print("no")
    no
    no
    no
    no
    no
    no
    """
    if not isinstance(opens, (list, tuple)) or not all(map(_is_name, opens)):
        raise ValueError(opens)
    return tuple(opens)


def _is_name(value):
    if isinstance(value, str):
        return len(value) <= INDEXED and is_storable(value)
    return value is None or (type(value) is int and abs(value) <= LARGEST)


def words(label, text, *names, tone=None):
    """Return the cell of a line of words; without ``names`` it opens nothing.

    >>> words("Disk", "70 GB free", tone=GOOD)
    {'label': 'Disk', 'words': '70 GB free', 'opens': None, 'tone': 'success'}
    """
    return {"label": label, "words": text, "opens": list(names) or None, "tone": tone}


def line_cell(name, line):
    """Return the cell of a :class:`Line`, with the number that its words say.

    >>> line_cell("new", Line("Never logged in", "users: 3", WARNING, {}, 3))["number"]
    3
    >>> line_cell("disk", Line("Disk", "full", ALARM))["opens"] is None
    True
    """
    opens = [] if line.action is None else [name]
    counted = {} if line.count is None else {"number": line.count}
    return words(line.label, line.words, *opens, tone=line.tone) | counted


def cells_of(section):
    """Yield every cell of a section that opens something.

    >>> inner = {"rows": [{"label": "A", "cells": [number("Open", 2, "a", "open")]}]}
    >>> [cell["opens"] for cell in cells_of(inner)]
    [['a', 'open']]
    >>> list(cells_of({"rows": [words("Disk", "full")]}))
    []
    """
    for row in [*section["rows"], *section.get("why", [])]:
        for cell in row.get("cells", [row]):
            if cell.get("opens"):
                yield cell
