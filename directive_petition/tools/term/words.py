"""The values that rows of the law may have, with their labels."""

from .choice import ANY, COMPLEX, NO, NORMAL, SPECIAL, YES
from .clock import BACKWARD, CALENDAR, FORWARD, HOUR, MONTH, WORKING, YEAR

KINDS = [
    ("complaint", "Complaint"),
    ("denunciation", "Denunciation"),
    ("petition", "Petition or reflection"),
    ("reception", "Reception of citizens"),
]
LEVELS = [
    (ANY, "Any level"),
    ("first", "First level"),
    ("second", "Second level"),
    ("further", "Further"),
]
YES_OR_NO = [(ANY, "Any"), (YES, "Yes"), (NO, "No")]
COMPLEXITIES = [(NORMAL, "Not complex"), (COMPLEX, "Complex"), (SPECIAL, "Specially complex")]
TERM_COMPLEXITIES = [(ANY, "Any"), *COMPLEXITIES]
UNITS = [
    (CALENDAR, "days"),
    (WORKING, "working days"),
    (MONTH, "months"),
    (YEAR, "years"),
    (HOUR, "hours"),
]
DIRECTIONS = [(FORWARD, "after the event"), (BACKWARD, "before the event, at least")]
EVENTS = [
    ("receipt", "Receipt"),
    ("content_received", "Content received at a reception"),
    ("acceptance", "Acceptance"),
    ("acceptance_decision", "Decision to accept"),
    ("decision", "Decision"),
    ("decision_received", "Decision received"),
    ("decision_received_or_known", "Decision received or known"),
    ("decision_effective", "Decision in force"),
    ("first_term_over", "First term over without a decision"),
    ("suspension_decision", "Decision to suspend, resume or terminate"),
    ("termination_notice", "Notice of termination"),
    ("dialogue_day", "Day of the dialogue"),
    ("conclusion", "Conclusion"),
    ("conclusion_received", "Conclusion received"),
    ("publication", "Publication"),
    ("result", "Result of carrying out the conclusion"),
    ("case_resolved", "Case resolved"),
    ("notice_received", "Notice of the result received"),
    ("demand_received", "Demand of the superior received"),
    ("delay_reported", "Complaint about the delay received"),
    ("grounds_complete", "Grounds of refusal complete"),
    ("reception_day", "Day of reception"),
    ("session", "Online session"),
]
STATES = [
    ("running", "Running"),
    ("suspended", "Suspended"),
    ("stopped", "Done"),
    ("void", "Not valid"),
]
PAUSES = [("suspension", "Suspension"), ("obstacle", "Obstacle of the citizen")]
