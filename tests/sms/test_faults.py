"""Senders killed at every step, providers that fail in every way: nothing is lost, nothing doubled.

The simulator's accepted messages count. Each message is accepted once; or its row is `unknown`,
for a person to decide; or it was certainly not sent, and the row says so. The table of all faults
is printed at the end.
"""

import datetime
import itertools
import os
import signal
import unittest
from pathlib import Path
from unittest import mock

from psycopg2.errors import SerializationFailure

from ..world.own_database import OwnDatabase
from .fault_case import FaultCase, Table, verdict
from .kannel import wait_until
from .sender import DELIVERY, POINTS, SENDER

CHANNEL = "directive.channel.sms"
DATABASE = OwnDatabase("sms_faults", "directive_sms")
DEATHS_AT_PROVIDER = ("kill_before", "kill_after")
IN_RECOVERY = ("recovery begun", "recovery asked, not committed")
# Where the ledger knows of a call.
WRITTEN_DOWN = ("attempt committed", "the call begun", "answered, nothing recorded")
# Where several messages of a claim are in several states at once.
IN_STEPS = (
    "before the attempt is written",
    "attempt written, not committed",
    "attempt committed",
    "the call begun",
    "answered, nothing recorded",
    "answer recorded, not committed",
    "row recorded, not committed",
)
# Not while it writes: then it holds the rows, and the others wait for it.
ASLEEP = (
    "claimed",
    "prepared",
    "attempt committed",
    "the call begun",
    "answered, nothing recorded",
)
# So many messages, and so late a step, that whole rounds of calls are under way.
IN_ROUNDS = (60, 6)
table = Table("fault")


def is_stopped(pid):
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"


def setUpModule():
    DATABASE.for_module()
    FaultCase.database, FaultCase.table = DATABASE, table
    unittest.addModuleCleanup(table.print)


class TestProviderFaults(FaultCase):
    """Whatever a provider answers, and if it answers nothing."""

    alone = True

    def test_a_provider_that_knows_our_request_id(self):
        for fault, word in self.meet_all("esms").items():
            with self.subTest(fault):
                self.assertEqual(word, "once")

    def test_a_provider_that_does_not(self):
        for fault, word in self.meet_all("form").items():
            with self.subTest(fault):
                self.assertEqual(word, "for a person")


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
            for point in ASLEEP:
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
        """A concurrent sender may not change the rows of another one."""
        before, count = self.province.states([row_id])[row_id], self.simulator.count(number)
        if before == "sending":
            self.province.send()
            self.assertEqual(self.province.states([row_id])[row_id], before)
            self.assertEqual(self.simulator.count(number), count)


class TestClocksThatAreSet(FaultCase):
    """A clock set back or forward at any step, then SIGKILL: order comes from written data."""

    def test_a_provider_that_knows_our_request_id(self):
        self.province.use("esms")
        self.set_at_every_step("esms", {"once"})

    def test_a_provider_that_does_not(self):
        self.province.use("form")
        self.set_at_every_step("form", {"once", "for a person"})

    def set_at_every_step(self, provider, expected):
        steps = [one for one in POINTS if one not in IN_RECOVERY and one != "report not committed"]
        pairs = [one for one in itertools.combinations(steps, 2) if one[1] in WRITTEN_DOWN]
        for seconds in (-5, 7200):
            for set_at, killed_at in pairs:
                with self.subTest(provider, seconds=seconds, set_at=set_at, killed_at=killed_at):
                    found = self.kill(provider, (set_at, seconds), killed_at)
                    self.assertIn(found, expected)

    def kill(self, provider, clock, killed_at):
        ((row_id, number),) = self.province.queue().items()
        # With its clock hours ahead a sender may find nothing more to do, and end.
        self.assertIn(self.die(killed_at, clock=clock), (0, -signal.SIGKILL))
        self.recover(4)  # rows written with a fast clock are due later
        state, count = self.province.states([row_id])[row_id], self.simulator.count(number)
        table.append(
            (provider, f"clock {clock[1]:+} s at “{clock[0]}”, killed: {killed_at}", state, count)
        )
        return verdict(state, count)


class TestRecoveryBesideASender(FaultCase):
    """The recovery of a dead process meets one that is alive and was only slow."""

    def setUp(self):
        self.province.use("form")
        ((self.row_id, self.number),) = self.province.queue().items()
        environment = self.database.environment()
        self.sender = environment.__enter__()[SENDER]
        self.addCleanup(environment.__exit__, None, None, None)

    def claim(self):
        """Continue until the calls are recorded."""
        self.rows = self.sender._claim(self.sender.env[CHANNEL])
        self.sender._commit()
        self.line = self.sender.env[CHANNEL]._line()
        self.addCleanup(self.line.__exit__)
        self.sms = self.rows.env["directive.sms.sender"]
        self.messages = self.sms._prepare(self.rows, self.line)
        self.sender._commit()

    def write_down(self):
        """Write the call down and commit it, as one does just before making it."""
        self.started, _waiting = self.sms._step(self.line, [], self.messages)

    def send_on(self):
        self.sms._call(self.line, self.started)
        self.sms._send([], self.line)
        self.sender._commit()

    def take_for_dead(self, in_between=lambda: None):
        """Requeue the rows claimed by the sender: read, wait and write."""
        later = datetime.datetime.now(datetime.UTC).replace(tzinfo=None) + datetime.timedelta(1)
        with self.database.environment() as env:
            original = type(env[DELIVERY])._move

            def move(rows, *args, **kwargs):
                if rows.env is env:
                    in_between()
                return original(rows, *args, **kwargs)

            with mock.patch.object(type(env[DELIVERY]), "_move", move):
                env[CHANNEL]._requeue_never_submitted(later)

    def test_it_takes_nothing_over_whose_call_has_begun_since_it_looked(self):
        self.claim()
        with self.assertRaises(SerializationFailure):
            self.take_for_dead(self.write_down)
        self.send_on()
        self.recover()
        self.assertEqual(
            self.judge("form", "recovery beside a call", self.row_id, self.number), "once"
        )

    def test_what_it_has_taken_over_is_not_called(self):
        self.claim()
        self.take_for_dead()
        self.write_down()
        self.send_on()
        self.assertEqual(self.province.states([self.row_id]), {self.row_id: "queued"})
        self.assertEqual(self.simulator.count(self.number), 0)
        self.recover()
        self.assertEqual(
            self.judge("form", "recovery before a call", self.row_id, self.number), "once"
        )


class TestKilledAmongMany(FaultCase):
    """SIGKILL at a later step of a claim, with several calls under way."""

    def test_a_provider_that_knows_our_request_id(self):
        for point in IN_STEPS:
            with self.subTest(point):
                self.assertEqual(self.kill("esms", point), {"once"})

    def test_a_provider_that_does_not(self):
        for point in IN_STEPS:
            with self.subTest(point):
                self.assertLessEqual(self.kill("form", point), {"once", "for a person"})

    def test_rounds_of_a_provider_that_knows_our_request_id(self):
        for point in IN_STEPS:
            with self.subTest(point):
                self.assertEqual(self.kill("esms", point, *IN_ROUNDS), {"once"})

    def test_rounds_of_a_provider_that_does_not(self):
        for point in IN_STEPS:
            with self.subTest(point):
                found = self.kill("form", point, *IN_ROUNDS)
                self.assertLessEqual(found, {"once", "for a person"})

    def kill(self, provider, point, count=8, time=3):
        """Let a sender of ``count`` messages die; return the verdicts."""
        self.province.use(provider)
        rows = self.province.queue(count)
        self.assertEqual(self.die(point, time=time), -signal.SIGKILL)
        self.recover()
        states = self.province.states(rows)
        found = [(states[one], self.simulator.count(number)) for one, number in rows.items()]
        for state, times in sorted(set(found)):
            fault = f"{found.count((state, times))} of {count}, killed: {point}"
            table.append((provider, fault, state, times))
        return {verdict(*one) for one in found}
