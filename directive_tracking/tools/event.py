"""Events: all that is to be known of one kind of message, declared once by whoever raises it.

>>> event = Event("New task", NEW, states=("assigned", "in_progress"))
>>> event.is_true_in("assigned"), event.is_true_in("done"), Event("Overdue").is_true_in("done")
(True, False, True)
>>> event.choice, Event("Call", can_decline=False).choice
('new', False)
"""

from typing import NamedTuple

# The kinds of messages people choose by
NEW, CHANGED, DUE, OVERDUE = "new", "changed", "due", "overdue"
DECISION, LEADER, OTHER = "decision", "leader", "other"

# Who is told of a step: the Office, the lead agency, or everybody who works on the record.
OFFICE, LEAD, PARTIES = "office", "lead", "parties"

WEEK = 7


class Event(NamedTuple):
    """One kind of message, whole: there is no other table an event has to stand in."""

    label: str  # a LazyTranslate: what the recipient is told
    kind: str = OTHER  # by which people choose
    can_decline: bool = True  # whether the recipient's choice is heeded
    states: tuple = ()  # of the record in which it is still true; empty: it stays true
    audience: str | None = None  # who is told, where the record decides by it
    asks: bool = False  # whether an urgent one asks to be acknowledged
    outlives: bool = False  # whether it stays true of a record that was withdrawn
    is_daily: bool = False  # whether it waits for the one digest of the day
    is_farewell: bool = False  # whether it goes to people who may no longer see the record
    days_valid: int = WEEK  # for how many days it is of use, unless the notice says otherwise

    @property
    def choice(self):
        """Return the kind of message for preferences, or False if there is no choice."""
        return self.can_decline and self.kind

    def is_true_in(self, state):
        """Tell whether it is still true of a record in ``state``."""
        return not self.states or state in self.states
