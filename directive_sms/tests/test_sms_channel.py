from datetime import timedelta
from unittest.mock import patch

from psycopg2.errors import DeadlockDetected, SerializationFailure

from odoo import fields
from odoo.tests import tagged

from ..connectors.base import Outcome
from .common import SmsCase


@tagged("post_install", "-at_install")
class TestSmsChannel(SmsCase):
    """From the ledger to a gateway: certain outcomes are settled, others are left alone."""

    def test_a_notice_goes_out_as_one_sms(self):
        rows, connector = self.tell_by_sms(), self.answers("accepted")
        self.send()
        self.assertEqual((rows.state, rows.message_ref), ("sent", "ref"))
        self.assertEqual([one.number for one in connector.requests], ["+84912345678"])
        message = rows.sms_message_ids
        self.assertEqual((message.state, message.part_count, message.price), ("accepted", 1, 300))

    def test_sending_twice_sends_once(self):
        self.tell_by_sms()
        connector = self.answers("accepted")
        self.send()
        self.send()
        self.assertEqual(len(connector.requests), 1)

    def test_a_refused_number_fails_for_good(self):
        rows, connector = self.tell_by_sms(), self.answers("refused")
        self.send()
        self.assertEqual(
            (rows.state, rows.reason, len(connector.requests)), ("failed", "test says refused", 1)
        )

    def test_an_unclear_outcome_is_never_resent(self):
        other = self.make_gateway("Second")
        rows, connector = self.tell_by_sms(), self.answers("unknown")
        second = self.answers("accepted", gateway=other)
        for _run in range(3):
            self.send()
        self.assertEqual((rows.state, len(connector.requests), second.requests), ("unknown", 1, []))
        self.assertEqual(rows.sms_message_ids.state, "unknown")

    def test_a_provider_that_knows_our_id_is_asked_once_more(self):
        rows = self.tell_by_sms()
        duplicate = Outcome("accepted", "had it", is_duplicate=True)
        connector = self.answers("unknown", duplicate, dedupes=True)
        self.send()
        self.assertEqual(rows.state, "sent")
        self.assertEqual(len({one.request_id for one in connector.requests}), 1)
        self.assertEqual(len(connector.requests), 2)

    def test_a_no_to_the_second_question_leaves_it_unclear(self):
        for second in ("refused", "blocked", "later", "unknown"):
            with self.subTest(second=second):
                self.gateway.action_close_circuit()
                rows = self.tell_by_sms(occurrence=second)
                self.answers("unknown", second, dedupes=True)
                self.send()
                self.assertEqual(rows.state, "unknown")

    def test_after_a_clear_no_the_next_gateway_is_asked(self):
        other = self.make_gateway("Second")
        for clear in ("blocked", "later"):
            with self.subTest(clear=clear):
                rows = self.tell_by_sms(occurrence=clear)
                self.answers(clear)
                second = self.answers("accepted", gateway=other)
                self.send()
                self.assertEqual((rows.state, len(second.requests)), ("sent", 1))

    def test_a_step_done_anew_writes_down_the_same_calls(self):
        self.make_gateway("Second", sequence=20)
        self.answers("later")
        self.tell_by_sms()
        Message, settled, problems = (
            self.registry["directive.sms.message"],
            [],
            [DeadlockDetected()],
        )
        settle, insert = Message._settle_all, Message._insert_submissions

        def note_settled(messages, outcomes):
            settled.append([request_id for request_id, _outcome in outcomes])
            return settle(messages, outcomes)

        def insert_or_fail(messages, started, now):
            if settled and problems:
                raise problems.pop()
            return insert(messages, started, now)

        self.patch(Message, "_settle_all", note_settled)
        self.patch(Message, "_insert_submissions", insert_or_fail)
        self.send()
        self.assertEqual(settled[0], settled[1])
        self.assertEqual(
            self.Message.search([], order="id desc", limit=2).mapped("state"),
            ["accepted", "refused"],
        )

    def test_a_temporary_no_is_tried_again_later(self):
        rows, connector = self.tell_by_sms(), self.answers("blocked", "accepted")
        self.send()
        self.assertEqual(rows.state, "queued")
        self.at("2026-11-25 02:05:00")
        self.send()
        self.assertEqual((rows.state, len(connector.requests)), ("sent", 2))
        self.assertEqual(rows.sms_message_ids.mapped("state"), ["accepted", "refused"])
        self.assertEqual(len(set(rows.sms_message_ids.mapped("request_id"))), 2)

    def test_the_submission_is_committed_before_the_provider_is_called(self):
        self.tell_by_sms()
        order = []
        connector = self.answers("accepted")
        send = connector._send
        connector._send = lambda request: order.append("send") or send(request)
        commit = self.registry["directive.notice.sender"]._commit

        def note_commit(sender, done=0):
            written = self.Message.search_count([("state", "=", "submitting")])
            order.append(f"commit {written}")
            return commit(sender, done)

        self.patch(self.registry["directive.notice.sender"], "_commit", note_commit)
        self.send()
        self.assertEqual(order[order.index("send") - 1], "commit 1")

    def test_what_breaks_after_the_call_does_not_send_again(self):
        rows, connector = self.tell_by_sms(), self.answers("accepted")
        self.gateway.failure_count = 1
        self.patch(self.registry["directive.sms.gateway"], "_note", lambda *_: 1 / 0)
        logger = "odoo.addons.directive_sms.models.channel.directive_sms_sender"
        with self.assertLogs(logger, "ERROR"):
            self.send()
        self.send()
        self.assertEqual((rows.state, len(connector.requests)), ("sent", 1))

    def test_a_connector_that_breaks_leaves_it_unclear(self):
        rows, connector = self.tell_by_sms(), self.answers("accepted")
        connector._send = lambda request: 1 / 0
        self.send()
        self.assertEqual(rows.state, "unknown")

    # After a crash

    def abandon(self, **capabilities):
        """Leave a row as a process leaves it that dies during the call."""
        rows = self.tell_by_sms()
        connector = self.answers("accepted", **capabilities)
        rows._move("sending")
        with self.line() as line:
            started = self.prepare(rows, line)
            self.Message._insert_submissions(started, fields.Datetime.now())
        message = rows.sms_message_ids
        self.at(fields.Datetime.now() + timedelta(minutes=20))
        return rows, message, connector

    def test_a_killed_process_leaves_it_unclear(self):
        rows, message, connector = self.abandon()
        self.send()
        self.assertEqual(
            (rows.state, message.state, connector.requests), ("unknown", "unknown", [])
        )

    def test_what_was_claimed_and_never_handed_over_is_sent(self):
        rows, connector = self.tell_by_sms(), self.answers("accepted")
        rows._move("sending")
        self.at(fields.Datetime.now() + timedelta(minutes=20))
        self.send()
        self.assertEqual((rows.state, len(connector.requests)), ("sent", 1))

    def test_an_earlier_refusal_does_not_count_as_handed_over(self):
        rows, connector = self.tell_by_sms(), self.answers("blocked", "accepted")
        self.send()
        self.at(fields.Datetime.now() + timedelta(minutes=2))
        rows._move("sending")
        self.at(fields.Datetime.now() + timedelta(minutes=20))
        self.send()
        self.assertEqual((rows.state, len(connector.requests)), ("sent", 2))

    def test_one_claim_of_several_people_is_one_message_each(self):
        self.user_b.partner_id.phone = "0911111111"
        self.correct(self.task, coordinating_agency_ids=self.agency_b.ids)
        self.Delivery.search([])._move("cancelled")
        people = self.head_a, self.user_a, self.user_b
        rows = self.tell_by_sms(*people) | self.tell_by_sms(*people, occurrence="again")
        connector = self.answers("accepted", "refused", "accepted")
        self.send()
        numbers = sorted(one.number for one in connector.requests)
        self.assertEqual(numbers, ["+84911111111", "+84912345678", "+84987654321"])
        self.assertEqual(sorted(rows.mapped("state")), ["failed"] * 2 + ["sent"] * 4)

    def test_a_slow_process_does_not_send_what_another_has_taken(self):
        # Meanwhile another process takes this claim for abandoned, and takes it itself.
        self.send_slowly(lambda waiting: waiting._move("queued"))

    def send_slowly(self, let_go):
        """Send to two; another process claims the second row during the first call."""
        rows = self.tell_by_sms(self.head_a, self.user_a)
        connector = self.answers("accepted")
        send = connector._send

        def send_slowly(request):
            waiting = rows.filtered(lambda row: not row.sms_message_ids)
            let_go(waiting)
            self.claim("sms")
            return send(request)

        connector._send = send_slowly
        self.send()
        self.assertEqual(len(connector.requests), 1)
        self.assertEqual(sorted(rows.mapped("state")), ["sending", "sent"])

    def test_a_slow_process_does_not_hide_that_another_has_called(self):
        rows, connector = self.tell_by_sms(), self.answers("accepted")
        sleeper = self.claim("sms")
        # Another takes over, calls, and dies before the answer.
        rows._move("queued")
        other = self.claim("sms")
        with self.line() as line:
            started = self.prepare(other, line)
            self.Message._insert_submissions(started, fields.Datetime.now())
        self.at(fields.Datetime.now() + timedelta(seconds=5))
        self.assertEqual(self.sms(sleeper)._still_ours(started), [])
        self.env.invalidate_all()
        self.at(fields.Datetime.now() + timedelta(minutes=20))
        self.send()
        self.assertEqual((rows.state, connector.requests), ("unknown", []))

    def test_what_expires_between_the_text_and_the_call_is_not_sent(self):
        soon = fields.Datetime.now() + timedelta(minutes=5)
        late = self.tell_by_sms(occurrence="late", valid_until=soon)
        other = self.tell_by_sms(occurrence="other")
        connector = self.answers("accepted")
        claim = self.claim("sms")
        with self.line() as line:
            messages = self.prepare(claim, line)
            self.at(soon)
            started, waiting = self.sms(claim)._start(line, messages)
        self.env.invalidate_all()
        self.assertEqual((started, waiting, connector.requests), ([], [], []))
        self.assertEqual((late.state, other.state), ("expired", "queued"))
        self.send()
        self.assertEqual(other.state, "sent")

    def test_a_slow_process_does_not_send_what_a_person_has_sent_again(self):
        def send_again(waiting):
            waiting._move("unknown", "abandoned")
            waiting.with_user(self.office_user).action_send_again()

        self.send_slowly(send_again)

    def test_a_second_digest_waits_for_him_alone_who_had_one(self):
        self.tell_by_sms(self.head_a, event="reminder_silent")
        self.send()
        rows = self.tell_by_sms(self.head_a, self.user_a, event="reminder_silent", occurrence="2")
        self.send()
        states = {row.user_id: row.state for row in rows}
        self.assertEqual(states, {self.head_a: "queued", self.user_a: "sent"})

    def test_after_a_crash_a_provider_that_knows_our_id_is_asked(self):
        rows, message, connector = self.abandon(dedupes=True)
        self.send()
        self.send()
        self.assertEqual((rows.state, message.state), ("sent", "accepted"))
        self.assertEqual([one.request_id for one in connector.requests], [message.request_id])

    def test_of_two_who_find_a_dead_call_one_asks_again(self):
        rows, _message, connector = self.abandon(dedupes=True)
        step = self.registry["directive.sms.message"]._step

        def step_second(message, state, values):
            step(message, state, values)  # the other was quicker
            return step(message, state, values)

        with patch.object(self.registry["directive.sms.message"], "_step", step_second):
            self.send()
        self.assertEqual((rows.state, connector.requests), ("unknown", []))

    def test_a_report_quicker_than_the_recovery_does_not_stop_the_run(self):
        rows, message, connector = self.abandon(dedupes=True)

        def collide(_message):
            raise SerializationFailure

        self.patch(self.registry["directive.sms.message"], "_ask_again", collide)
        other = self.tell_by_sms(self.user_a, occurrence="2")
        self.send()
        self.assertEqual((other.state, rows.state, message.state), ("sent", "unknown", "unknown"))

    # The circuit, the rate, the money

    def test_a_dead_gateway_rests_and_the_queue_is_left_alone(self):
        self.answers("blocked")
        for number in range(5):
            self.tell_by_sms(occurrence=str(number), urgency="express")
        self.send()
        self.assertTrue(self.gateway.date_open_until)
        self.assertEqual(len(self.texts()), 3)
        queued = self.Delivery.search([("channel", "=", "sms"), ("state", "=", "queued")])
        self.assertEqual(len(queued), 5)
        self.send()
        self.assertEqual(len(self.texts()), 3, "it is not asked while it rests")
        self.assertEqual(set(queued.mapped("attempt_count")), {1})

    def test_success_closes_the_circuit(self):
        self.gateway.write({"failure_count": 2, "last_error": "x"})
        self.tell_by_sms()
        self.send()
        self.assertEqual((self.gateway.failure_count, self.gateway.last_error), (0, False))

    def test_at_the_monthly_limit_nothing_more_goes(self):
        self.gateway.hard_limit = 600
        for number in range(4):
            self.tell_by_sms(occurrence=str(number), urgency="express")
        self.answers("accepted")
        self.send()
        self.send()
        self.assertEqual(len(self.texts()), 2)
        self.assertIn("monthly limit", self.gateway.health)

    def test_the_rate_is_kept(self):
        self.gateway.rate = 2
        waits = []
        self.patch(
            self.registry["directive.sms.gateway"],
            "_lease",
            lambda _gateway, rate: waits.append(rate) or (2, 0.0),
        )
        for number in range(4):
            self.tell_by_sms(occurrence=str(number), urgency="express")
        self.answers("accepted", rate=50)
        self.send()
        self.assertEqual((len(self.texts()), waits), (4, [2, 2]), "the lower of both rates counts")

    def test_two_leases_share_one_bucket(self):
        self.gateway.rate = 3
        granted = [self.gateway._lease(3.0)[0] for _process in range(2)]
        self.assertEqual(granted, [3, 0])

    # Once the addon is gone

    def test_what_waits_is_cancelled_when_sms_goes_away(self):
        sent = self.tell_by_sms()
        self.send()
        waiting = self.tell_by_sms(occurrence="later")
        self.env["directive.channel.sms"]._retire()
        self.assertEqual((sent.state, waiting.state), ("sent", "cancelled"))
