"""What the complete file of a matter holds, and what of it is there.

The entries are data (Law on Complaints, article 34; Law on Denunciations, article 39). An entry says
by which of `EVIDENCE` it is fulfilled: the letter itself, papers handed in with it, minutes of
dialogues, or kinds of papers of the matter. Papers put under an entry by hand count as well.

>>> evidence_of("letter, dialogue")
('letter', 'dialogue')
>>> unknown_evidence("letter, somewhere")
['somewhere']
"""

from typing import NamedTuple

from ..letter.workflow import SETTLED, TURNED_AWAY
from .documents import DOCUMENTS

LETTER, PAPERS, DIALOGUE, OTHERS = "letter", "papers", "dialogue", "others"
EVIDENCE = (LETTER, PAPERS, DIALOGUE, OTHERS, *DOCUMENTS)
THERE, MISSING, TO_COME, IF_ANY = "there", "missing", "to_come", "if_any"
# From here on nothing of the file is still to come.
COMPLETE_FROM = (*SETTLED, "closed")


class Piece(NamedTuple):
    """One paper of the file: what it is called, its number and day, and how many pages it has."""

    name: str
    number: str = ""
    day: object = None
    pages: int = 0


class Entry(NamedTuple):
    """One entry of the list with its pieces, and where it stands."""

    name: str
    state: str
    pieces: tuple = ()


def evidence_of(text):
    """Return the words of ``text``, a list between commas."""
    return tuple(word for word in (one.strip() for one in (text or "").split(",")) if word)


def unknown_evidence(text):
    """Return the words of ``text`` that are no evidence."""
    return [word for word in evidence_of(text) if word not in EVIDENCE]


def state_of(pieces, is_required, state):
    """Return where an entry stands in a matter of this ``state``.

    >>> state_of((), True, "accepted"), state_of((), True, "closed"), state_of((), False, "closed")
    ('to_come', 'missing', 'if_any')
    >>> state_of((Piece("Đơn"),), True, "accepted")
    'there'
    """
    if pieces:
        return THERE
    if not is_required or state in TURNED_AWAY:
        return IF_ANY
    return MISSING if state in COMPLETE_FROM else TO_COME


def numbered(entries):
    """Yield ``(number, piece, first page, last page)``; without pages there are no more numbers.

    >>> file = [Entry("Đơn", THERE, (Piece("Đơn", pages=2), Piece("Bản đồ", pages=1)))]
    >>> [(number, first, last) for number, _piece, first, last in numbered(file)]
    [(1, 1, 2), (2, 3, 3)]
    """
    page, number = 1, 0
    for entry in entries:
        for piece in entry.pieces:
            number += 1
            first = page if page and piece.pages else 0
            last = first + piece.pages - 1 if first else 0
            page = last + 1 if first else 0
            yield number, piece, first, last
