"""The words of the work calendar, in the order in which they are offered."""

HALF_DAYS = [
    ("morning", "Morning"),
    ("afternoon", "Afternoon"),
    ("evening", "Evening"),
    ("all_day", "All day"),
]
STATES = [
    ("registered", "Registered"),
    ("approved", "In the calendar"),
    ("invited", "Invitations sent"),
    ("in_session", "In session"),
    ("held", "Held"),
    ("concluded", "Concluded"),
    ("postponed", "Postponed"),
    ("cancelled", "Cancelled"),
]
# Standing in the calendar at its time; what is postponed or cancelled holds no room.
STANDING = ("approved", "invited", "in_session", "held", "concluded")
OFF = ("postponed", "cancelled")  # put off, and back in its place by "Reinstate"
OVER = ("held", "concluded", "cancelled")
BEGUN = ("in_session", "held")  # noted on its day; taken back by "Not held after all"
FINISHED = ("concluded", "cancelled")  # what is written of them stays
ROLES = [
    ("chair", "Chairs"),
    ("attend", "Attends"),
    ("accompany", "Accompanies"),
    ("substitute", "Substitutes"),
    ("invited", "Invited"),
]
PREPARATIONS = [
    ("content", "Content"),
    ("invitation", "Invitation letter"),
    ("logistics", "Logistics"),
]
CHANGES = [
    ("called", "Called"),
    ("moved", "Moved"),
    ("postponed", "Postponed"),
    ("cancelled", "Cancelled"),
    ("merged", "Merged"),
    ("reinstated", "Reinstated"),
    ("not_held", "Not held after all"),
    ("place", "Place changed"),
    ("chair", "Chair changed"),
    ("invited", "Agencies added"),
    ("excluded", "Agencies removed"),
    ("wording", "Wording changed"),
]
# Of Decision 45/2018/QĐ-TTg, and what else stands in a calendar.
KINDS = [
    ("briefing", "Regular briefing"),
    ("advisory", "Advisory meeting"),
    ("working", "Working meeting"),
    ("technical", "Technical meeting"),
    ("training", "Training and roll-out"),
    ("review", "Review of a period"),
    ("coordination", "Coordination meeting"),
    ("settling", "Settling of matters"),
    ("reception", "Reception of citizens"),
    ("visit", "Visit or inspection"),
    ("other", "Other"),
]
NO_MEETINGS = ("reception", "visit", "other")
