"""The history of a row, line by line: formatting and parsing.

>>> from datetime import datetime
>>> [step.state for step in read_history("2026-11-22 01:02:03 sent\\n2026-11-22 01:03:00 failed: no\\n such user")]
['sent', 'failed']
>>> read_history("2026-11-22 01:03:00 failed: 550: no such user")[0]
Step(moment=datetime.datetime(2026, 11, 22, 1, 3), state='failed', words='550: no such user')
>>> read_history("2026-11-22 01:03:00 delayed: 451")[0].words
'451'
>>> read_history(None)
[]
>>> line = history_line(datetime(2026, 11, 22, 1, 2, 3), "failed", "no such user")
>>> line, read_history(line)[0].words
('2026-11-22 01:02:03 failed: no such user', 'no such user')
>>> history_line(datetime(2026, 11, 22), "sent"), history_line(datetime(2026, 11, 22), words="Called")
('2026-11-22 00:00:00 sent', '2026-11-22 00:00:00 Called')
"""

import re
from datetime import datetime
from typing import NamedTuple

_LINE = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) (\w+)(?:: )?(.*)", re.DOTALL)
_START = re.compile(r"\n(?=\d{4}-\d\d-\d\d \d\d:\d\d:\d\d )")


class Step(NamedTuple):
    """One line of a history: moment (UTC), event and reason."""

    moment: datetime
    state: str
    words: str


def history_line(moment, state="", words=""):
    """Return the line for a change of a row at ``moment`` (UTC), with the reason."""
    return f"{moment:%Y-%m-%d %H:%M:%S} {': '.join(filter(None, (state, words)))}"


def read_history(text):
    """Return the steps in ``text``; other lines are skipped."""
    found = [_LINE.fullmatch(line) for line in _START.split(text or "")]
    return [
        Step(datetime.fromisoformat(match[1]), match[2], " ".join(match[3].split()))
        for match in found
        if match
    ]
