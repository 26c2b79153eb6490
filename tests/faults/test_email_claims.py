"""Several servers on one database: which may send a row and record its outcome."""

import time
from unittest import mock

from ..world.own_database import OwnDatabase
from . import email_case

DATABASE = OwnDatabase("email_claims")
DELIVERY, SENDER = "directive.notice.delivery", "directive.notice.sender"
GATE = "directive.notice.gate"

setUpModule = DATABASE.for_module


class TestClaims(email_case.EmailCase):
    """Two transactions at once, each step where the other may come between."""

    kills = True
    database = DATABASE

    def claim(self, env):
        return env[SENDER]._claim(env["directive.channel.email"])

    def meanwhile(self, model, method, act, after=True):
        """Let another process ``act`` when a sender comes to ``method`` of ``model``, once."""
        Model = self.database.registry[model]
        original, todo = getattr(Model, method), [act]

        def replaced(model, *args, **kwargs):
            if not after and todo:
                todo.pop()()
            result = original(model, *args, **kwargs)
            if after and todo:
                todo.pop()()
            return result

        return mock.patch.object(Model, method, replaced)

    def act_on(self, ids, work):
        with self.database.environment() as env:
            work(env[DELIVERY].browse(ids))

    def test_a_claim_waits_for_no_other_and_takes_another_row(self):
        ids = self.queue("first@x.example", "second@x.example")
        with self.database.environment() as one, self.database.environment() as other:
            first = self.claim(one)
            other.cr.execute("SET lock_timeout = '3s'")
            second = self.claim(other)
            self.assertEqual(sorted(first.ids + second.ids), sorted(ids))
            third = self.claim(one)
            self.assertFalse(third)
            for env in (one, other):
                env["directive.restore.trace"]._leave()

    def test_of_two_that_send_for_the_first_time_neither_fails(self):
        with self.database.environment() as env:
            env.cr.execute("DELETE FROM directive_restore")
        with self.database.environment() as env:
            env.cr.execute("SELECT FROM directive_restore")  # it sees no later change
            self.send()
            env[SENDER]._run()

    def test_what_went_out_since_a_transaction_began_is_no_restore(self):
        from odoo.addons.directive_tracking.tools.restore import trace

        self.queue("since@x.example")
        with self.database.environment() as env:
            traces = env["directive.restore.trace"]
            folder = traces._folder(traces._place())  # from here on it sees no later change
            self.send()
            self.assertTrue(traces._unknown(trace.found(folder)))
            self.assertFalse(env["directive.restore"]._is_held())

    def test_a_claim_that_was_not_committed_leaves_the_row_to_others(self):
        ids = self.queue("again@x.example")
        with self.database.environment() as env:
            self.claim(env)
            env.cr.rollback()
        self.send()
        self.assertEqual(self.rows(ids)["again@x.example"][::2], ("sent", 1))

    def test_a_report_quicker_than_the_sender_is_not_overwritten(self):
        ids = self.queue("quick@x.example")
        report = lambda: self.act_on(ids, lambda rows: rows._move("delivered", "by report"))  # noqa: E731
        with self.meanwhile(SENDER, "_record", report, after=False):
            self.send()
        self.assertEqual(self.states(ids), {"quick@x.example": "delivered"})
        self.assertEqual(self.server.accepted["quick@x.example"], 1)

    def test_what_was_seen_meanwhile_is_not_sent(self):
        ids = self.queue("seen@x.example")
        see = lambda: self.act_on(ids, lambda rows: rows._acknowledge("in the application"))  # noqa: E731
        with self.meanwhile(GATE, "_let_pass", see):
            self.send()
        self.assertEqual(self.states(ids), {"seen@x.example": "seen"})
        self.assertEqual(self.server.accepted["seen@x.example"], 0)

    def test_a_sender_that_slept_sends_nothing_others_have_taken_over(self):
        ids = self.queue("sleepy@x.example")

        def take_over():
            self.age(ids, "date_claimed", 20)
            self.send()
            self.assertEqual(self.states(ids), {"sleepy@x.example": "unknown"})
            with self.database.environment() as env:
                office = env.ref("base.user_admin")
                env[DELIVERY].browse(ids).with_user(office).action_send_again()
            self.send()

        with self.meanwhile(GATE, "_let_pass", take_over):
            self.send()
        self.assertEqual(self.states(ids), {"sleepy@x.example": "sent"})
        self.assertEqual(self.server.accepted["sleepy@x.example"], 1)

    def test_two_servers_with_their_own_jobs_send_each_message_once(self):
        addresses = [f"served-{n}@x.example" for n in range(60)]
        jobs = ("--max-cron-threads=2",)
        with self.database.server(*jobs), self.database.server(*jobs):
            ids = self.queue(*addresses)  # which wakes the jobs of both
            deadline = time.monotonic() + 120
            while set(self.states(ids).values()) & {"queued", "sending"}:
                self.assertLess(time.monotonic(), deadline, "the servers do not send")
                time.sleep(0.5)
        self.assertEqual(set(self.states(ids).values()), {"sent"})
        self.assertEqual({self.server.accepted[one] for one in addresses}, {1})
