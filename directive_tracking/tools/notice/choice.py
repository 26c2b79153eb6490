"""Choices of people: channels per kind of message."""

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
PREFIX = "channel_"  # prefix of the fields with a choice or a tick, one per channel
