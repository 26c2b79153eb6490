"""What people choose: by which ways they want which kinds of messages."""

from ..event import CHANGED, DECISION, DUE, LEADER, NEW, OTHER, OVERDUE

KINDS = [
    (NEW, "New work"),
    (CHANGED, "Returned, revoked and other changes"),
    (DUE, "Reminders before the deadline"),
    (OVERDUE, "Overdue, not received, inactive"),
    (LEADER, "Instructions and announcements"),
    (DECISION, "Results and requests"),
    (OTHER, "Other messages"),
]
USUAL, YES, NO = "usual", "yes", "no"
CHOICES = [(USUAL, "As usual"), (YES, "Always"), (NO, "Never")]
PREFIX = "channel_"  # of the fields that hold a choice or a tick, one for each channel
