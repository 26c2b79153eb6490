"""Provinces of awkward histories: few days, on which much happens, in the form of the samples.

All steps fall on first and last days of periods, on Tết, on a leap day and the days around, at
midnight and a minute beside it: so bounds, orders of one moment, and moves on the first day of a
period meet in every province. Agencies end one after the other, some into each other.
"""

import random
from datetime import date, datetime, time, timedelta, timezone

ZONE = timezone(timedelta(hours=7))
# Ends of reporting months and years, the Tết of 2028, its leap day, a year's turn.
MARKED = (
    date(2027, 12, 14), date(2027, 12, 31), date(2028, 1, 14), date(2028, 1, 26),
    date(2028, 2, 14), date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 14), date(2028, 6, 14),
    date(2028, 9, 14), date(2028, 12, 14),
)  # fmt: skip
DAYS = sorted({day + timedelta(n) for day in MARKED for n in (0, 1)})
CLOCKS = (time(0), time(0), time(0, 1), time(6, 59), time(7), time(23, 59))
OPEN = ("assigned", "in_progress", "reported", "suspended")
MAY = {
    "assigned": "receive receive transfer suspend revoke close extension progress reorganise",
    "in_progress": "report_completion report_completion report_completion progress transfer suspend"
    " revoke close extension objective_cause reorganise",
    "reported": "accept accept return return revoke close objective_cause reorganise",
    "suspended": "resume resume revoke close reorganise objective_cause",
    "done": "reopen reopen objective_cause end",
    "closed": "reopen reopen end",
    "revoked": "end",
}
BECOMES = {
    "receive": "in_progress", "report_completion": "reported", "accept": "done", "close": "closed",
    "return": "in_progress", "suspend": "suspended", "revoke": "revoked", "reopen": "in_progress",
    "transfer": "assigned",
}  # fmt: skip
KINDS = ("office", "department", "department", "unit", "commune", "commune")


def draw(seed, tasks=25):
    """Return the province of ``seed``, ready for JSON."""
    luck = random.Random(f"odd {seed}")
    count = luck.randint(3, 6)
    # Each agency that ends has the next one as its heir: chains of mergers.
    ends = {f"C{n}": luck.choice(DAYS) for n in range(count - 1) if luck.random() < 0.5}
    heirs = {f"C{n}": f"C{n + 1}" for n in range(count)}
    return {
        "timezone": "Asia/Ho_Chi_Minh",
        "settings": {"due_soon_days": 5, "silent_days": 90, "fresh_days": 30},
        "agencies": [
            {"code": f"C{n}", "name": f"Cơ quan {n}", "kind": luck.choice(KINDS)}
            for n in range(count)
        ],
        "reorganisations": [],
        "issuers": {"CT": "CT", "PCT": "PCT"},
        "fields": {"KT": "KT", "VX": "VX"},
        "sources": ["document", "meeting", "oral", "superior"],
        "tasks": [_task(luck, n, count, ends, heirs) for n in range(tasks)],
    }


def _task(luck, n, count, ends, heirs):
    lead = f"C{luck.randrange(count)}"
    return {
        "id": f"O-{n:03}",
        "directive": f"{n}/TB-UBND",
        "name": f"Nhiệm vụ {n}",
        "issuer": luck.choice(("CT", "PCT")),
        "field": luck.choice(("KT", "VX")),
        "source": luck.choice(("document", "meeting", "oral", "superior")),
        "starred": luck.random() < 0.3,
        "weight": luck.choice((1, 1, 0.5, 2.25)),
        "lead": lead,
        "coordinators": [],
        **({"delegated_from": "O-000"} if n and luck.random() < 0.05 else {}),
        "edge": None,
        "events": _history(luck, lead, count, ends, heirs) if luck.random() < 0.95 else [],
    }


def _history(luck, lead, count, ends, heirs):
    place, state, received = luck.randrange(len(DAYS) - 1), "assigned", False
    clock = luck.choice(CLOCKS)
    deadline = luck.choice((None, *DAYS[max(0, place - 2) :]))
    codes, events = [f"C{n}" for n in range(count)], []

    def add(verb, **more):
        at = datetime.combine(DAYS[place], clock, ZONE)
        events.append({"at": at.isoformat(), "verb": verb, **more})

    add("assign", deadline=deadline and deadline.isoformat())
    for _step in range(luck.randint(0, 14)):
        if luck.random() < 0.5 and place < len(DAYS) - 1:
            place, clock = min(place + luck.choice((1, 1, 2, 5)), len(DAYS) - 1), CLOCKS[0]
        clock = max(clock, luck.choice(CLOCKS))
        gone = state in OPEN and lead in ends and ends[lead] <= DAYS[place]
        verb = "reorganise" if gone else luck.choice(MAY[state].split())
        if verb == "end":
            break
        if verb == "transfer" or verb == "reorganise":
            lead = heirs[lead] if gone else luck.choice([code for code in codes if code != lead])
            add(verb, to=lead)
        elif verb in ("extension", "resume"):
            if verb == "extension" or deadline:
                deadline = luck.choice(DAYS)
            add(verb, deadline=deadline and deadline.isoformat())
        else:
            add(verb)
        received = verb != "transfer" and (received or verb in ("receive", "reopen"))
        state = BECOMES.get(verb, state)
        if verb == "resume":
            state = "in_progress" if received else "assigned"
        if verb == "reopen" and lead in ends and ends[lead] <= DAYS[place]:
            lead = heirs[lead]
            add("reorganise", to=lead)
    return events
