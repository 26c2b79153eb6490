"""What a column holds, told by its cells where its name says nothing."""

from ..text import fold
from .columns import is_mark_field, not_a_field
from .results import find_documents
from .words import read_claim, read_state

_ROWS = 300  # that are looked at
_LONG = 80  # characters of a state at most


def add_by_content(header, rows):
    """Give the columns without a field the state, the punctuality or the result if they hold it.

    Most of a column's cells, two at least, must say so.
    """
    cells = {
        column: _filled(rows, column)
        for column, name in header.extra.items()
        if not not_a_field(fold(name)) and column not in header.columns.values()
    }
    for field, others, says in _KINDS:
        if _has(header, others):
            continue
        found = [column for column, texts in cells.items() if _mostly(texts, says)]
        if found:
            header.columns[field] = found[0]
            header.extra.pop(found[0])
            cells.pop(found[0])


def _has(header, fields):
    marks = "mark" in fields and any(is_mark_field(name) for name in header.columns)
    return marks or bool({*fields} & {*header.columns})


def _filled(rows, column):
    texts = [row.cell(column).line for row in rows[:_ROWS] if not row.cell(column).continued]
    return [text for text in texts if text]


def _mostly(texts, says):
    """
    >>> _mostly(["x", "x", "y"], "x".__eq__), _mostly(["x"], "x".__eq__)
    (False, False)
    """
    return len(texts) > 1 and sum(map(bool, map(says, texts))) * 10 >= 7 * len(texts)


def _is_claim(text):
    state = read_state(text)
    return len(text) < _LONG and read_claim(text) and (not state or state.is_vague)


def _is_state(text):
    return len(text) < _LONG and read_state(text)


def _is_result(text):
    return len(text) < _LONG and find_documents(text)


# (field, those that say it already, test of a cell)
_KINDS = (
    ("claim", ("claim", "mark"), _is_claim),
    ("status_text", ("status_text", "mark"), _is_state),
    ("result_number", ("result_number", "result_text"), _is_result),
)
