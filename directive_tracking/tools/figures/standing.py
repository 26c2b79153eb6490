"""How a task stands at the end of a day."""

from dataclasses import dataclass, replace
from datetime import date

from ..statistics import official_class
from ..workflow import (
    ASSIGNED,
    CLOSED,
    DONE,
    IN_PROGRESS,
    OPEN_STATES,
    REPORTED,
    REVOKED,
    SUSPENDED,
)


@dataclass(frozen=True)
class Standing:
    """The state of a task after an event, and the facts from which its figures follow."""

    state: str
    lead: str
    deadline: date | None = None
    is_received: bool = False
    reported_on: date | None = None  # of the report now waiting or accepted
    accepted_on: date | None = None
    last_news: date | None = None
    returned: int = 0
    extended: int = 0
    cause_on: date | None = None

    @property
    def is_open(self):
        return self.state in OPEN_STATES

    def class_on(self, day, by_report=True):
        """Return the official class on ``day``, None for revoked and closed tasks."""
        completed = (by_report and self.reported_on) or self.accepted_on
        return official_class(self.state, self.deadline, completed, day)


def standing(task, day):
    """Return the standing of ``task`` at the end of ``day``, None if not given by then.

    >>> from .event import Event, Task
    >>> days = [date(2026, 3, n) for n in range(1, 10)]
    >>> verbs = ("receive", "report_completion", "accept", "reopen")
    >>> steps = [Event(day, verb) for day, verb in zip(days[1:], verbs)]
    >>> task = Task("1", "A", events=(Event(days[0], "assign", deadline=days[1]), *steps))
    >>> standing(task, days[3]).class_on(days[3])
    'done_late'
    >>> standing(task, days[4]).state, standing(task, days[4]).reported_on
    ('in_progress', None)
    >>> standing(task, date(2026, 2, 28)) is None
    True
    """
    now = None
    for event in task.events:
        if event.day > day:
            break
        now = after(now, event, task)
    return now


def after(now, event, task):
    """Return the standing after ``event``."""
    if event.verb == "assign":
        return Standing(ASSIGNED, task.lead, event.deadline, last_news=event.day)
    return replace(now, **STEPS[event.verb](now, event))


def _resume(now, event):
    return {"state": IN_PROGRESS if now.is_received else ASSIGNED, "deadline": event.deadline}


# What each event changes.
STEPS = {
    "receive": lambda now, event: {"state": IN_PROGRESS, "is_received": True},
    "progress": lambda now, event: {"last_news": event.day},
    "report_completion": lambda now, event: {
        "state": REPORTED,
        "reported_on": event.day,
        "last_news": event.day,
    },
    "accept": lambda now, event: {"state": DONE, "accepted_on": event.day},
    "return": lambda now, event: {
        "state": IN_PROGRESS,
        "reported_on": None,
        "returned": now.returned + 1,
    },
    "reopen": lambda now, event: {
        "state": IN_PROGRESS,
        "reported_on": None,
        "accepted_on": None,
        "is_received": True,
    },
    "suspend": lambda now, event: {"state": SUSPENDED},
    "resume": _resume,
    "revoke": lambda now, event: {"state": REVOKED},
    "close": lambda now, event: {"state": CLOSED},
    "transfer": lambda now, event: {"state": ASSIGNED, "lead": event.to, "is_received": False},
    "reorganise": lambda now, event: {"lead": event.to},
    "extension": lambda now, event: {"deadline": event.deadline, "extended": now.extended + 1},
    "objective_cause": lambda now, event: {"cause_on": now.cause_on or event.day},
}
