"""What is read from a notice of conclusions."""

from dataclasses import dataclass, field
from datetime import date as Date

from odoo.addons.directive_tracking.tools.appendix.model import Deadline

UNMATCHED, LEADLESS, RELATED = "unmatched_agency", "missing_lead", "related_agencies"
# Why a line of the file became no point.
LETTERHEAD, OPENING, CLOSING, TABLE = "letterhead", "opening", "closing", "table"


@dataclass(frozen=True)
class Line:
    """One paragraph as displayed, with its automatic number; ``table`` counts from 1."""

    text: str
    number: str = ""
    table: int = 0


@dataclass
class Order:
    """Who does what a text says, and by when."""

    leads: list = field(default_factory=list)  # keys of agencies, and tokens of groups
    coordinators: list = field(default_factory=list)
    deadline: Deadline = field(default_factory=Deadline)
    warnings: list = field(default_factory=list)  # (code, words)
    is_order: bool = False  # the words give work to somebody
    is_bare: bool = False  # they only name who is told by what stands below


@dataclass
class Point:
    """One point of the conclusions, in its own words."""

    label: str  # "2", "2.1", "II.3", or nothing
    text: str
    heading: str = ""  # of the points above it
    order: Order = field(default_factory=Order)


@dataclass
class Notice:
    """A notice of conclusions as read; every line of it stands in one of the two lists."""

    number: str | None = None
    day: Date | None = None
    title: str | None = None
    meeting_day: Date | None = None
    points: list = field(default_factory=list)
    left_aside: list = field(default_factory=list)  # (why, text)
