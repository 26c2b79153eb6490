"""The states of a task and the one table of its transitions.

Buttons, guards and tests all read this table; there is no second list of what may follow what.

>>> TRANSITIONS["accept"].target
'done'
>>> sorted(verbs_from("reported"))
['accept', 'close', 'return', 'revoke']
"""

from typing import NamedTuple

DRAFT, ASSIGNED, IN_PROGRESS, REPORTED, DONE = (
    "draft",
    "assigned",
    "in_progress",
    "reported",
    "done",
)
SUSPENDED, REVOKED, CLOSED = "suspended", "revoked", "closed"
STATES = [
    (DRAFT, "Draft"),
    (ASSIGNED, "Assigned"),
    (IN_PROGRESS, "In progress"),
    (REPORTED, "Awaiting acceptance"),
    (DONE, "Done"),
    (SUSPENDED, "Suspended"),
    (REVOKED, "Revoked"),
    (CLOSED, "Closed without result"),
]

OPEN_STATES = (ASSIGNED, IN_PROGRESS, REPORTED, SUSPENDED)
FINAL_STATES = (DONE, REVOKED, CLOSED)
WORKING_STATES = (ASSIGNED, IN_PROGRESS)  # the agency is the one to act

# Who may press: the roles are resolved on the record by `_is_actor`.
OFFICE, LEADER, LEAD_AGENCY = "office", "leader", "lead_agency"

# Only code of this process can hold this very object: a caller over the network
# sends JSON, and JSON has no object identity. It opens the guarded fields.
WORKFLOW = object()

# What a step means for the parts of a task, delegated and still open: nothing is left to do
# for their agencies once the whole is accepted, taken back or given up.
VERBS_OF_PARTS = {"accept": "revoke", "revoke": "revoke", "close": "close"}

# By these somebody judges the work of an agency; who belongs to it does not.
VERBS_OF_A_JUDGE = ("accept", "return", "reopen", "suspend", "resume", "revoke", "close")


class Transition(NamedTuple):
    """One verb: from which states, to which state, by whom, with or without a note."""

    sources: tuple
    target: str
    actors: tuple
    needs_note: bool = False


TRANSITIONS = {
    "assign": Transition((DRAFT,), ASSIGNED, (OFFICE,)),
    "receive": Transition((ASSIGNED,), IN_PROGRESS, (LEAD_AGENCY,)),
    "report_completion": Transition((IN_PROGRESS,), REPORTED, (LEAD_AGENCY,)),
    "accept": Transition((REPORTED,), DONE, (OFFICE, LEADER)),
    "return": Transition((REPORTED,), IN_PROGRESS, (OFFICE, LEADER), True),
    "reopen": Transition((DONE, CLOSED), IN_PROGRESS, (OFFICE, LEADER), True),
    "suspend": Transition((ASSIGNED, IN_PROGRESS), SUSPENDED, (OFFICE, LEADER), True),
    # A task not yet received resumes as assigned: see `target_of`.
    "resume": Transition((SUSPENDED,), IN_PROGRESS, (OFFICE, LEADER), True),
    "revoke": Transition(OPEN_STATES, REVOKED, (OFFICE,), True),
    "close": Transition(OPEN_STATES, CLOSED, (LEADER,), True),
}


def verbs_from(state):
    """Return the verbs that may follow ``state``.

    >>> verbs_from("draft")
    ['assign']
    """
    return [verb for verb, step in TRANSITIONS.items() if state in step.sources]


def concerns_directive(verb):
    """Tell whether ``verb`` begins or ends what a directive has to do, or takes it up again.

    >>> [verb for verb in TRANSITIONS if concerns_directive(verb)]
    ['assign', 'accept', 'reopen', 'revoke', 'close']
    """
    step = TRANSITIONS[verb]
    return bool({*step.sources, step.target} & {DRAFT, *FINAL_STATES})


def target_of(verb, was_received):
    """Return the state ``verb`` leads to.

    A suspended task goes back to where it stood: in hand if the agency had received it.

    >>> target_of("resume", was_received=False)
    'assigned'
    >>> target_of("return", was_received=True)
    'in_progress'
    """
    if verb == "resume" and not was_received:
        return ASSIGNED
    return TRANSITIONS[verb].target
