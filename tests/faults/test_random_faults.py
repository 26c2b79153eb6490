"""Parts of a house killed at random while messages go out and people press steps.

With DIRECTIVE_LONG_TESTS=1 it takes five minutes.
"""

import os
import random
import threading
import time
from contextlib import suppress
from http.client import HTTPException
from itertools import cycle

import psutil
import psycopg2

from ..machines.cluster import wait_for
from ..machines.front import Browser
from ..sms.fault_case import show, verdict
from ..world.orders import make_directive
from ..world.own_database import OwnDatabase
from .fault_house import HOUSE
from .house_case import HouseCase

DATABASE = OwnDatabase("random_faults", "directive_sms")
IS_LONG = os.environ.get("DIRECTIVE_LONG_TESTS") == "1"
MESSAGES, TASKS, KILLS, LULL = (300, 200, 25, 6.0) if IS_LONG else (6, 4, 2, 1.0)
BROKEN = (OSError, ValueError, HTTPException, AssertionError)  # what a press may meet
PRESSERS = 2
STEPS = "SELECT count(*) FROM directive_transition WHERE task_id = %s AND state_to = 'assigned'"
TOLD = """
SELECT delivery.id FROM directive_notice_delivery AS delivery
  JOIN directive_notice AS notice ON notice.id = delivery.notice_id
 WHERE notice.task_id = %s AND delivery.channel = 'email'
"""

setUpModule = DATABASE.for_module


class TestKillsUnderLoad(HouseCase):
    database = DATABASE

    @classmethod
    def queue_all(cls):
        """Queue messages of both kinds, and draft tasks whose assignment tells one person each."""
        mails, texts = cls.queue_later(MESSAGES)
        cls.ids = mails + texts
        with DATABASE.environment() as env:
            directive = make_directive(env)
            cls.tasks = [cls._draft(env, directive, n).id for n in range(TASKS)]

    @classmethod
    def _draft(cls, env, directive, number):
        agency = env["directive.agency"].create({"name": f"Commune {number}", "kind": "commune"})
        person = env["res.partner"].create(
            {"name": f"Head {number}", "email": f"head-{number}@x.example"}
        )
        env["directive.agency.member"].create(
            {"agency_id": agency.id, "partner_id": person.id, "role": "head"}
        )
        vals = {"directive_id": directive.id, "name": f"Task {number}", "deadline_kind": "none"}
        return env["directive.task"].create({**vals, "lead_agency_id": agency.id})

    def test_nothing_is_lost_or_doubled(self):
        self.over, self.chance = threading.Event(), random.Random("2026")
        self.left, self.held = iter(self.tasks), set()
        helpers = [threading.Thread(target=self.press_steps) for _n in range(PRESSERS)]
        helpers.append(threading.Thread(target=self.keep_sending))
        for one in helpers:
            one.start()
        kills = [self.kill(self.chance.choice(list(self.ways()))) for _n in range(KILLS)]
        self.over.set()
        for one in helpers:
            one.join()
        self.house.wait_until_open()
        self.finish()
        tally = self.judge()
        ways = ", ".join(f"{kills.count(way)} {way}" for way in sorted(set(kills)))
        steps = f"{len(self.held)} of {TASKS} steps answered meanwhile"
        show("", f"Killed at random: {ways}; {steps}; messages: {tally}")
        self.assertFalse([word for word in tally if word.isupper()], tally)
        self.assertEqual(tally.get("not sent", 0), 0, tally)

    # Killing

    def ways(self):
        return {
            "worker": self.kill_worker,
            "session of the database": self.kill_session,
            "session, hard": self.crash_session,
            "server": self.house.machine.kill,
            "PostgreSQL": self.kill_postgresql,
        }

    def kill(self, way):
        time.sleep(self.chance.uniform(0.2, LULL))
        with suppress(psutil.NoSuchProcess, IndexError, psycopg2.Error, ProcessLookupError):
            self.ways()[way]()
        self.house.wait_until_open()
        return way

    def kill_worker(self):
        """Kill one worker: of requests, of scheduled actions or of the bus."""
        self.chance.choice(self.house.workers()).kill()

    def _session(self):
        rows = self.house.primary.query(
            "SELECT pid FROM pg_stat_activity WHERE datname = %s", HOUSE
        )
        return self.chance.choice([pid for (pid,) in rows])

    def kill_session(self):
        self.house.primary.query("SELECT pg_terminate_backend(%s)", self._session())

    def crash_session(self):
        """The whole database server starts again, as after a fault of one of its processes."""
        os.kill(self._session(), 9)

    def kill_postgresql(self):
        self.house.primary.kill()
        self.house.primary.start()

    # Load

    def press_steps(self):
        """Press one step after the other, and note what was answered as done."""
        browser, is_in = Browser(self.house.machine.url, HOUSE), False
        while not self.over.is_set():
            with suppress(*BROKEN):
                is_in = is_in or browser.log_in("admin", "admin")
                task = next(self.left, None)
                if task is None:
                    return
                browser.call("directive.task", "action_assign", [task])
                self.held.add(task)
            time.sleep(0.2)

    def keep_sending(self):
        size = max(len(self.ids) // (KILLS * 2), 5)
        parts = [self.ids[n : n + size] for n in range(0, len(self.ids), size)]
        for part in cycle(parts):
            if self.over.is_set():
                return
            with suppress(psycopg2.Error, AssertionError):
                self.house.release(part)
            time.sleep(1)

    # Judging

    def finish(self):
        """Take the steps that were not taken, and send all that waits."""
        for task in self.tasks:
            steps = self.house.query(STEPS, task)[0][0]
            self.assertTrue(steps or task not in self.held, "A step answered as done was lost.")
            if not steps:
                self.house.keep_calling("directive.task", "search_count", [("id", "=", task)])
                self.house.try_calling("directive.task", "action_assign", [task])
        self.told = [row for task in self.tasks for (row,) in self.house.query(TOLD, task)]
        wait_for(
            lambda: not self.house.query(
                "SELECT 1 FROM directive_task WHERE id = ANY(%s) AND state = 'draft'", self.tasks
            ),
            "all tasks are assigned",
        )
        self.house.settle([*self.ids, *self.told])

    def judge(self):
        for task in self.tasks:
            self.assertEqual(self.house.query(STEPS, task), [(1,)])
        self.assertEqual(len(self.told), TASKS)
        found = [verdict(*one) for one in self.house.counts([*self.ids, *self.told])]
        return {word: found.count(word) for word in sorted(set(found))}
