"""Until when agencies register meetings of a week."""

from datetime import datetime, timedelta

from .hours import clock


def closing(monday, weekday, hour):
    """Return the local moment at which registration for the week of ``monday`` closes.

    It is the day and hour of the week before.

    >>> from datetime import date
    >>> closing(date(2026, 12, 7), 3, 17.0)
    datetime.datetime(2026, 12, 3, 17, 0)
    """
    return datetime.combine(monday - timedelta(days=7 - weekday), clock(hour))
