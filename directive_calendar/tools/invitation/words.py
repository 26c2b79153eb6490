"""The words of an invitation, in the order in which they are offered."""

WAITING = "waiting"
ATTENDS, SUBSTITUTE, EXCUSED = "attends", "substitute", "excused"
ANSWERS = [
    (WAITING, "No answer yet"),
    (ATTENDS, "Will attend"),
    (SUBSTITUTE, "Sends a substitute"),
    (EXCUSED, "Asks to be excused"),
]
GIVEN, REFUSED = "given", "refused"
CONSENTS = [
    (WAITING, "Waiting for the chair"),
    (GIVEN, "Chair agrees"),
    (REFUSED, "Chair wants the invited person"),
]
UNKNOWN = "unknown"
ATTENDANCES = [
    (UNKNOWN, "Not noted"),
    ("right_person", "Invited person came"),
    ("substitute", "Substitute came"),
    ("substitute_without_consent", "Substitute without consent"),
    ("absent", "Absent"),
]
# How an answer came: in the application, or by a message (link or SMS).
WAYS = [
    ("app", "In the application"),
    ("message", "By answering a message"),
    ("office", "By telephone"),
]
# In which it may still be answered, and in which there is somebody at the door.
ANSWERABLE = ("approved", "invited", "in_session")
AT_THE_DOOR = ("invited", "in_session", "held", "concluded")
