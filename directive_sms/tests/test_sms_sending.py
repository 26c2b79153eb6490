import threading

from odoo import fields
from odoo.tests import tagged

from ..connectors.base import Outcome
from .common import SmsCase


@tagged("post_install", "-at_install")
class TestSmsSending(SmsCase):
    """Several concurrent calls, and the rows that each may change."""

    def setUp(self):
        super().setUp()
        self.user_b.partner_id.phone = "0911111111"
        self.correct(self.task, coordinating_agency_ids=self.agency_b.ids)
        self.Delivery.search([])._move("cancelled")
        self.people = self.head_a, self.user_a, self.user_b

    def test_after_a_clear_answer_two_are_called_at_the_same_time(self):
        rows, connector = self.tell_by_sms(*self.people), self.answers("accepted")
        both, send = threading.Barrier(2), connector._send

        def send_together(request):
            if connector.requests:
                both.wait(10)
            return send(request)

        connector._send = send_together
        self.send()
        self.assertEqual(set(rows.mapped("state")), {"sent"})

    def test_what_is_not_called_in_time_goes_back_to_the_queue(self):
        rows, connector = self.tell_by_sms(*self.people), self.answers("accepted")
        claimed = self.claim("sms")
        with self.line() as line:
            self.sms(claimed)._give_back(self.prepare(claimed, line))
        self.assertEqual((set(rows.mapped("state")), connector.requests), ({"queued"}, []))
        self.assertEqual(set(rows.mapped("sms_message_ids")), set())

    def test_a_no_to_what_another_has_taken_over_concerns_that_call_alone(self):
        for answer in ("refused", "later"):
            with self.subTest(answer):
                rows, connector = self.tell_by_sms(occurrence=answer), self.answers(answer)
                send = connector._send

                def send_slowly(request, rows=rows, send=send):
                    rows._move("queued")
                    self.claim("sms")
                    return send(request)

                connector._send = send_slowly
                self.send()
                self.assertEqual((rows.state, rows.sms_message_ids.state), ("sending", "refused"))
                rows._move("unknown")

    def test_a_refused_message_costs_nothing(self):
        self.gateway.hard_limit = 300
        rows, connector = self.tell_by_sms(*self.people), self.answers("refused", "accepted")
        self.send()
        self.assertEqual(len(connector.requests), 2)
        self.assertEqual(sorted(rows.mapped("state")), ["failed", "queued", "sent"])

    def test_a_silent_provider_holds_one_message_at_a_time(self):
        rows, connector = self.tell_by_sms(*self.people), self.answers("unknown")
        under_way, most, send = [], [], connector._send

        def send_counted(request):
            under_way.append(request)
            most.append(len(under_way))
            outcome = send(request)
            under_way.remove(request)
            return outcome

        connector._send = send_counted
        self.send()
        self.assertEqual((set(rows.mapped("state")), max(most)), ({"unknown"}, 1))

    def test_a_connector_that_works_with_the_transaction_is_called_in_it(self):
        rows, connector = self.tell_by_sms(*self.people), self.answers("accepted")
        connector.in_threads = False
        threads, send = set(), connector._send
        connector._send = lambda request: threads.add(threading.current_thread()) or send(request)
        self.send()
        self.assertEqual(threads, {threading.current_thread()})
        self.assertEqual(set(rows.mapped("state")), {"sent"})

    def test_words_of_a_provider_no_database_can_hold_do_no_harm(self):
        rows = self.tell_by_sms()
        self.answers(Outcome("accepted", "fine\0", "ref\0erence"))
        self.send()
        self.assertEqual((rows.state, rows.message_ref), ("sent", "reference"))

    def test_a_report_that_came_before_the_answer_is_matched(self):
        rows, connector = self.tell_by_sms(), self.answers("accepted")
        send = connector._send

        def send_after_the_report(request):
            self.env["directive.sms.report"].create(
                {"gateway_id": self.gateway.id, "reference": "ref", "state": "delivered"}
            )
            self.env.flush_all()
            return send(request)

        connector._send = send_after_the_report
        self.send()
        self.assertEqual((rows.state, rows.sms_message_ids.state), ("delivered", "delivered"))

    def test_words_changed_are_sent_at_once(self):
        connector = self.answers("accepted")
        lang = self.Delivery._fallback_lang()  # whatever languages the database at hand has
        templates = self.env["directive.sms.template"].with_context(lang=lang)
        template = templates.search([("use", "=", "single")])
        for words in ("First {link}", "Second {link}"):
            template.body = words
            self.tell_by_sms(occurrence=words)
            self.send()
            self.at(fields.Datetime.now())
        self.assertEqual([one.text.split()[0] for one in connector.requests], ["First", "Second"])
