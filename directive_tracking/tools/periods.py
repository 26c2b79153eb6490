"""Reporting periods of the administration: the cut-off day is the 14th.

Decree 09/2019/ND-CP on reporting by administrative bodies: months and quarters run from the 15th
of the previous month to the 14th; half year, nine months and year begin on 15 December of the
previous year. Every period begins on the day after the previous one.
"""

from datetime import date, timedelta

FIRST_DAY = 15

# kind: (months in the kind, whether it always begins with the reporting year)
KINDS = {
    "month": (1, False),
    "quarter": (3, False),
    "half_year": (6, True),
    "nine_months": (9, True),
    "year": (12, True),
}


def reporting_month(day):
    """Return the first day of the month whose report includes ``day``.

    >>> reporting_month(date(2026, 11, 14))
    datetime.date(2026, 11, 1)
    >>> reporting_month(date(2026, 12, 15))
    datetime.date(2027, 1, 1)
    """
    first = day.replace(day=1)
    return first if day.day < FIRST_DAY else _shift(first, 1)


def period_bounds(kind, day):
    """Return the first and last day of the period of ``kind`` that ``day`` belongs to.

    Half year and nine months belong to the reporting year of ``day``, as in the forms, even if
    ``day`` is after their end.

    >>> period_bounds("month", date(2026, 11, 20))
    (datetime.date(2026, 11, 15), datetime.date(2026, 12, 14))
    >>> period_bounds("quarter", date(2026, 3, 14))
    (datetime.date(2025, 12, 15), datetime.date(2026, 3, 14))
    >>> period_bounds("half_year", date(2026, 8, 1))
    (datetime.date(2025, 12, 15), datetime.date(2026, 6, 14))
    >>> period_bounds("nine_months", date(2026, 8, 1))
    (datetime.date(2025, 12, 15), datetime.date(2026, 9, 14))
    >>> period_bounds("year", date(2025, 12, 15))
    (datetime.date(2025, 12, 15), datetime.date(2026, 12, 14))
    """
    if kind not in KINDS:
        raise ValueError(f"Unknown reporting period {kind!r}; known: {', '.join(KINDS)}.")
    length, from_new_year = KINDS[kind]
    month = reporting_month(day)
    skipped = month.month - 1 if from_new_year else (month.month - 1) % length
    first_month = _shift(month, -skipped)
    return _cut_off(first_month), _cut_off(_shift(first_month, length)) - timedelta(days=1)


def months_before(first, count):
    """Return the first day of the report month ``count`` months before the one that begins on ``first``.

    >>> months_before(date(2026, 1, 15), 11)
    datetime.date(2025, 2, 15)
    """
    return _shift(first.replace(day=1), -count).replace(day=FIRST_DAY)


def _cut_off(month):
    """Return the first day that the report of ``month`` covers."""
    return _shift(month, -1).replace(day=FIRST_DAY)


def _shift(first, months):
    """Return the first day of the month ``months`` after ``first``, also a first day."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)
