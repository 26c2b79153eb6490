"""Form 01/TCD: visits, people, matters and groups, by who received them."""

from .figure import SESSIONS, VISITS, Figure

STAFF, HEAD, DELEGATED = "staff", "head", "delegated"


def _visits(by, test, amount=None):
    return Figure(
        VISITS,
        lambda visit, period: visit.received_by == by and period.has(visit.day) and test(visit),
        amount,
    )


def people(visits):
    """Return how many people came: who comes twice to a session is one person.

    >>> from .facts import Visit
    >>> people([Visit(1, None, people=12, who="A"), Visit(2, None, who="B"), Visit(3, None, who="B")])
    13
    """
    seen, total = set(), 0
    for visit in visits:
        key = (visit.session or visit.day, visit.who)
        if visit.who is None or key not in seen:
            total += visit.people
        seen.add(key)
    return total


def matters(visits):
    return sum(visit.matters for visit in visits)


def _block(by, start):
    """Return the columns of one receiver, the first with number ``start``."""

    def is_group(visit):
        return visit.is_group

    figures = [
        _visits(by, lambda visit: True),
        _visits(by, lambda visit: True, people),
        _visits(by, lambda visit: visit.is_first, matters),
        _visits(by, lambda visit: not visit.is_first, matters),
        _visits(by, is_group),
        _visits(by, is_group, people),
        _visits(by, lambda visit: visit.is_group and visit.is_first, matters),
        _visits(by, lambda visit: visit.is_group and not visit.is_first, matters),
    ]
    return {str(start + place): figure for place, figure in enumerate(figures)}


def _sessions(is_delegated):
    return Figure(
        SESSIONS,
        lambda session, period: session.is_delegated == is_delegated and period.has(session.day),
    )


TCD_01 = {
    **_block(STAFF, 4),
    "12": _sessions(False),
    **_block(HEAD, 13),
    "21": _sessions(True),
    **_block(DELEGATED, 22),
}
