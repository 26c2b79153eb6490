"""What an agency may ask the Office for, when, and what an approval does to the task.

One table for the forms, the guards and the tests.
"""

from typing import NamedTuple

from ..workflow import ASSIGNED, DONE, IN_PROGRESS, REPORTED, WORKING_STATES

EXTENSION, RETURN, TRANSFER, SUSPENSION = "extension", "return", "transfer", "suspension"
OBJECTIVE_CAUSE = "objective_cause"


class Kind(NamedTuple):
    """One kind of request: its name, the states it is asked in, the steps its approval may take."""

    label: str
    states: tuple
    verbs: tuple


KINDS = {
    EXTENSION: Kind("Extension", WORKING_STATES, ("extend",)),
    RETURN: Kind("Return of the task", WORKING_STATES, ("transfer", "revoke")),
    TRANSFER: Kind("Transfer to another agency", WORKING_STATES, ("transfer",)),
    SUSPENSION: Kind("Suspension", WORKING_STATES, ("suspend",)),
    OBJECTIVE_CAUSE: Kind(
        "Objective cause of a delay",
        (ASSIGNED, IN_PROGRESS, REPORTED, DONE),
        ("confirm_cause",),
    ),
}


def kinds_of(verb):
    """Return the kinds whose approval may take ``verb``.

    >>> kinds_of("transfer")
    ['return', 'transfer']
    """
    return [name for name, kind in KINDS.items() if verb in kind.verbs]


def is_possible(kind, state):
    """Tell whether ``kind`` can be asked for, and approved, while a task is in ``state``.

    >>> is_possible("objective_cause", "done"), is_possible("extension", "done")
    (True, False)
    """
    return state in KINDS[kind].states


def exceeded(granted, most, days_late, grace):
    """Return which limits a further extension exceeds: ``number``, ``lateness``.

    :param int granted: extensions the task has had
    :param int most: extensions a task may have
    :param int days_late: days from the deadline to the day of asking, negative before it
    :param int grace: days after the deadline on which it may still be asked

    >>> exceeded(1, 2, -3, 0), exceeded(2, 2, -3, 0), exceeded(2, 2, 6, 5)
    ([], ['number'], ['number', 'lateness'])
    """
    found = {"number": granted >= most, "lateness": days_late > grace}
    return [name for name, is_exceeded in found.items() if is_exceeded]


def joined(sentences):
    """Return the sentences as one text, each of them once.

    >>> joined(["It is late.", "It is long.", "It is late."]), joined([])
    ('It is late. It is long.', '')
    """
    return " ".join(dict.fromkeys(sentences))
