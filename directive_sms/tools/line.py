"""Shared state of one sending run, outside the ORM so that it lasts across commits.

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

AT_ONCE = 8  # connections of one process to one gateway
IN_HAND = 64  # recorded calls without an answer, at a fast gateway
ROUNDS = 3  # rounds of calls: the answers of one are recorded during another
QUICK = 0.005  # duration of a call (seconds) of a fast gateway
LONGEST_ROUND = 1.0  # seconds; a call of a round that has not begun by then is dropped
CLOCKS = (time.CLOCK_MONOTONIC, time.CLOCK_BOOTTIME, time.CLOCK_REALTIME)
LONGEST_HELD = 120.0  # seconds; after this a recorded call is not begun any more
TOGETHER = 0.002  # seconds; answers within this time are recorded in one transaction

CLEAR = (ACCEPTED, REFUSED)  # outcomes that concern the message, from a working provider

# The outcome of a recorded call that was not made because an earlier one failed.
UNCALLED = "uncalled"


@dataclass
class Way:
    """One gateway during a run, with its limit of concurrently recorded calls.

    The limit starts at one, increases by one with each clear answer and falls back to one at the
    first problem, so that a silent provider holds few messages. Above one per connection it grows
    slowly, and only while answers are fast: then many calls are made in sequence, in rounds, in
    the time of one call elsewhere.
    """

    id: int
    name: str
    connector: Connector
    rate: float = 0.0
    has_limit: bool = False
    failures: int = 0
    width: float = 1.0
    pace: float | None = None  # recent duration of a call in seconds
    under_way: int = 0
    turns: int = 0  # rest of the last lease of its rate
    turns_end: float = 0.0
    rest_end: float = 0.0  # its rate allows nothing before this moment
    journal: Journal | None = None  # records each call before it begins
    round: threading.Lock = field(default_factory=threading.Lock)  # held during a round

    @cached_property
    def capabilities(self):
        return self.connector.capabilities()

    @property
    def free(self):
        """Return the number of calls that may be recorded for it now.

        No small round starts while another is running.
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
        """Adapt to the result and duration of a call.

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
        """Return ``calls`` in groups, each of which is made in sequence.

        Enough groups that one is ready while the answers of another are recorded.

        >>> Way(7, "Far", None).in_rounds("abc"), Way(7, "Near", None, width=6, pace=0).in_rounds("abcdef")
        (['a', 'b', 'c'], ['ab', 'cd', 'ef'])
        """
        size = 1
        if self.is_quick:
            is_alone = self.under_way == 0
            size = -(-len(calls) // ROUNDS) if is_alone else len(calls)
        return [calls[start : start + size] for start in range(0, len(calls), size)]

    def make(self, requests, latest):
        """Make these calls in sequence; return ``[(Outcome, seconds)]``.

        After a failed or slow call the others are not made: they would delay, and leave unclear,
        messages that can still use another gateway. Nor after ``latest``: a process paused for so
        long is considered dead, and a person may have resent its unclear messages.
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
        except OSError as error:  # a crash in this call would look like a call never made
            return Outcome(LATER, f"Not called: {type(error).__name__} {error}"), 0.0
        try:
            outcome = self.connector.submit(request)
        except Exception as error:
            # An error of ours during a call: the provider may have the message or not.
            outcome = Outcome(UNKNOWN, f"{type(error).__name__} {error}")
        return outcome, time.monotonic() - begun


def _moment(seconds):
    """Return the moment so many seconds from now on every clock.

    A clock that stops during suspension would miss the pause; on a paused virtual machine only
    the wall clock may show it, once it is corrected.
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
    """One text for one gateway, as it will be recorded."""

    way: Way
    request: Request
    parts: int
    price: float


@dataclass
class Sms:
    """One message of a claim, with all data for its submission."""

    row_ids: list
    partner_id: int
    agency_id: int
    number: str
    way_ids: list  # the remaining gateways, in order
    calls: dict = field(default_factory=dict)  # {gateway id: calls recorded for its first row}
    submission: Submission = None

    def mark(self):
        """Return the state of this message, to restore it if the step is retried."""
        return self.submission, self.way_ids, self.calls

    def go_back_to(self, mark):
        """Restore the state from :meth:`mark`."""
        self.submission, self.way_ids, self.calls = mark

    def next_call(self, way_id):
        """Return the number that the next call to this gateway gets."""
        return self.calls.get(way_id, 0) + 1

    def count_call(self):
        """Count the call that was just recorded.

        >>> sms = Sms([3], 1, 1, "+84912345678", [7], {7: 1})
        >>> sms.submission = Submission(Way(7, "Near", None), None, 1, 0.0)
        >>> sms.count_call()
        >>> sms.next_call(7), sms.next_call(8)
        (3, 1)
        """
        way_id = self.submission.way.id
        self.calls = {**self.calls, way_id: self.next_call(way_id)}


class Line:
    """The gateways that can send, and the calls in progress."""

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
        """Return the number of messages that the rates of all gateways allow in so many seconds.

        >>> slow, fast = Way(7, "Slow", Connector(None), rate=0.5), Way(8, "Fast", Connector(None))
        >>> Line([slow]).most_in(20), Line([slow]).most_in(1), Line([slow, fast]).most_in(20)
        (10, 1, inf)
        """
        rates = [way.rate or float("inf") for way in self.ways.values()]
        most = sum(rates) * seconds
        return most if most == float("inf") else max(1, int(most))

    def open_ways(self, sms):
        """Return the remaining gateways of this message, in order."""
        return [self.ways[way_id] for way_id in sms.way_ids if way_id in self.ways]

    def pick(self, waiting):
        """Return the messages that their first gateway can take now, or that have none left; and
        those that wait.
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
        """Stop using this gateway in this run."""
        self.ways.pop(way.id, None)

    def call(self, started):
        """Make the calls, in threads if the connectors allow it."""
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
        """Wait for answers or for a gateway's rate; return ``[(message, outcome)]``."""
        rests = [way.rest for way in self.ways.values() if way.rest > 0]
        pause = min(rests, default=None)
        if not self._calls:
            time.sleep(pause or 0)
        done, others = wait(self._calls, pause, FIRST_COMPLETED)
        if others and max(map(len, self._calls.values())) == 1:  # one round is enough
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
