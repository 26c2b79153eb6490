"""A province drawn at random, in the form of the samples `figures/province-*.json`.

Steps fall on one day or months apart, also just before and after midnight; agencies merge and split
while tasks are open; what has ended is opened again.
"""

import random
from datetime import date, datetime, time, timedelta, timezone

ZONE = timezone(timedelta(hours=7))
FIRST, LAST = date(2025, 10, 1), date(2026, 12, 20)
CLOCKS = (time(0), time(0, 1), time(9), time(16, 59), time(23, 59))
KINDS = ("office", "department", "department", "unit", "commune", "commune", "commune")
# The steps possible in each state; those named twice are taken more often.
STEPS = {
    "assigned": ("receive", "receive", "suspend", "revoke", "close", "transfer", "extension"),
    "in_progress": (
        "progress", "progress", "report_completion", "report_completion", "report_completion",
        "suspend", "revoke", "close", "transfer", "extension", "objective_cause",
    ),
    "reported": ("accept", "accept", "accept", "return", "return", "revoke", "close"),
    "suspended": ("resume", "resume", "resume", "revoke", "close"),
    "done": ("reopen", "reopen", "objective_cause", None, None),
    "closed": ("reopen", None),
    "revoked": (None,),
}  # fmt: skip
TARGETS = {
    "receive": "in_progress", "report_completion": "reported", "accept": "done",
    "return": "in_progress", "reopen": "in_progress", "suspend": "suspended",
    "revoke": "revoked", "close": "closed", "transfer": "assigned",
}  # fmt: skip
OPEN = ("assigned", "in_progress", "reported", "suspended")


def draw(seed, tasks=15):
    """Return the province of ``seed``, ready for JSON."""
    return _Drawing(random.Random(seed)).province(tasks)


class _Drawing:
    def __init__(self, luck):
        self.luck = luck

    def province(self, count):
        self.agencies = [
            {"code": f"C{n}", "name": f"Cơ quan {n}", "kind": self.luck.choice(KINDS)}
            for n in range(self.luck.randint(3, 8))
        ]
        self.reorganisations = self._reorganisations()
        return {
            "timezone": "Asia/Ho_Chi_Minh",
            "settings": {"due_soon_days": 5, "silent_days": 90, "fresh_days": 30},
            "agencies": self.agencies,
            "reorganisations": self.reorganisations,
            "issuers": {code: code for code in ("CT", "PCT")},
            "fields": {code: code for code in ("KT", "VX", "NC")},
            "sources": ["document", "meeting", "oral", "superior"],
            "tasks": [self._task(n) for n in range(count)],
        }

    def _reorganisations(self):
        """Draw a merger and a split, or fewer; each ends agencies and begins new ones."""
        alive, found = [one["code"] for one in self.agencies], []
        for n, kind in enumerate(
            self.luck.choice(((), ("merge",), ("split",), ("merge", "split")))
        ):
            ended = self.luck.sample(alive, 1 if kind == "split" else 2)
            began = [f"N{n}{part}" for part in range(2 if kind == "split" else 1)]
            day = date(2026, 1 + 5 * n, 1) + timedelta(self.luck.randrange(150))
            found.append({"day": day.isoformat(), "kind": kind, "from": ended, "to": began})
            self.agencies += [
                {"code": code, "name": f"Cơ quan {code}", "kind": self.luck.choice(KINDS)}
                for code in began
            ]
            alive = [code for code in alive if code not in ended] + began
        return found

    def _task(self, n):
        """Draw a task and walk it from step to step until its luck or its time ends."""
        walk = _Walk(self.luck, self.reorganisations, [one["code"] for one in self.agencies])
        return {
            "id": f"R-{n:03}",
            "directive": f"{n}/TB-UBND",
            "name": f"Nhiệm vụ {n}",
            "issuer": self.luck.choice(("CT", "PCT")),
            "field": self.luck.choice(("KT", "VX", "NC")),
            "source": self.luck.choice(("document", "meeting", "oral", "superior")),
            "starred": self.luck.random() < 0.3,
            "weight": self.luck.choice((1, 1, 1, 1.5, 2, 3)),
            "lead": walk.first_lead,
            "coordinators": [],
            **({"delegated_from": "R-000"} if n and self.luck.random() < 0.05 else {}),
            "edge": None,
            "events": walk.events if self.luck.random() < 0.95 else [],
        }


class _Walk:
    """The events of one task."""

    def __init__(self, luck, reorganisations, codes):
        self.luck, self.reorganisations, self.codes = luck, reorganisations, codes
        start = FIRST + timedelta(luck.randrange((LAST - FIRST).days))
        self.at = datetime.combine(start, luck.choice(CLOCKS), ZONE)
        self.lead = self.first_lead = luck.choice(self._usable_rows())
        self.deadline = start + timedelta(luck.randint(-5, 90)) if luck.random() < 0.6 else None
        self.state, self.is_received = "assigned", False
        self.events = []
        self._add("assign", deadline=self.deadline)
        while self._step():
            pass

    def _usable_rows(self):
        """Return the agencies that exist at this moment."""
        ended, unborn = set(), set()
        for one in self.reorganisations:
            (ended if self._is_past(one) else unborn).update(
                one["from" if self._is_past(one) else "to"]
            )
        return [code for code in self.codes if code not in ended | unborn]

    def _is_past(self, one):
        return date.fromisoformat(one["day"]) <= self.at.date()

    def _step(self):
        verb = self.luck.choice(STEPS[self.state])
        days = self.luck.choice((0, 0, 1, 3, 7, 20, 45))
        then = datetime.combine(self.at.date() + timedelta(days), self.luck.choice(CLOCKS), ZONE)
        then = max(then, self.at)
        if verb is None or then.date() > LAST:
            self._follow(datetime.combine(LAST, time(23), ZONE))
            return False
        self._follow(then)
        self.at = then
        self._take(verb)
        return True

    def _follow(self, then):
        """Take the open task to the successors of its agency until ``then``."""
        if self.state not in OPEN:
            return
        for one in self.reorganisations:
            midnight = datetime.combine(date.fromisoformat(one["day"]), time(0), ZONE)
            if self.lead in one["from"] and midnight <= then:
                self.at = max(midnight, self.at)
                self.lead = self.luck.choice(one["to"])
                self._add("reorganise", to=self.lead)

    def _take(self, verb):
        if verb == "transfer":
            others = [code for code in self._usable_rows() if code != self.lead]
            if not others:
                return
            self.lead, self.is_received = self.luck.choice(others), False
            self._add(verb, to=self.lead)
        elif verb in ("extension", "resume"):
            self._move_deadline(verb)
            self._add(verb, deadline=self.deadline)
        elif verb == "progress":
            self._add(verb, percent=self.luck.randrange(100))
        else:
            self._add(verb)
        self.is_received |= verb in ("receive", "reopen")
        resumed = "in_progress" if self.is_received else "assigned"
        self.state = resumed if verb == "resume" else TARGETS.get(verb, self.state)
        if verb == "reopen":
            self._follow(self.at)

    def _move_deadline(self, verb):
        if verb == "extension" or self.deadline:
            self.deadline = (self.deadline or self.at.date()) + timedelta(self.luck.randint(1, 40))

    def _add(self, verb, **details):
        if isinstance(details.get("deadline"), date):
            details["deadline"] = details["deadline"].isoformat()
        self.events.append({"at": self.at.isoformat(), "verb": verb, **details})
