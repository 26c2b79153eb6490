"""Limits: length of texts, distance of dates, depth and length of database queries.

>>> measure([("a", "=", 1), "|", ("b.c.d", "in", [1, 2]), ("e", "any", [("f", "any", [("g", "=", 1)])])])
Size(conditions=5, depth=2)
>>> levels({"name": {}, "task_ids": {"fields": {"lead_agency_id": {"fields": {"name": {}}}}}})
3
"""

from datetime import date, timedelta
from typing import NamedTuple

# By kind of field. A task's content is a Char field, but may be as long as a page.
LONGEST = {"char": 10_000, "text": 50_000, "html": 200_000}
PASTED = 950_000  # of a page copied from elsewhere, soon deleted: some four hundred rows from Word
INDEXED = 500  # letters, of up to four bytes: PostgreSQL's index takes 2,700 bytes of a row
LARGEST = 2**31 - 1  # a whole number as PostgreSQL stores it
FIRST_DAY, LAST_DAY = date(1945, 1, 1), date(2100, 12, 31)
A_YEAR = timedelta(days=366)

MOST_CONDITIONS = 500
DEEPEST = 6  # length of a chain of relations
MOST_LEVELS = 5  # nesting depth of one read specification
MOST_COLUMNS = 300  # columns of one export or table of figures; a wide pivot has about forty
MOST_GROUPS = 4000  # periods of one chart: ten years of days, three hundred of months
DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 28, "quarter": 90, "year": 365}
_RELATIONAL = ("any", "not any", "any!", "not any!")


class Size(NamedTuple):
    """Size of a search domain: its conditions, including nested ones, and the depth of relations."""

    conditions: int = 0
    depth: int = 0

    @property
    def is_too_much(self):
        return self.conditions > MOST_CONDITIONS or self.depth > DEEPEST


def measure(domain):
    """Return the :class:`Size` of a domain, given as a list or as a `Domain`.

    >>> nested = [("name", "=", "x")]
    >>> for _level in range(34):
    ...     nested = [("parent_id", "any", nested)]
    >>> measure(nested).is_too_much, measure([]).is_too_much, measure(True)
    (True, False, Size(conditions=0, depth=0))
    """
    conditions, deepest, waiting = 0, 0, [(domain, 0)]
    while waiting and conditions <= MOST_CONDITIONS:
        inner, above = waiting.pop()
        for path, operator, value in _conditions(inner):
            depth = above + path.count(".")
            conditions += 1
            if operator in _RELATIONAL:
                depth += 1
                waiting.append((value, depth))
            deepest = max(deepest, depth)
    return Size(conditions, deepest)


def _conditions(domain):
    if hasattr(domain, "iter_conditions"):
        return [(one.field_expr, one.operator, one.value) for one in domain.iter_conditions()]
    if not isinstance(domain, (list, tuple)):
        return []
    found = []
    for item in domain:
        if hasattr(item, "iter_conditions"):
            found += _conditions(item)
        elif isinstance(item, (list, tuple)) and len(item) == 3 and isinstance(item[0], str):
            found.append(item)
    return found


def levels(specification):
    """Return the number of record levels in a read specification."""
    deepest, waiting = 0, [(specification, 1)]
    while waiting and deepest <= MOST_LEVELS:
        fields, level = waiting.pop()
        deepest = max(deepest, level)
        asked = fields.values() if isinstance(fields, dict) else ()
        waiting += [
            (one["fields"], level + 1) for one in asked if isinstance(one, dict) and "fields" in one
        ]
    return deepest


def asked_groups(days, granularity):
    """Return the number of periods between the first and the last of ``days``.

    >>> asked_groups([date(2026, 1, 1), date(2026, 1, 31)], "day"), asked_groups([], "day")
    (31, 0)
    """
    if not days:
        return 0
    return int((max(days) - min(days)).days / DAYS.get(granularity, 1)) + 1
