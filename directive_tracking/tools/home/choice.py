"""What the reader of a home page chose."""

from typing import NamedTuple

PERIODS = ("month", "quarter", "year")
DIMENSIONS = ("agency", "issuer", "field", "source")
MOST_BACK = 60  # periods


class Choice(NamedTuple):
    """A period of Decree 09/2019, how many such periods ago, and by what tasks are grouped."""

    period: str = "month"
    back: int = 0
    by: str = "agency"

    @classmethod
    def of(cls, values):
        """Return the choice in the dict ``values``.

        :raises ValueError: for a value that cannot be chosen

        >>> Choice.of({"period": "year"})
        Choice(period='year', back=0, by='agency')
        >>> Choice.of({"period": "day"})
        Traceback (most recent call last):
        ValueError: day
        """
        choice = cls(**values)
        if choice.period not in PERIODS:
            raise ValueError(choice.period)
        if choice.by not in DIMENSIONS:
            raise ValueError(choice.by)
        if not isinstance(choice.back, int) or not 0 <= choice.back <= MOST_BACK:
            raise ValueError(choice.back)
        return choice
