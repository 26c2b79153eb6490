"""E-mail against a real SMTP server that refuses, dawdles and dies; senders that are killed.

The server's accepted messages are counted: for every fault one message, or none with a row that
says so. Never none with the row at `sent`, and never two.
"""

from email import message_from_bytes, policy
from unittest import mock

from ..world.own_database import OwnDatabase
from ..world.together import run_together
from . import email_case
from .email_case import SEND

REMIND = "env['directive.reminder.rule']._cron_remind(); env.cr.commit()\n"

DATABASE = OwnDatabase("email_faults")

setUpModule = DATABASE.for_module


class FaultCase(email_case.EmailCase):
    kills = True
    database = DATABASE


class TestServerFaults(FaultCase):
    """An error for one recipient affects no other and never causes a second message."""

    def assert_outcome(self, address, state, accepted, word=""):
        ids = self.queue(address, f"good-beside-{address}")
        self.send()
        row = self.rows(ids)[address]
        self.assertEqual((row[0], self.server.accepted[address]), (state, accepted), row[1])
        self.assertIn(word, row[1])
        self.assertEqual(self.states(ids)[f"good-beside-{address}"], "sent")
        self.assertEqual(self.server.accepted[f"good-beside-{address}"], 1)
        return ids

    def assert_never_sent_again(self, ids, address, accepted):
        self.age(ids, "date_next", 24 * 60)
        self.send()
        self.assertEqual(self.server.accepted[address], accepted)

    def test_a_message_arrives_whole_once_with_number_and_link_first(self):
        self.assert_outcome("fine@x.example", "sent", 1)
        content = next(data for to, data in self.server.messages if to == "fine@x.example")
        text = message_from_bytes(content, policy=policy.default).get_body(("plain",)).get_content()
        lines = text.splitlines()
        self.assertEqual(lines[0], "1/UBND")
        self.assertIn("/odoo/directive-tasks/", lines[1])
        self.assertIn(".starting a line with a dot", lines)

    def test_an_unknown_mailbox_fails_with_the_servers_words(self):
        self.assert_outcome("refuse@x.example", "failed", 0, "no such mailbox")

    def test_a_greylisted_message_is_sent_later(self):
        address = "refuse-for-now@x.example"
        ids = self.assert_outcome(address, "queued", 0, "greylisted")
        self.send()
        self.assertEqual(self.rows(ids)[address][2], 1, "not before the pause is over")
        self.age(ids, "date_next", 2)
        self.send()
        self.assertEqual(self.rows(ids)[address][2], 2)

    def test_a_message_refused_after_its_text_fails(self):
        self.assert_outcome("reject-data@x.example", "failed", 0, "spam")

    def test_a_server_without_space_is_asked_again(self):
        self.assert_outcome("reject-data-for-now@x.example", "queued", 0, "no space")

    def test_a_connection_lost_at_the_recipient_is_a_clean_refusal(self):
        self.assert_outcome("die-at-recipient@x.example", "queued", 0, "Connection lost")

    def test_a_connection_lost_before_the_text_is_a_clean_refusal(self):
        self.assert_outcome("die-at-data@x.example", "queued", 0, "Connection lost")

    def test_a_connection_lost_after_the_text_is_unclear(self):
        address = "die-after-acceptance@x.example"
        ids = self.assert_outcome(address, "unknown", 1, "No answer")
        self.assert_never_sent_again(ids, address, 1)

    def test_an_unreadable_answer_is_unclear(self):
        address = "babble@x.example"
        ids = self.assert_outcome(address, "unknown", 1)
        self.assert_never_sent_again(ids, address, 1)

    def test_an_answer_that_comes_too_late_is_unclear(self):
        address = "slow@x.example"
        with mock.patch("odoo.addons.base.models.ir_mail_server.SMTP_TIMEOUT", 2):
            ids = self.assert_outcome(address, "unknown", 1, "No answer")
        self.assert_never_sent_again(ids, address, 1)

    def test_a_dead_server_keeps_everything_queued_and_loses_nothing(self):
        addresses = [f"waiting-{n}@x.example" for n in range(5)]
        ids = self.queue(*addresses)
        self.server.stop()
        self.send()
        self.assertEqual(set(self.states(ids).values()), {"queued"})
        self.server.start(self.port)
        self.age(ids, "date_next", 60)
        self.send()
        self.assertEqual(set(self.states(ids).values()), {"sent"})
        self.assertEqual([self.server.accepted[one] for one in addresses], [1] * 5)


class TestProcessFaults(FaultCase):
    """Senders in parallel, and senders killed at every point of a hand-over."""

    def kill_while_sending(self, address):
        """Let another process send to ``address``, whose server kills it; return the row's id."""
        (row_id,) = self.queue(address)
        process = self.database.start_shell(SEND)
        self.server.aim_at(process.pid)
        self.assertEqual(process.wait(), -9, "the sender should have been killed")
        self.assertEqual(self.states([row_id])[address], "sending")
        return row_id

    def assert_left_to_a_person(self, address, accepted):
        row_id = self.kill_while_sending(address)
        self.send()
        self.assertEqual(self.states([row_id])[address], "sending", "its sender may still live")
        self.age([row_id], "date_claimed", 20)
        self.send()
        self.send()
        self.assertEqual(self.states([row_id])[address], "unknown")
        self.assertEqual(self.server.accepted[address], accepted)

    def test_killed_before_the_text_nothing_is_sent_twice(self):
        self.assert_left_to_a_person("kill-at-recipient@x.example", 0)

    def test_killed_before_acceptance_nothing_is_sent_twice(self):
        self.assert_left_to_a_person("kill-before-acceptance@x.example", 0)

    def test_killed_after_acceptance_nothing_is_sent_twice(self):
        self.assert_left_to_a_person("kill-after-acceptance@x.example", 1)

    def test_what_was_recorded_before_the_kill_stays_recorded(self):
        good = [f"a-good-one-{n}@x.example" for n in range(3)]
        ids = self.queue(*good, "kill-after-acceptance-last@x.example", "b-after@x.example")
        process = self.database.start_shell(SEND)
        self.server.aim_at(process.pid)
        self.assertEqual(process.wait(), -9, "the sender should have been killed")
        self.send()
        states = self.states(ids)
        self.assertEqual({states[one] for one in good}, {"sent"})
        self.assertEqual(states["b-after@x.example"], "sent")
        self.assertEqual({self.server.accepted[one] for one in [*good, "b-after@x.example"]}, {1})

    def test_a_person_may_send_an_unclear_message_again(self):
        address = "kill-at-recipient-again@x.example"
        row_id = self.kill_while_sending(address)
        self.age([row_id], "date_claimed", 20)
        self.send()
        with self.database.environment() as env:
            row = env["directive.notice.delivery"].browse(row_id)
            row.partner_id.email = "mended@x.example"
            row.with_user(env.ref("base.user_admin")).action_send_again()
        self.send()
        self.assertEqual(self.server.accepted["mended@x.example"], 1)

    def run_in_parallel(self, *scripts):
        processes = [self.database.start_shell(script) for script in scripts]
        for process in processes:
            self.assertEqual(process.wait(), 0, process.said())
            self.assertNotIn("Error", process.said())

    def test_two_senders_at_once_send_each_message_once(self):
        addresses = [f"crowd-{n}@x.example" for n in range(150)]
        ids = self.queue(*addresses)
        self.run_in_parallel(SEND, SEND)
        self.send()
        self.assertEqual(set(self.states(ids).values()), {"sent"})
        self.assertEqual({self.server.accepted[one] for one in addresses}, {1})

    def test_two_threads_of_one_server_send_each_message_once(self):
        addresses = [f"thread-{n}@x.example" for n in range(60)]
        ids = self.queue(*addresses)
        run_together(self.send, self.send)
        self.assertEqual(set(self.states(ids).values()), {"sent"})
        self.assertEqual({self.server.accepted[one] for one in addresses}, {1})

    def test_two_reminder_runs_at_once_write_each_reminder_once(self):
        with self.database.environment() as env:
            settings = env["directive.settings"]
            today = settings._today()
            self.make_people(env, ["reminded@x.example"])
            env["directive.agency.member"].search(
                [("email", "=", "reminded@x.example")]
            ).role = "responder"
            deadline = settings._working_calendar().add(today, 1)
            tasks = [self.make_task(env, deadline).id for _n in range(3)]
            env["directive.reminder.rule"].search(
                []
            ).date_last_run = settings._working_calendar().add(today, -1)
        self.run_in_parallel(REMIND, REMIND)
        with self.database.environment() as env:
            notices = env["directive.notice"].search(
                [("event", "=", "reminder_due"), ("task_id", "in", tasks)]
            )
            self.assertEqual(sorted(notices.task_id.ids), sorted(tasks))
            self.assertEqual(len(notices), 3)
            self.assertEqual(len(notices.delivery_ids), 3)
        self.run_in_parallel(SEND, SEND)
        self.assertEqual(
            self.server.accepted["reminded@x.example"], 1, "one digest for three tasks"
        )


del FaultCase  # a base class, not a test of its own
