"""Rate limits of a gateway: token bucket and circuit breaker.

>>> lease(tokens=0.0, elapsed=0.5, rate=4.0, wanted=10)
Lease(granted=2, tokens=0.0, wait=0.0)
"""

from datetime import timedelta
from typing import NamedTuple

FAILURES_TO_OPEN = 3
MINUTES_OPEN = (1, 2, 5, 15, 30)
# Intervals of inquiries about an unsettled message: two and a half days in total.
MINUTES_BETWEEN_INQUIRIES = (10, 30, 60, 120, 240, 480, 960, 1440)
LONGEST_INQUIRY = timedelta(days=3)


class Lease(NamedTuple):
    """Messages one process may send now, the rest for others, and the wait until the next."""

    granted: int
    tokens: float
    wait: float


def lease(tokens, elapsed, rate, wanted):
    """Take up to ``wanted`` tokens from a bucket that refills at ``rate`` a second.

    The bucket holds the tokens of one second, and at least one.

    >>> lease(0.0, 0.1, 2.0, 5)
    Lease(granted=0, tokens=0.2, wait=0.4)
    >>> lease(1.0, 3600, 2.0, 5)
    Lease(granted=2, tokens=0.0, wait=0.0)
    """
    filled = min(max(rate, 1.0), tokens + max(elapsed, 0.0) * rate)
    granted = min(wanted, int(filled))
    wait = 0.0 if granted else (1 - filled) / rate
    return Lease(granted, filled - granted, round(wait, 3))


def pause_after(failures, retry_after=0):
    """Return the pause of a gateway after so many failures in a row, or None.

    >>> [pause_after(n) and pause_after(n).seconds // 60 for n in (1, 2, 3, 4, 9)]
    [None, None, 1, 2, 30]
    >>> pause_after(1, retry_after=90).seconds
    90
    """
    if retry_after:
        return timedelta(seconds=min(retry_after, 3600))
    if failures < FAILURES_TO_OPEN:
        return None
    position = min(failures - FAILURES_TO_OPEN, len(MINUTES_OPEN) - 1)
    return timedelta(minutes=MINUTES_OPEN[position])


def inquiry_pause(count):
    """Return the wait before the next inquiry, or None after the last one.

    >>> [pause and pause.seconds // 60 for pause in map(inquiry_pause, (0, 1, 2, 8))]
    [10, 30, 60, None]
    """
    if count >= len(MINUTES_BETWEEN_INQUIRIES):
        return None
    return timedelta(minutes=MINUTES_BETWEEN_INQUIRIES[count])


def limit_state(spent, soft, hard):
    """Return the state of this month's spending against its limits; zero is no limit.

    >>> [limit_state(spent, 100, 200) for spent in (99, 100, 199, 200)]
    ['open', 'soft', 'soft', 'hard']
    >>> limit_state(10**9, 0, 0)
    'open'
    """
    if hard and spent >= hard:
        return "hard"
    return "soft" if soft and spent >= soft else "open"
