"""What the reader of a home page chose."""

from dataclasses import dataclass, field
from datetime import timedelta

from ..periods import period_bounds, reporting_month

PERIODS = ("month", "quarter", "year")
DIMENSIONS = ("agency", "issuer", "field", "source")
MOST_BACK = 60  # periods


@dataclass(frozen=True)
class Choice:
    """A period of Decree 09/2019, how many such periods ago, and by what tasks are grouped."""

    period: str = "month"
    back: int = 0
    by: str = "agency"
    # What several sections of one page need is asked once.
    kept: dict = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, values):
        """Return the choice in the dict ``values``.

        :raises ValueError: for a value that cannot be chosen

        >>> Choice.of({"period": "year"})
        Choice(period='year', back=0, by='agency')
        >>> Choice.of({"period": "day"})
        Traceback (most recent call last):
        ValueError: day
        >>> Choice.of({"kept": {}})
        Traceback (most recent call last):
        ValueError: kept
        """
        if unknown := set(values) - {"period", "back", "by"}:
            raise ValueError(*unknown)
        choice = cls(**values)
        if choice.period not in PERIODS:
            raise ValueError(choice.period)
        if choice.by not in DIMENSIONS:
            raise ValueError(choice.by)
        if type(choice.back) is not int or not 0 <= choice.back <= MOST_BACK:
            raise ValueError(choice.back)
        return choice

    def values(self):
        """Return the choice as :meth:`of` takes it.

        >>> Choice.of(Choice("year", 1).values())
        Choice(period='year', back=1, by='agency')
        """
        return {"period": self.period, "back": self.back, "by": self.by}

    def days(self, today):
        """Return the first and the last day of the period, up to ``today``.

        >>> from datetime import date
        >>> Choice().days(date(2026, 11, 29))
        (datetime.date(2026, 11, 15), datetime.date(2026, 11, 29))
        >>> Choice(back=1).days(date(2026, 11, 29))
        (datetime.date(2026, 10, 15), datetime.date(2026, 11, 14))
        """
        first, last = period_bounds(self.period, today)
        for _step in range(self.back):
            first, last = period_bounds(self.period, first - timedelta(days=1))
        return first, min(last, today)

    def once(self, key, ask):
        """Return what ``ask`` says, asking at most once for a page."""
        if key not in self.kept:
            self.kept[key] = ask()
        return self.kept[key]


def months_until(day, count):
    """Return the last ``count`` report months up to ``day``, each with its first day.

    >>> from datetime import date
    >>> months_until(date(2026, 11, 29), 2)  # doctest: +NORMALIZE_WHITESPACE
    {datetime.date(2026, 11, 1): datetime.date(2026, 10, 15),
     datetime.date(2026, 12, 1): datetime.date(2026, 11, 15)}
    """
    found = {}
    for _month in range(count):
        first, _last = period_bounds("month", day)
        found[reporting_month(first)] = first
        day = first - timedelta(days=1)
    return dict(reversed(found.items()))
