"""Two tables that stand side by side on one sheet, each with a header of its own."""

import re
from dataclasses import replace

from ..text import fold
from .columns import find_header
from .grid import Row

_NUMBERS = re.compile(r"s?tt|so (?:tt|thu tu)")
_DEEPEST = 20  # rows in which a header is looked for
_HEADER_ROWS = 3
_NARROWEST = 3  # columns of a table


def set_apart(tables, words=None):
    """Return ``tables`` with those divided that hold several side by side.

    :param words: the names of columns, as for :func:`columns.find_header`
    """
    return [part for table in tables for part in _parts(table, words)]


def _parts(table, words):
    if table.aside:
        return [table]
    for index, row in enumerate(table.rows[:_DEEPEST]):
        for column in _starts(table.rows, index, row):
            head = table.rows[index : index + _HEADER_ROWS]
            if all(find_header(half, 0, words) for half in _halves(head, column)):
                left, right = _halves(table.rows[index:], column)
                first = replace(table, rows=table.rows[:index] + left)
                second = replace(table, rows=right, before=[], after=[], unseen=[])
                return [first, *_parts(second, words)]
    return [table]


def _starts(rows, index, row):
    """Yield the columns at which a second header may begin: numbers again, or behind a gap."""
    texts = [fold(cell.line) for cell in row.cells]
    for column in range(_NARROWEST, len(texts) - _NARROWEST + 1):
        numbers = _NUMBERS.fullmatch(texts[column]) and any(map(_NUMBERS.fullmatch, texts[:column]))
        gap = texts[column] and not texts[column - 1]
        if numbers or gap and not any(one.cell(column - 1).text for one in rows[index:]):
            yield column


def _halves(rows, column):
    """Return the rows left of ``column``, and those from it on."""
    return [
        [Row(row.number, row.cells[start:end], row.hidden, row.why_hidden) for row in rows]
        for start, end in ((None, column), (column, None))
    ]
