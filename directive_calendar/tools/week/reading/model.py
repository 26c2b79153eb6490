"""The data classes of a week as read."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

PLANNED, MOVED, POSTPONED, CANCELLED = "planned", "moved", "postponed", "cancelled"
CHAIR, ATTEND, ACCOMPANY, SUBSTITUTE = "chair", "attend", "accompany", "substitute"
OFFICE_LEADER, SPECIALIST, DESK = "office_leader", "specialist", "desk"


@dataclass(frozen=True)
class Participant:
    """A leader, or a group of them, as written."""

    text: str
    role: str | None = None
    substitute_for: str | None = None  # whom a substitute stands for


@dataclass(frozen=True)
class Preparing:
    """Who prepares what: content, invitation, logistics."""

    text: str
    agency: object = None
    what: tuple = ()


@dataclass(frozen=True)
class Doubt:
    """One doubt about an entry: its code, field and words."""

    code: str
    field: str
    value: str | None = None
    hint: str | None = None


@dataclass
class Source:
    """The text of one entry, with all that its place on the page says about it."""

    at: dict
    text: str
    date: date
    date_to: date | None = None
    half_day: str | None = None
    place: str | None = None  # None: the page has no column for it
    who: str | None = None
    chair: str | None = None
    leaders: tuple = ()  # headings of the columns or of the section
    invited: str | None = None
    preparing: str | None = None
    office: str | None = None
    remark: str | None = None
    is_struck: bool = False
    names_leaders: bool = False  # the text begins with who goes


@dataclass
class Entry:
    """One entry of a week; the numbered rules are in tests/data/weeks/CONVENTIONS.md."""

    at: object
    date: date
    date_to: date | None = None
    half_day: str | None = None
    start: time | None = None
    end: time | None = None
    content: str = ""
    place: str | None = None
    participants: list = field(default_factory=list)
    invited_text: str | None = None
    invited_agencies: list = field(default_factory=list)
    preparing: list = field(default_factory=list)
    office: list = field(default_factory=list)  # (text, role)
    separate: bool = False  # details come in an invitation of its own
    number: str | None = None  # of that invitation
    private: bool = False
    state: str = PLANNED
    remark: str | None = None
    moved_from: dict | None = None
    warnings: list = field(default_factory=list)
    source: str = ""  # the whole wording of the file


@dataclass
class LeftAside:
    """What the file says that is no entry: its place, kind and text."""

    at: dict
    kind: str
    text: str


@dataclass
class Reading:
    """One week as read."""

    layout: str
    date_from: date
    date_to: date
    year: int
    week: int
    title: str | None = None
    group: str | None = None
    issuer: str | None = None
    revision: int = 0
    updated_at: datetime | None = None
    entries: list = field(default_factory=list)
    empty_half_days: list = field(default_factory=list)
    left_aside: list = field(default_factory=list)
