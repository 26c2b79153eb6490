"""Fair comparison of on-time rates: Wilson intervals, shrunk rates, bands and a funnel.

Most of the spread between agencies with few tasks is chance. So a rate is judged with its interval against the mean of
its group, and a score is drawn towards that mean the more, the fewer tasks stand behind it. Sources: Wilson 1927
(JASA 22:209), Kleinman 1973 (JASA 68:46) for the spread by moments, Efron and Morris 1975 (JASA 70:311), Spiegelhalter
2005 (Stat. Med. 24:1185) for the funnel, Newcombe 1998 (Stat. Med. 17:873) for two periods.

All sums are kept as fractions, so that the order of the agencies never moves a figure.
"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import sqrt
from typing import NamedTuple

Z_95 = 1.96
Z_998 = 3.09
ENOUGH = 5  # fewer tasks say nothing of an agency
LEAST_K, MOST_K, USUAL_K = 2, 200, 20
FEWEST_AGENCIES = 3  # whose spread can be judged

ABOVE, ABOUT, BELOW, NOT_ENOUGH = BANDS = ("above", "about", "below", "not_enough")


class Group(NamedTuple):
    """Agencies that are compared with each other: ``x`` of ``n`` tasks, and what chance leaves of their spread."""

    agencies_counted: int
    x: Fraction
    n: int
    mean: Fraction | None
    rho: Fraction | None
    k: float


class Standing(NamedTuple):
    """One agency within its group; the shares are None without tasks."""

    x: Fraction
    n: int
    rate: float | None
    low: float | None
    high: float | None
    shrunk: float | None
    band: str


def wilson(x, n, z=Z_95):
    """Return the Wilson interval of ``x`` of ``n``, without continuity correction; None, None if ``n`` is zero.

    >>> low, high = wilson(3, 3)
    >>> round(low, 4), high
    (0.4385, 1.0)
    >>> wilson(0, 0)
    (None, None)
    """
    if not n:
        return None, None
    p = float(Fraction(x) / n)
    middle, reach = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    whole = 1 + z * z / n
    return (middle - reach) / whole if x else 0.0, (middle + reach) / whole if x != n else 1.0


def group(counts):
    """Return the :class:`Group` of ``counts``, pairs of (x, n); those without tasks say nothing of the spread.

    >>> found = group([(28, 30), (9, 10), (0, 0)])
    >>> found.agencies_counted, found.x, found.n, found.k
    (2, Fraction(37, 1), 40, 20)
    """
    counted = [(Fraction(x), n) for x, n in counts if n]
    x, n = sum((x for x, _n in counted), Fraction()), sum(n for _x, n in counted)
    mean = x / n if n else None
    rho, k = _spread(counted, mean)
    return Group(len(counted), x, n, mean, rho, k)


def _spread(counted, mean):
    """Return the share of the spread beyond chance, None where it cannot be judged, and how many tasks the mean weighs.

    The method of moments, each agency weighing as many tasks as it has (Kleinman 1973).
    """
    if len(counted) < FEWEST_AGENCIES:
        return None, USUAL_K
    if mean in (0, 1):
        return None, MOST_K
    total, free = sum(n for _x, n in counted), len(counted) - 1
    room = total - Fraction(sum(n * n for _x, n in counted), total) - free
    if room <= 0:
        return None, USUAL_K
    seen = sum(n * (x / n - mean) ** 2 for x, n in counted) / (mean * (1 - mean))
    rho = (seen - free) / room
    return rho, (float(min(max(1 / rho - 1, LEAST_K), MOST_K)) if rho > 0 else MOST_K)


def standing(x, n, of):
    """Return the :class:`Standing` of an agency with ``x`` of ``n`` in the group ``of``.

    >>> of = group([(95, 100), (90, 100), (3, 3), (40, 80)])
    >>> standing(40, 80, of).band, standing(95, 100, of).band, standing(3, 3, of).band
    ('below', 'above', 'not_enough')
    >>> standing(0, 0, of).shrunk is None
    True
    """
    if not n:
        return Standing(Fraction(), 0, None, None, None, None, NOT_ENOUGH)
    low, high = wilson(x, n)
    shrunk = float((Fraction(x) + Fraction(of.k) * of.mean) / (n + Fraction(of.k)))
    return Standing(
        Fraction(x),
        n,
        float(Fraction(x) / n),
        low,
        high,
        shrunk,
        band(n, low, high, float(of.mean)),
    )


def band(n, low, high, mean):
    """Return the band of an agency: clearly above or below only if its whole interval lies there.

    >>> band(4, 0.9, 1, 0.5), band(30, 0.6, 0.9, 0.5), band(30, 0.4, 0.6, 0.5), band(30, 0.1, 0.4, 0.5)
    ('not_enough', 'above', 'about', 'below')
    """
    if n < ENOUGH:
        return NOT_ENOUGH
    if low > mean:
        return ABOVE
    return BELOW if high < mean else ABOUT


def places(standings):
    """Return ``{key: place}`` of ``{key: Standing}`` by shrunk rate; ties share one, too few tasks have none.

    >>> of = group([(9, 10), (18, 20), (2, 10), (3, 3)])
    >>> places({name: standing(x, n, of) for name, x, n in [("A", 9, 10), ("B", 9, 10), ("C", 2, 10), ("D", 3, 3)]})
    {'A': 1, 'B': 1, 'C': 3}
    """
    judged = {key: one.shrunk for key, one in standings.items() if one.band != NOT_ENOUGH}
    return {
        key: 1 + sum(other > shrunk for other in judged.values()) for key, shrunk in judged.items()
    }


def funnel(mean, n, z=Z_95):
    """Return between which shares an agency with ``n`` tasks lies, if it is like the mean of its group.

    With ``Z_95`` those outside are exactly the agencies of the bands above and below: the Wilson interval misses the
    mean if and only if the share lies outside these limits.

    >>> [round(limit, 3) for limit in funnel(0.9, 36)], funnel(0.9, 4, Z_998)[1]
    ([0.802, 0.998], 1.0)
    """
    reach = z * sqrt(mean * (1 - mean) / n)
    return max(mean - reach, 0.0), min(mean + reach, 1.0)


def movement(before, after):
    """Return ``up`` or ``down`` if two pairs (x, n) of one agency differ beyond chance, else None.

    Newcombe's interval of the difference (1998, method 10) must miss zero, and both must have enough tasks.

    >>> movement((10, 40), (30, 40)), movement((5, 6), (4, 6)), movement((0, 3), (3, 3))
    ('up', None, None)
    >>> movement((38, 40), (20, 40))
    'down'
    """
    if min(before[1], after[1]) < ENOUGH:
        return None
    old, new = (float(Fraction(x) / n) for x, n in (before, after))
    (old_low, old_high), (new_low, new_high) = wilson(*before), wilson(*after)
    if new - old > sqrt((new - new_low) ** 2 + (old_high - old) ** 2):
        return "up"
    return "down" if old - new > sqrt((new_high - new) ** 2 + (old - old_low) ** 2) else None


def rounded(value, places=4):
    """Return ``value`` rounded half up, as figures are shown; None stays None.

    >>> rounded(0.00625), rounded(Fraction(2, 3), 6), rounded(None)
    (0.0063, 0.666667, None)
    """
    if value is None:
        return None
    return float(Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
