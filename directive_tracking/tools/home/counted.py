"""One number of the official figures, written so that a list can be asked for its tasks."""

import json
from datetime import date
from typing import NamedTuple

COUNTER, CELL = "counter", "cell"


class Counted(NamedTuple):
    """Counters of the day ``last``, or columns of the form over ``first`` to ``last``; of one row."""

    kind: str
    names: tuple
    first: date
    last: date
    by: str | None = None
    key: object = None

    def as_text(self):
        """Return it as text.

        >>> counted = Counted(CELL, ("7", "9"), date(2026, 11, 15), date(2026, 11, 29), "agency", 4)
        >>> counted.as_text()
        '["cell", ["7", "9"], "2026-11-15", "2026-11-29", "agency", 4]'
        >>> Counted.read(counted.as_text()) == counted
        True
        """
        return json.dumps(
            [
                self.kind,
                list(self.names),
                self.first.isoformat(),
                self.last.isoformat(),
                self.by,
                self.key.isoformat() if isinstance(self.key, date) else self.key,
            ]
        )

    @classmethod
    def read(cls, text):
        """Return the number that ``text`` says.

        :raises ValueError: if it says none

        >>> Counted.read('["cell"]')
        Traceback (most recent call last):
        ValueError: ["cell"]
        """
        try:
            kind, names, first, last, by, key = json.loads(text)
            if kind not in (COUNTER, CELL) or not all(isinstance(name, str) for name in names):
                raise ValueError(text)
            key = date.fromisoformat(key) if by == "month" else key
            days = date.fromisoformat(first), date.fromisoformat(last)
            return cls(kind, tuple(names), *days, by, key)
        except (TypeError, ValueError) as error:
            raise ValueError(text) from error
