"""What holds of one task on a day: the conditions behind counters of a day and columns of a form."""

from datetime import timedelta
from typing import NamedTuple

from ..statistics import (
    AGES,
    DONE_CLASSES,
    LONG_OVERDUE,
    OLDEST,
    OPEN_CLASSES,
    STAGES,
    is_late_with_cause,
)


class Limits(NamedTuple):
    """The settings that figures depend on."""

    due_soon_days: int = 5
    silent_days: int = 90
    fresh_days: int = 30
    completion_day: str = "reported"


def age_of_delay(days):
    """Return the group of a delay of ``days``, None if there is none.

    >>> age_of_delay(0), age_of_delay(7), age_of_delay(8), age_of_delay(91)
    (None, '1_7', '8_30', 'over_90')
    """
    if days <= 0:
        return None
    return next((name for name, last in AGES if days <= last), OLDEST)


def marks(now, day, limits=None):
    """Return the set of names that hold of the standing ``now`` at the end of ``day``.

    >>> from datetime import date
    >>> from .standing import Standing
    >>> task = Standing("reported", "A", date(2026, 3, 1), True, date(2026, 3, 1), last_news=date(2026, 3, 1))
    >>> sorted(marks(task, date(2026, 3, 5)) & {"open_overdue", "overdue_1_7", "overdue_reported_in_time"})
    ['open_overdue', 'overdue_1_7', 'overdue_reported_in_time']
    """
    limits = limits or Limits()
    name = now.class_on(day, limits.completion_day == "reported")
    found = {now.state, name, STAGES.get(now.state)} - {None}
    if name:
        found |= {"total", "with_deadline" if now.deadline else "without_deadline"}
    if name in DONE_CLASSES:
        found.add("done_on_time_undated" if not now.deadline else f"{name}_dated")
        if now.class_on(day, by_report=False) == "done_late":
            found.add("done_late_by_acceptance")
    if name in OPEN_CLASSES:
        found |= {"open", *_marks_of_open(now, name, day, limits)}
    if is_late_with_cause(name, now.cause_on, day):
        found.add("late_cause_confirmed" if name == "done_late" else "overdue_cause_confirmed")
    return found


def _marks_of_open(now, name, day, limits):
    running, overdue = now.state != "suspended", name == "open_overdue"
    days = (day - now.deadline).days if now.deadline else 0
    news = now.last_news
    conditions = {
        "due_soon": running and name == "open_in_term" and -days <= limits.due_soon_days,
        f"overdue_{age_of_delay(days)}": overdue,
        "overdue_over_30": overdue and days > LONG_OVERDUE,
        "silent": running and not now.deadline and news < day - timedelta(limits.silent_days),
        "fresh_open": news >= day - timedelta(limits.fresh_days),
        "overdue_reported_in_time": overdue
        and now.state == "reported"
        and now.reported_on <= now.deadline,
        "awaiting_acceptance": now.state == "reported",
        "not_received": now.state == "assigned",
    }
    return {mark for mark, holds in conditions.items() if holds}
