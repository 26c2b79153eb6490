"""Days of reminders: plain arithmetic over a `WorkingCalendar`.

Reminders are only sent on working days. A reminder on a day off moves to the next working day;
before a deadline it moves back instead if the next one would be too late.
"""

from datetime import timedelta

WORKING, CALENDAR = "working", "calendar"
ONE_DAY = timedelta(days=1)


def last_working(calendar, day):
    """Return ``day`` if it is a working day, else the last one before it.

    >>> from datetime import date
    >>> from ..working_days import WorkingCalendar
    >>> last_working(WorkingCalendar(), date(2026, 11, 22))
    datetime.date(2026, 11, 20)
    """
    return calendar.add(day + ONE_DAY, -1)


def day_before_deadline(calendar, deadline, days, unit):
    """Return the working day of the reminder ``days`` before ``deadline``.

    >>> from datetime import date
    >>> from ..working_days import WorkingCalendar
    >>> week = WorkingCalendar()
    >>> day_before_deadline(week, date(2026, 11, 25), 3, WORKING)
    datetime.date(2026, 11, 20)
    >>> day_before_deadline(week, date(2026, 11, 22), 0, WORKING)  # a Sunday
    datetime.date(2026, 11, 20)
    >>> day_before_deadline(week, date(2026, 11, 24), 2, CALENDAR)  # a Sunday, so on Monday
    datetime.date(2026, 11, 23)
    """
    if unit == WORKING:
        planned = calendar.add(deadline, -days)
    else:
        planned = deadline - timedelta(days=days)
    day = calendar.next_working(planned)
    return day if day <= deadline else last_working(calendar, deadline)


def deadlines_to_remind(calendar, days, unit, last_run, today):
    """Return ``[(deadline, day of the reminder)]`` due after ``last_run`` up to ``today``.

    Past deadlines are skipped: the rules for overdue tasks apply.

    >>> from datetime import date
    >>> from ..working_days import WorkingCalendar
    >>> friday, monday = date(2026, 11, 20), date(2026, 11, 23)
    >>> [str(due) for due, _day in deadlines_to_remind(WorkingCalendar(), 1, WORKING, friday, monday)]
    ['2026-11-24']
    >>> thursday = date(2026, 11, 19)
    >>> [str(due) for due, _day in deadlines_to_remind(WorkingCalendar(), 1, WORKING, thursday, friday)]
    ['2026-11-21', '2026-11-22', '2026-11-23']
    """
    found = []
    deadline = today
    while (day := day_before_deadline(calendar, deadline, days, unit)) <= today:
        if day > last_run:
            found.append((deadline, day))
        deadline += ONE_DAY
    return found


def repetition(calendar, start, days, unit, repeat_days, last_run, today):
    """Return which repetition of a reminder is due, 0 for the first, None for none.

    The reminder falls ``days`` after ``start`` and every ``repeat_days`` from then on (never
    again if zero). Of several missed since ``last_run`` only the latest counts.

    >>> from datetime import date
    >>> from ..working_days import WorkingCalendar
    >>> def due(last_run, today):
    ...     week = WorkingCalendar()
    ...     return repetition(week, date(2026, 11, 2), 6, WORKING, 5, last_run, today)
    >>> due(date(2026, 11, 9), date(2026, 11, 10))
    0
    >>> due(date(2026, 11, 10), date(2026, 11, 11)) is None
    True
    >>> due(date(2026, 11, 9), date(2026, 11, 25))
    2
    """

    def elapsed(day):
        return calendar.count(start, day) if unit == WORKING else (day - start).days

    if elapsed(today) < days:
        return None
    number = (elapsed(today) - days) // repeat_days if repeat_days else 0
    if elapsed(last_run) >= days + number * repeat_days:
        return None
    return number
