"""One column of an official table: which facts it counts, and how much of each."""

from typing import NamedTuple

from .facts import Letter, Matter, Visit

LETTERS, MATTERS, VISITS, SESSIONS = "letters", "matters", "visits", "sessions"


class Figure(NamedTuple):
    """What a column counts.

    ``of``: letters, matters (with their letter), visits or sessions. ``test``: takes one of them and
    the period. ``amount``: what of it is added up; 1 unless given.
    """

    of: str
    test: object
    amount: object = None
    is_amount: bool = False  # of money or land: not a whole number


def facts_of(figure, book):
    """Yield the facts among which ``figure`` chooses, as arguments of its test."""
    if figure.of == MATTERS:
        for letter in book.letters:
            for matter in letter.matters:
                yield letter, matter
    else:
        for one in getattr(book, figure.of):
            yield (one,)


def counted(figure, book, period):
    """Return the number that ``figure`` gives for ``book`` in ``period``."""
    chosen = [facts for facts in facts_of(figure, book) if figure.test(*facts, period)]
    if figure.amount is None:
        return len(chosen)
    return figure.amount([facts[-1] for facts in chosen])


def opened(figure, book, period):
    """Return the ids of the matters behind the number, in order."""
    found = {}
    for facts in facts_of(figure, book):
        if figure.test(*facts, period):
            found |= dict.fromkeys(_matters(facts[-1]))
    return list(found)


def _matters(fact):
    if isinstance(fact, Matter):
        return [fact.id]
    if isinstance(fact, Letter):
        return [matter.id for matter in fact.matters]
    return list(fact.matter_ids) if isinstance(fact, Visit) else []
