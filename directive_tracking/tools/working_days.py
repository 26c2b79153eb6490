"""Working days: a weekly pattern, days off and make-up working days.

Labour Code 2019, article 112 (public holidays) and the yearly decisions that swap a working day
for a Saturday: such days are data; the weekly pattern alone is not enough.
"""

from bisect import bisect_left, bisect_right
from datetime import date

MONDAY_TO_FRIDAY = frozenset(range(5))
LAST_DAY = date.max.toordinal()


class WorkingCalendar:
    """Working days and counts between days, in constant time per query.

    A date that is both off and a make-up day is off: the safer choice for reminders.

    >>> tet = WorkingCalendar(off={date(2026, 8, 31)}, working={date(2026, 8, 22)})
    >>> tet.is_working(date(2026, 8, 31)), tet.is_working(date(2026, 8, 22))
    (False, True)
    """

    def __init__(self, weekdays=MONDAY_TO_FRIDAY, off=(), working=()):
        self.weekdays = frozenset(weekdays)
        if not self.weekdays:
            raise ValueError("A working calendar needs at least one working weekday.")
        self.off = frozenset(off)
        self.working = frozenset(working) - self.off
        # Only exceptions from the weekly pattern change a count.
        self._lost = sorted(d.toordinal() for d in self.off if d.weekday() in self.weekdays)
        self._made_up = sorted(
            d.toordinal() for d in self.working if d.weekday() not in self.weekdays
        )
        # Ordinal 1 is a Monday, so position i of a week is weekday i.
        self._before_weekday = [sum(w < i for w in self.weekdays) for i in range(7)]

    def is_working(self, day):
        """Tell whether ``day`` is a working day."""
        if day in self.off:
            return False
        return day in self.working or day.weekday() in self.weekdays

    def add(self, day, number):
        """Return the ``number``-th working day after ``day``, before it if negative.

        Zero gives ``day`` itself, even if it is off.

        >>> calendar = WorkingCalendar(off={date(2026, 11, 24)})
        >>> calendar.add(date(2026, 11, 20), 2)
        datetime.date(2026, 11, 25)
        >>> calendar.add(date(2026, 11, 25), -2)
        datetime.date(2026, 11, 20)
        >>> calendar.add(date(2026, 11, 22), 0)
        datetime.date(2026, 11, 22)
        """
        if number == 0:
            return day
        if number > 0:
            return self._nth(self._worked_until(day.toordinal()) + number)
        return self._nth(self._worked_until(day.toordinal() - 1) + number + 1)

    def count(self, start, end):
        """Return the number of working days after ``start`` up to and including ``end``.

        Negative when ``end`` lies before ``start``.

        >>> calendar = WorkingCalendar(working={date(2026, 8, 22)})
        >>> calendar.count(date(2026, 8, 21), date(2026, 8, 24))
        2
        >>> calendar.count(date(2026, 8, 24), date(2026, 8, 21))
        -2
        """
        return self._worked_until(end.toordinal()) - self._worked_until(start.toordinal())

    def next_working(self, day):
        """Return ``day`` if it is a working day, else the first one after it.

        >>> WorkingCalendar().next_working(date(2026, 11, 21))
        datetime.date(2026, 11, 23)
        """
        return day if self.is_working(day) else self.add(day, 1)

    def give_back(self, deadline, stopped, resumed, in_working_days):
        """Return ``deadline`` extended by a suspension from one day to another.

        By working days if the term was given in them, else by calendar days; the result is never
        a day off.

        >>> friday, monday = date(2026, 11, 13), date(2026, 11, 16)
        >>> WorkingCalendar().give_back(date(2026, 11, 18), friday, monday, in_working_days=True)
        datetime.date(2026, 11, 19)
        >>> WorkingCalendar().give_back(date(2026, 11, 18), friday, monday, in_working_days=False)
        datetime.date(2026, 11, 23)
        >>> sunday = date(2026, 11, 22)
        >>> WorkingCalendar().give_back(sunday, monday, monday, in_working_days=False) == sunday
        True
        """
        if stopped == resumed:
            return deadline
        if in_working_days:
            return self.next_working(self.add(deadline, self.count(stopped, resumed)))
        return self.next_working(deadline + (resumed - stopped))

    def _worked_until(self, ordinal):
        """Return the number of working days from ordinal 1 to ``ordinal``."""
        weeks, rest = divmod(ordinal, 7)
        regular = weeks * len(self.weekdays) + self._before_weekday[rest]
        return regular + bisect_right(self._made_up, ordinal) - bisect_right(self._lost, ordinal)

    def _nth(self, position):
        """Return the day when the count of working days reaches ``position``."""
        if not 0 < position <= self._worked_until(LAST_DAY):
            raise OverflowError("That many working days lie outside the calendar.")
        return date.fromordinal(
            bisect_left(range(1, LAST_DAY + 1), position, key=self._worked_until) + 1
        )
