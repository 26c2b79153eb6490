from odoo.tests import HttpCase, tagged

from ..connectors import connect
from ..connectors.base import ACCEPTED, UNKNOWN, Account, Outcome, Report
from .common import SmsCase


@tagged("post_install", "-at_install")
class TestSmsReports(SmsCase):
    """Reports in any order, twice, too early, too late, have the same end."""

    def setUp(self):
        super().setUp()
        self.row = self.tell_by_sms()
        self.answers("accepted")
        self.send()
        self.message = self.row.sms_message_ids
        self.Report = self.env["directive.sms.report"]

    def report(self, state, **vals):
        report = Report(state, **{"request_id": self.message.request_id, **vals})
        self.Report._receive(self.gateway, report)
        self.env.invalidate_all()

    def test_delivered_is_delivered(self):
        self.report("delivered")
        self.assertEqual((self.row.state, self.message.state), ("delivered", "delivered"))
        self.assertTrue(self.row.date_delivered and self.message.date_reported)

    def test_any_order_and_any_number_has_the_same_end(self):
        for state in ("delivered", "failed", "delivered", "sent", "failed", "sent"):
            self.report(state)
        self.assertEqual((self.row.state, self.message.state), ("delivered", "delivered"))
        self.assertEqual(self.row.history.count("delivered"), 1)

    def test_a_late_good_report_mends_a_bad_one(self):
        self.report("failed", reason="absent")
        self.assertEqual((self.row.state, self.row.reason), ("failed", "absent"))
        self.report("delivered")
        self.assertEqual(self.row.state, "delivered")

    def test_a_report_settles_what_was_unclear(self):
        row = self.tell_by_sms(occurrence="2")
        self.answers("unknown")
        self.send()
        self.message = row.sms_message_ids
        self.report("sent")
        self.assertEqual(row.state, "sent")

    def test_a_report_of_an_unknown_message_is_kept(self):
        self.report("delivered", request_id="", reference="later")
        kept = self.Report.search([("reference", "=", "later")])
        self.assertFalse(kept.message_id)
        self.assertEqual(self.row.state, "sent")

    def test_a_report_that_comes_before_the_reference_is_matched_later(self):
        self.report("delivered", request_id="", reference="ref2")
        row = self.tell_by_sms(occurrence="2")
        self.connectors[self.gateway.id].send = lambda request: self._accepted("ref2")
        self.send()
        self.assertEqual(row.state, "delivered")

    def _accepted(self, reference):
        return Outcome(ACCEPTED, "ok", reference)

    def sent_again(self):
        """Return a row with an unclear outcome that a person has resent."""
        row = self.tell_by_sms(occurrence="2")
        self.answers("unknown")
        self.send()
        self.message = row.sms_message_ids
        row.with_user(self.office_user).action_send_again()
        return row

    def test_a_late_failure_does_not_stop_what_a_person_sent_again(self):
        row = self.sent_again()
        self.report("failed")
        self.assertEqual(row.state, "queued")

    def test_what_has_arrived_is_not_sent_again_however_late_that_is_known(self):
        row = self.sent_again()
        self.report("delivered")
        connector = self.answers("accepted")
        self.send()
        self.assertEqual((row.state, connector.requests), ("delivered", []))

    def test_taken_by_a_report_it_stays_so_though_the_answer_never_comes(self):
        row = self.tell_by_sms(occurrence="2")
        connector = self.answers()

        def report_and_say_nothing(request):
            self.message = row.sms_message_ids
            self.report("sent")
            return Outcome(UNKNOWN, "time-out")

        connector._send = report_and_say_nothing
        self.send()
        self.assertEqual((row.state, self.message.state), ("sent", "accepted"))

    def test_another_gateway_cannot_report_on_it(self):
        other = self.make_gateway("Other")
        self.Report._receive(other, Report("delivered", self.message.request_id))
        self.assertEqual(self.row.state, "sent")


@tagged("post_install", "-at_install")
class TestSmsReportAddress(SmsCase, HttpCase):
    """The address of a report is its proof."""

    def setUp(self):
        super().setUp()
        self._stop_clock()  # a session may not be older than the browser's
        vals = {"gateway_id": self.gateway.id, "number": "+84912345678", "state": "accepted"}
        self.message = self.Message.create(vals)
        self.connectors[self.gateway.id] = connect("kannel", Account())
        self.path = "/" + self.gateway._report_url(self.message.request_id).split("/", 3)[3]

    def call(self, path, **params):
        response = self.opener.get(self.base_url() + path, params=params, timeout=10)
        self.env.invalidate_all()
        return response.status_code

    def test_a_signed_report_is_applied_again_and_again(self):
        for _time in range(3):
            self.assertEqual(self.call(self.path, type="1", u=self.message.request_id), 200)
        self.assertEqual(self.message.state, "delivered")
        self.assertEqual(
            self.env["directive.sms.report"].search_count([("message_id", "=", self.message.id)]), 1
        )

    def test_a_forged_report_is_not(self):
        other = self.Message.create({"gateway_id": self.gateway.id, "number": "+84912345679"})
        forged = self.path.replace(self.message.request_id, other.request_id)
        for path in (
            self.path[:-1] + "é",
            self.path[:-4] + "0000",
            forged,
            self.path.replace("report/", "report/9"),
        ):
            self.assertEqual(self.call(path, type="1"), 404)
        # A good address with another message's id in its parameters is about its own message.
        self.assertEqual(self.call(self.path, type="1", u=other.request_id), 200)
        self.assertEqual((other.state, self.message.state), ("submitting", "delivered"))

    def test_nonsense_is_answered_well_and_changes_nothing(self):
        for params in ({}, {"type": "x"}, {"type": "1" * 5000}, {"foo": "\x00"}):
            self.assertIn(self.call(self.path, **params), (200, 400))
        self.assertEqual(self.message.state, "accepted")
