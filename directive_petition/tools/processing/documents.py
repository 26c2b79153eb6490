"""The papers of a matter: which step each belongs to, its title and its form.

>>> document_of("accept", "denunciation"), document_of("accept", "petition")
('acceptance_decision', 'acceptance_notice')
>>> document_of("close", "complaint") is None
True
"""

from typing import NamedTuple

COMPLAINT, DENUNCIATION, PETITION = "complaint", "denunciation", "petition"
EVERY = (COMPLAINT, DENUNCIATION, PETITION)
CITIZEN, BODY = "citizen", "body"


class Document(NamedTuple):
    """One kind of paper: its step, whom it is for, for which kinds of matters, the legal form."""

    label: str
    verb: str | None
    to: str
    kinds: tuple = EVERY
    form: str = ""


DOCUMENTS = {
    "supplement_letter": Document("Request for a supplement", "ask_supplement", CITIZEN),
    "acceptance_notice": Document(
        "Notice of acceptance", "accept", CITIZEN, (COMPLAINT, PETITION), "01"
    ),
    "acceptance_decision": Document(
        "Decision to accept a denunciation", "accept", BODY, (DENUNCIATION,)
    ),
    "refusal_notice": Document("Notice of non-acceptance", "refuse", CITIZEN, EVERY, "02"),
    "transfer_slip": Document("Transfer slip", "transfer", BODY, EVERY, "03"),
    "guidance_slip": Document("Guidance slip", "guide", CITIZEN, (COMPLAINT, PETITION)),
    "return_slip": Document("Slip of return", "return", CITIZEN),
    "filing_slip": Document("Proposal to file the letter", "file", BODY),
    "information_letter": Document(
        "Letter passing on information", "inform", BODY, (DENUNCIATION,)
    ),
    "urging_letter": Document("Letter urging the body in charge", "urge", BODY),
    "verification_decision": Document("Decision to verify the content", "verify", BODY),
    "dialogue_notice": Document("Notice of a dialogue", None, CITIZEN, (COMPLAINT,)),
    "dialogue_minutes": Document("Minutes of a dialogue", None, CITIZEN, (COMPLAINT,), "14"),
    "resolving_decision": Document(
        "Decision resolving the complaint", "decide", CITIZEN, (COMPLAINT,)
    ),
    "conclusion": Document("Conclusion on the denunciation", "decide", BODY, (DENUNCIATION,)),
    "answer_letter": Document("Answer to a petition", "decide", CITIZEN, (PETITION,)),
    "conclusion_notice": Document("Notice of the conclusion", "publish", CITIZEN, (DENUNCIATION,)),
    "suspension_decision": Document("Decision to suspend", "suspend", CITIZEN, EVERY, "14a"),
    "resuming_decision": Document("Decision to resume", "resume", CITIZEN, EVERY, "14b"),
    "termination_decision": Document("Decision to terminate", "terminate", CITIZEN),
    "restoring_decision": Document("Decision to take back the end", "restore", CITIZEN),
    "looking_again_decision": Document(
        "Decision to go on with a withdrawn matter",
        "look_again",
        CITIZEN,
        (COMPLAINT, DENUNCIATION),
    ),
    "extension_decision": Document(
        "Decision to extend the term", "extend", CITIZEN, (DENUNCIATION,), "01"
    ),
    "stay_decision": Document("Decision to stay the disputed decision", "stay", BODY, (COMPLAINT,)),
    "lifting_decision": Document("Decision to lift the stay", "lift_stay", BODY, (COMPLAINT,)),
}
LABELS = [(code, one.label) for code, one in DOCUMENTS.items()]
# Official letters (công văn) have no title of their own.
LETTERS = (
    "supplement_letter",
    "information_letter",
    "urging_letter",
    "answer_letter",
)
# Written to somebody: whom, stands on the paper.
ADDRESSED = (
    *LETTERS,
    *("acceptance_notice", "refusal_notice", "transfer_slip", "guidance_slip", "return_slip"),
    *("dialogue_notice", "conclusion_notice"),
)


def document_of(verb, kind):
    """Return the code of the paper that belongs to ``verb`` for a matter of ``kind``, or None."""
    found = [code for code, one in DOCUMENTS.items() if one.verb == verb and kind in one.kinds]
    return found[0] if verb and found else None


def documents_for(kind):
    """Return the codes of the papers a matter of ``kind`` may have.

    >>> "conclusion" in documents_for("complaint")
    False
    """
    return [code for code, one in DOCUMENTS.items() if kind in one.kinds]
