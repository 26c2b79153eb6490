"""Senders killed at every step, providers that fail in every way: nothing is lost, nothing doubled.

What counts is what the simulator accepted. For each message that is once; or the row stands
at `unknown`, for a person to decide; or it was certainly not sent, and the row says so. The
table of all faults is printed at the end. With DIRECTIVE_LONG_TESTS=1 the random run takes
five minutes and 10,000 messages.
"""

import os
import random
import signal
import time
import unittest
from pathlib import Path

from ..own_database import OwnDatabase
from .kannel import wait_until
from .province import Province
from .sender import POINTS, Senders
from .simulator import Simulator

DATABASE = OwnDatabase("sms_faults", "directive_sms")
IS_LONG = os.environ.get("DIRECTIVE_LONG_TESTS") == "1"
SECONDS, MESSAGES = (300, 10_000) if IS_LONG else (6, 200)
ARRIVED = ("sent", "delivered", "seen")
NOT_SENT = ("queued", "failed", "expired")
# What the connectors meet at the provider, in front of or behind acceptance.
FAULTS = (
    "hang_before", "hang_after", "reset_before", "reset_after", "close_after", "half_body", "html",
    "status:429", "status:503", "status:500", "status_after:502", "status_after:504",
)  # fmt: skip
DEATHS_AT_PROVIDER = ("kill_before", "kill_after")
IN_RECOVERY = ("recovery begun", "recovery asked, not committed")
table = []


def verdict(state, count):
    """Return what became of one message in a word; words in capitals are a failure.

    >>> verdict("sent", 1), verdict("unknown", 1), verdict("failed", 0)
    ('once', 'for a person', 'not sent')
    >>> verdict("sent", 0), verdict("unknown", 2), verdict("failed", 1), verdict("sending", 1)
    ('LOST', 'DOUBLED', 'WRONG', 'WRONG')
    """
    if count > 1:
        return "DOUBLED"
    if state in ARRIVED:
        return "once" if count else "LOST"
    if state == "unknown":
        return "for a person"
    return "not sent" if state in NOT_SENT and not count else "WRONG"


def is_stopped(pid):
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"


def setUpModule():
    unittest.addModuleCleanup(DATABASE.drop)
    DATABASE.create()
    unittest.addModuleCleanup(print_table)


def print_table():
    print(f"\n{'provider':9} {'fault':32} {'accepted':>8} {'row':10} verdict")
    for provider, fault, state, count in table:
        print(f"{provider:9} {fault:32} {count:8} {state:10} {verdict(state, count)}")


class FaultCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.simulator = Simulator()
        cls.simulator.hang = 1.5
        port = cls.simulator.start()
        cls.addClassCleanup(cls.simulator.stop)
        cls.province = Province(DATABASE, port)
        cls.senders = Senders(DATABASE.name)
        cls.addClassCleanup(cls.senders.stop)

    def judge(self, provider, fault, row_id, number):
        """Enter one row into the table and return its verdict."""
        state, count = self.province.states([row_id])[row_id], self.simulator.count(number)
        table.append((provider, fault, state, count))
        self.assertFalse(verdict(state, count).isupper(), table[-1])
        return verdict(state, count)

    def recover(self, rounds=2):
        for _n in range(rounds):
            self.province.pass_time()
            self.province.send()

    def die(self, point, aim=False, **order):
        """Let a sender die at ``point``, or by the simulator's hand if ``aim``."""
        pid = self.senders.start(point, **order)
        if aim:
            self.simulator.victim = pid
        return self.senders.wait(pid)


class TestProviderFaults(FaultCase):
    """Whatever a provider answers, and if it answers nothing."""

    def test_a_provider_that_knows_our_request_id(self):
        for fault, word in self.meet_all("esms").items():
            with self.subTest(fault):
                self.assertEqual(word, "once")

    def test_a_provider_that_does_not(self):
        for fault, word in self.meet_all("form").items():
            with self.subTest(fault):
                certain = fault in ("status:429", "status:503")
                self.assertEqual(word, "once" if certain else "for a person")

    def meet_all(self, provider):
        """Let one message meet each fault and return ``{fault: verdict}``."""
        self.province.use(provider)
        rows = self.province.queue(len(FAULTS))
        faults = dict(zip(rows, FAULTS, strict=True))
        for row_id, fault in faults.items():
            self.simulator.fail(rows[row_id], fault)
        self.province.send()
        self.recover(4)  # a busy provider ends a run: the others wait for the next
        return {
            fault: self.judge(provider, fault, row_id, rows[row_id])
            for row_id, fault in faults.items()
        }


class TestKilledSenders(FaultCase):
    """SIGKILL at every step of claim, hand-over and record; another sender comes after."""

    def test_a_provider_that_knows_our_request_id(self):
        self.province.use("esms")
        for point in POINTS:
            with self.subTest(point):
                self.kill("esms", point)

    def test_a_provider_that_does_not(self):
        self.province.use("form")
        for point in POINTS:
            with self.subTest(point):
                self.kill("form", point)

    def test_killed_by_the_provider_while_it_waits(self):
        for provider in ("esms", "form"):
            self.province.use(provider)
            for fault in DEATHS_AT_PROVIDER:
                with self.subTest(provider, fault=fault):
                    ((row_id, number),) = self.province.queue().items()
                    self.simulator.fail(number, fault)
                    self.assertEqual(self.die("", aim=True), -signal.SIGKILL)
                    self.assert_left_alone(row_id, number)
                    self.recover()
                    self.judge(provider, fault, row_id, number)

    def kill(self, provider, point):
        ((row_id, number),) = self.province.queue().items()
        code = self.prepare(point, row_id)
        expected = 0 if point in IN_RECOVERY and provider == "form" and code == 0 else -9
        self.assertEqual(code, expected, "the sender should have been killed")
        self.assert_left_alone(row_id, number)
        self.recover()
        if point == "report not committed":  # the provider, unanswered, tells it again
            self.assertEqual(self.die("", report=self.province.request_id(row_id)), 0)
            self.assertEqual(self.province.states([row_id])[row_id], "delivered")
        self.judge(provider, f"killed: {point}", row_id, number)

    def prepare(self, point, row_id):
        """Bring a sender to ``point`` and return how it ended."""
        if point in IN_RECOVERY:
            self.die("answered, nothing recorded")
            self.province.pass_time()
        if point == "report not committed":
            self.province.send()
            return self.die(point, report=self.province.request_id(row_id))
        return self.die(point)

    def test_a_sender_that_slept_too_long_does_not_send_what_others_have_sent(self):
        for provider in ("form", "esms"):
            # While it writes its attempt it holds the rows: there the others wait for it.
            for point in ("claimed", "checked", "attempt committed"):
                with self.subTest(provider, point=point):
                    self.province.use(provider)
                    ((row_id, number),) = self.province.queue().items()
                    pid = self.senders.start(point, signal=signal.SIGSTOP)
                    wait_until(lambda pid=pid: is_stopped(pid), "it does not sleep")
                    self.recover()
                    os.kill(pid, signal.SIGCONT)
                    self.assertEqual(self.senders.wait(pid), 0)
                    self.recover()
                    self.judge(provider, f"slept: {point}", row_id, number)

    def assert_left_alone(self, row_id, number):
        """A sender that comes at once may not touch what another has in hand."""
        before, count = self.province.states([row_id])[row_id], self.simulator.count(number)
        if before == "sending":
            self.province.send()
            self.assertEqual(self.province.states([row_id])[row_id], before)
            self.assertEqual(self.simulator.count(number), count)


class TestRandomKills(FaultCase):
    """Two senders at once, killed at random moments, before a provider that fails at random."""

    hurts = ("reset_before", "reset_after", "close_after", "half_body", "html")

    def test_a_provider_that_knows_our_request_id(self):
        self.run_randomly("esms")

    def test_a_provider_that_does_not(self):
        self.run_randomly("form")

    def run_randomly(self, provider):
        share = 2 if IS_LONG else 1
        chance = random.Random(f"{provider} 2026")
        self.province.use(provider, timeout=5)
        rows = self.province.queue(MESSAGES // share)
        for number in chance.sample(sorted(rows.values()), len(rows) // 20):
            self.simulator.fail(number, chance.choice(self.hurts))
        kills = self.kill_for(SECONDS / share, chance)
        self.recover()
        self.report(provider, rows, kills)

    def kill_for(self, seconds, chance):
        """Keep two senders going for ``seconds``, killing one after the other; return how many."""
        end, kills = time.monotonic() + seconds, 0
        pids = [self.senders.start() for _n in range(2)]
        while time.monotonic() < end:
            time.sleep(chance.uniform(0.05, 0.6))
            position = chance.randrange(2)
            os.kill(pids[position], signal.SIGKILL)
            kills += self.senders.wait(pids[position]) == -signal.SIGKILL
            pids[position] = self.senders.start()
        for pid in pids:
            self.senders.wait(pid)
        return kills

    def report(self, provider, rows, kills):
        states = self.province.states(rows)
        found = [(states[row_id], self.simulator.count(number)) for row_id, number in rows.items()]
        verdicts = [verdict(*one) for one in found]
        tally = {word: verdicts.count(word) for word in sorted(set(verdicts))}
        print(f"\n{provider}: {len(rows)} messages, 2 senders, {kills} kills: {tally}")
        self.assertGreater(kills, 3)
        self.assertFalse([word for word in tally if word.isupper()], tally)
        self.assertEqual(tally.get("not sent", 0), 0, "all were good messages")


del FaultCase  # a base class, not a test of its own
