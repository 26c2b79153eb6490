"""A task as its events tell it, oldest first; events of one moment keep the order of the list."""

from datetime import date
from typing import NamedTuple


class Event(NamedTuple):
    """One event on its day in the province's time zone.

    ``verb`` is a step of a task, or ``progress``, ``extension``, ``objective_cause``,
    ``reorganise``.
    """

    day: date
    verb: str
    deadline: date | None = None  # of assign, extension and resume: the one in force from now on
    to: str | None = None  # of transfer and reorganise: the new lead


class Task(NamedTuple):
    """What no event changes, and the events. A draft has none."""

    id: str
    lead: str  # the agency it was given to
    issuer: str | None = None
    field: str | None = None
    source: str | None = None
    starred: bool = False
    weight: float = 1
    delegated: bool = False
    events: tuple = ()

    @property
    def is_counted(self):
        """Tell whether figures count the task: drafts and delegated parts are counted nowhere.

        >>> Task("1", "A").is_counted
        False
        """
        return bool(self.events) and not self.delegated

    @property
    def assigned_on(self):
        return self.events[0].day
