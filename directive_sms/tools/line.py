"""What one run of sending shares, outside the ORM so that it lasts from commit to commit.

>>> way = Way(7, "Main", None)
>>> for result in (ACCEPTED, ACCEPTED, UNKNOWN):
...     way.learn(result), way.width
(None, 2)
(None, 3)
(None, 1)
"""

import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from ..connectors.base import ACCEPTED, REFUSED, UNKNOWN, Outcome, Request

AT_ONCE = 8  # calls one process may have under way at one gateway
TOGETHER = 0.002  # seconds; answers that come so close are written down in one transaction


@dataclass
class Way:
    """One gateway during a run, and how many calls it may be given at a time.

    It begins with one, earns one more by each clear answer and falls back to one at the first
    trouble: a provider that is silent or gone holds few messages, not many.
    """

    id: int
    name: str
    connector: object
    rate: float = 0.0
    has_limit: bool = False
    failures: int = 0
    width: int = 1
    under_way: int = 0
    turns: int = 0  # what is left of the last lease of its rate
    turns_end: float = 0.0
    rest_end: float = 0.0  # before this moment its rate lets nothing pass

    @property
    def free(self):
        """Return how many calls it may be given now."""
        return max(0, self.width - self.under_way) if self.rest <= 0 else 0

    @property
    def rest(self):
        return self.rest_end - time.monotonic()

    def learn(self, result):
        """Take the result of a call into account."""
        self.width = min(self.width + 1, AT_ONCE) if result in (ACCEPTED, REFUSED) else 1


@dataclass
class Submission:
    """One text for one gateway, as it will be written down."""

    way: Way
    request: Request
    parts: int
    price: float


@dataclass
class Sms:
    """One message of a claim: all a hand-over needs to know of it."""

    row_ids: list
    partner_id: int
    agency_id: int
    number: str
    way_ids: list  # the gateways still to be tried, in their order
    submission: Submission = None

    def mark(self):
        """Return where this message stands, to go back to it if that step is done anew."""
        return self.submission, self.way_ids

    def go_back_to(self, mark):
        """Stand again where :meth:`mark` was taken."""
        self.submission, self.way_ids = mark


class Line:
    """The gateways that can send, and the calls under way."""

    def __init__(self, ways):
        self.ways = {way.id: way for way in ways}
        self._calls = {}
        self._pool = ThreadPoolExecutor(max_workers=AT_ONCE * max(1, len(self.ways)))

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self._pool.shutdown()

    @property
    def is_down(self):
        return not self.ways

    @property
    def is_busy(self):
        return bool(self._calls)

    def open_ways(self, sms):
        """Return the gateways this message may still be given to, the first first."""
        return [self.ways[way_id] for way_id in sms.way_ids if way_id in self.ways]

    def pick(self, waiting):
        """Return the messages whose first gateway may be given them now, or that have none left;
        and those that go on waiting.
        """
        room = {way.id: way.free for way in self.ways.values()}
        picked, others = [], []
        for sms in waiting:
            first = next(iter(self.open_ways(sms)), None)
            if first and room[first.id] < 1:
                others.append(sms)
                continue
            picked.append(sms)
            if first:
                room[first.id] -= 1
        return picked, others

    def close(self, way):
        """Give nothing more to this gateway in this run."""
        self.ways.pop(way.id, None)

    def call(self, sms):
        """Speak to the provider, in a thread where the connector allows it."""
        way, request = sms.submission.way, sms.submission.request
        way.under_way += 1
        if way.connector.in_threads:
            future = self._pool.submit(way.connector.submit, request)
        else:
            future = Future()
            future.set_result(way.connector.submit(request))
        self._calls[future] = sms

    def answers(self):
        """Wait for the next answer, or for a gateway's turn; return ``[(message, outcome)]``."""
        rests = [way.rest for way in self.ways.values() if way.rest > 0]
        pause = min(rests, default=None)
        if not self._calls:
            time.sleep(pause or 0)
        wait(self._calls, pause, FIRST_COMPLETED)
        done, _others = wait(self._calls, TOGETHER)
        return [self._answer(self._calls.pop(one), one) for one in done]

    def _answer(self, sms, future):
        error = future.exception()
        # A fault of ours in the middle of a call: what the provider has is not known.
        outcome = Outcome(UNKNOWN, f"{type(error).__name__} {error}") if error else future.result()
        way = sms.submission.way
        way.under_way -= 1
        way.learn(outcome.result)
        return sms, outcome
