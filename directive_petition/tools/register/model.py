"""The data classes of a reading; the words of their fields are in the conventions."""

import datetime
from collections import Counter
from dataclasses import dataclass, field

REGISTER_03, OFFICE, COMMUNE = "03/TCD", "office", "commune"
COMPLAINT, DENUNCIATION, PETITION = "complaint", "denunciation", "petition"
FIRST, SECOND, FURTHER = 1, 2, "further"
GROUP = 5  # so many persons are a group


@dataclass(frozen=True)
class Warning:
    """One doubt about one record: its code, field and words (value)."""

    code: str
    field: str
    value: str | None = None


@dataclass
class Person:
    name: str
    address: str | None = None
    id_number: str | None = None


@dataclass
class Matter:
    kind: str | None
    level: object
    content: str | None
    subject: str | None = None
    against: str | None = None


@dataclass
class Paper:
    number: str | None
    date: datetime.date | None = None


@dataclass
class Decision(Paper):
    result: str | None = None


@dataclass
class Record:
    """One letter or visit."""

    at: dict
    number: str | None = None
    received_by: str | None = None
    visit: bool = False
    letter: bool = True
    date_received: datetime.date | None = None
    date_text: str | None = None
    date_letter: datetime.date | None = None
    source: str | None = None
    source_text: str | None = None
    persons_text: str | None = None
    persons: list = field(default_factory=list)
    persons_count: int | None = None
    anonymous: bool = False
    matters: list = field(default_factory=list)
    outcome: str | None = None
    state: str = "received"
    competent: bool | None = None
    forwarded_to: str | None = None
    document: Paper | None = None
    date_accepted: datetime.date | None = None
    date_due: datetime.date | None = None
    date_extended: datetime.date | None = None
    decision: Decision | None = None
    withdrawn_persons: int | None = None
    result_text: str | None = None
    note: str | None = None
    duplicate_of: dict | None = None
    follows: dict | None = None
    extra: dict = field(default_factory=dict)  # {name of a column without a field: its text}
    warnings: list = field(default_factory=list)

    @property
    def group(self):
        return (self.persons_count or 0) >= GROUP

    @property
    def sealed(self):
        """Tell whether the persons are denouncers."""
        return any(matter.kind == DENUNCIATION for matter in self.matters)

    @property
    def may_be_sealed(self):
        """Tell whether they may be: whoever denounces is not told by a wrong word in a column."""
        doubts = ("kind_conflict", "kind_unknown")
        return self.sealed or any(one.code in doubts for one in self.warnings)

    def warn(self, code, field_name, value=None):
        self.warnings.append(Warning(code, field_name, value))


@dataclass(frozen=True)
class LeftAside:
    """A row or sheet that is no record, and why."""

    kind: str
    row: int | None = None
    text: str | None = None
    sheet: str | None = None
    warning: str | None = None


@dataclass
class Reading:
    """The result for one file: each row with text is in a record or left aside with a reason."""

    layout: str
    agency: str | None
    title: str | None
    register_date: datetime.date | None
    sheet: str | None
    header_rows: list
    first_row: int
    last_row: int
    records: list
    left_aside: list

    @property
    def doubtful(self):
        """Return [(place of the record, its warning)]."""
        return [(record.at, warning) for record in self.records for warning in record.warnings]

    @property
    def duplicate_groups(self):
        """Return the places of the records of each group of duplicates, the first in front."""
        groups = {}
        for record in self.records:
            if record.duplicate_of:
                first = record.duplicate_of
                groups.setdefault(tuple(first.items()), [first]).append(record.at)
        return list(groups.values())

    @property
    def counts(self):
        matters = [matter for record in self.records for matter in record.matters]
        kinds = Counter(matter.kind or "unknown" for matter in matters)
        known = [one.persons_count for one in self.records if one.persons_count is not None]
        groups = [one for one in self.records if one.group]
        repeated = sum(len(one.matters) for one in self.records if one.duplicate_of)
        return {
            "records": len(self.records),
            "visits": sum(one.visit for one in self.records),
            "letters": sum(one.letter for one in self.records),
            "matters_listed": len(matters),
            "matters_distinct": len(matters) - repeated,
            "matters_by_kind_listed": dict(kinds),
            "persons": sum(known),
            "persons_unknown": len(self.records) - len(known),
            "groups": len(groups),
            "persons_in_groups": sum(one.persons_count for one in groups),
            "anonymous": sum(one.anonymous for one in self.records),
            "without_date": sum(one.date_received is None for one in self.records),
            "by_state": dict(Counter(one.state for one in self.records)),
            "by_outcome": dict(Counter(one.outcome or "none" for one in self.records)),
            "second_or_further": sum(matter.level != FIRST for matter in matters),
        }
