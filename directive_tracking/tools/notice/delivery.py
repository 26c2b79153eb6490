"""State transitions and retry backoff of deliveries.

States only move forward: a late bad report never overwrites a good one, and a message that may
have reached the recipient is only resent on a person's request.

>>> may_move("sent", "delivered"), may_move("delivered", "failed")
(True, False)
>>> may_move("failed", "delivered")
True
>>> may_move("unknown", "queued"), may_move("unknown", "queued", by_person=True)
(False, True)
>>> may_move("sent", "unknown"), may_move("queued", "delivered")
(False, True)
"""

from datetime import timedelta
from typing import NamedTuple

QUEUED, SENDING, SENT, DELIVERED, SEEN = "queued", "sending", "sent", "delivered", "seen"
UNKNOWN, FAILED = "unknown", "failed"
EXPIRED, CANCELLED, SUPPRESSED = "expired", "cancelled", "suppressed"

FORWARD = {
    # A requeued message is not resent once it is known to have arrived.
    QUEUED: {SENDING, SENT, DELIVERED, SEEN, EXPIRED, CANCELLED, SUPPRESSED, FAILED},
    # Back to the queue only after a clean refusal: nothing was sent.
    SENDING: {
        QUEUED,
        SENT,
        DELIVERED,
        SEEN,
        UNKNOWN,
        FAILED,
        EXPIRED,
        CANCELLED,
        SUPPRESSED,
    },
    SENT: {DELIVERED, SEEN, FAILED},
    # A report on an unclear one may leave it unclear, with better words.
    UNKNOWN: {SENT, DELIVERED, SEEN, FAILED, UNKNOWN},
    FAILED: {DELIVERED, SEEN},  # a late good report is reliable
    DELIVERED: {SEEN},
    SEEN: set(),
    EXPIRED: {DELIVERED, SEEN},
    CANCELLED: set(),
    SUPPRESSED: set(),
}
# States from which people may requeue, aware that the message could arrive twice.
RESENDABLE = (UNKNOWN, FAILED, EXPIRED, SUPPRESSED)

# After this time the process that claimed a row is considered dead.
STUCK_AFTER = timedelta(minutes=15)
# Longer between claim and hand-over than any sender needs: what it read may be out of date.
SLEPT_AFTER = timedelta(minutes=1)

MINUTES_BETWEEN_TRIES = (1, 5, 15, 30, 60)

# Results of a submission to a channel
ACCEPTED = "accepted"
REFUSED_TEMPORARY = "refused_temporary"
REFUSED_PERMANENT = "refused_permanent"
STATE_AFTER = {
    ACCEPTED: SENT,
    REFUSED_TEMPORARY: QUEUED,
    REFUSED_PERMANENT: FAILED,
    UNKNOWN: UNKNOWN,
}


class Outcome(NamedTuple):
    """The outcome of a submission, and the reason in the other side's own words."""

    result: str
    reason: str = ""
    is_connected: bool = True  # whether the line can take the next message
    reference: str = ""  # the other side's id of the message
    address: str = ""  # the gateway used


def may_move(source, target, by_person=False):
    """Tell whether a delivery may go from ``source`` to ``target``."""
    if by_person and target == QUEUED:
        return source in RESENDABLE
    return target in FORWARD[source]


def sources_of(target, by_person=False):
    """Return the states that may change to ``target``.

    >>> sources_of("cancelled")
    ('queued', 'sending')
    """
    return tuple(source for source in FORWARD if may_move(source, target, by_person))


def retry_pause(attempts):
    """Return the backoff after the ``attempts``-th refusal: increasing, up to an hour.

    >>> [retry_pause(n).seconds // 60 for n in (0, 1, 2, 3, 4, 5, 99)]
    [1, 1, 5, 15, 30, 60, 60]
    """
    position = min(max(attempts, 1), len(MINUTES_BETWEEN_TRIES)) - 1
    return timedelta(minutes=MINUTES_BETWEEN_TRIES[position])


def tries_within(elapsed):
    """Return how often a message that is refused each time is tried in the time ``elapsed``.

    >>> [tries_within(timedelta(minutes=n)) for n in (-1, 0, 1, 7, 120)]
    [0, 1, 2, 3, 6]
    """
    tries, last = 0, timedelta()
    while last <= elapsed:
        tries += 1
        last += retry_pause(tries)
    return tries


def is_quiet(hour, quiet_from, quiet_to):
    """Tell whether ``hour`` lies in the quiet hours, which may span midnight.

    >>> [is_quiet(hour, 21.0, 6.0) for hour in (20.9, 21.0, 0.0, 5.9, 6.0)]
    [False, True, True, True, False]
    >>> is_quiet(13.0, 12.0, 14.0), is_quiet(3.0, 0.0, 0.0)
    (True, False)
    """
    if quiet_from <= quiet_to:
        return quiet_from <= hour < quiet_to
    return hour >= quiet_from or hour < quiet_to
