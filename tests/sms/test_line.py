"""Calls in rounds: only calls that were certainly not made are reported as such.

Plain Python, with a fake connector that records its calls.
"""

import threading
import time
import unittest
from unittest import mock

from . import plain

base = plain.load("connectors.base")
line_tools = plain.load("tools.line")
UNCALLED = line_tools.UNCALLED


class FakeConnector(base.Connector):
    """Answers by request id; it records its requests, their thread and their concurrency."""

    def __init__(self, **results):
        super().__init__(base.Account())
        self.results = results
        self.called, self.threads = [], set()
        self.at_once = self.most_at_once = 0
        self.seconds = 0.0
        self._lock = threading.Lock()

    def submit(self, request):
        with self._lock:
            self.called.append(request.request_id)
            self.threads.add(threading.current_thread())
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        time.sleep(self.seconds)
        with self._lock:
            self.at_once -= 1
        result = self.results.get(request.request_id, base.ACCEPTED)
        if isinstance(result, Exception):
            raise result
        return base.Outcome(result, f"it says {result}")


class LineCase(unittest.TestCase):
    alone = True

    def start(self, width=16.0, **results):
        """Open a line with one gateway that is known to answer at once."""
        self.connector = FakeConnector(**results)
        self.way = line_tools.Way(7, "Main", self.connector, width=width, pace=0.0)
        self.line = line_tools.Line([self.way])
        self.addCleanup(self.line.__exit__)

    def messages(self, ids):
        return [
            line_tools.Sms(
                [1],
                1,
                1,
                "+84912345678",
                [7],
                submission=line_tools.Submission(
                    self.way, base.Request(one, "+84912345678", ""), 1, 0.0
                ),
            )
            for one in ids
        ]

    def finish(self):
        """Return ``{request id: result}`` of all calls under way; each is answered once."""
        found = {}
        while self.line.is_busy:
            for sms, outcome in self.line.answers():
                request_id = sms.submission.request.request_id
                self.assertNotIn(request_id, found)
                found[request_id] = outcome.result
        return found

    def call(self, ids):
        self.line.call(self.messages(ids))
        return self.finish()

    def make(self, ids):
        """Make these calls in one round and return their results."""
        requests = [sms.submission.request for sms in self.messages(ids)]
        return [outcome.result for outcome, _s in self.way.make(requests, line_tools._moment(60))]


class TestRounds(LineCase):
    def test_a_round_stops_at_the_first_trouble(self):
        for trouble in (base.UNKNOWN, base.LATER, base.BLOCKED):
            with self.subTest(trouble):
                self.start(b=trouble)
                self.assertEqual(self.make("abcd"), [base.ACCEPTED, trouble, UNCALLED, UNCALLED])
                self.assertEqual(self.connector.called, ["a", "b"])

    def test_a_refused_message_stops_nothing(self):
        self.start(b=base.REFUSED)
        self.assertEqual(self.make("abc"), [base.ACCEPTED, base.REFUSED, base.ACCEPTED])

    def test_trouble_at_the_last_leaves_nothing_out(self):
        self.start(c=base.UNKNOWN)
        self.assertEqual(self.make("abc"), [base.ACCEPTED, base.ACCEPTED, base.UNKNOWN])

    def test_a_fault_of_ours_leaves_that_call_unclear_and_no_other(self):
        self.start(b=ZeroDivisionError())
        self.assertEqual(self.make("abc"), [base.ACCEPTED, base.UNKNOWN, UNCALLED])
        self.assertEqual(self.connector.called, ["a", "b"])

    def test_a_slow_round_ends_after_the_call_under_way(self):
        self.start()
        self.connector.seconds = 0.02
        with mock.patch.object(line_tools, "LONGEST_ROUND", 0.0):
            self.assertEqual(self.make("abc"), [base.ACCEPTED, UNCALLED, UNCALLED])
        self.assertEqual(self.connector.called, ["a"])

    def test_what_was_written_down_long_ago_is_not_called(self):
        for ids in ("a", "abcd"):
            with self.subTest(ids), mock.patch.object(line_tools, "LONGEST_HELD", -1.0):
                self.start()
                self.assertEqual(self.call(ids), dict.fromkeys(ids, UNCALLED))
                self.assertEqual(self.connector.called, [])
                self.assertEqual((self.way.under_way, self.way.width), (0, 16.0))

    def test_what_no_clock_tells_to_be_young_is_not_called(self):
        """A suspended machine stops one clock, a paused one all but the time of day."""
        for clock in line_tools.CLOCKS:
            with self.subTest(clock):
                self.start()
                latest = tuple(
                    moment - 120 * (one == clock)
                    for one, moment in zip(line_tools.CLOCKS, line_tools._moment(60), strict=True)
                )
                requests = [sms.submission.request for sms in self.messages("ab")]
                found = [outcome.result for outcome, _s in self.way.make(requests, latest)]
                self.assertEqual((found, self.connector.called), ([UNCALLED] * 2, []))

    def test_what_cannot_be_noted_is_not_called(self):
        self.start()
        self.way.journal = mock.Mock()
        self.way.journal.note.side_effect = OSError(30, "read-only")
        self.assertEqual(self.make("ab"), [base.LATER, UNCALLED])
        self.assertEqual(self.connector.called, [])

    def test_what_was_left_out_says_why(self):
        self.start(a=base.LATER)
        requests = [sms.submission.request for sms in self.messages("ab")]
        (_first, (outcome, seconds)) = self.way.make(requests, line_tools._moment(60))
        self.assertEqual((outcome.reason, seconds), ("Not called: it says later", 0.0))


class TestLine(LineCase):
    def test_each_call_gets_its_own_answer(self):
        self.start(c=base.REFUSED, e=base.UNKNOWN)
        found = self.call("abcdefghi")  # three rounds: abc, def and ghi
        self.assertEqual(
            found,
            {
                **dict.fromkeys("abdghi", base.ACCEPTED),
                "c": base.REFUSED,
                "e": base.UNKNOWN,
                "f": UNCALLED,
            },
        )
        self.assertEqual(sorted(self.connector.called), list("abcdeghi"))

    def test_after_trouble_one_call_is_made_at_a_time(self):
        self.start(a=base.UNKNOWN, c=base.LATER, e=base.BLOCKED)
        self.call("abcdef")  # three rounds: ab, cd and ef
        self.assertEqual((self.way.width, self.way.under_way, self.way.free), (1.0, 0, 1))
        self.assertFalse(self.way.is_quick)

    def test_of_the_rounds_in_hand_one_is_made(self):
        self.start(width=24.0)
        self.connector.seconds = 0.0005
        waiting, found = self.messages([str(number) for number in range(300)]), {}
        while waiting or self.line.is_busy:
            started, waiting = self.line.pick(waiting)
            self.line.call(started)
            self.assertLessEqual(len(self.line._calls), line_tools.ROUNDS)
            self.assertLessEqual(self.way.under_way, line_tools.IN_HAND)
            found |= {sms.submission.request.request_id: one for sms, one in self.line.answers()}
        self.assertEqual(len(self.connector.called), 300)
        self.assertEqual(len(found), 300)
        self.assertEqual(self.way.under_way, 0)
        if self.way.is_quick:  # else calls were single for a while, on a machine that was busy
            self.assertEqual(self.connector.most_at_once, 1)

    def test_a_connector_that_needs_the_database_is_called_in_its_own_thread(self):
        self.start(b=base.BLOCKED)
        self.connector.in_threads = False
        found = self.call("abcd")
        self.assertEqual(self.connector.threads, {threading.current_thread()})
        self.assertEqual(found["b"], base.BLOCKED)
        self.assertEqual(self.way.under_way, 0)

    def test_a_closed_gateway_still_answers_for_its_round(self):
        self.start()
        self.connector.seconds = 0.01
        self.line.call(self.messages("abcd"))
        self.line.close(self.way)
        self.assertTrue(self.line.is_down)
        self.assertEqual(self.finish(), dict.fromkeys("abcd", base.ACCEPTED))
        self.assertEqual(self.way.under_way, 0)

    def test_the_end_of_a_run_waits_for_its_calls(self):
        self.start()
        self.connector.seconds = 0.01
        with self.line:
            self.line.call(self.messages("abcd"))
        self.assertEqual(sorted(self.connector.called), list("abcd"))


del LineCase  # a base class, not a test of its own
