"""Shared parts of the fault suites: a province with a simulated provider, and the result table."""

import unittest
from pathlib import Path

from .fault_words import in_words
from .province import Province
from .sender import Senders
from .simulator import Simulator

TABLE_FILE = Path(__file__).resolve().parents[2] / ".local" / "test" / "faults.txt"
# Faults at the provider, before or after acceptance.
FAULTS = (
    "hang_before", "hang_after", "reset_before", "reset_after", "close_after", "half_body", "html",
    "status:429", "status:503", "status:500", "status:408", "code:Service temporarily unavailable",
    "status_after:502", "status_after:504", "status_after:503", "status_after:429", "status_after:400",
)  # fmt: skip
ARRIVED = ("sent", "delivered", "seen")
NOT_SENT = ("queued", "failed", "expired")


def verdict(state, count):
    """Return the outcome of one message in a word; words in capitals are failures.

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


def show(*lines):
    """Print ``lines`` on the terminal, and into the file that `bin/test` shows at its end."""
    text = "\n".join(lines)
    print(text)
    TABLE_FILE.parent.mkdir(parents=True, exist_ok=True)
    with TABLE_FILE.open("a") as file:
        file.write(f"{text}\n")


class Table(list):
    """Rows (provider, fault, state of the row, times accepted), shown once a suite has ended."""

    columns = "{:<74} {:<9} {:>8}  {:<10} {}"

    def __init__(self, title):
        super().__init__()
        self.title = title

    def print(self):
        show(*self.lines())

    def lines(self):
        """Return an empty line, the heading and one line for each row."""
        rows = [
            (in_words(fault), provider, count, state, verdict(state, count))
            for provider, fault, state, count in self
        ]
        heading = (self.title, "provider", "accepted", "row", "verdict")
        return ["", *(self.columns.format(*row) for row in (heading, *rows))]


class FaultCase(unittest.TestCase):
    """Each class has a provider and a starter of senders; the module has set `database` and `table`."""

    kills = True
    database = table = None

    @classmethod
    def setUpClass(cls):
        cls.simulator = Simulator()
        cls.simulator.hang = 1.5
        cls.port = cls.simulator.start()
        cls.addClassCleanup(lambda: cls.simulator.stop())
        cls.province = Province(cls.database, cls.port)
        cls.senders = Senders(cls.database.name)
        cls.addClassCleanup(cls.senders.stop)

    def judge(self, provider, fault, row_id, number):
        """Enter one row into the table and return its verdict."""
        state, count = self.province.states([row_id])[row_id], self.simulator.count(number)
        self.table.append((provider, fault, state, count))
        self.assertFalse(verdict(state, count).isupper(), self.table[-1])
        return verdict(state, count)

    def use(self, provider):
        self.province.use(provider)

    def meet_all(self, provider):
        """Let one message meet each fault and return ``{fault: verdict}``."""
        self.use(provider)
        rows = self.province.queue(len(FAULTS))
        faults = dict(zip(rows, FAULTS, strict=True))
        for row_id, fault in faults.items():
            self.simulator.fail(rows[row_id], fault)
        self.province.send()
        # After three unclear answers the others wait for the next run.
        self.recover(len(FAULTS) // 2)
        return {
            fault: self.judge(provider, fault, row_id, rows[row_id])
            for row_id, fault in faults.items()
        }

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

    def send_twice_at_once(self):
        """Let two senders work until the queue is empty for now."""
        for pid in [self.senders.start() for _n in range(2)]:
            self.assertEqual(self.senders.wait(pid), 0)
