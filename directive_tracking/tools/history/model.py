"""The data classes of a reading of past tasks."""

import datetime
from collections import Counter
from dataclasses import dataclass, field

# The reasons that `not_tasks` counts: rows, and whole sheets.
COUNTED = ("group", "heading", "total", "legend", "empty_numbered")
SHEETS = ("summary_sheet", "hidden_sheet", "empty_sheet", "legend_sheet")


@dataclass
class PastTask:
    """One row of a tracker: what it says, what it means, and what to doubt."""

    at: dict
    content: str
    point: str | None = None
    task_number: str | None = None  # codes of trackers are not read
    group: str | None = None
    group_parent: str | None = None
    source_number: str | None = None
    source_date: datetime.date | None = None
    leader: str | None = None
    lead: list = field(default_factory=list)
    coordinators: list = field(default_factory=list)
    deadline_kind: str = "none"
    date_deadline: datetime.date | None = None
    date_deadline_original: datetime.date | None = None
    deadline_text: str | None = None
    working_days: int | None = None
    frequency: str | None = None
    frequency_day: int | None = None
    frequency_month: int | None = None
    frequency_weekday: str | None = None
    state: str | None = None
    state_from: str = "none"  # text | mark | result | colour | heading | none
    status_text: str | None = None
    percent: float | None = None
    date_reported: datetime.date | None = None
    results: list = field(default_factory=list)  # [{"number", "date"}]
    result_text: str | None = None
    claim: str | None = None  # on_time | late
    official_class: str | None = None
    note: str | None = None
    product: str | None = None
    extra: dict = field(default_factory=dict)
    same_as: dict | None = None
    continued_at: dict | None = None
    contradictions: list = field(default_factory=list)
    doubts: list = field(default_factory=list)
    warnings: list = field(default_factory=list)

    @property
    def doubtful(self):
        """Tell whether a person should look at the row before it is loaded."""
        return bool(self.contradictions or self.doubts)


@dataclass
class PastReading:
    """The result for one file: each row with text is a task or left aside with a reason."""

    as_of: datetime.date | None
    tasks: list
    left_aside: list = field(default_factory=list)
    sheets_aside: list = field(default_factory=list)  # the reason of each sheet left out

    @property
    def distinct_tasks(self):
        """Return the rows to load: of a task that goes on in a later sheet, the last row."""
        return [task for task in self.tasks if not task.continued_at]

    @property
    def states(self):
        """Return the number of rows of each state, None included."""
        return dict(Counter(task.state for task in self.tasks))

    @property
    def doubtful_count(self):
        return sum(task.doubtful for task in self.tasks)

    @property
    def not_tasks(self):
        """Return the number of rows and sheets that are no tasks, by kind."""
        kinds = [left.kind for left in self.left_aside if left.kind in COUNTED]
        return dict(Counter(kinds + self.sheets_aside))
