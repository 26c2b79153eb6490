"""The progress of a task worked out from its parts, and the deadlines parts keep.

A task may be split into parts, and a part again into parts of its own. Each part has a weight.
"""

from collections import defaultdict
from fractions import Fraction
from typing import NamedTuple

from ..workflow import CLOSED, DONE, DRAFT, REVOKED

# Parts that are no longer, or not yet, work to be done: nobody can wait for their result.
DROPPED = (DRAFT, REVOKED, CLOSED)


class Part(NamedTuple):
    """One part: the task it is split from, its state, what was reported on it, its weight."""

    id: int
    parent_id: int
    state: str
    progress: int
    weight: int = 1


def roll_up(parts):
    """Return ``{task: percent}`` of every task that has parts which count.

    A part that is done counts 100, one with parts of its own what these amount to, any other what
    was reported on it; revoked and closed ones drop out. Fractions are kept until the end and then
    cut off, so that 100 means that nothing is left.

    :param parts: :class:`Part` of all levels, in any order

    >>> roll_up([Part(2, 1, "done", 0), Part(3, 1, "in_progress", 40)])
    {1: 70}
    >>> roll_up([Part(2, 1, "done", 0, weight=3), Part(3, 1, "assigned", 0), Part(4, 1, "revoked", 9)])
    {1: 75}

    Part 2 is split again; what was reported on it itself no longer counts.

    >>> roll_up([Part(3, 2, "done", 100), Part(4, 2, "in_progress", 20), Part(2, 1, "assigned", 95)])
    {2: 60, 1: 60}
    >>> roll_up([Part(2, 1, "done", 100, 999), Part(3, 1, "in_progress", 99)]), roll_up([])
    ({1: 99}, {})
    """
    below = defaultdict(list)
    for part in parts:
        if part.state not in DROPPED:
            below[part.parent_id].append(part)
    shares = {}
    for task in reversed(_from_the_top(below)):
        shares[task] = _weighted(below[task], shares)
    return {task: int(share) for task, share in shares.items()}


def _weighted(parts, shares):
    """Return the mean of ``parts`` by weight; ``shares`` holds those that have parts themselves."""
    total = sum(part.weight for part in parts)
    return sum(part.weight * _share(part, shares) for part in parts) / Fraction(total)


def _share(part, shares):
    if part.state == DONE:
        return 100
    return shares.get(part.id, part.progress)


def _from_the_top(below):
    """Return the tasks that have parts, each before those below it.

    >>> _from_the_top({2: [Part(3, 2, "assigned", 0)], 1: [Part(2, 1, "assigned", 0)]})
    [1, 2]
    """
    inner = {part.id for parts in below.values() for part in parts}
    order = [task for task in below if task not in inner]
    for task in order:  # grows while it is read
        order += [part.id for part in below[task] if part.id in below]
    return order


def within(deadline, outer):
    """Return ``deadline``, or the ``outer`` one if that is earlier or the only one.

    >>> within("2031-05-02", "2031-04-01"), within(False, "2031-04-01"), within("2031-05-02", False)
    ('2031-04-01', '2031-04-01', '2031-05-02')
    """
    if not outer:
        return deadline
    return min(deadline or outer, outer)
