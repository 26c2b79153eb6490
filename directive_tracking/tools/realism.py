"""How realistic a deadline is, by what the same agency needed for similar tasks before."""

from statistics import median
from typing import NamedTuple

FEW = 5  # fewer past tasks say nothing
LEAST_ALIKE = 0.35  # share of trigrams in common from which a past task counts as the same work
BASES = ("alike", "field", "all")


class Past(NamedTuple):
    """One finished task: what it has in common with the asked one, and its time in days."""

    is_alike: bool
    is_of_field: bool
    days: int
    term: int | None  # as it was given, before any extension


class Outlook(NamedTuple):
    """What is known of an agency for a new task; ``basis`` is None where too little is known."""

    open: int
    overdue: int
    basis: str | None = None
    number: int = 0
    days: int | None = None  # median
    such: int = 0
    met: int = 0

    def is_tight(self, term):
        """Tell whether ``term`` days are fewer than half of the similar tasks needed."""
        return self.days is not None and term is not None and term < self.days


def outlook(opened, overdue, past, term):
    """Return the :class:`Outlook` from the ``past`` tasks, the narrowest basis that has enough.

    Deadlines are alike if one leaves at most twice as many days as the other.

    >>> past = [Past(False, True, days, 10) for days in (4, 8, 12, 20, 30)]
    >>> found = outlook(7, 2, past, 12)
    >>> found.basis, found.number, found.days, found.such, found.met
    ('field', 5, 12, 5, 2)
    >>> found.is_tight(12), found.is_tight(11), found.is_tight(None)
    (False, True, False)
    >>> outlook(7, 2, past[:4], 12)
    Outlook(open=7, overdue=2, basis=None, number=0, days=None, such=0, met=0)
    >>> outlook(0, 0, past, None).such
    0
    """
    for basis, some in zip(BASES, _narrowest_first(past), strict=True):
        if len(some) >= FEW:
            such = [one for one in some if _is_such(one.term, term)]
            met = sum(one.days <= one.term for one in such)
            days = round(median(one.days for one in some))
            return Outlook(opened, overdue, basis, len(some), days, len(such), met)
    return Outlook(opened, overdue)


def _narrowest_first(past):
    of_field = [one for one in past if one.is_of_field]
    return [one for one in of_field if one.is_alike], of_field, past


def _is_such(given, term):
    return given is not None and term is not None and term <= 2 * given and given <= 2 * term
