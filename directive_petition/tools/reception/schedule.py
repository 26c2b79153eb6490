"""When a session is announced, and how many a head owes a month."""

ANNOUNCED = 5  # working days ahead: Law on Reception of Citizens, article 24, clause 4
# Sessions of the head a month: Law on Reception as amended by Law 136/2025/QH15
OWED = {"commune": 2}
OWED_ELSEWHERE = 1


def days_missing(calendar, announced, day, wanted=ANNOUNCED):
    """Return how many working days are missing between the announcement and the session.

    >>> from datetime import date
    >>> from odoo.addons.directive_tracking.tools.working_days import WorkingCalendar
    >>> days_missing(WorkingCalendar(), date(2026, 11, 19), date(2026, 11, 26))
    0
    >>> days_missing(WorkingCalendar(), date(2026, 11, 24), date(2026, 11, 26))
    3
    """
    return max(0, wanted - calendar.count(announced, day))


def owed(kind):
    """Return how many days a month the head of such an agency receives citizens.

    >>> owed("commune"), owed("department")
    (2, 1)
    """
    return OWED.get(kind, OWED_ELSEWHERE)
