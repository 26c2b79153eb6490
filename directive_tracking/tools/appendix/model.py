"""The data classes of a reading."""

import datetime
from collections import Counter
from dataclasses import dataclass, field

ALL_DEPARTMENTS = "ALL_DEPARTMENTS"
ALL_COMMUNES = "ALL_COMMUNES"
RELATED_DEPARTMENTS = "RELATED_DEPARTMENTS"
RELATED_COMMUNES = "RELATED_COMMUNES"
RELATED_AGENCIES = "RELATED_AGENCIES"
TOKENS = frozenset(
    {ALL_DEPARTMENTS, ALL_COMMUNES, RELATED_DEPARTMENTS, RELATED_COMMUNES, RELATED_AGENCIES}
)

# The reasons that `not_tasks` counts, with their names there.
_SAME = "group heading repeated_header empty_numbered total note footer no_content"
COUNTED = {kind: kind for kind in _SAME.split()} | dict.fromkeys(
    ("draft_sheet", "copied_sheet"), "draft_sheet"
)


@dataclass(frozen=True)
class AgencyName:
    """One agency for matching; the reading returns its `key`."""

    key: object
    name: str
    short_name: str | None = None
    kind: str = "other"  # department | commune | office | unit | other
    commune_kind: str | None = None  # xa | phuong | dac_khu
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Warning:
    """One doubt about one row: its code, field and words (value)."""

    code: str
    field: str
    value: str | None = None
    hint: str | None = None


@dataclass
class Deadline:
    """A deadline as understood."""

    kind: str = "none"  # date | working_days | period | periodic | event | none
    date: datetime.date | None = None
    text: str | None = None
    working_days: int | None = None
    frequency: str | None = None
    frequency_day: int | None = None
    frequency_month: int | None = None  # of the quarter, half year or year; None: the last
    frequency_weekday: str | None = None  # "1" is Monday
    warnings: tuple[str, ...] = ()
    leftover: str | None = None  # words of it that were not understood


@dataclass
class TaskRow:
    """One task of the appendix, with its wording and its interpretation."""

    at: dict
    content: str
    point: str | None = None
    point_auto: bool = False
    task_number: str | None = None
    group_no: str | None = None
    group: str | None = None
    group_parent: str | None = None
    subgroup: str | None = None
    lead: list = field(default_factory=list)
    coordinators: list = field(default_factory=list)
    deadline_kind: str = "none"
    date_deadline: datetime.date | None = None
    deadline_text: str | None = None
    working_days: int | None = None
    frequency: str | None = None
    frequency_day: int | None = None
    frequency_month: int | None = None  # of the quarter, half year or year; None: the last
    frequency_weekday: str | None = None  # "1" is Monday
    product: str | None = None
    leader: str | None = None
    note: str | None = None
    source_number: str | None = None
    source_date: datetime.date | None = None
    status_text: str | None = None
    status: str | None = None
    completed_date: datetime.date | None = None
    extra: dict = field(default_factory=dict)
    unnamed: dict = field(default_factory=dict)  # number of a column without a header -> text
    warnings: list = field(default_factory=list)


@dataclass
class Document:
    """The document of the appendix, as far as the file names it."""

    number: str | None = None
    date: datetime.date | None = None
    title: str | None = None


@dataclass(frozen=True)
class LeftAside:
    """One row of the file that did not become a task: its place, reason (a code) and text.

    `at` is the place, as for a task; without a row it is the whole table or column.
    """

    at: dict
    kind: str
    text: str


@dataclass
class Reading:
    """The result for one file: each row with text is either a task or skipped."""

    document: Document
    tasks: list
    left_aside: list = field(default_factory=list)

    @property
    def not_tasks(self):
        """Return the number of rows in the tables that did not become tasks, by kind."""
        kinds = (COUNTED.get(left.kind) for left in self.left_aside)
        return dict(Counter(kind for kind in kinds if kind))
