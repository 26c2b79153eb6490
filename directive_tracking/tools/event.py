"""Events: complete declarations of the kinds of messages, each next to the code that raises it.

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

# Recipients of a step: the Office, the lead agency, or everybody who works on the record.
OFFICE, LEAD, PARTIES = "office", "lead", "parties"

WEEK = 7


class Event(NamedTuple):
    """One kind of message with all its properties; no other table lists events."""

    label: str  # a LazyTranslate: the text for the recipient
    kind: str = OTHER  # the kind that people choose by
    can_decline: bool = True  # whether the recipient can opt out
    states: tuple = ()  # states of the record in which it is valid; empty: all
    audience: str | None = None  # recipients, if the record selects them by this
    asks: bool = False  # whether an urgent one needs an acknowledgement
    outlives: bool = False  # whether it remains valid for a withdrawn record
    is_daily: bool = False  # whether it waits for the daily digest
    is_farewell: bool = False  # whether people without access to the record receive it
    days_valid: int = WEEK  # validity in days, unless the notice has its own

    @property
    def choice(self):
        """Return the kind of message for preferences, or False if there is no choice."""
        return self.can_decline and self.kind

    def is_true_in(self, state):
        """Tell whether it is still valid for a record in ``state``."""
        return not self.states or state in self.states
