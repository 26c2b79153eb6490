"""The figures once more, written from the conventions of the samples alone.

It shares no code with the product: it reads the dated events as they stand in the file, and walks
through them day by day. What it and the product understand differently is found by comparing them.
"""

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal

ZONE = timezone(timedelta(hours=7))
OPEN = {"assigned", "in_progress", "reported", "suspended"}
# The columns that count tasks or events, without sums.
COUNTED = (
    "2", "3", "T1", "T2", "T3", "G1", "G2", "G3", "G4", "4", "5", "6", "7", "8", "8x", "9", "10",
    "11", "11a", "12", "12a", "12r", "12x", "13", "13a", "10s", "14", "15", "16a", "16b", "fresh",
)  # fmt: skip
RATES = ("17", "18", "19", "20")
WEIGHED = ("1", "3", "6", "7", "8", "8x", "9")


def day_of(event):
    return datetime.fromisoformat(event["at"]).astimezone(ZONE).date()


def as_day(text):
    return text and date.fromisoformat(text)


def replay(task, until):
    """Return how the task stands at the end of ``until``, None before it was given (rules 1 to 7)."""
    now = None
    for event in task["events"]:
        day = day_of(event)
        if day > until:
            break
        if event["verb"] == "assign":
            now = {"received": False, "cause": None, "returns": 0, "extensions": 0}
            now |= {"report": None, "accepted": None, "lead": task["lead"]}
        now.update(AFTER[event["verb"]](now, event, day))
    return now


# What each event changes (rules 2 to 7).
AFTER = {
    "assign": lambda now, event, day: {
        "state": "assigned", "deadline": as_day(event["deadline"]), "news": day
    },
    "receive": lambda now, event, day: {"state": "in_progress", "received": True},
    "progress": lambda now, event, day: {"news": day},
    "report_completion": lambda now, event, day: {"state": "reported", "report": day, "news": day},
    "accept": lambda now, event, day: {"state": "done", "accepted": day},
    "return": lambda now, event, day: {
        "state": "in_progress", "report": None, "returns": now["returns"] + 1
    },
    "reopen": lambda now, event, day: {
        "state": "in_progress", "report": None, "accepted": None, "received": True
    },
    "suspend": lambda now, event, day: {"state": "suspended"},
    "resume": lambda now, event, day: {
        "state": "in_progress" if now["received"] else "assigned",
        "deadline": as_day(event["deadline"]),
    },
    "extension": lambda now, event, day: {
        "deadline": as_day(event["deadline"]), "extensions": now["extensions"] + 1
    },
    # What the samples do not have: a deadline counted from an event, a corrected order.
    "record_event": lambda now, event, day: {"deadline": as_day(event["deadline"])},
    "correct_deadline": lambda now, event, day: {"deadline": as_day(event["deadline"])},
    "correct_lead": lambda now, event, day: {"lead": event["to"]},
    "objective_cause": lambda now, event, day: {"cause": now["cause"] or day},
    "transfer": lambda now, event, day: {
        "lead": event["to"], "state": "assigned", "received": False
    },
    "reorganise": lambda now, event, day: {"lead": event["to"]},
    "revoke": lambda now, event, day: {"state": "revoked"},
    "close": lambda now, event, day: {"state": "closed"},
}  # fmt: skip


def class_of(now, day):
    """Return the official class (rule 5)."""
    due = now["deadline"]
    if now["state"] == "done":
        return "done_late" if due and (now["report"] or now["accepted"]) > due else "done_on_time"
    if now["state"] not in OPEN:
        return None
    if due is None:
        return "open_no_deadline"
    return "open_overdue" if due < day and now["state"] != "suspended" else "open_in_term"


def counted_as(now, day, limits):
    """Yield the names of the counters to which a task adds one at the end of ``day``."""
    state = now["state"]
    if state in ("closed", "revoked"):
        yield state
    if state in STAGES:
        yield STAGES[state]
    which = class_of(now, day)
    if which is None:
        return
    yield from ("total", which, "open" if state in OPEN else "done")
    yield "with_deadline" if now["deadline"] else "without_deadline"
    marks = {"done_late": _late, "open_overdue": _overdue}
    yield from marks.get(which, lambda *_nothing: ())(now, day)
    yield from _open_marks(now, day, limits) if state in OPEN else _done_marks(now)
    yield from _times(now)


STAGES = {
    "assigned": "not_begun", "in_progress": "in_hand", "reported": "in_hand",
    "suspended": "in_hand", "done": "processed", "closed": "processed",
}  # fmt: skip
AGES = ((7, "1_7"), (30, "8_30"), (90, "31_90"), (10**6, "over_90"))


def _late(now, _day):
    if now["cause"]:
        yield "late_cause_confirmed"


def _done_marks(now):
    if now["deadline"] and now["accepted"] > now["deadline"]:
        yield "done_late_by_acceptance"


def _overdue(now, day):
    days = (day - now["deadline"]).days
    yield "overdue_" + next(name for most, name in AGES if days <= most)
    if days > 30:
        yield "overdue_over_30"
    if now["state"] == "reported" and now["report"] <= now["deadline"]:
        yield "overdue_reported_in_time"
    if now["cause"]:
        yield "overdue_cause_confirmed"


def _open_marks(now, day, limits):
    state, due = now["state"], now["deadline"]
    named = {"reported": "awaiting_acceptance", "assigned": "not_received"}
    yield from filter(None, [named.get(state), "suspended" if state == "suspended" else None])
    if now["news"] >= day - timedelta(limits["fresh_days"]):
        yield "fresh_open"
    if state == "suspended":
        return
    if due and day <= due <= day + timedelta(limits["due_soon_days"]):
        yield "due_soon"
    if not due and now["news"] < day - timedelta(limits["silent_days"]):
        yield "silent"


def _times(now):
    for what, word in (("returns", "returned"), ("extensions", "extended")):
        if now[what]:
            yield f"{word}_tasks"
            yield from [f"{word}_times"] * now[what]


def counted_tasks(province, starred):
    """Leave out drafts and delegated tasks (rule 3)."""
    for task in province["tasks"]:
        if task["events"] and not task.get("delegated_from") and (task["starred"] or not starred):
            yield task


def row_of(province, task, by, lead):
    """Return the row to which a task adds (rule 19)."""
    if by == "agency":
        return lead
    if by == "kind":
        return next(one["kind"] for one in province["agencies"] if one["code"] == lead)
    if by == "month":
        given = day_of(task["events"][0])
        later = given if given.day < 15 else (given.replace(day=1) + timedelta(32))
        return f"{later:%Y-%m}"
    return by and task[by]


def counters(province, day, by=None, starred=False):
    rows = defaultdict(Counter)
    for task in counted_tasks(province, starred):
        if now := replay(task, day):
            row = rows[row_of(province, task, by, now["lead"])]
            row.update(counted_as(now, day, province["settings"]))
    return {key: row for key, row in rows.items() if any(row.values())}


def cells_of(task, first, last, limits):
    """Yield ``(column, agency)`` of all that a task adds to the form (rules 8 to 17)."""
    steps = [*_steps_of(task, first, last)]
    yield from (("15", lead) for verb, _old, lead in steps if verb == "return")
    extended = [("16b", lead) for verb, _old, lead in steps if verb == "extension"]
    yield from extended
    yield from (("16a", lead) for _column, lead in extended[-1:])
    if came := _way_in(task, first, last, steps):
        yield came
        for verb, old, lead in steps:
            yield from zip(MOVES.get(verb, ()), (lead, old), strict=False)
        end = replay(task, last)
        yield from ((column, end["lead"]) for column in _at_the_end(end, last, limits))


MOVES = {"transfer": ("T2", "G3"), "correct_lead": ("T2", "G3"), "reorganise": ("T3", "G4")}


def _steps_of(task, first, last):
    """Yield ``(verb, lead before, lead after)`` of the events of the period."""
    lead = task["lead"]
    for event in task["events"]:
        old, lead = lead, event.get("to") or lead
        if first <= day_of(event) <= last:
            yield event["verb"], old, lead


def _way_in(task, first, last, steps):
    before = replay(task, first - timedelta(1))
    if before and before["state"] in OPEN:
        return "2", before["lead"]
    if first <= day_of(task["events"][0]) <= last:
        return "3", task["lead"]
    return next((("T1", lead) for verb, _old, lead in steps if verb == "reopen"), None)


def _at_the_end(end, last, limits):
    if end["state"] in ("revoked", "closed"):
        yield {"revoked": "G1", "closed": "G2"}[end["state"]]
        return
    marks = set(counted_as(end, last, limits))
    yield "4" if end["deadline"] else "5"
    if end["state"] == "done":
        yield "6"
        late = "done_late" in marks
        yield ("8" if late else "7") if end["deadline"] else "9"
        if late and end["cause"]:
            yield "8x"
        return
    yield "10"
    names = {"open_in_term": "11", "open_overdue": "12", "open_no_deadline": "13", "due_soon": "11a",
             "overdue_over_30": "12a", "overdue_reported_in_time": "12r", "silent": "13a",
             "awaiting_acceptance": "14", "suspended": "10s", "fresh_open": "fresh",
             "overdue_cause_confirmed": "12x"}  # fmt: skip
    yield from (names[mark] for mark in marks if mark in names)


def form(province, first, last, by=None, starred=False):
    rows = defaultdict(Counter)
    for task in counted_tasks(province, starred):
        for column, agency in cells_of(task, first, last, province["settings"]):
            if by not in (None, "agency", "kind") and column in ("T2", "T3", "G3", "G4"):
                continue
            row, weight = rows[row_of(province, task, by, agency)], Decimal(str(task["weight"]))
            row[column] += 1
            total = "1" if column in ("6", "10") else None
            for name in filter(None, (column, total)):
                if name in WEIGHED:
                    row[f"w{name}"] += weight
    return {key: _with_sums(row) for key, row in rows.items() if any(row.values())}


def lists(province, first, last, by=None, starred=False):
    """Return ``{(row, column): ids}`` of the tasks behind each cell, sums among them."""
    found = defaultdict(set)
    for task in counted_tasks(province, starred):
        for column, agency in cells_of(task, first, last, province["settings"]):
            if by in (None, "agency", "kind") or column not in ("T2", "T3", "G3", "G4"):
                total = "1" if column in ("6", "10") else column.rstrip("1234")
                for name in {column, total if total in ("1", "T", "G") else column}:
                    found[row_of(province, task, by, agency), name].add(task["id"])
    return {cell: sorted(ids) for cell, ids in found.items()}


def _with_sums(row):
    row = Counter(row)
    row["1"] = row["6"] + row["10"]
    row["T"] = row["T1"] + row["T2"] + row["T3"]
    row["G"] = row["G1"] + row["G2"] + row["G3"] + row["G4"]
    if row["1"] != row["2"] + row["3"] + row["T"] - row["G"]:
        raise AssertionError(f"What came in is not what is there: {row}")
    rates = {"17": (row["6"], row["1"]), "18": (row["7"], row["7"] + row["8"]),
             "19": (row["12"], row["1"]), "20": (row["fresh"], row["10"])}  # fmt: skip
    return {**row, **{name: _percent(*pair) for name, pair in rates.items()}}


def _percent(part, whole):
    if not whole:
        return None
    exact = Decimal(100) * part / whole
    return float(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))
