"""Time of a meeting in the few letters of an SMS.

>>> from datetime import date
>>> short(date(2026, 11, 30), 14.0), short(date(2026, 12, 2), 7.5)
('14h 30/11', '7h30 02/12')
>>> short(date(2026, 12, 2), 0), short(date(2026, 12, 2), 0, "sáng")
('02/12', 'sáng 02/12')
"""


def hour(value):
    """Return an hour as people write it.

    >>> hour(14.0), hour(7.5), hour(8.0833333)
    ('14h', '7h30', '8h05')
    """
    minutes = round(value * 60)
    return f"{minutes // 60}h{minutes % 60:02d}" if minutes % 60 else f"{minutes // 60}h"


def short(day, start, half_day=""):
    """Return day and hour; without an hour, ``half_day`` in words."""
    head = hour(start) if start else half_day
    return " ".join(filter(None, (head, f"{day:%d/%m}")))


def clock(value):
    """Return an hour as on a clock.

    >>> clock(14.0), clock(7.5)
    ('14:00', '07:30')
    """
    minutes = round(value * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
