"""On how many days a month the head of an agency receives citizens, and on how many they did.

>>> from datetime import date
>>> months_within(date(2026, 6, 15), date(2026, 9, 30))
[datetime.date(2026, 7, 1), datetime.date(2026, 8, 1), datetime.date(2026, 9, 1)]
>>> weeks_in(date(2026, 6, 1))
4
"""

from calendar import monthrange
from datetime import timedelta

COMMUNE, OTHER = "commune", "other"
LEVELS = [(COMMUNE, "Communes"), (OTHER, "All other agencies")]
MONTH, WEEK = "month", "week"
PERIODS = [(MONTH, "a month"), (WEEK, "a week")]


def last_of(month):
    """Return the last day of ``month``, given by one of its days."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def months_within(first, last):
    """Return the first days of the months that lie wholly between two days."""
    month = first if first.day == 1 else last_of(first) + timedelta(days=1)
    found = []
    while last_of(month) <= last:
        found.append(month)
        month = last_of(month) + timedelta(days=1)
    return found


def weeks_in(month):
    """Return the full weeks of ``month``: a duty by weeks asks for a day in each of them."""
    return last_of(month).day // 7


def days_asked(days, period, month):
    """Return on how many days of ``month`` a head receives.

    >>> from datetime import date
    >>> days_asked(2, MONTH, date(2026, 7, 1)), days_asked(1, WEEK, date(2026, 6, 1))
    (2, 4)
    """
    return days * weeks_in(month) if period == WEEK else days


def balance(months, asked, held):
    """Return (days asked, days held, of the asked ones held) over ``months``.

    A day too many in one month makes up for none in another.

    :param asked: ``{month: days}``
    :param held: the days on which the head received

    >>> from datetime import date
    >>> july, august = date(2026, 7, 1), date(2026, 8, 1)
    >>> balance([july, august], {july: 2, august: 2}, {date(2026, 7, day) for day in (1, 8, 15)})
    (4, 3, 2)
    """
    counts = {month: 0 for month in months}
    for day in held:
        if (month := day.replace(day=1)) in counts:
            counts[month] += 1
    kept = sum(min(counts[month], asked.get(month, 0)) for month in months)
    return sum(asked.get(month, 0) for month in months), sum(counts.values()), kept
