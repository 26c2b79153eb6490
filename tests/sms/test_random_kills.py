"""Two senders at once before one provider: killed at random, and held to its limits.

With DIRECTIVE_LONG_TESTS=1 each random run takes five minutes and 10,000 messages.
"""

import os
import random
import signal
import time

from ..world.own_database import OwnDatabase
from .fault_case import FaultCase, verdict

DATABASE = OwnDatabase("sms_random", "directive_sms")
IS_LONG = os.environ.get("DIRECTIVE_LONG_TESTS") == "1"
# So many messages come so often, that there is always something to send and to kill.
PORTIONS, MESSAGES, SECONDS = (40, 250, 7.5) if IS_LONG else (2, 100, 3.0)
IN_ROUNDS = 1000  # messages of a portion where they go so fast
CLAIM, LONGEST_LULL = 200, 0.7  # people; seconds without a message
HURTS = ("reset_before", "reset_after", "close_after", "half_body", "html")


def setUpModule():
    DATABASE.for_module()
    FaultCase.database = DATABASE


class RandomCase(FaultCase):
    """Two senders at once, killed at random moments, before a provider that fails at random."""

    latency = 0.0
    messages = MESSAGES

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.simulator.latency = cls.latency

    def run_randomly(self, provider, in_between=lambda: None):
        chance = random.Random(f"{provider} 2026")
        self.province.use(provider, timeout=5)
        rows, kills = {}, 0
        for _portion in range(PORTIONS):
            new = self.province.queue(self.messages)
            for number in chance.sample(sorted(new.values()), self.messages // 20):
                self.simulator.fail(number, chance.choice(HURTS))
            rows |= new
            kills += self.kill_for(SECONDS, chance, in_between)
            self.province.pass_time()  # the dead are noticed
        self.recover(3)
        self.report(provider, rows, kills)

    def report(self, provider, rows, kills):
        states = self.province.states(rows)
        counts = self.simulator.counts()
        found = [(states[row_id], counts[number]) for row_id, number in rows.items()]
        verdicts = [verdict(*one) for one in found]
        tally = {word: verdicts.count(word) for word in sorted(set(verdicts))}
        print(
            f"\n{provider}, {self.latency} s: {len(rows)} messages, 2 senders, {kills} kills: {tally}"
        )
        self.assertTrue(kills, "nobody was killed: nothing was tried")
        self.assertFalse([word for word in tally if word.isupper()], tally)
        self.assertEqual(tally.get("not sent", 0), 0, "all were good messages")


class TestRandomKills(RandomCase):
    """Where an answer takes its time, and each call has a thread."""

    latency = 0.15

    def test_a_provider_that_knows_our_request_id(self):
        self.run_randomly("esms")

    def test_a_provider_that_does_not(self):
        self.run_randomly("form")

    def test_a_provider_that_goes_away_and_comes_back(self):
        self.run_randomly("form", self.restart_provider)

    def restart_provider(self):
        self.simulator.stop()
        time.sleep(0.2)
        self.simulator.start(self.port)

    def kill_for(self, seconds, chance, in_between):
        """Keep two senders going for ``seconds``, killing one after the other; return how many."""
        end, kills = time.monotonic() + seconds, 0
        pids = [self.senders.start() for _n in range(2)]
        while time.monotonic() < end:
            time.sleep(chance.uniform(0.05, 0.5))
            position = chance.randrange(2)
            os.kill(pids[position], signal.SIGKILL)
            kills += self.senders.wait(pids[position]) == -signal.SIGKILL
            pids[position] = self.senders.start()
            if not kills % 10:
                in_between()
        for pid in pids:
            self.senders.wait(pid)
        return kills


class TestRandomKillsOfRounds(RandomCase):
    """Where answers come at once, and many calls are made one after the other in a thread."""

    messages = IN_ROUNDS

    def test_a_provider_that_knows_our_request_id(self):
        self.run_randomly("esms")

    def test_a_provider_that_does_not(self):
        self.run_randomly("form")

    def kill_for(self, seconds, chance, _in_between):
        """Kill pairs of senders in the middle of their work for ``seconds``; return how many."""
        end, kills = time.monotonic() + seconds, 0
        while time.monotonic() < end:
            for pid in [self.senders.start(claim=CLAIM) for _n in range(2)]:
                self.let_send(chance.randrange(CLAIM))
                time.sleep(chance.uniform(0, 0.05))
                os.kill(pid, signal.SIGKILL)
                kills += self.senders.wait(pid) == -signal.SIGKILL
            self.province.pass_time()  # rows claimed by the dead process wait for it
        return kills

    def let_send(self, count):
        """Return when the provider has taken ``count`` messages more, or none comes any more."""
        goal = len(self.simulator.messages) + count
        end = time.monotonic() + LONGEST_LULL
        while len(self.simulator.messages) < goal and time.monotonic() < end:
            time.sleep(0.001)


class TestSharedLimits(FaultCase):
    """All senders share the budget and the rate of an account."""

    alone = True

    def test_the_limit_of_the_month_is_reached_and_not_exceeded(self):
        self.province.use("form", price_part=300, hard_limit=300 * 50 + 299)
        rows = self.province.queue(200)
        for number in list(rows.values())[:10]:
            self.simulator.fail(number, "code:no such number")  # which costs nothing
        self.send_twice_at_once()
        self.assertEqual(sum(map(self.simulator.count, rows.values())), 50)
        self.assertEqual(list(self.province.states(rows).values()).count("sent"), 50)

    def test_what_passes_in_a_second_is_shared(self):
        rate = 20
        self.province.use("form", rate=rate)
        rows = self.province.queue(200)
        self.send_twice_at_once()
        self.assertEqual(set(self.province.states(rows).values()), {"sent"})
        begun, ended = self.simulator.moments[-200], self.simulator.moments[-1]
        # A turn may be a second old when it is used, and as long on its way.
        self.assertLessEqual(200, rate * (ended - begun + 3))
