"""The comparison of a set of agencies in the shape of the published answers, from bare counts."""

from .rates import group, places, rounded, standing


def compare(counts):
    """Return the group of ``counts`` and the standing of each agency, on unrounded figures.

    :param dict counts: ``{agency: (x, n)}``
    :returns: the :class:`~.rates.Group`, ``{agency: Standing}`` in the given order and ``{agency: place}``

    >>> of, standings, placed = compare({"A": (9, 10), "B": (2, 10), "C": (3, 3)})
    >>> of.n, [one.band for one in standings.values()], placed
    (23, ['about', 'below', 'not_enough'], {'A': 1, 'B': 2})
    """
    of = group(counts.values())
    standings = {key: standing(x, n, of) for key, (x, n) in counts.items()}
    return of, standings, places(standings)


def as_published(counts):
    """Return the comparison of ``counts`` with the names and the rounding of the published figures.

    >>> answer = as_published({"A": (3, 3), "B": (0, 0)})
    >>> answer["mean"], answer["agencies"]["A"]["wilson_low"], answer["agencies"]["B"]["rate"]
    (1.0, 0.4385, None)
    """
    of, standings, _places = compare(counts)
    return {
        "agencies_counted": of.agencies_counted,
        "x": int(of.x),
        "n": of.n,
        "mean": rounded(of.mean, 6),
        "rho": rounded(of.rho, 6),
        "k": rounded(of.k),
        "agencies": {key: _one_published(one) for key, one in standings.items()},
    }


def _one_published(one):
    return {
        "x": int(one.x),
        "n": one.n,
        "rate": rounded(one.rate),
        "wilson_low": rounded(one.low),
        "wilson_high": rounded(one.high),
        "shrunk": rounded(one.shrunk),
        "band": one.band,
    }
