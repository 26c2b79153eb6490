from datetime import timedelta
from unittest.mock import patch

from psycopg2.errors import DeadlockDetected

from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from ..connectors.base import Outcome
from ..tools import reply as reply_words
from ..tools.line import ROUNDS, UNCALLED
from .common import SmsCase


class RoundCase(SmsCase):
    """A gateway known to answer at once, so that its calls are made in rounds."""

    def setUp(self):
        super().setUp()
        Gateway = self.registry["directive.sms.gateway"]
        ways_of = Gateway._ways

        def quick_ways(gateways):
            ways = ways_of(gateways)
            for way in ways:
                way.width, way.pace = 16.0, 0.0
            return ways

        self.patch(Gateway, "_ways", quick_ways)

    def tell_often(self, count):
        """Queue ``count`` messages, which are express and therefore go one by one."""
        rows = [self.tell_by_sms(occurrence=str(n), urgency="express") for n in range(count)]
        return self.Delivery.browse(row.id for row in rows)


@tagged("post_install", "-at_install")
class TestSmsRounds(RoundCase):
    """Recorded calls of a round that were not begun have certainly not been made."""

    def states(self, rows):
        return sorted(rows.mapped("state"))

    def test_each_message_of_a_round_in_trouble_is_called_once(self):
        rows = self.tell_often(8)
        connector = self.answers("accepted", "unknown", "accepted")
        self.send()
        self.assertEqual(self.states(rows), ["sent"] * 7 + ["unknown"])
        called = [one.request_id for one in connector.requests]
        self.assertEqual((len(called), len(set(called))), (8, 8))
        left_out = rows.sms_message_ids.filtered(lambda one: one.request_id not in called)
        self.assertTrue(left_out, "there was no round")
        self.assertEqual(set(left_out.mapped("state")), {"refused"})
        self.assertIn("Not called", left_out[0].reason)

    def test_the_next_gateway_gets_them_if_the_first_rests(self):
        other = self.make_gateway("Second", sequence=99)
        self.gateway.failure_count = 2
        rows = self.tell_often(8)
        self.answers("blocked")
        second = self.answers("accepted", gateway=other)
        self.send()
        self.assertEqual(self.states(rows), ["sent"] * 8)
        self.assertEqual(len({one.request_id for one in second.requests}), 8)
        self.assertLessEqual(len(self.texts()), ROUNDS, "each round was called once")

    def test_without_another_gateway_they_wait_in_the_queue(self):
        self.gateway.failure_count = 2
        rows = self.tell_often(8)
        connector = self.answers("blocked")
        self.send()
        self.assertEqual(self.states(rows), ["queued"] * 8)
        self.assertLessEqual(len(connector.requests), ROUNDS)
        self.gateway.action_close_circuit()
        connector.results = ["accepted"]
        self.at("2026-11-25 03:00:00")
        self.send()
        self.assertEqual(self.states(rows), ["sent"] * 8)

    def test_what_was_not_called_costs_nothing(self):
        self.gateway.hard_limit = 300 * 20
        self.tell_often(8)
        self.answers("accepted", "unknown", "accepted")
        self.send()
        self.assertEqual(self.gateway.spent_month, 300 * 8)
        self.env.invalidate_all()
        self.assertEqual(self.gateway.budget_used, 300 * 8)

    def test_a_deadlock_while_giving_back_loses_no_answer(self):
        Sender, problems = self.registry["directive.sms.sender"], [DeadlockDetected()]
        give_back = Sender._give_back

        def give_back_or_fail(model, waiting):
            if problems:
                raise problems.pop()
            return give_back(model, waiting)

        self.patch(Sender, "_give_back", give_back_or_fail)
        self.tell_often(2)
        rows = self.claim("sms")
        with self.line() as line:
            called, waiting = self.prepare(rows, line)
            self.Message._insert_submissions([called], fields.Datetime.now())
            found = self.sms(rows)._step(
                line, [(called, Outcome("accepted"))], [waiting], is_over=True
            )
        self.assertEqual(found, ([], []))
        self.assertEqual((self.states(rows), problems), (["queued", "sent"], []))

    def test_an_answer_no_database_can_hold_takes_no_other_with_it(self):
        rows = self.tell_often(4)
        self.answers(Outcome("accepted", "\ud83d half a sign", "\ud83d\0"), "accepted")
        self.send()
        self.assertEqual(self.states(rows), ["sent"] * 4)

    def test_what_the_recipient_has_seen_meanwhile_is_not_called_again(self):
        rows = self.tell_often(8)
        connector = self.answers("unknown", "accepted")
        send = connector._send

        def send_and_see(request):
            if not connector.requests:
                called = self.Message.search([("request_id", "=", request.request_id)])
                (rows - called.delivery_ids)._move("seen", "in the application")
            return send(request)

        connector._send = send_and_see
        self.send()
        self.assertEqual(self.states(rows), ["seen"] * 7 + ["unknown"])

    def test_a_process_that_dies_in_a_round_leaves_all_of_it_unclear(self):
        rows = self.tell_often(4)
        connector = self.answers("accepted")
        rows._move("sending")
        with self.line() as line:
            self.Message._insert_submissions(self.prepare(rows, line), fields.Datetime.now())
        self.at(fields.Datetime.now() + timedelta(minutes=20))
        self.send()
        self.assertEqual(self.states(rows), ["unknown"] * 4)
        self.assertEqual(connector.requests, [])

    def test_a_process_that_dies_after_one_was_left_out_leaves_it_to_others(self):
        rows = self.tell_often(1)
        connector = self.answers("accepted")
        rows._move("sending")
        with self.line() as line:
            messages = self.prepare(rows, line)
            self.Message._insert_submissions(messages, fields.Datetime.now())
        self.Message._settle_all([(messages[0].submission.request.request_id, Outcome(UNCALLED))])
        self.at(fields.Datetime.now() + timedelta(minutes=5))
        self.send()
        self.assertEqual((rows.state, len(connector.requests)), ("sent", 1))


@tagged("post_install", "-at_install")
class TestSmsFence(SmsCase):
    """Of two claims of one row the earlier one sends nothing any more."""

    def test_a_person_who_sends_again_twice_is_not_taken_for_his_first_claim(self):
        rows, connector = self.tell_by_sms(), self.answers("accepted")
        office = rows.with_user(self.office_user)
        sleepers = []
        for _time in range(2):
            self.claim("sms")
            rows._move("unknown", "abandoned")
            office.action_send_again()
            self.at(fields.Datetime.now() + timedelta(minutes=20))
            sleepers.append(self.claim("sms"))
        first, second = sleepers
        with self.line() as line:
            messages = self.prepare(first, line)
        self.assertEqual(self.sms(first)._still_ours(messages), [])
        self.assertEqual(self.sms(second)._still_ours(messages), messages)
        self.assertEqual(connector.requests, [])


@tagged("post_install", "-at_install")
class TestSmsCodes(SmsCase):
    """By which a message may be answered: issued for all messages of a claim at once."""

    def setUp(self):
        super().setUp()
        self.gateway.reply_number = "8088"
        self.Token = self.env["directive.sms.token"]

    def codes(self):
        return self.Token.search([]).mapped("code")

    def test_two_messages_to_one_person_about_one_task_have_one_code(self):
        rows = self.tell_by_sms(occurrence="1", urgency="express")
        rows |= self.tell_by_sms(occurrence="2", urgency="express")
        self.answers("accepted")
        self.send()
        self.assertEqual(rows.mapped("state"), ["sent", "sent"])
        token = self.Token.search([])
        self.assertEqual(token.delivery_id.id, max(rows.ids))
        self.assertEqual([token.code in text for text in self.texts()], [True, True])

    def test_each_person_has_a_code_of_his_own(self):
        self.tell_by_sms(self.head_a, self.user_a)
        connector = self.answers("accepted")
        self.send()
        said = {one.number: one.text for one in connector.requests}
        codes = {token.partner_id: token.code for token in self.Token.search([])}
        self.assertEqual(len(set(codes.values())), 2)
        self.assertIn(codes[self.head_a.partner_id], said["+84912345678"])
        self.assertIn(codes[self.user_a.partner_id], said["+84987654321"])

    def test_a_code_that_somebody_has_is_drawn_again_for_all(self):
        self.tell_by_sms(self.head_a)
        self.answers("accepted")
        self.send()
        (taken,) = self.codes()
        draws = iter([taken, "BBBB22", "BBBB22", "CCCC33"])
        self.tell_by_sms(self.user_a, occurrence="2")
        with patch.object(reply_words, "new_token", lambda: next(draws)):
            self.send()
        self.assertEqual(sorted(self.codes()), sorted([taken, "BBBB22"]))

    def test_a_code_taken_between_the_look_and_the_hand_is_drawn_again(self):
        self.tell_by_sms(self.head_a)
        self.answers("accepted")
        self.send()
        (taken,) = self.codes()
        draws = iter([[taken], ["BBBB22"]])
        rows = self.tell_by_sms(self.user_a, occurrence="2")
        Token = self.registry["directive.sms.token"]
        with patch.object(Token, "_free_codes", lambda _model, _count: next(draws)):
            self.send()
        self.assertEqual(rows.state, "sent")
        self.assertEqual(sorted(self.codes()), sorted([taken, "BBBB22"]))

    def test_what_takes_no_answer_goes_out_without_a_code(self):
        broadcast = (
            self.env["directive.broadcast"]
            .with_user(self.office_user)
            .create(
                {
                    "name": "Storm",
                    "body": "All of it",
                    "urgency": "express",
                    "agency_ids": [Command.set(self.agency_a.ids)],
                    "audience": "heads",
                }
            )
        )
        self.env["ir.config_parameter"].set_param("directive_sms.express", "True")
        broadcast.action_send()
        self.answers("accepted")
        with patch.object(self.registry["directive.broadcast"], "_answer_kinds", lambda _one: ()):
            self.send()
        rows = self.Delivery.search([("broadcast_id", "=", broadcast.id), ("channel", "=", "sms")])
        self.assertEqual(rows.mapped("state"), ["sent"])
        self.assertEqual(self.codes(), [])
