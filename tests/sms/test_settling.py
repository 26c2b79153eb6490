"""A message with a lost answer is settled by an inquiry, if the provider supports it.

The simulator counts accepted messages; the row must agree, and nothing is sent twice.
"""

import signal
import unittest

from ..world.own_database import OwnDatabase
from .fault_case import FAULTS, FaultCase, Table
from .test_faults import DEATHS_AT_PROVIDER, IN_RECOVERY, POINTS

DATABASE = OwnDatabase("sms_settling", "directive_sms")
VNPT = ("LABELID", "CONTRACTID", "TEMPLATEID", "AGENTID", "APIUSER")
PARAMETERS = {"vnpt": "\n".join(f"{name}=1" for name in VNPT)}
table = Table("fault, then asked")


def setUpModule():
    DATABASE.for_module()
    unittest.addModuleCleanup(table.print)


class SettlingCase(FaultCase):
    database, table = DATABASE, table

    def use(self, provider):
        self.province.use(provider, parameters=PARAMETERS.get(provider, ""))

    def judge_clear(self, provider, fault, row_id, number):
        """Messages that the provider received are settled; only the others are left to a person."""
        word = self.judge(provider, fault, row_id, number)
        self.assertEqual(word, "once" if self.simulator.count(number) else "for a person")

    def recover(self, rounds=2):
        super().recover(rounds)
        self.province.ask()


class TestLostAnswers(SettlingCase):
    alone = True

    def test_who_knows_what_it_never_had_leaves_only_that_to_a_person(self):
        taken = {fault: "after" in fault or fault in ("half_body", "html") for fault in FAULTS}
        for fault, word in self.meet_all("json").items():
            with self.subTest(fault):
                self.assertEqual(word, "once" if taken[fault] else "for a person")

    def test_who_does_not_say_so_leaves_no_doubt_about_what_it_had(self):
        for fault, word in self.meet_all("vnpt").items():
            with self.subTest(fault):
                self.assertEqual(word, "once")

    def test_a_provider_that_answers_badly_changes_nothing_until_it_answers_well(self):
        self.use("json")
        ((row_id, number),) = self.province.queue().items()
        self.simulator.fail(number, "close_after")
        self.province.send()
        for fault in ("html", "half_body", "status:500", "reset_before", "close_after"):
            self.simulator.fail(f"?{number}", fault)
            self.province.ask()
            self.assertEqual(self.province.states([row_id])[row_id], "unknown", fault)
        self.province.ask()
        self.assertEqual(self.judge("json", "lost, asked in vain", row_id, number), "once")


class TestKilledSenders(SettlingCase):
    def test_killed_at_every_step_and_then_asked(self):
        self.use("json")
        for point in POINTS:
            if point in IN_RECOVERY or point == "report not committed":
                continue
            with self.subTest(point):
                ((row_id, number),) = self.province.queue().items()
                self.assertEqual(self.senders.wait(self.senders.start(point)), -signal.SIGKILL)
                self.recover()
                self.judge_clear("json", f"killed: {point}", row_id, number)

    def test_killed_by_the_provider_while_it_waits(self):
        for provider in ("json", "vnpt"):
            self.use(provider)
            for fault in DEATHS_AT_PROVIDER:
                with self.subTest(provider, fault=fault):
                    ((row_id, number),) = self.province.queue().items()
                    self.simulator.fail(number, fault)
                    self.simulator.victim = pid = self.senders.start()
                    self.assertEqual(self.senders.wait(pid), -signal.SIGKILL)
                    self.recover()
                    self.judge_clear(provider, fault, row_id, number)
