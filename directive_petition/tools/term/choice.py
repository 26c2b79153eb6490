"""Which row of the law holds: by the day of the event, the kind of matter and its facts.

>>> from datetime import date
>>> old = Facts("complaint", "first", date(2026, 6, 30))
>>> rows = [
...     {"code": "K2", "kind": "complaint", "amount": 10, "valid_to": date(2026, 6, 30)},
...     {"code": "K2", "kind": "complaint", "amount": 7, "valid_from": date(2026, 7, 1)},
... ]
>>> [choose(rows, "K2", facts)["amount"] for facts in (old, old._replace(day=date(2026, 7, 1)))]
[10, 7]
"""

from datetime import date
from typing import NamedTuple

ANY, YES, NO = "any", "yes", "no"
RECEPTION = "reception"  # the terms of receiving people, whatever they bring
NORMAL, COMPLEX, SPECIAL = "normal", "complex", "special"

# A case that is specially complex is complex too, where the law knows nothing beyond that.
HOLDS_FOR = {NORMAL: (NORMAL,), COMPLEX: (COMPLEX,), SPECIAL: (SPECIAL, COMPLEX)}


class Facts(NamedTuple):
    """What the choice of a row depends on."""

    kind: str
    level: str  # first, second, further, or any if the kind has no levels
    day: date  # of the event that starts the clock
    is_remote: bool = False
    complexity: str = NORMAL
    several_places: bool = False


def choose(rows, code, facts, event=None):
    """Return the row of ``code`` that holds for ``facts``; None if no row does.

    Of several rows the one that says most about the case holds. ``rows`` are mappings with the
    fields of a term; a field that is missing says nothing.

    :param str event: the event that starts the clock, if the law knows several for the code
    """
    found = [row for row in rows if row["code"] == code and _holds(row, facts, event)]
    return max(found, key=lambda row: _precision(row, facts), default=None)


def is_valid_on(row, day):
    """Tell whether ``row`` was in force on ``day``, both ends included.

    >>> is_valid_on({"valid_from": date(2026, 7, 1)}, date(2026, 6, 30))
    False
    """
    first, last = row.get("valid_from"), row.get("valid_to")
    return (not first or first <= day) and (not last or day <= last)


def _holds(row, facts, event):
    return (
        row.get("kind", RECEPTION) in (RECEPTION, facts.kind)
        and is_valid_on(row, facts.day)
        and (ANY in (facts.level, row.get("level", ANY)) or row["level"] == facts.level)
        and row.get("remote", ANY) in (ANY, YES if facts.is_remote else NO)
        and row.get("several_places", ANY) in (ANY, YES if facts.several_places else NO)
        and row.get("complexity", ANY) in (ANY, *HOLDS_FOR[facts.complexity])
        and (not event or row.get("start_event", event) == event)
    )


def _precision(row, facts):
    says = sum(
        row.get(name, ANY) != ANY
        for name in ("kind", "level", "remote", "several_places", "complexity")
    )
    return says, row.get("complexity") == facts.complexity, row.get("valid_from") or date.min
