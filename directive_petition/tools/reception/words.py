"""What the reception of citizens is called: the choices of the fields of the room."""

from datetime import date

WAITING, TALKING, ENDED, LEFT = "waiting", "talking", "ended", "left"
VISIT_STATES = [
    (WAITING, "Waiting"),
    (TALKING, "Being received"),
    (ENDED, "Received"),
    (LEFT, "Left before their turn"),
]
STAFF, HEAD, DELEGATED = "staff", "head", "delegated"
RECEIVERS = [
    (STAFF, "Reception staff"),
    (HEAD, "Head of the agency"),
    (DELEGATED, "Somebody delegated by the head"),
]
# What becomes of a visit
LETTER, LINKED, ANSWERED, GUIDED, REFUSED, APPOINTED = (
    *("letter", "linked", "answered"),
    *("guided", "refused", "appointed"),
)
VISIT_OUTCOMES = [
    (LETTER, "Letter taken in"),
    (LINKED, "Belongs to a matter in hand"),
    (ANSWERED, "Answered at once"),
    (GUIDED, "Guided to the competent body"),
    (REFUSED, "Reception refused"),
    (APPOINTED, "Asked to come again"),
]
REGULAR, PERIODIC, UNSCHEDULED = "regular", "periodic", "unscheduled"
SESSION_KINDS = [
    (REGULAR, "Regular"),
    (PERIODIC, "Periodic"),
    (UNSCHEDULED, "Unscheduled"),
]
PLANNED, HELD, CONCLUDED, MOVED = "planned", "held", "concluded", "moved"
SESSION_STATES = [
    (PLANNED, "Planned"),
    (HELD, "Held"),
    (CONCLUDED, "Concluded"),
    (MOVED, "Moved to another day"),
]
SESSION_STEPS = [
    ("hold", "Held"),
    ("not_held", "Not held after all"),
    ("conclude", "Concluded"),
]
# Papers of Decree 154/2026/NĐ-CP and what products print beside them
REFUSAL, RECEIPT, SLIP = "refusal", "receipt", "slip"
DOCUMENT_KINDS = [
    (REFUSAL, "Refusal of reception (form 01/TCD)"),
    (RECEIPT, "Receipt for papers (form 02/TCD)"),
    (SLIP, "Appointment slip"),
]
# The person at the desk, typed on the visit itself: {field of the visit: field of the person}
VISITOR = {
    "visitor_name": "name",
    "visitor_id_number": "id_number",
    "visitor_id_date": "id_date",
    "visitor_id_place": "id_place",
    "visitor_phone": "phone",
    "visitor_address": "address",
    "visitor_birth_year": "birth_year",
    "visitor_gender": "gender",
}
# What somebody who brings such a thing is in the letter
ROLE_OF = {"complaint": "complainant", "denunciation": "denouncer", "petition": "petitioner"}
# Law 136/2025/QH15: from this day a head receives citizens in person.
NO_DELEGATION_SINCE = date(2026, 7, 1)


def may_be_delegated(day):
    """Tell whether somebody could receive citizens in the place of the head on ``day``.

    >>> may_be_delegated(date(2026, 6, 30)), may_be_delegated(date(2026, 7, 1))
    (True, False)
    """
    return day < NO_DELEGATION_SINCE
