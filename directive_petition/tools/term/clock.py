"""Legal terms: the day on which one ends, and how that day is reached.

The day of the event is not counted (Civil Code 2015, article 147). A term of calendar days, months
or years that ends on a day off ends on the next working day (article 148), once, at the very end. A
term "at least N days before" is counted back; an end on a day off then moves to the working day
before it, because moving it forward would shorten the citizen's time.

>>> from datetime import date
>>> from odoo.addons.directive_tracking.tools.working_days import WorkingCalendar
>>> calendar = WorkingCalendar(off={date(2026, 11, 24)})
>>> reckon(date(2026, 11, 16), 7, WORKING, calendar).due
datetime.date(2026, 11, 26)
>>> found = reckon(date(2026, 11, 17), 7, CALENDAR, calendar)
>>> found.nominal, found.due
(datetime.date(2026, 11, 24), datetime.date(2026, 11, 25))
>>> [step.kind for step in found.steps]
['start', 'counted', 'nominal', 'moved', 'due']
"""

from datetime import date, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

WORKING, CALENDAR, MONTH, YEAR, HOUR = "working_day", "calendar_day", "month", "year", "hour"
FORWARD, BACKWARD = "forward", "backward"

# Reasons why days are not counted
SUSPENSION, OBSTACLE = "suspension", "obstacle"

# Kinds of steps
START, COUNTED, WEEKEND, DAY_OFF, LEFT_OUT, MADE_UP, EXTENSION, NOMINAL, MOVED, DUE = (
    "start",
    "counted",
    "weekend",
    "day_off",
    "left_out",
    "made_up",
    "extension",
    "nominal",
    "moved",
    "due",
)
ONE_DAY = timedelta(days=1)


class LeftOut(NamedTuple):
    """Days that are not counted, both ends included; without a last day they still go on."""

    first: date
    last: date | None
    reason: str = OBSTACLE

    def holds(self, day):
        return self.first <= day and (self.last is None or day <= self.last)


class Step(NamedTuple):
    """One line of how a day was reached: what became of these days, and why."""

    kind: str
    first: date
    last: date
    number: int = 0
    name: str = ""


class Reckoning(NamedTuple):
    """The end of a term; both days are None while its days are not being counted."""

    nominal: date | None
    due: date | None
    days_off: tuple
    made_up: tuple
    steps: tuple


def suspended(first, resumed):
    """Return the days of a suspension, the day of the resuming decision being counted again.

    >>> suspended(date(2026, 8, 17), date(2026, 9, 7)).last
    datetime.date(2026, 9, 6)
    """
    return LeftOut(first, resumed - ONE_DAY if resumed else None, SUSPENSION)


def reckon(
    start, amount, unit, calendar, direction=FORWARD, left_out=(), extensions=(), names=None
):
    """Return when a term ends and how that day is reached, as a :class:`Reckoning`.

    :param date start: the day of the event
    :param str unit: a working day, calendar day, month, year or hour
    :param WorkingCalendar calendar: the working days of the province
    :param left_out: the :class:`LeftOut` days, in any order
    :param extensions: numbers of days, in the unit of the term, each added to the nominal end
    :param dict names: ``{day off: its name}``, for the steps
    :raises OverflowError: if the end lies outside the calendar
    """
    return _Walk(start, unit, calendar, direction, left_out, names or {}).end(amount, extensions)


class _Walk:
    """A walk from the event to the end, day by day, which notes what becomes of each day."""

    def __init__(self, start, unit, calendar, direction, left_out, names):
        self.start, self.unit, self.calendar = start, unit, calendar
        self.left_out, self.names = left_out, names
        self.stride = ONE_DAY if direction == FORWARD else -ONE_DAY
        self.day = start
        self.steps = [Step(START, start, start)]
        self.days_off, self.made_up = [], []

    def end(self, amount, extensions):
        is_known = self._count(amount)
        for extension in extensions:
            self.steps.append(Step(EXTENSION, self.day, self.day, extension))
            is_known = is_known and self._count(extension, is_extension=True)
        nominal = self.day
        if is_known:
            self.steps.append(Step(NOMINAL, nominal, nominal, amount + sum(extensions)))
        if not is_known or not self._leave_day_off():
            return Reckoning(None, None, (), (), tuple(self.steps))
        self.steps.append(Step(DUE, self.day, self.day))
        days = (tuple(sorted(self.days_off)), tuple(sorted(self.made_up)))
        return Reckoning(nominal, self.day, *days, tuple(self.steps))

    def _count(self, amount, is_extension=False):
        """Walk over ``amount`` days that count; tell whether there is an end at all."""
        if self.unit == HOUR:
            return True
        if self.unit in (MONTH, YEAR) and not is_extension:
            amount = self._days_of(amount)
        while amount > 0:
            self.day += self.stride
            if self._goes_on_for_ever():
                return False
            amount -= self._take()
        return True

    def _days_of(self, amount):
        """Return the calendar days of so many months or years after the event."""
        sign = 1 if self.stride == ONE_DAY else -1
        period = relativedelta(months=amount) if self.unit == MONTH else relativedelta(years=amount)
        return abs((self.start + sign * period - self.start).days)

    def _goes_on_for_ever(self):
        found = self._why_left_out()
        if found and found.last is None:
            self.steps.append(Step(LEFT_OUT, self.day, self.day, 0, found.reason))
        return bool(found and found.last is None)

    def _why_left_out(self):
        return next((one for one in self.left_out if one.holds(self.day)), None)

    def _take(self):
        """Note what this day is; tell whether it counts."""
        found = self._why_left_out()
        if found:
            self._note(LEFT_OUT, found.reason)
        elif self.unit == WORKING and not self.calendar.is_working(self.day):
            self._note_day_off()
        else:
            if self.unit == WORKING and self._is_made_up():
                self.made_up.append(self.day)
                self._note(MADE_UP)
            else:
                self._note(COUNTED)
            return True
        return False

    def _leave_day_off(self):
        """Go on from a day off, or from one left out, to a working day; tell whether there is one."""
        before = self.day
        while self.unit != HOUR and not self._is_open():
            if self._goes_on_for_ever():
                return False
            if self.day in self.calendar.off:
                self.days_off.append(self.day)
            self.day += self.stride
        if self._is_made_up() and self.day not in self.made_up:
            self.made_up.append(self.day)
        if self.day != before:
            self.steps.append(Step(MOVED, before, self.day, 0, self._name(before)))
        return True

    def _is_open(self):
        return self.calendar.is_working(self.day) and not self._why_left_out()

    def _note_day_off(self):
        """Of the public days off only those that are no weekend anyway change a result."""
        if self.day.weekday() not in self.calendar.weekdays:
            self._note(WEEKEND)
            return
        self.days_off.append(self.day)
        self._note(DAY_OFF, self._name(self.day))

    def _is_made_up(self):
        return (
            self.day in self.calendar.working and self.day.weekday() not in self.calendar.weekdays
        )

    def _name(self, day):
        return self.names.get(day, "")

    def _note(self, kind, name=""):
        """Write down this day, in the line of the day before if that had the same fate."""
        last = self.steps[-1]
        if (last.kind, last.name) == (kind, name) and last.last + self.stride == self.day:
            self.steps[-1] = last._replace(last=self.day, number=last.number + 1)
        else:
            self.steps.append(Step(kind, self.day, self.day, 1, name))
