"""Possible states of a task today, one line per case that the demo shows.

Days are counted from today; ``due_working`` counts working days. A scenario names the
verbs gone through and on which day, in order; the workflow's stamps follow from them. One whose
deadline was extended says from which day, and when it was extended.
"""

from typing import NamedTuple


class Scenario(NamedTuple):
    """One possible course of a task.

    ``steps`` are pairs (verb, days from today); ``due`` days or None; ``due_working``
    working days from today instead; ``progress`` percent reported so far.
    """

    steps: tuple
    due: int | None = None
    due_working: int | None = None
    progress: int = 0
    extended_from: int | None = None
    asks_extension: bool = False

    def later(self, days):
        """Return the scenario with its free figures moved a little, so that no two look alike.

        Only dates that keep the class are moved: a deadline far ahead or long past, and progress
        dates.

        >>> Scenario((("assign", -9),), due=25, progress=40).later(3)[1:4]
        (28, None, 43)
        >>> Scenario((), due=4).later(3).due
        4
        """
        due = self.due
        if due is not None and (due > 20 or due < -30):
            due += days if due > 0 else -days
        progress = self.progress + days if 0 < self.progress < 90 else self.progress
        return self._replace(due=due, progress=progress)


def _begun(day, *more):
    return (("assign", day), ("receive", day + 1), *more)


def _done(begun, reported, *more):
    return _begun(begun, ("report_completion", reported), *more)


SCENARIOS = (
    Scenario(_done(-60, -25, ("accept", -24)), due=-20, progress=100),
    Scenario(_done(-75, -12, ("accept", -10)), due=-20, progress=100),
    Scenario(_begun(-20), due=25, progress=40),
    Scenario(_begun(-30), due=-6, progress=60),
    Scenario((("assign", -1),), due=20),
    Scenario(_done(-25, -1), due=4, progress=100),
    Scenario(_begun(-40), progress=30),
    Scenario(_begun(-15), due_working=7, progress=20),
    Scenario(_begun(-15), due_working=1, progress=80),
    Scenario(_done(-50, -18, ("accept", -16)), due=-15, progress=100),
    Scenario(_begun(-15), due_working=0, progress=70),
    Scenario(_begun(-20), due_working=-1, progress=50),
    Scenario(_begun(-90), due=-45, progress=35),
    Scenario(_begun(-30, ("suspend", -10)), due=12, progress=30),
    Scenario(_begun(-45, ("extend", -8)), due=9, progress=45, extended_from=-5),
    Scenario(_done(-130, -60, ("accept", -58)), progress=100),
    Scenario(_begun(-20, ("revoke", -5)), due=10),
    Scenario(_begun(-120, ("close", -15)), due=-30, progress=10),
    Scenario(_begun(-130)),
    Scenario(_begun(-35, ("report_completion", -8), ("return", -6)), due=6, progress=90),
    Scenario((("assign", -5),), due=15),
    Scenario(_begun(-25), due_working=3, progress=55, asks_extension=True),
    Scenario(_done(-55, -22, ("accept", -21)), due=-22, progress=100),
)
