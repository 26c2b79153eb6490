"""The counters of a day."""

from collections import Counter, defaultdict

from ..periods import reporting_month
from .columns import COUNTERS
from .marks import marks
from .standing import standing


def key_of(task, by, lead=None, kinds=None):
    """Return the row of ``task`` in a table ``by``, for the agency ``lead``."""
    if by == "agency":
        return lead
    if by == "kind":
        return kinds[lead]
    if by == "month":
        return reporting_month(task.assigned_on)
    return getattr(task, by) if by else None


def counters(tasks, day, limits=None):
    """Return all counters of ``tasks`` at the end of ``day``."""
    return counters_by(tasks, day, limits=limits).get(None) or dict.fromkeys(COUNTERS, 0)


def counters_by(tasks, day, by=None, kinds=None, limits=None):
    """Return ``{key: {counter: number}}`` at the end of ``day``.

    :param by: agency, kind, issuer, field, source, month or None
    :param kinds: the kind of each agency, for ``by="kind"``

    >>> from datetime import date
    >>> from .event import Event, Task
    >>> given = Task("1", "A", events=(Event(date(2026, 3, 1), "assign"),))
    >>> row = counters_by([given], date(2026, 3, 2), "agency")["A"]
    >>> row["total"], row["open_no_deadline"], row["done"]
    (1, 1, 0)
    """
    rows = defaultdict(Counter)
    for task in tasks:
        now = standing(task, day) if task.is_counted else None
        if now:
            rows[key_of(task, by, now.lead, kinds)].update(_numbers(now, day, limits))
    return {key: {name: row[name] for name in COUNTERS} for key, row in rows.items()}


def _numbers(now, day, limits):
    numbers = Counter(marks(now, day, limits))
    if numbers["total"]:
        times = {"returned": now.returned, "extended": now.extended}
        for name, count in times.items():
            numbers[f"{name}_times"], numbers[f"{name}_tasks"] = count, int(bool(count))
    return numbers
