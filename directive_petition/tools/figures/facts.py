"""What the official tables rest on, in plain values; a day that did not come yet is None."""

from dataclasses import dataclass, field
from datetime import date as Date
from functools import cached_property
from typing import NamedTuple

# What was turned away without being looked at has not met the conditions of a letter.
UNSOUND = ("filed", "returned", "information_for_inspection", "refused_reception")
SENT_AWAY = ("guided", "transferred", "urged")
DECIDED, WITHDRAWN, TERMINATED = "decided", "withdrawn", "terminated"


class Period(NamedTuple):
    first: Date
    last: Date

    def has(self, day):
        return day is not None and self.first <= day <= self.last

    def was_open(self, begun, ended):
        """Tell whether something begun before the period was still open on its first day."""
        return begun is not None and begun < self.first and (ended is None or ended >= self.first)

    def concerns(self, begun, ended):
        """Tell whether it was brought forward into the period or began in it."""
        return self.has(begun) or self.was_open(begun, ended)

    def is_done(self, ended):
        return ended is not None and ended <= self.last


@dataclass(frozen=True, eq=False)
class Matter:
    """One matter; `processed`: the day on which it was said what becomes of it."""

    id: int
    kind: str
    level: str = "first"
    subject: str = ""  # its code, such as KN.1.2
    outcome: str | None = None
    processed: Date | None = None
    accepted: Date | None = None
    settled: Date | None = None
    ending: str | None = None  # decided | withdrawn | terminated
    result: str | None = None
    is_late: bool = False
    replied: Date | None = None  # the body to which it was sent reported
    is_repeated: bool = False
    is_judged: bool = False  # a court has
    is_concluded_before: bool = True  # what a further denunciation goes on with
    enforcing: Date | None = None
    enforced: Date | None = None
    amounts: dict = field(default_factory=dict)

    @property
    def is_sound(self):
        return not self.is_repeated and self.outcome not in UNSOUND

    def is_about(self, *codes):
        """Tell whether its subject is one of these or lies below one of them."""
        return any(self.subject == one or self.subject.startswith(f"{one}.") for one in codes)


@dataclass(frozen=True, eq=False)
class Letter:
    id: int
    received: Date
    matters: tuple = ()
    is_anonymous: bool = False
    is_repeated: bool = False
    is_in_person: bool = False

    @cached_property
    def processed(self):
        """Return the day on which the last of its matters was processed, None before."""
        days = [matter.processed for matter in self.matters]
        if not days or None in days:
            return None
        return max(self.received, *days)

    @cached_property
    def sound(self):
        """Return the matters that meet the conditions; the first says of which kind the letter is."""
        if self.is_anonymous or self.is_repeated:
            return ()
        return tuple(matter for matter in self.matters if matter.is_sound)

    def to_settle(self, kind):
        """Return its matters of ``kind`` that were accepted."""
        return [one for one in self.matters if one.kind == kind and one.accepted]


@dataclass(frozen=True, eq=False)
class Visit:
    id: int
    day: Date
    received_by: str = "staff"
    people: int = 1
    who: object = None  # one person with two visits in a session is one person
    session: int | None = None
    is_group: bool = False
    is_first: bool = True
    matters: int = 1
    matter_ids: tuple = ()


@dataclass(frozen=True, eq=False)
class Session:
    id: int
    day: Date
    is_delegated: bool = False


@dataclass(frozen=True, eq=False)
class Book:
    """All facts of one agency."""

    letters: tuple = ()
    visits: tuple = ()
    sessions: tuple = ()
