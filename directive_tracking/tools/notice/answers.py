"""Text that people type in answers from outside the application.

>>> clean("  Chờ số liệu\\x00\\r\\n của xã\\x07 ")
'Chờ số liệu\\n của xã'
"""

import re
import unicodedata
from datetime import date
from typing import NamedTuple

RECEIVED, COMMENT = "received", "comment"
LONGEST = 2000  # characters of one answer

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?", re.ASCII)


class Typed(NamedTuple):
    """An answer as the recipient typed it."""

    kind: str
    text: str = ""
    day: str = ""  # if the kind needs one


def clean(raw):
    """Return ``raw`` as storable text: no control characters except line ends."""
    text = unicodedata.normalize("NFC", raw or "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in text if char in "\n\t" or char.isprintable()).strip()


def read_day(raw, today):
    """Return the date in ``raw``, as people and browsers write it, or None.

    Without a year it is the next such day.

    >>> today = date(2026, 11, 22)
    >>> read_day("15/12", today), read_day("5.1", today)
    (datetime.date(2026, 12, 15), datetime.date(2027, 1, 5))
    >>> read_day("2026-12-15", today), read_day(" 1-2-2027 ", today)
    (datetime.date(2026, 12, 15), datetime.date(2027, 2, 1))
    >>> [read_day(raw, today) for raw in ("31/2", "15/12/26", "soon", "", "2026-13-01", "1/1/0000")]
    [None, None, None, None, None, None]
    """
    raw = (raw or "").strip()
    match = _DAY.fullmatch(raw)
    if not match:
        return _date(*map(int, raw.split("-"))) if re.fullmatch(r"\d{4}-\d\d-\d\d", raw) else None
    day, month = int(match[1]), int(match[2])
    years = [int(match[3])] if match[3] else [today.year, today.year + 1]
    found = (_date(year, month, day) for year in years)
    return next((one for one in found if one and (match[3] or one >= today)), None)


def _date(year, month, day):
    try:
        return date(year, month, day)
    except ValueError:
        return None
