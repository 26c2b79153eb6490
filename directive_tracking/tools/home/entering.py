"""How soon an order is entered: an urgent one on its day, any other within one working day."""

NORMAL = "normal"


def last_day_to_enter(issued, urgency, calendar):
    """Return the last day on which an order issued on ``issued`` is entered in time.

    >>> from datetime import date
    >>> from ..working_days import WorkingCalendar
    >>> friday = date(2026, 11, 27)
    >>> last_day_to_enter(friday, "normal", WorkingCalendar())
    datetime.date(2026, 11, 30)
    >>> last_day_to_enter(friday, "urgent", WorkingCalendar())
    datetime.date(2026, 11, 27)
    """
    return calendar.add(issued, 1) if urgency == NORMAL else issued
