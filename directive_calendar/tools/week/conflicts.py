"""Which entries of a calendar stand in each other's way."""

from datetime import timedelta
from typing import NamedTuple

OVERLAP = "overlap"  # one leader or thing twice at the same hour
TRAVEL = "travel"  # too little time to get from one place to the other
HALF_DAY = "half_day"  # the same half-day, and an hour is not known


class Slot(NamedTuple):
    """When an entry is, and who and what it takes."""

    start: object
    end: object
    is_timed: bool
    place: str
    leaders: frozenset
    things: frozenset


def conflict(one, other, margin):
    """Return ``(kind, leaders in question, things in question)``, or None.

    :param margin: the minutes a leader needs between two places

    >>> from datetime import datetime
    >>> def slot(start, end, place="A", leaders="L", things="R", is_timed=True):
    ...     day = datetime(2026, 12, 1)
    ...     return Slot(day.replace(hour=start), day.replace(hour=end), is_timed, place,
    ...                 frozenset(leaders), frozenset(things))
    >>> conflict(slot(8, 10), slot(9, 11), 30)
    ('overlap', frozenset({'L'}), frozenset({'R'}))
    >>> conflict(slot(8, 10), slot(10, 11, "B"), 30)
    ('travel', frozenset({'L'}), frozenset())
    >>> conflict(slot(8, 10), slot(10, 11, "A"), 30) is None
    True
    >>> conflict(slot(8, 10), slot(7, 11, is_timed=False), 30)[0]
    'half_day'
    >>> conflict(slot(8, 10), slot(9, 11, leaders="M", things="S"), 30) is None
    True
    """
    leaders, things = one.leaders & other.leaders, one.things & other.things
    if not (leaders or things):
        return None
    if one.start < other.end and other.start < one.end:
        is_timed = one.is_timed and other.is_timed
        return (OVERLAP if is_timed else HALF_DAY), leaders, things
    return _travel(one, other, leaders, margin)


def _travel(one, other, leaders, margin):
    if not (leaders and one.is_timed and other.is_timed) or one.place == other.place:
        return None
    gap = max(other.start - one.end, one.start - other.end)
    return (TRAVEL, leaders, frozenset()) if gap < timedelta(minutes=margin) else None
