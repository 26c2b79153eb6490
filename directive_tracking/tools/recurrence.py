"""The days on which periodic work is due.

Without a day of its own, a report is due on the cut-off day of Decree 09/2019/ND-CP: the 14th of
the month, of the last month of the quarter, of June and December, or of December. Decree 09/2019
has no weekly reports; the week then ends on Friday.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from .periods import FIRST_DAY, KINDS, period_bounds

WEEKLY = "weekly"
MONTHS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}
REPEATING = (WEEKLY, *MONTHS)
RHYTHM = ("frequency", "frequency_day", "frequency_month", "frequency_weekday")  # fields of records
CUT_OFF = FIRST_DAY - 1
FRIDAY = 5
ONE_DAY = timedelta(days=1)
MOST = 600  # occurrences looked at in one go: more than eleven years of weeks
NUMBERS = {"month": 12, "quarter": 4, "half_year": 1, "nine_months": 1, "year": 1}


class Rhythm(NamedTuple):
    """How often, and on which day: of the month (0: the cut-off) or of the week (1: Monday).

    Quarters, half years and years are due in their ``month`` (1: the first; 0: the last).
    """

    frequency: str
    day: int = 0
    weekday: int = 0
    month: int = 0

    @property
    def repeats(self):
        """Tell whether it has days at all; "continuous" has none."""
        return self.frequency in REPEATING

    def due_after(self, day):
        """Return the first day after ``day`` on which the work is due.

        >>> str(Rhythm("monthly").due_after(date(2026, 11, 14)))
        '2026-12-14'
        >>> str(Rhythm("quarterly").due_after(date(2026, 11, 20)))
        '2026-12-14'
        >>> str(Rhythm("half_yearly").due_after(date(2026, 12, 14)))
        '2027-06-14'
        >>> str(Rhythm("yearly", 31).due_after(date(2026, 12, 31)))
        '2027-12-31'
        >>> str(Rhythm("yearly", 20, month=6).due_after(date(2026, 12, 31)))
        '2027-06-20'
        >>> str(Rhythm("quarterly", 5, month=1).due_after(date(2026, 11, 20)))
        '2027-01-05'
        >>> str(Rhythm("weekly").due_after(date(2026, 11, 27)))  # a Friday
        '2026-12-04'

        A month without the 31st, the 30th or the 29th has its last day instead:

        >>> [str(Rhythm("monthly", 31).due_after(date(y, 1, 31))) for y in (2027, 2028)]
        ['2027-02-28', '2028-02-29']
        >>> str(Rhythm("monthly", 29).due_after(date(2027, 2, 28)))
        '2027-03-29'
        """
        if self.frequency == WEEKLY:
            ahead = ((self.weekday or FRIDAY) - day.isoweekday()) % 7
            return day + timedelta(days=ahead or 7)
        month = day.replace(day=1)
        while (due := self._in_month(month)) is None or due <= day:
            month = (month + timedelta(days=31)).replace(day=1)
        return due

    def due_before(self, day):
        """Return the last day before ``day`` on which the work was due.

        >>> str(Rhythm("quarterly").due_before(date(2026, 12, 14)))
        '2026-09-14'
        >>> str(Rhythm("weekly", weekday=1).due_before(date(2026, 11, 23)))
        '2026-11-16'
        """
        if self.frequency == WEEKLY:
            back = (day.isoweekday() - (self.weekday or FRIDAY)) % 7
            return day - timedelta(days=back or 7)
        month = day.replace(day=1)
        while (due := self._in_month(month)) is None or due >= day:
            month = (month - ONE_DAY).replace(day=1)
        return due

    def opens_on(self, due):
        """Return the day on which the work due on ``due`` begins: the day after the one before.

        >>> str(Rhythm("monthly").opens_on(date(2026, 12, 14)))
        '2026-11-15'
        """
        return self.due_before(due) + ONE_DAY

    def plan(self, last, today):
        """Return ``(missed, current)``: the days due since ``last``, and the one begun by ``today``.

        ``last`` is the day of the latest occurrence known. ``current`` is None while that one
        has not passed.

        >>> monthly = Rhythm("monthly")
        >>> monthly.plan(date(2026, 11, 14), date(2026, 11, 14))
        ([], None)
        >>> monthly.plan(date(2026, 11, 14), date(2026, 11, 15))
        ([], datetime.date(2026, 12, 14))
        >>> monthly.plan(date(2026, 11, 14), date(2027, 1, 20))
        ([datetime.date(2026, 12, 14), datetime.date(2027, 1, 14)], datetime.date(2027, 2, 14))
        """
        missed = []
        if today <= last:
            return missed, None
        due = self.due_after(last)
        while due < today and len(missed) < MOST:
            missed.append(due)
            due = self.due_after(due)
        return missed, due if due >= today else None

    def _in_month(self, month):
        """Return the day due in ``month``, or None in a month without one."""
        length = MONTHS[self.frequency]
        if (month.month - self.month) % length:
            return None
        last = monthrange(month.year, month.month)[1]
        return month.replace(day=min(self.day or CUT_OFF, last))


def period_end(kind, year, number=1):
    """Return the last day of a reporting period, or None if there is no such period.

    The number counts months or quarters; there is only one of the other kinds in a year.

    >>> str(period_end("month", 2026, 1)), str(period_end("quarter", 2026, 4))
    ('2026-01-14', '2026-12-14')
    >>> str(period_end("half_year", 2027)), str(period_end("nine_months", 2027))
    ('2027-06-14', '2027-09-14')
    >>> period_end("quarter", 2026, 5) is None
    True
    """
    number = number if NUMBERS.get(kind) != 1 else 1
    if kind not in KINDS or not 1 <= number <= NUMBERS[kind] or not 1900 < year < 9999:
        return None
    last_month = number * KINDS[kind][0]
    return period_bounds(kind, date(year, last_month, 1))[1]


def period_of(kind, day):
    """Return ``(year, number)`` of the period of ``kind`` that ends on or after ``day``.

    >>> period_of("month", date(2026, 12, 15)), period_of("quarter", date(2026, 11, 28))
    ((2027, 1), (2026, 4))
    >>> period_of("half_year", date(2026, 11, 28))
    (2027, 1)
    """
    year = day.year - 1
    while True:
        for number in range(1, NUMBERS[kind] + 1):
            if period_end(kind, year, number) >= day:
                return year, number
        year += 1
