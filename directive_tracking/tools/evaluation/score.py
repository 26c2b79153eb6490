"""The score of an agency in a period: parts that each count good tasks among all, and their sum.

Every part is drawn towards the mean of its group as the comparison does it, so that few tasks make
nobody best or worst. A part without any task is left out, and the other weights grow accordingly.
"""

from fractions import Fraction
from typing import NamedTuple

from ..comparison.rates import rounded

WHOLE = 100


class Measure(NamedTuple):
    """What a part of the score counts, in columns of form 01-NV.

    Of the tasks in a column of ``among``, those are good that stand in one of ``good`` (or, where
    an objective cause counts, of ``excused``) and in none of ``bad``.
    """

    among: tuple
    good: tuple = ()
    bad: tuple = ()
    excused: tuple = ()
    starred: bool = False

    def is_good(self, columns, with_causes):
        """Tell whether a task in these ``columns`` is good.

        >>> MEASURES["on_time"].is_good(("8", "8x"), True), MEASURES["on_time"].is_good(("8", "8x"), False)
        (True, False)
        >>> MEASURES["rework"].is_good(("6", "15"), True), MEASURES["rework"].is_good(("10",), True)
        (False, True)
        """
        good = (*self.good, *(self.excused if with_causes else ())) or self.among
        return _meet(columns, good) and not _meet(columns, self.bad)

    def counts(self, line):
        """Tell whether the part counts this line at all."""
        return _meet(line.columns, self.among) and self.starred <= line.starred


def _meet(columns, others):
    return not set(columns).isdisjoint(others)


IN_FORM = ("6", "10")
MEASURES = {
    "completion": Measure(IN_FORM, good=("6",)),
    "on_time": Measure(("7", "8"), good=("7",), excused=("8x",)),
    "freshness": Measure(("10",), good=("fresh",)),
    "rework": Measure(IN_FORM, bad=("15",)),
    "extension": Measure(IN_FORM, bad=("16a",)),
    "starred": Measure(IN_FORM, good=("6",), starred=True),
}


class Line(NamedTuple):
    """One task of one agency in the period; a column that counts events names it as often."""

    task: int
    columns: tuple
    weight: float = 1
    starred: bool = False


class Tally(NamedTuple):
    """How many tasks of an agency are good, of how many; and the same by their weights."""

    x: int = 0
    n: int = 0
    weight_x: Fraction = Fraction()
    weight_n: Fraction = Fraction()

    @property
    def counted(self):
        """Return the good tasks that count: by weight, but with no more evidence than tasks.

        >>> Tally(1, 2, Fraction(3), Fraction(4)).counted
        Fraction(3, 2)
        """
        return self.n * self.weight_x / self.weight_n if self.weight_n else Fraction(self.x)


def tally(lines, name, with_causes=True):
    """Return the :class:`Tally` of the measure ``name`` over the lines of one agency.

    >>> lines = [Line(1, ("6", "7"), 2), Line(2, ("6", "8")), Line(3, ("10",))]
    >>> tally(lines, "on_time"), tally(lines, "completion")[:2], tally(lines, "starred")[:2]
    (Tally(x=1, n=2, weight_x=Fraction(2, 1), weight_n=Fraction(3, 1)), (2, 3), (0, 0))
    """
    measure = MEASURES[name]
    found = Tally()
    for line in lines:
        if not measure.counts(line):
            continue
        good, weight = measure.is_good(line.columns, with_causes), Fraction(str(line.weight))
        found = Tally(
            found.x + good,
            found.n + 1,
            found.weight_x + good * weight,
            found.weight_n + weight,
        )
    return found


def points(parts):
    """Return ``{name: points}`` and their sum, out of 100; None without any part that has tasks.

    :param dict parts: ``{name: (weight, shrunk rate or None)}``

    >>> points({"completion": (60, 0.5), "on_time": (40, 1.0)})
    ({'completion': 30.0, 'on_time': 40.0}, 70.0)
    >>> points({"completion": (60, 0.5), "on_time": (40, None)})
    ({'completion': 50.0, 'on_time': None}, 50.0)
    >>> points({"on_time": (40, None)})
    ({'on_time': None}, None)
    """
    whole = sum(weight for weight, rate in parts.values() if rate is not None)
    found = {
        name: rounded(WHOLE * weight * rate / whole, 2) if rate is not None and whole else None
        for name, (weight, rate) in parts.items()
    }
    known = [one for one in found.values() if one is not None]
    return found, rounded(sum(known), 2) if known else None


def drawn(x, n, mean, k):
    """Return the rate of ``x`` of ``n`` drawn towards ``mean``, None without tasks.

    >>> drawn(3, 3, 0.85, 20)
    0.8695652173913043
    """
    return (x + k * mean) / (n + k) if n else None
