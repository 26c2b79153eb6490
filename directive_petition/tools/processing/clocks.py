"""Which clocks the steps of a matter start and end.

The rows are those of the laws on complaints (K), denunciations (T) and reception (R, P).

>>> ended_by("accept"), started_by("accept", "complaint", "first")
(('K2', 'T1', 'T2', 'P1'), (('K3', 'acceptance'),))
>>> started_by("publish", "complaint", "second")
()
"""

COMPLAINT, DENUNCIATION, PETITION = "complaint", "denunciation", "petition"

# The first handling of a letter; it ends whatever becomes of it.
FIRST = ("K2", "T1", "T2", "P1")
SETTLING = ("K3", "K6", "T4")
RESTING = "suspension_decision"

# Verb: {kind: ((code, event), …)}; with a level where the law has different terms.
STARTS = {
    "receive": {
        COMPLAINT: (("K2", "receipt"),),
        DENUNCIATION: (("T1", "receipt"),),
        PETITION: (("P1", "receipt"),),
    },
    "accept": {
        (COMPLAINT, "first"): (("K3", "acceptance"),),
        (COMPLAINT, "second"): (("K6", "acceptance"),),
        (COMPLAINT, "further"): (("K6", "acceptance"),),
        DENUNCIATION: (("T3", "acceptance_decision"), ("T4", "acceptance")),
    },
    "decide": {
        (COMPLAINT, "first"): (("K4", "decision"), ("K8", "decision")),
        (COMPLAINT, "second"): (("K7", "decision"), ("K8", "decision")),
        (COMPLAINT, "further"): (("K7", "decision"), ("K8", "decision")),
        DENUNCIATION: (("T7", "conclusion"), ("T8", "conclusion"), ("T9", "conclusion")),
    },
    "publish": {
        (COMPLAINT, "first"): (("K5", "decision_received"),),
        DENUNCIATION: (("T9.2", "publication"),),
    },
    "suspend": {COMPLAINT: (("SUS", RESTING),), DENUNCIATION: (("T6", RESTING),)},
    "resume": {COMPLAINT: (("SUS", RESTING),), DENUNCIATION: (("T6", RESTING),)},
    "terminate": {
        COMPLAINT: (("SUS", RESTING), ("K10", "termination_notice")),
        DENUNCIATION: (("T6", RESTING),),
    },
}
# After a supplement and after reopening the first handling begins anew.
STARTS["supplement"] = STARTS["reopen"] = STARTS["receive"]

ENDS = {
    **dict.fromkeys(
        (
            *("ask_supplement", "accept", "refuse", "transfer", "guide"),
            *("return", "file", "inform", "urge"),
        ),
        FIRST,
    ),
    "decide": SETTLING,
    "publish": ("K4", "K7", "T7", "T9"),
    "enforce": ("K4", "K7", "T7", "T8"),
}
# Nothing is asked of anybody any more.
VOIDS = ("withdraw", "terminate")


def started_by(verb, kind, level):
    """Return the ``(code, event)`` of the clocks that ``verb`` starts for a matter of ``kind``."""
    by_kind = STARTS.get(verb, {})
    return by_kind.get((kind, level), by_kind.get(kind, ()))


def ended_by(verb):
    """Return the codes of the clocks whose duty ``verb`` fulfils."""
    return ENDS.get(verb, ())


def by_steps():
    """Return the codes of all clocks that a step ends; the duties of the others are ticked off.

    >>> "K3" in by_steps(), "SUS" in by_steps()
    (True, False)
    """
    return {code for codes in ENDS.values() for code in codes}
