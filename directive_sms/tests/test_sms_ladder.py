from odoo.tests import tagged

from odoo.addons.directive_tracking.tests.ack_common import AcknowledgementCase

from .common import SmsCase


@tagged("post_install", "-at_install")
class TestSmsLadder(SmsCase, AcknowledgementCase):
    """The rungs of the ladder that go by SMS, and another gateway when one was in vain."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Step.search([("urgency", "=", "express")]).unlink()
        cls.make_ladder("express", (10, "sms"), (20, "second_gateway"), (30, "second_gateway"))

    def setUp(self):
        super().setUp()
        self.env["ir.config_parameter"].set_param("directive_sms.express", "False")
        self.row = self.ask(task=self.task)

    def sms(self):
        return self.Delivery.search(
            [("notice_id.repeats_id", "=", self.row.notice_id.id), ("channel", "=", "sms")],
            order="id",
        )

    def step_and_send(self, minute):
        self.climb(f"2026-11-25 02:{minute}:00")
        self.send()

    def gateways(self):
        return self.Message.search(
            [("partner_id", "=", self.row.partner_id.id)], order="id"
        ).gateway_id

    def test_a_step_by_sms_sends_one_sms_to_the_same_person(self):
        self.answers("accepted")
        self.step_and_send(10)
        self.assertEqual(self.sms().mapped("state"), ["sent"])
        self.assertEqual(self.sms().partner_id, self.head_a.partner_id)

    def test_the_second_gateway_is_another_than_the_first(self):
        second = self.make_gateway("Second")
        self.answers("accepted")
        self.answers("accepted", gateway=second)
        self.step_and_send(10)
        self.assertEqual(self.gateways(), self.gateway)
        self.step_and_send(20)
        self.assertEqual(self.gateways(), self.gateway | second)
        self.assertEqual(self.sms().mapped("state"), ["sent", "sent"])

    def test_an_unclear_submission_counts_as_that_gateway_s(self):
        second = self.make_gateway("Second")
        self.answers("unknown")
        self.answers("accepted", gateway=second)
        self.step_and_send(10)
        self.step_and_send(20)
        self.assertEqual(self.gateways(), self.gateway | second)
        self.assertEqual(self.sms().mapped("state"), ["unknown", "sent"])

    def test_without_another_gateway_it_says_so(self):
        self.answers("accepted")
        self.step_and_send(10)
        self.step_and_send(20)
        last = self.sms()[-1]
        self.assertEqual(last.state, "suppressed")
        self.assertIn("No other SMS gateway", last.reason)
        self.assertEqual(len(self.connectors[self.gateway.id].requests), 1)

    def test_another_gateway_that_rests_is_waited_for(self):
        second = self.make_gateway("Second")
        self.answers("accepted")
        self.answers("later", gateway=second)
        self.step_and_send(10)
        self.step_and_send(20)
        self.assertEqual(self.sms()[-1].state, "queued")
        self.assertEqual(len(self.connectors[self.gateway.id].requests), 1, "never the first again")

    def test_when_every_gateway_was_tried_a_third_sms_is_not_sent(self):
        second = self.make_gateway("Second")
        self.answers("accepted")
        self.answers("accepted", gateway=second)
        for minute in (10, 20, 30):
            self.step_and_send(minute)
        self.assertEqual(self.sms().mapped("state"), ["sent", "sent", "suppressed"])

    def test_without_any_gateway_the_step_does_nothing(self):
        self.gateway.active = False
        self.climb("2026-11-25 02:10:00")
        self.assertFalse(self.sms())
        self.assertEqual(self.row.step, 10)

    def test_a_reminder_goes_by_sms_too(self):
        self.answers("accepted")
        self.row.with_user(self.office_user).action_remind()
        self.assertEqual(self.sms().mapped("partner_id"), self.head_a.partner_id)
        self.send()
        self.assertIn("SMS: Sent", self.row.channels)

    def test_who_answers_by_then_gets_no_second_sms(self):
        self.make_gateway("Second")
        self.answers("accepted")
        self.step_and_send(10)
        self.climb("2026-11-25 02:20:00")
        self.sms()[:1]._acknowledge("By SMS")
        self.send()
        self.assertEqual(self.sms()[-1].state, "seen")
        self.assertEqual(self.gateways(), self.gateway)
        self.assertEqual((self.row.state, self.row.how), ("seen", "By SMS"))
