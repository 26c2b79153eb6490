"""Form 01-NV over a period: what came in, what became of it, what is carried forward."""

from collections import Counter, defaultdict
from datetime import timedelta

from .columns import LISTED, SUMS, WEIGHED, with_rates
from .counters import key_of
from .marks import marks
from .standing import after, standing

# The column of each mark at the end of the period, for tasks done in it or still open.
ALL = {"with_deadline": "4", "without_deadline": "5"}
DONE = ALL | {"done_on_time_dated": "7", "done_late_dated": "8", "done_on_time_undated": "9",
              "late_cause_confirmed": "8x"}  # fmt: skip
OPEN = ALL | {
    "open_in_term": "11", "due_soon": "11a",
    "open_overdue": "12", "overdue_over_30": "12a", "overdue_reported_in_time": "12r",
    "overdue_cause_confirmed": "12x", "open_no_deadline": "13", "silent": "13a",
    "suspended": "10s", "awaiting_acceptance": "14", "fresh_open": "fresh",
}  # fmt: skip
MOVES = {"transfer": ("G3", "T2"), "reorganise": ("G4", "T3")}
TIMES = {"return": "15", "extension": "16b"}


def form(tasks, first, last, by=None, kinds=None, limits=None):
    """Return ``{key: {column: value}}``; rows whose cells are all 0 are left out.

    :param by: agency, kind, issuer, field, source, month or None

    >>> from datetime import date
    >>> from .event import Event, Task
    >>> task = Task("1", "A", events=(Event(date(2026, 3, 1), "assign"),
    ...     Event(date(2026, 3, 2), "transfer", to="B"), Event(date(2026, 3, 3), "close")))
    >>> rows = form([task], date(2026, 3, 1), date(2026, 3, 31), "agency")
    >>> {key: [column for column in LISTED if row[column]] for key, row in rows.items()}
    {'A': ['3', 'G', 'G3'], 'B': ['T', 'T2', 'G', 'G2']}
    """
    rows = defaultdict(Counter)
    for task in tasks:
        for column, lead in cells(task, first, last, limits):
            if column in ("T2", "T3", "G3", "G4") and by not in (None, "agency", "kind"):
                continue  # by issuer, field, source and month nothing moves
            row = rows[key_of(task, by, lead, kinds)]
            row[column] += 1
            if column in WEIGHED:
                row[f"w{column}"] += task.weight
    return {key: with_rates(row) for key, row in rows.items() if any(row.values())}


def cell_tasks(tasks, first, last, column, limits=None):
    """Return the tasks behind ``column``, as often as each is counted: ``[(task, agency)]``."""
    if column not in LISTED:
        raise ValueError(f"No tasks are listed behind column {column}.")
    parts = SUMS.get(column, (column,))
    return [
        (task, lead)
        for task in tasks
        for name, lead in cells(task, first, last, limits)
        if name in parts
    ]


def cells(task, first, last, limits=None):
    """Return ``[(column, agency)]``: each 1 that ``task`` adds to a cell of the period."""
    if not task.is_counted:
        return []
    before, end = standing(task, first - timedelta(1)), standing(task, last)
    came = _way_in(task, before, first, last)
    if not came:
        return []
    return [came, *_on_the_way(task, before, came, first, last), *_way_out(end, last, limits)]


def _way_in(task, before, first, last):
    """Return the column and agency at which the task comes into the form, None if it does not."""
    if before and before.is_open:
        return "2", before.lead
    if first <= task.assigned_on <= last:
        return "3", task.lead
    for event, now in _steps(task, before, first, last):
        if event.verb == "reopen":
            return "T1", now.lead
    return None


def _on_the_way(task, before, came, first, last):
    """Yield what is counted once for each event: moves, returns, extensions."""
    is_in, old, extended_at = came[0] == "2", before, None
    for event, now in _steps(task, before, first, last):
        if is_in and event.verb in MOVES:
            yield from zip(MOVES[event.verb], (old.lead, now.lead), strict=True)
        if event.verb in TIMES:
            yield TIMES[event.verb], now.lead
        if event.verb == "extension":
            extended_at = now.lead
        is_in = is_in or event.verb in ("assign", "reopen")
        old = now
    if extended_at:
        yield "16a", extended_at


def _way_out(end, last, limits):
    """Yield where the task stands at the end of the period."""
    if not end.is_open:
        yield {"done": "6", "revoked": "G1", "closed": "G2"}[end.state], end.lead
    else:
        yield "10", end.lead
    columns = OPEN if end.is_open else DONE
    for mark in marks(end, last, limits) & columns.keys():
        yield columns[mark], end.lead


def _steps(task, before, first, last):
    """Yield each event of the period with the standing after it."""
    now = before
    for event in task.events:
        if first <= event.day <= last:
            now = after(now, event, task)
            yield event, now
