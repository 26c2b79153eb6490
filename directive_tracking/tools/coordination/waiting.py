"""Delays in coordination: plain arithmetic over days.

Up to its deadline an agency keeps nobody waiting; from the day after it does, until it has
delivered, until the task has ended, or for as long as the task is suspended.
"""

from datetime import timedelta

ONE_DAY = timedelta(days=1)


def days_waiting(deadline, ended, today):
    """Return for how many days somebody has been kept waiting after ``deadline``.

    :param date deadline: the agreed day, or a false value
    :param date ended: the day the waiting ended, or a false value
    :param date today: the day until which it is counted otherwise

    >>> from datetime import date
    >>> days_waiting(date(2026, 11, 20), None, date(2026, 11, 25))
    5
    >>> days_waiting(date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 25))
    1
    >>> days_waiting(date(2026, 11, 20), date(2026, 11, 18), date(2026, 11, 25))
    0
    >>> days_waiting(None, None, date(2026, 11, 25))
    0
    """
    if not deadline:
        return 0
    return max(0, ((ended or today) - deadline).days)


def waiting_since(deadline):
    """Return the first day on which somebody is kept waiting.

    >>> from datetime import date
    >>> waiting_since(date(2026, 11, 20))
    datetime.date(2026, 11, 21)
    """
    return deadline + ONE_DAY
