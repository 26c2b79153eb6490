"""Hours as numbers, as a form holds them, and half-days."""

from datetime import time


def clock(hour):
    """Return the time of day of an hour.

    >>> clock(7.5), clock(8 + 1 / 3), clock(23.999)
    (datetime.time(7, 30), datetime.time(8, 20), datetime.time(23, 59))
    """
    minutes = min(round(hour * 60), 24 * 60 - 1)
    return time(minutes // 60, minutes % 60)


def hour_of(moment):
    """Return a time of day as an hour.

    >>> hour_of(time(7, 30))
    7.5
    """
    return moment.hour + moment.minute / 60


def half_day_of(hour):
    """Return the half-day in which an hour lies.

    >>> half_day_of(7.5), half_day_of(12), half_day_of(18)
    ('morning', 'afternoon', 'evening')
    """
    if hour < 12:
        return "morning"
    return "afternoon" if hour < 18 else "evening"


def hour_text(hour):
    """Return an hour as it is exchanged, None for one that is not said.

    >>> hour_text(8.5), hour_text(0)
    ('08:30', None)
    """
    return f"{clock(hour):%H:%M}" if hour else None


def is_overnight(start, end):
    """Tell whether hours that begin in the evening end on the next day.

    >>> is_overnight(22, 1.5), is_overnight(13.5, 3), is_overnight(19, 0), is_overnight(8, 10)
    (True, False, False, False)
    """
    return start >= 18 and 0 < end < min(start, 12)
