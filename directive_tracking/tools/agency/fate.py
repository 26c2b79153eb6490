"""The fate of a reference to an agency when the agency is merged or split.

Each model says it of its own fields (`_reorganisation_fields`). A reference that nobody has
judged fails a test, so that no later addon leaves work behind at an agency that has ended.

>>> MOVED.moves, KEPT.moves, moved(("state", "=", "draft")).where
(True, False, (('state', '=', 'draft'),))
"""

from typing import NamedTuple


class Fate(NamedTuple):
    """What becomes of one field that refers to agencies."""

    moves: bool
    where: tuple = ()  # the domain of the rows that move: usually those still open
    # In a split: the field with the record whose own successor counts for this row too.
    follows: str | None = None


# The past: who did it, was told of it, or led it then.
KEPT = Fate(False)
# Worked out from other fields, or a view; it follows by itself.
DERIVED = Fate(False)
MOVED = Fate(True)


def moved(*where, follows=None):
    """Return the fate of rows that go to the successors, all or those of the domain ``where``.

    >>> moved(follows="task_id").follows
    'task_id'
    """
    return Fate(True, where, follows)


def once_each(values, places, taken):
    """Return those of ``values`` whose place is still free: the first comes in, later ones stay out.

    :param values: ``{id: new agency}``
    :param places: ``{id: what may hold each agency once}``
    :param taken: pairs (place, agency) that are taken already

    >>> once_each({1: 9, 2: 9, 3: 8}, {1: "t", 2: "t", 3: "t"}, {("t", 8)})
    {1: 9}
    """
    free, taken = {}, set(taken)
    for key, new in values.items():
        if (places[key], new) not in taken:
            taken.add((places[key], new))
            free[key] = new
    return free
