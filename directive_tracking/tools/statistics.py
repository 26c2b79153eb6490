"""The official figures: five classes, three stages and their rates.

The published forms (reports of the Prime Minister's task force and of the provinces) are a
matrix, not a list of states: done on time or late; open and not overdue, overdue or without a
deadline. Every counted task is in exactly one class on a given day.
"""

OFFICIAL_CLASSES = (
    "done_on_time",
    "done_late",
    "open_in_term",
    "open_overdue",
    "open_no_deadline",
)
DONE_CLASSES = OFFICIAL_CLASSES[:2]
OPEN_CLASSES = OFFICIAL_CLASSES[2:]
LATE_CLASSES = ("done_late", "open_overdue")

# Not counted: drafts are not assigned yet, revoked tasks were withdrawn, closed tasks are shown
# next to the classes as closed without result.
UNCOUNTED_STATES = ("draft", "revoked", "closed")

LONG_OVERDUE = 30  # days; the published forms count these apart
# The last day of each age of a delay, the youngest first.
AGES = (("1_7", 7), ("8_30", 30), ("31_90", 90))
OLDEST = "over_90"

STAGES = {
    "assigned": "not_begun",
    "in_progress": "in_hand",
    "reported": "in_hand",
    "suspended": "in_hand",
    "done": "processed",
    "closed": "processed",
}


def official_class(state, deadline, completion_day, today):
    """Return the class of one task on ``today``, None if it is not counted.

    A task without a deadline is never late. The deadline of a suspended task is paused, so it
    cannot become overdue. A done task without a known completion day counts as on time.

    >>> from datetime import date
    >>> monday, friday = date(2026, 11, 16), date(2026, 11, 20)
    >>> official_class("done", monday, friday, friday)
    'done_late'
    >>> official_class("done", None, friday, friday)
    'done_on_time'
    >>> official_class("in_progress", friday, None, friday)
    'open_in_term'
    >>> official_class("reported", monday, monday, friday)
    'open_overdue'
    >>> official_class("suspended", monday, None, friday)
    'open_in_term'
    >>> official_class("assigned", None, None, friday)
    'open_no_deadline'
    >>> official_class("closed", monday, None, friday) is None
    True
    """
    if state in UNCOUNTED_STATES:
        return None
    if state == "done":
        late = deadline and completion_day and completion_day > deadline
        return "done_late" if late else "done_on_time"
    if not deadline:
        return "open_no_deadline"
    in_term = state == "suspended" or deadline >= today
    return "open_in_term" if in_term else "open_overdue"


def is_late_with_cause(name, confirmed_on, today):
    """Tell whether a task of the class ``name`` counts as late with a confirmed objective cause.

    It stays in its class; the confirmation is counted beside it, from its day on. So a later one
    moves no figure of an earlier day.

    >>> from datetime import date
    >>> monday, friday = date(2026, 11, 16), date(2026, 11, 20)
    >>> is_late_with_cause("done_late", monday, friday), is_late_with_cause("done_late", None, friday)
    (True, False)
    >>> is_late_with_cause("open_overdue", friday, monday)
    False
    >>> is_late_with_cause("open_in_term", monday, friday)
    False
    """
    return name in LATE_CLASSES and confirmed_on is not None and confirmed_on <= today


def stage(state):
    """Return the stage shown to leaders for ``state``: not begun, in hand or processed.

    >>> stage("reported"), stage("closed"), stage("draft")
    ('in_hand', 'processed', None)
    """
    return STAGES.get(state)


def rate(part, whole):
    """Return ``part`` of ``whole`` in percent, None if ``whole`` is zero.

    An agency without tasks has no rate: 0 would rank it last, 100 first.

    >>> rate(1, 3)
    33.33
    >>> rate(0, 0) is None
    True
    """
    return round(100 * part / whole, 2) if whole else None


def rates(counts, extended=0, reworked=0, fresh=0, done_undated=0):
    """Return the rates of a set of tasks from the counts per official class.

    Completion, extension and rework are shares of all tasks. On time is a share of done tasks
    with a deadline, because others cannot be late (column 18 of the published forms). Freshness
    is a share of open tasks, because only these need progress reports.

    :param int done_undated: number of tasks done on time without a deadline

    >>> figures = rates({"done_on_time": 3, "done_late": 1, "open_overdue": 4}, fresh=1)
    >>> figures["completion"], figures["on_time"], figures["freshness"]
    (50.0, 75.0, 25.0)
    """
    done = sum(counts.get(name, 0) for name in DONE_CLASSES)
    still_open = sum(counts.get(name, 0) for name in OPEN_CLASSES)
    total = done + still_open
    return {
        "completion": rate(done, total),
        "on_time": rate(counts.get("done_on_time", 0) - done_undated, done - done_undated),
        "freshness": rate(fresh, still_open),
        "extension": rate(extended, total),
        "rework": rate(reworked, total),
    }
