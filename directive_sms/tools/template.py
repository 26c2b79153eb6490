"""The syntax of message templates: ``{name}`` for a value, ``[...]`` for an optional part.

>>> render("Task {number}[, deadline {deadline}]: {link}", {"number": "5", "deadline": "", "link": "L"})
'Task 5: L'
>>> render("Task {number}[, deadline {deadline}]: {link}", {"number": "5", "deadline": "1/2", "link": "L"})
'Task 5, deadline 1/2: L'
"""

import re

NAMES = ("number", "deadline", "link", "count", "items", "event", "point", "overdue", "short")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_NAME = re.compile(r"\{(\w+)\}")
SAMPLE = {
    "number": "128/QĐ-UBND",
    "deadline": "25/12/2026",
    "count": "3",
    "event": "Quá hạn",
    "point": "2",
    "overdue": "1",
    "short": "HOÃN họp: 14h 30/11 -> 8h 02/12, PH số 2",
}


def render(body, values):
    """Return ``body`` with its values; an optional part is dropped if one of its values is empty."""

    def optional(match):
        wanted = _NAME.findall(match[1])
        return match[1] if wanted and all(values.get(name) for name in wanted) else ""

    # A single pass for the names: a value that looks like a name remains text.
    text = _NAME.sub(lambda match: str(values.get(match[1]) or ""), _OPTIONAL.sub(optional, body))
    return re.sub(r"[ \t]+", " ", text).strip()


def problems(body):
    """Return the unknown names in ``body``, and whether its brackets are closed.

    >>> problems("{number} {numbre}"), problems("[{link}")
    ((['numbre'], True), ([], False))
    """
    unknown = [name for name in _NAME.findall(body) if name not in NAMES]
    rest = _NAME.sub("", _OPTIONAL.sub("", body))
    return unknown, not re.search(r"[\[\]{}]", rest)
