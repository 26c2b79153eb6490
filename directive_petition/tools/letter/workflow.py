"""The states of a matter and the one table of its transitions.

Buttons, guards and tests all use this table; there is no second list of transitions.

>>> TRANSITIONS["accept"].target
'accepted'
>>> verbs_from("published", actor=USER)
['enforce', 'close', 'sue', 'judge']
"""

from typing import NamedTuple

STATES = [
    ("received", "Received"),
    ("classified", "Classified"),
    ("supplement_asked", "Waiting for a supplement"),
    ("accepted", "Accepted"),
    ("not_accepted", "Not accepted"),
    ("transferred", "Transferred"),
    ("guided", "Guided"),
    ("returned", "Returned"),
    ("filed", "Filed"),
    ("information", "Information for inspection"),
    ("verifying", "Being verified"),
    ("dialogue", "Dialogue"),
    ("decided", "Decided"),
    ("published", "Published"),
    ("enforcing", "Being enforced"),
    ("suspended", "Suspended"),
    ("withdrawn", "Withdrawn"),
    ("terminated", "Terminated"),
    ("closed", "Closed"),
]
OUTCOMES = [
    ("accepted", "Accepted"),
    ("not_accepted", "Not accepted"),
    ("transferred", "Transferred"),
    ("guided", "Guided"),
    ("returned", "Returned"),
    ("filed", "Filed"),
    ("supplement_asked", "Supplement asked"),
    ("urged", "Urged"),
    ("information_for_inspection", "Information for inspection"),
    ("refused_reception", "Reception refused"),
]

NEW = ("received", "classified", "supplement_asked")  # what becomes of it is not decided yet
IN_HAND = ("accepted", "verifying", "dialogue")  # the clock of settling it runs
SETTLED = ("decided", "published", "enforcing")
OPEN = (*NEW, *IN_HAND, "suspended", *SETTLED)
# Turned away without being settled here.
TURNED_AWAY = ("not_accepted", "transferred", "guided", "returned", "filed", "information")
OVER = (*TURNED_AWAY, "withdrawn", "terminated", "closed")

RESTORING = ("restore", "look_again")  # take back the end of a matter

USER, MANAGER = "user", "manager"  # of the agency that handles the matter
EVERY_KIND = ("complaint", "denunciation", "petition")


class Transition(NamedTuple):
    """One verb: its source states, target state, who takes it, and what it needs.

    Without a target the state stays. ``needs`` are names of fields of the step: ``reason``,
    ``ground_id``, ``document_number``, ``sent_to``, ``result``, ``handler_id``,
    ``extension_days``.
    """

    sources: tuple
    target: str | None
    actor: str = USER
    needs: tuple = ()
    outcome: str | None = None
    kinds: tuple = EVERY_KIND


TRANSITIONS = {
    "classify": Transition(("received",), "classified"),
    "ask_supplement": Transition(
        ("received", "classified"),
        "supplement_asked",
        needs=("reason",),
        outcome="supplement_asked",
    ),
    "supplement": Transition(("supplement_asked",), "classified"),
    "accept": Transition(
        ("classified",), "accepted", MANAGER, ("document_number",), outcome="accepted"
    ),
    "refuse": Transition(
        ("classified", "supplement_asked"),
        "not_accepted",
        MANAGER,
        ("ground_id", "document_number"),
        "not_accepted",
    ),
    # Once per content: Circular 05/2021/TT-TTCP, article 14.
    "transfer": Transition(
        ("received", "classified"),
        "transferred",
        needs=("sent_to", "document_number"),
        outcome="transferred",
    ),
    # Denunciations are transferred, never guided.
    "guide": Transition(
        ("received", "classified"),
        "guided",
        needs=("sent_to", "document_number"),
        outcome="guided",
        kinds=("complaint", "petition"),
    ),
    "return": Transition(NEW, "returned", needs=("reason",), outcome="returned"),
    "file": Transition(NEW, "filed", needs=("reason",), outcome="filed"),
    "inform": Transition(
        ("received", "classified"),
        "information",
        needs=("sent_to",),
        outcome="information_for_inspection",
        kinds=("denunciation",),
    ),
    # Another body is settling it and is late; here nothing is left to do.
    "urge": Transition(
        ("received", "classified"),
        "closed",
        needs=("sent_to", "document_number"),
        outcome="urged",
    ),
    "verify": Transition(("accepted",), "verifying"),
    "talk": Transition(("verifying",), "dialogue"),
    "decide": Transition(IN_HAND, "decided", MANAGER, ("result", "document_number")),
    "publish": Transition(("decided",), "published"),
    "enforce": Transition(("decided", "published"), "enforcing"),
    "close": Transition(SETTLED, "closed"),
    "suspend": Transition(IN_HAND, "suspended", MANAGER, ("reason", "document_number")),
    # It goes on where it stood: see `target_of`.
    "resume": Transition(("suspended",), "accepted", MANAGER, ("document_number",)),
    "withdraw": Transition((*NEW, *IN_HAND, "suspended"), "withdrawn", needs=("reason",)),
    "terminate": Transition(
        (*IN_HAND, "suspended"), "terminated", MANAGER, ("reason", "document_number")
    ),
    # By decision before the term has ended; the law knows it for denunciations alone.
    "extend": Transition(
        IN_HAND,
        None,
        MANAGER,
        ("reason", "document_number", "extension_days"),
        None,
        ("denunciation",),
    ),
    # The disputed decision is not carried out meanwhile.
    "stay": Transition(IN_HAND, None, MANAGER, ("reason", "document_number"), None, ("complaint",)),
    "lift_stay": Transition(
        (*IN_HAND, "suspended", *SETTLED),
        None,
        MANAGER,
        ("reason", "document_number"),
        None,
        ("complaint",),
    ),
    # Before the court: that somebody sued, and what was judged.
    "sue": Transition((*SETTLED, "closed"), None, USER, ("reason",), None, ("complaint",)),
    "judge": Transition(
        (*SETTLED, "closed"), None, USER, ("reason", "document_number"), None, ("complaint",)
    ),
    # What was turned away is looked at anew, from a day of its own.
    "reopen": Transition(TURNED_AWAY, "classified", MANAGER, ("reason",)),
    # What ended by mistake goes on where it stood, as if it had never ended: see `target_of`.
    "restore": Transition(OVER, None, MANAGER, ("reason",)),
    # Withdrawn under threat or for a bribe: it is settled all the same (Law on Denunciations,
    # article 33; Decree 124/2020 as amended by Decree 155/2026, article 7a).
    "look_again": Transition(
        ("withdrawn", "terminated"),
        None,
        MANAGER,
        ("reason",),
        None,
        ("complaint", "denunciation"),
    ),
    "assign": Transition(OPEN, None, MANAGER, ("handler_id",)),
}


def verbs_from(state, kind=None, actor=MANAGER):
    """Return the verbs that ``actor`` may take in ``state`` with a matter of ``kind``.

    >>> verbs_from("accepted", actor=USER)
    ['verify', 'withdraw']
    >>> "guide" in verbs_from("classified", "denunciation")
    False
    """
    return [
        verb
        for verb, step in TRANSITIONS.items()
        if state in step.sources
        and (not kind or kind in step.kinds)
        and (actor == MANAGER or step.actor == USER)
    ]


def target_of(verb, state, stood_in=None):
    """Return the state to which ``verb`` leads from ``state``.

    :param stood_in: the state in which a matter stood that was suspended, or that ended

    >>> target_of("resume", "suspended", "dialogue"), target_of("assign", "verifying")
    ('dialogue', 'verifying')
    >>> target_of("restore", "closed", "published")
    'published'
    """
    if verb in RESTORING or (verb == "resume" and stood_in in IN_HAND):
        return stood_in
    return TRANSITIONS[verb].target or state
