"""In time or late, in working days: notices of conclusions, and reception days announced.

Decision 45/2018/QĐ-TTg: a notice of conclusions within five working days of the meeting. Law on
Reception of Citizens, article 24: reception days are announced five working days ahead.
"""


def days_late(calendar, since, allowed, done):
    """Return how many working days after the last one allowed something was done; 0 when in time.

    >>> from datetime import date
    >>> from odoo.addons.directive_tracking.tools.working_days import WorkingCalendar
    >>> thursday = date(2026, 11, 19)
    >>> days_late(WorkingCalendar(), thursday, 5, date(2026, 11, 26))
    0
    >>> days_late(WorkingCalendar(), thursday, 5, date(2026, 11, 30))
    2
    """
    return max(0, calendar.count(since, done) - allowed)


def days_short(calendar, announced, wanted, day):
    """Return how many working days are missing between the announcement and the day; 0 if none.

    >>> from datetime import date
    >>> from odoo.addons.directive_tracking.tools.working_days import WorkingCalendar
    >>> days_short(WorkingCalendar(), date(2026, 11, 19), 5, date(2026, 11, 26))
    0
    >>> days_short(WorkingCalendar(), date(2026, 11, 24), 5, date(2026, 11, 26))
    3
    """
    return max(0, wanted - calendar.count(announced, day))


def change_in_percent(now, before):
    """Return the change from one period to the next in percent, None without a period before.

    >>> change_in_percent(90, 100), change_in_percent(3, 0)
    (-10.0, None)
    """
    return round(100 * (now - before) / before, 1) if before else None
