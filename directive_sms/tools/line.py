"""What one run of sending shares, outside the ORM so that it lasts from commit to commit.

>>> way = Way(7, "Main", None)
>>> for result in (ACCEPTED, ACCEPTED, UNKNOWN):
...     way.learn(result, 0.04), way.free
(None, 2)
(None, 3)
(None, 1)
"""

import threading
import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import cached_property

from ..connectors.base import ACCEPTED, LATER, REFUSED, UNKNOWN, Connector, Outcome, Request
from ..connectors.transport import Connections
from .journal import Journal

AT_ONCE = 8  # connections one process may have at one gateway
IN_HAND = 64  # calls it may have written down and not yet answered, where answers come at once
ROUNDS = 3  # in which they are made: while one is, the answers of another are written down
QUICK = 0.005  # seconds a call takes where that is so
LONGEST_ROUND = 1.0  # seconds; a call of a round that has not begun by then is not made
CLOCKS = (time.CLOCK_MONOTONIC, time.CLOCK_BOOTTIME, time.CLOCK_REALTIME)
LONGEST_HELD = 120.0  # seconds after which a call that was written down is not begun any more
TOGETHER = 0.002  # seconds; answers that come so close are written down in one transaction

CLEAR = (ACCEPTED, REFUSED)  # answers about the message itself, by a provider in order

# What becomes of a call that was written down and not made, since one before it met trouble.
UNCALLED = "uncalled"


@dataclass
class Way:
    """One gateway during a run, and how many calls may be written down for it at a time.

    It begins with one, earns one more by each clear answer and falls back to one at the first
    trouble: a provider that is silent or gone holds few messages, not many. Beyond one for each
    connection it earns them slowly, and only while it answers at once: there many calls are made
    one after the other in the time of one elsewhere, in rounds.
    """

    id: int
    name: str
    connector: Connector
    rate: float = 0.0
    has_limit: bool = False
    failures: int = 0
    width: float = 1.0
    pace: float | None = None  # seconds a call took of late
    under_way: int = 0
    turns: int = 0  # what is left of the last lease of its rate
    turns_end: float = 0.0
    rest_end: float = 0.0  # before this moment its rate lets nothing pass
    journal: Journal | None = None  # where a call is noted before it begins
    round: threading.Lock = field(default_factory=threading.Lock)  # held by the one being made

    @cached_property
    def capabilities(self):
        return self.connector.capabilities()

    @property
    def free(self):
        """Return how many calls may be written down for it now.

        Of rounds no small one is begun beside another.
        """
        room = int(self.width) - self.under_way
        is_too_small = self.is_quick and self.under_way and room < int(self.width) // ROUNDS
        return 0 if self.rest > 0 or is_too_small else max(0, room)

    @property
    def rest(self):
        return self.rest_end - time.monotonic()

    @property
    def is_quick(self):
        return self.pace is not None and self.pace < QUICK

    def learn(self, result, seconds):
        """Take the result of a call into account, and how long it took.

        >>> way = Way(7, "Near", None, width=8.0)
        >>> for _call in range(40):
        ...     way.learn(ACCEPTED, 0.0005)
        >>> way.is_quick, way.width > 10
        (True, True)
        >>> way.learn(ACCEPTED, 0.5)
        >>> way.is_quick, way.width
        (False, 8)
        """
        if result not in CLEAR:
            self.width, self.pace = 1.0, None
            return
        self.pace = seconds if self.pace is None else 0.8 * self.pace + 0.2 * seconds
        most = IN_HAND if self.is_quick else AT_ONCE
        self.width = min(self.width + (1 if self.width < AT_ONCE else 0.5), most)

    def in_rounds(self, calls):
        """Return ``calls`` in the groups that are made each one after the other.

        So many that one waits to be made whenever the answers of another are written down.

        >>> Way(7, "Far", None).in_rounds("abc"), Way(7, "Near", None, width=6, pace=0).in_rounds("abcdef")
        (['a', 'b', 'c'], ['ab', 'cd', 'ef'])
        """
        size = 1
        if self.is_quick:
            is_alone = self.under_way == 0
            size = -(-len(calls) // ROUNDS) if is_alone else len(calls)
        return [calls[start : start + size] for start in range(0, len(calls), size)]

    def make(self, requests, latest):
        """Make these calls one after the other; return ``[(Outcome, seconds)]``.

        After one that meets trouble or is slow the others are not made: each would hold up, and
        leave unclear, messages that may still go another way. Nor after the moment ``latest``:
        a process that has slept so long is taken for dead, and a person may have sent anew what
        it left unclear.
        """
        if len(requests) == 1:
            return self._make_round(requests, latest)
        with self.round:
            return self._make_round(requests, latest)

    def _make_round(self, requests, latest):
        made, end = [], time.monotonic() + LONGEST_ROUND
        for request in requests:
            now, last = time.monotonic(), made[-1][0] if made else None
            if _is_over(latest) or (last and (last.result not in CLEAR or now > end)):
                reason = f"Not called: {last.reason if last else 'too late'}"
                return made + [(Outcome(UNCALLED, reason), 0.0)] * (len(requests) - len(made))
            made.append(self._call(request))
        return made

    def _call(self, request):
        begun = time.monotonic()
        try:
            if self.journal:
                self.journal.note(request.request_id)
        except OSError as error:  # a crash in this call would be taken for one never made
            return Outcome(LATER, f"Not called: {type(error).__name__} {error}"), 0.0
        try:
            outcome = self.connector.submit(request)
        except Exception as error:
            # A fault of ours in the middle of a call: what the provider has is not known.
            outcome = Outcome(UNKNOWN, f"{type(error).__name__} {error}")
        return outcome, time.monotonic() - begun


def _moment(seconds):
    """Return the moment so many seconds from now, as every clock tells it.

    One that stops while the machine is suspended would miss just the sleep that matters; where
    a machine of others is paused, only the time of day may tell, once it is set right.
    """
    return tuple(time.clock_gettime(clock) + seconds for clock in CLOCKS)


def _is_over(moment):
    """
    >>> _is_over(_moment(60)), _is_over(_moment(-1))
    (False, True)
    """
    return any(now > end for now, end in zip(_moment(0), moment, strict=True))


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

    def __init__(self, ways, journal=None):
        self.ways = {way.id: way for way in ways}
        self.journal = journal
        for way in ways:
            way.journal = journal
        self._connections = Connections()
        for way in ways:
            way.connector.kept = self._connections
        self._calls = {}
        self._pool = ThreadPoolExecutor(max_workers=AT_ONCE * max(1, len(self.ways)))

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._pool.shutdown()
        self._connections.hang_up()
        if self.journal:
            self.journal.close(keep=any(error) or bool(self._calls))

    @property
    def is_down(self):
        return not self.ways

    @property
    def is_busy(self):
        return bool(self._calls)

    def most_in(self, seconds):
        """Return how many messages the rates of all gateways let pass in so many seconds.

        >>> slow, fast = Way(7, "Slow", Connector(None), rate=0.5), Way(8, "Fast", Connector(None))
        >>> Line([slow]).most_in(20), Line([slow]).most_in(1), Line([slow, fast]).most_in(20)
        (10, 1, inf)
        """
        rates = [way.rate or float("inf") for way in self.ways.values()]
        most = sum(rates) * seconds
        return most if most == float("inf") else max(1, int(most))

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

    def call(self, started):
        """Speak to the providers, in threads where their connectors allow it."""
        by_way, latest = {}, _moment(LONGEST_HELD)
        for sms in started:
            by_way.setdefault(sms.submission.way.id, []).append(sms)
        for messages in by_way.values():
            way = messages[0].submission.way
            rounds = way.in_rounds(messages)
            way.under_way += len(messages)
            for some in rounds:
                self._calls[self._begin(way, some, latest)] = some

    def _begin(self, way, messages, latest):
        requests = [sms.submission.request for sms in messages]
        if way.connector.in_threads:
            return self._pool.submit(way.make, requests, latest)
        future = Future()
        future.set_result(way.make(requests, latest))
        return future

    def answers(self):
        """Wait for the next answers, or for a gateway's turn; return ``[(message, outcome)]``."""
        rests = [way.rest for way in self.ways.values() if way.rest > 0]
        pause = min(rests, default=None)
        if not self._calls:
            time.sleep(pause or 0)
        done, others = wait(self._calls, pause, FIRST_COMPLETED)
        if others and max(map(len, self._calls.values())) == 1:  # a round is answers enough
            done, _others = wait(self._calls, TOGETHER)
        return [answer for one in done for answer in self._answer(self._calls.pop(one), one)]

    def _answer(self, messages, future):
        answers = []
        for sms, (outcome, seconds) in zip(messages, future.result(), strict=True):
            way = sms.submission.way
            way.under_way -= 1
            if outcome.result != UNCALLED:
                way.learn(outcome.result, seconds)
            answers.append((sms, outcome))
        return answers
