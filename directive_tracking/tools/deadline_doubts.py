"""Doubts about a deadline that is typed: it is questioned, never refused."""

PAST, DAY_OFF, BEFORE_DOCUMENT = "past", "day_off", "before_document"


def deadline_doubts(day, today, calendar, issued=None):
    """Return what is doubtful about a deadline on ``day``, as codes; nothing without a day.

    :param calendar: a `WorkingCalendar`
    :param date issued: the date of the document

    >>> from datetime import date
    >>> from .working_days import WorkingCalendar
    >>> today, week = date(2026, 11, 20), WorkingCalendar()
    >>> deadline_doubts(date(2026, 11, 22), today, week)
    ('day_off',)
    >>> deadline_doubts(date(2026, 11, 14), today, week, issued=date(2026, 11, 16))
    ('past', 'day_off', 'before_document')
    >>> deadline_doubts(today, today, week, issued=today), deadline_doubts(None, today, week)
    ((), ())
    """
    if not day:
        return ()
    found = (
        (PAST, day < today),
        (DAY_OFF, not calendar.is_working(day)),
        (BEFORE_DOCUMENT, bool(issued) and day < issued),
    )
    return tuple(code for code, is_so in found if is_so)
