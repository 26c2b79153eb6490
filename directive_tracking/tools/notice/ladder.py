"""Due times of escalation steps: minutes count only while people may be disturbed.

A step is a number of minutes since the notice. For a very urgent notice at 5 p.m. nobody is
called at 4 a.m. because eleven hours have passed; for an express notice they are.
"""

from datetime import datetime, time, timedelta

DAY = 24 * 60
MAX_MINUTES = 30 * DAY


class OpenHours:
    """The working days of a calendar outside the quiet hours, in the province's time zone.

    >>> from datetime import date
    >>> from ..working_days import WorkingCalendar
    >>> hours = OpenHours(WorkingCalendar(off={date(2026, 11, 24)}), 21.0, 6.0)
    """

    def __init__(self, calendar, quiet_from, quiet_to):
        self._calendar = calendar
        self._windows = open_windows(quiet_from, quiet_to)

    def after(self, start, minutes):
        """Return the moment when ``minutes`` open minutes have passed since ``start``.

        >>> from ..working_days import WorkingCalendar
        >>> hours = OpenHours(WorkingCalendar(), 21.0, 6.0)
        >>> friday_evening = datetime(2026, 11, 20, 20, 30)
        >>> hours.after(friday_evening, 20)
        datetime.datetime(2026, 11, 20, 20, 50)
        >>> hours.after(friday_evening, 90)
        datetime.datetime(2026, 11, 23, 7, 0)
        >>> hours.after(datetime(2026, 11, 21, 9), 1)
        datetime.datetime(2026, 11, 23, 6, 1)
        """
        day = self._calendar.next_working(start.date())
        left = timedelta(minutes=minutes)
        while True:
            midnight = datetime.combine(day, time())
            for opening, closing in self._windows:
                begin = max(start, midnight + timedelta(minutes=opening))
                end = midnight + timedelta(minutes=closing)
                if begin < end and begin + left <= end:
                    return begin + left
                left -= max(end - begin, timedelta())
            day = self._calendar.add(day, 1)


def open_windows(quiet_from, quiet_to):
    """Return the open parts of a day as ``(from, until)`` in minutes since midnight.

    >>> open_windows(21.0, 6.0), open_windows(12.0, 13.5), open_windows(7.0, 7.0)
    ([(360, 1260)], [(0, 720), (810, 1440)], [(0, 420), (420, 1440)])
    >>> open_windows(22.0, 0.0), open_windows(0.0, 6.0)
    ([(0, 1320)], [(360, 1440)])
    """
    first, last = round(quiet_from * 60), round(quiet_to * 60)
    parts = [(0, first), (last, DAY)] if first <= last else [(last, first)]
    return [(begin, end) for begin, end in parts if begin < end]


def due_and_following(moments, taken, now):
    """Return ``(due, following)``: the step to take now and the next one, or None for either.

    Of several steps missed in an outage only the last is due: one message, not three at once.

    :param moments: ``{minutes of the step: moment}``
    :param taken: minutes of the last step taken

    >>> moments = {10: "09:10", 20: "09:20", 30: "09:30"}
    >>> due_and_following(moments, 0, "09:05"), due_and_following(moments, 0, "09:10")
    ((None, 10), (10, 20))
    >>> due_and_following(moments, 10, "09:30"), due_and_following(moments, 30, "10:00")
    ((30, None), (None, None))
    """
    ahead = sorted(minutes for minutes in moments if minutes > taken)
    due = [minutes for minutes in ahead if moments[minutes] <= now]
    waiting = [minutes for minutes in ahead if moments[minutes] > now]
    return (due[-1] if due else None), (waiting[0] if waiting else None)


def occurrence(root, key):
    """Return the key of one repetition of a notice: its id, and the step or reminder."""
    return f"{root}/{key}"


def step_of(text):
    """Return the id of the step that created a repetition, None if a person requested it.

    >>> step_of(occurrence(12, 7)), step_of(occurrence(12, "remind:20261122")), step_of("")
    (7, None, None)
    """
    key = (text or "").partition("/")[2]
    return int(key) if key.isdigit() else None
