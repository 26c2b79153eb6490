"""Random registers of one agency, as plain facts: what clerks can bring about, and more."""

import random
from datetime import date, timedelta

SUBJECTS = {
    "complaint": ("KN.1.1", "KN.1.2", "KN.1.3", "KN.1", "KN.2", "KN.3", "KN.4", "KN", ""),
    "denunciation": (
        "TC.1.1",
        "TC.1.2",
        "TC.1.3",
        "TC.1.4",
        "TC.1",
        "TC.2",
        "TC.3",
        "TC.4",
        "TC.5",
        "",
    ),
    "petition": ("PA.1", "PA.2", "PA.3", "PA.4", "PA", ""),
}
LEVELS = ("first", "first", "first", "second", "further")
OUTCOMES = ("accepted", "accepted", "accepted", "not_accepted", "transferred", "guided", "returned")
OUTCOMES += ("filed", "urged", "information_for_inspection", "refused_reception", None)
RESULTS = ("right", "wrong", "partly_right", "upheld", "changed")
AMOUNTS = (
    *("state_money", "state_land", "organisation_money", "organisation_land", "person_money"),
    *("person_land", "organisation_count", "person_count", "disciplined_count"),
    *("disciplined_official_count", "prosecuted_case_count", "prosecuted_count"),
    *("prosecuted_official_count", "enforced_state_money", "enforced_disciplined_count"),
    *("charged_case_count", "charged_count"),
)
FIRST = date(2025, 1, 1)
DAYS = 720


class RandomPetitions:
    """Makes one register; ``facts`` is the module `tools.figures.facts`."""

    def __init__(self, facts, seed):
        self.facts, self.dice, self.id = facts, random.Random(seed), 0

    def book(self):
        facts = self.facts
        return facts.Book(
            tuple(self._letter() for _one in range(self.dice.randrange(60))),
            tuple(self._visit() for _one in range(self.dice.randrange(40))),
            tuple(self._session() for _one in range(self.dice.randrange(10))),
        )

    def _next(self):
        self.id += 1
        return self.id

    def _day(self, start=FIRST, most=DAYS):
        return start + timedelta(days=self.dice.randrange(most))

    def _often(self, share):
        return self.dice.random() < share

    def _letter(self):
        received = self._day()
        count = self.dice.choice((0, 1, 1, 1, 1, 2, 3))
        return self.facts.Letter(
            self._next(),
            received,
            tuple(self._matter(received) for _one in range(count)),
            self._often(0.1),
            self._often(0.1),
            self._often(0.4),
        )

    def _matter(self, received):
        dice, kind = self.dice, self.dice.choice(tuple(SUBJECTS))
        outcome = dice.choice(OUTCOMES)
        # A day before the receipt is a mistake that registers hold.
        processed = self._day(received - timedelta(days=3), 90) if outcome else None
        if outcome is None and self._often(0.3):
            processed = self._day(received, 90)  # withdrawn before
        accepted = processed if outcome == "accepted" else None
        ending = (
            dice.choice(("decided", "decided", "withdrawn", "terminated", None))
            if accepted
            else None
        )
        settled = self._day(accepted - timedelta(days=2), 200) if ending else None
        enforcing = self._day(settled, 60) if ending == "decided" and self._often(0.5) else None
        return self.facts.Matter(
            self._next(),
            kind,
            dice.choice(LEVELS),
            dice.choice(SUBJECTS[kind]),
            outcome,
            processed,
            accepted,
            settled,
            ending,
            dice.choice(RESULTS) if ending == "decided" else None,
            self._often(0.3),
            self._day(processed, 100)
            if outcome in self.facts.SENT_AWAY and self._often(0.5)
            else None,
            self._often(0.1),
            self._often(0.1),
            self._often(0.5),
            enforcing,
            self._day(enforcing, 90) if enforcing and self._often(0.5) else None,
            {name: dice.randrange(20) for name in AMOUNTS if self._often(0.5)},
        )

    def _visit(self):
        dice, people = self.dice, self.dice.choice((1, 1, 1, 2, 5, 12))
        return self.facts.Visit(
            self._next(),
            self._day(),
            dice.choice(("staff", "staff", "head", "delegated")),
            people,
            dice.choice((None, "A", "B", "C")),
            dice.choice((None, 1, 2)),
            people >= 5,
            self._often(0.6),
            dice.choice((1, 1, 1, 3)),
        )

    def _session(self):
        return self.facts.Session(self._next(), self._day(), self._often(0.2))
