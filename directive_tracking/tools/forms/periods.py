"""Periods for which forms are asked: those of Decree 09/2019/ND-CP, and the week."""

from datetime import timedelta

from .. import periods

KINDS = ("week", *periods.KINDS)


def bounds(kind, day):
    """Return the first and last day of the period of ``kind`` that ``day`` belongs to.

    Half year and nine months are those of the reporting year, even if ``day`` comes later.

    >>> from datetime import date
    >>> bounds("week", date(2026, 11, 29))
    (datetime.date(2026, 11, 23), datetime.date(2026, 11, 29))
    >>> bounds("month", date(2026, 11, 29))
    (datetime.date(2026, 11, 15), datetime.date(2026, 12, 14))
    """
    if kind == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    return periods.period_bounds(kind, day)


def last_ended(kind, today):
    """Return the bounds of the last period of ``kind`` that ended before ``today``.

    >>> from datetime import date
    >>> print(*last_ended("week", date(2026, 11, 29)), *last_ended("month", date(2026, 12, 15)))
    2026-11-16 2026-11-22 2026-11-15 2026-12-14
    >>> print(*last_ended("quarter", date(2026, 12, 14)), *last_ended("half_year", date(2026, 5, 1)))
    2026-06-15 2026-09-14 2024-12-15 2025-06-14
    """
    first, last = bounds(kind, today)
    while last >= today:
        first, last = bounds(kind, first - timedelta(days=1))
    return first, last


def after(kind, last):
    """Return the bounds of the period that comes after the one ending on ``last``.

    >>> from datetime import date
    >>> print(*after("month", date(2026, 12, 14)), *after("half_year", date(2026, 6, 14)))
    2026-12-15 2027-01-14 2026-12-15 2027-06-14
    """
    day = last + timedelta(days=1)
    first, end = bounds(kind, day)
    while end <= last:  # half year and nine months leave days between
        day += timedelta(days=31)
        first, end = bounds(kind, day)
    return first, end
