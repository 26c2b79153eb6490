"""The states of a task and the one table of its transitions.

Buttons, guards and tests all use this table; there is no second list of transitions.

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
WORKING_STATES = (ASSIGNED, IN_PROGRESS)  # the agency has to act

# Roles that may take a step; `_is_actor` resolves them on the record.
OFFICE, LEADER, LEAD_AGENCY = "office", "leader", "lead_agency"

# Only code of this process can have this object: a network caller sends JSON, which has no object
# identity. It permits writing the guarded fields.
WORKFLOW = object()

# Effect of a step on the open delegated parts of a task: their agencies have nothing left to do
# once the whole task is accepted, withdrawn, closed or given to another agency.
VERBS_OF_PARTS = {
    "accept": "revoke",
    "revoke": "revoke",
    "close": "close",
    "transfer": "revoke",
}

# Steps that assess the work of an agency; its own members may not take them.
VERBS_OF_A_JUDGE = (
    "accept",
    "return",
    "reopen",
    "suspend",
    "resume",
    "revoke",
    "close",
    "extend",
    "transfer",
    "confirm_cause",
)


class Transition(NamedTuple):
    """One verb: its source states, target state, actors, and whether it needs a note.

    Without a target the state stays.
    """

    sources: tuple
    target: str | None
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
    # A task that was not received resumes as assigned: see `target_of`.
    "resume": Transition((SUSPENDED,), IN_PROGRESS, (OFFICE, LEADER), True),
    "revoke": Transition(OPEN_STATES, REVOKED, (OFFICE,), True),
    "close": Transition(OPEN_STATES, CLOSED, (LEADER,), True),
}


# Steps that need more than a note: the new deadline, the new agency, or a request.
GRANTS = {
    "extend": Transition(WORKING_STATES, None, (OFFICE,), True),
    "transfer": Transition(WORKING_STATES, ASSIGNED, (OFFICE,), True),
    "confirm_cause": Transition((ASSIGNED, IN_PROGRESS, REPORTED, DONE), None, (OFFICE,), True),
}


def step_of(verb):
    """Return the row of ``verb`` in one of the two tables.

    >>> step_of("transfer").target
    'assigned'
    """
    return TRANSITIONS.get(verb) or GRANTS[verb]


def verbs_from(state):
    """Return the verbs that are possible in ``state``.

    >>> verbs_from("draft")
    ['assign']
    """
    return [verb for verb, step in TRANSITIONS.items() if state in step.sources]


def concerns_directive(verb):
    """Tell whether ``verb`` starts, ends or resumes the work on a directive or on parts.

    >>> [verb for verb in {**TRANSITIONS, **GRANTS} if concerns_directive(verb)]
    ['assign', 'accept', 'reopen', 'revoke', 'close', 'transfer']
    """
    return moves_directive(verb) or verb in VERBS_OF_PARTS


def moves_directive(verb):
    """Tell whether ``verb`` starts, ends or resumes a task, which its directive may follow.

    >>> moves_directive("accept"), moves_directive("transfer")
    (True, False)
    """
    step = step_of(verb)
    moves = step.target and {*step.sources, step.target} & {DRAFT, *FINAL_STATES}
    return bool(moves)


def target_of(verb, was_received):
    """Return the state ``verb`` leads to, None if it stays.

    A suspended task returns to its former state: in hand if the agency had received it.

    >>> target_of("resume", was_received=False)
    'assigned'
    >>> target_of("return", was_received=True)
    'in_progress'
    """
    if verb == "resume" and not was_received:
        return ASSIGNED
    return step_of(verb).target
