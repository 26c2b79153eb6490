"""Asking the simulated providers, by the product's own connectors, about messages and money.

An answer changes something only if it is certain: whatever breaks on the way leaves everything
as it was.
"""

import json
import unittest
from datetime import date

from . import plain
from .inquiries import INQUIRIES
from .simulator import Simulator
from .test_simulator import BY_SPECIFICATION, connector

CAN_QUERY = ("vnpt", "esms", "speedsms", "json", "xml")
HAVE_BALANCE = ("viettel", "esms", "speedsms", "json")
# Details that each provider reports about a delivered message.
ARRIVED = dict.fromkeys(CAN_QUERY, "delivered") | {"vnpt": "sent"}
FAULTS = (
    "hang_before",
    "reset_before",
    "close_after",
    "half_body",
    "html",
    "status:429",
    "status:500",
    "status:404",
    "status_after:502",
)
base = plain.load("connectors.base")


class InquiryCase(unittest.TestCase):
    def setUp(self):
        self.simulator = Simulator()
        self.simulator.hang = 1.2
        self.port = self.simulator.start()
        self.addCleanup(self.simulator.stop)

    def send(self, name, number="+84912000001"):
        """Send one message; return (connector, inquiry about it)."""
        speaker = connector(name, self.port, timeout=0.4)
        request = base.Request(f"request of {name}", number, "12/UBND", False, "OFFICE")
        outcome = speaker.send(request)
        self.assertEqual(outcome.result, "accepted", outcome)
        day = date(2026, 11, 22)
        return speaker, base.Inquiry(request.request_id, outcome.reference, number, day)


class TestInquiries(InquiryCase):
    def test_each_preset_asks_where_its_provider_answers(self):
        for name in BY_SPECIFICATION:
            with self.subTest(name):
                capabilities = connector(name, self.port).capabilities()
                self.assertEqual(capabilities.can_query, name in CAN_QUERY)
                self.assertEqual(capabilities.has_balance, name in HAVE_BALANCE)

    def test_what_arrived_failed_or_waits(self):
        for name in CAN_QUERY:
            speaker, inquiry = self.send(name)
            told = {"delivered": ARRIVED[name], "failed": "failed", "waiting": "sent"}
            for state, expected in told.items():
                with self.subTest(name, state=state):
                    self.simulator.settle("0912000001", state)
                    report = speaker.query(inquiry)
                    self.assertEqual(report.state, expected, report)
                    self.assertEqual(report.is_last, state != "waiting")
                    self.assertEqual(report.request_id, inquiry.request_id)

    def test_what_the_provider_does_not_know_is_certain_only_where_it_says_so(self):
        for name in CAN_QUERY:
            with self.subTest(name):
                unheard = base.Inquiry("unheard", "0", "+84912000002", date(2026, 11, 22))
                expected = "never" if INQUIRIES[name].tells_never else "unknown"
                self.assertEqual(connector(name, self.port).query(unheard).state, expected)

    def test_without_a_reference_nobody_is_asked_by_one(self):
        for name in ("esms", "speedsms"):
            with self.subTest(name):
                speaker = connector(name, self.port)
                self.assertTrue(speaker.capabilities().needs_reference)
                inquiry = base.Inquiry("r", "", "+84912000002", date(2026, 11, 22))
                self.assertEqual(speaker.query(inquiry).state, "unknown")
        self.assertFalse(self.simulator.calls)

    def test_an_answer_about_another_number_is_told_with_that_number(self):
        for name in ("speedsms", "json"):
            speaker, inquiry = self.send(name)
            report = speaker.query(inquiry._replace(number="+84912000009"))
            self.assertTrue(report.number.endswith("912000001"), report)

    def test_whatever_breaks_leaves_everything_unknown(self):
        for name in CAN_QUERY:
            speaker, inquiry = self.send(name)
            for fault in FAULTS:
                with self.subTest(name, fault=fault):
                    self.simulator.fail("?0912000001", fault)
                    self.assertEqual(speaker.query(inquiry).state, "unknown")
            self.assertNotEqual(speaker.query(inquiry).state, "unknown")

    def test_a_wrong_password_learns_nothing_and_is_never_shown(self):
        for name in CAN_QUERY:
            with self.subTest(name):
                _speaker, inquiry = self.send(name)
                stranger = connector(name, self.port, password="Wr0ng-secret")
                report = stranger.query(inquiry)
                self.assertEqual(report.state, "unknown")
                self.assertNotIn("Wr0ng-secret", report.reason)


class TestBalance(InquiryCase):
    def test_the_money_left_is_told(self):
        for name in HAVE_BALANCE:
            with self.subTest(name):
                self.simulator.money = 36_693
                self.assertEqual(connector(name, self.port).balance().amount, 36_693)

    def test_whatever_breaks_is_no_balance(self):
        for name in HAVE_BALANCE:
            for fault in FAULTS:
                with self.subTest(name, fault=fault):
                    self.simulator.fail("?*", fault)
                    speaker = connector(name, self.port, timeout=0.4)
                    self.assertIsNone(speaker.balance().amount)
            with self.subTest(name, fault="password"):
                self.assertIsNone(connector(name, self.port, password="wrong").balance().amount)


class TestReplies(unittest.TestCase):
    """A subscriber's text in the format of each provider."""

    def test_each_preset_reads_what_its_provider_brings(self):
        for name in (*BY_SPECIFICATION, "kannel"):
            speaker = connector(name, 1)
            brought = INQUIRIES[name].reply("", "84912345678", "8088", "DH K7F2X đã nhận", "77")
            if brought is None:
                self.assertFalse(speaker.specification.get("reply"))
                continue
            with self.subTest(name):
                (reply,) = speaker.parse_replies(self.call(brought))
                self.assertEqual((reply.sender, reply.text), ("+84912345678", "DH K7F2X đã nhận"))
                if name != "speedsms":  # it names neither
                    self.assertEqual((reply.receiver, reply.reference), ("8088", "77"))

    def call(self, brought):
        from urllib.parse import parse_qsl, urlsplit

        params = dict(parse_qsl(urlsplit(brought.url).query))
        return base.Call(params, brought.body, {"Content-Type": brought.kind})

    def test_a_reply_is_no_report_and_a_report_no_reply(self):
        speaker = connector("speedsms", 1)
        report = {"type": "report", "tranId": 7, "phone": "84912345678", "status": 0}
        call = base.Call({}, json.dumps(report).encode())
        self.assertEqual(speaker.parse_replies(call), [])
        (found,) = speaker.parse_reports(call)
        self.assertEqual((found.state, found.reference), ("delivered", "7"))
        reply = INQUIRIES["speedsms"].reply("", "84912345678", "", "x", "")
        self.assertEqual(speaker.parse_reports(base.Call({}, reply.body)), [])

    def test_several_in_one_call_and_nonsense_beside_them(self):
        speaker = connector("json", 1)
        rows = [{"id": n, "status": state} for n, state in enumerate(("delivered", "?", "failed"))]
        found = speaker.parse_reports(base.Call({}, json.dumps([*rows, 7, None]).encode()))
        self.assertEqual(
            [(one.reference, one.state) for one in found], [("0", "delivered"), ("2", "failed")]
        )

    def test_nonsense_is_nothing(self):
        bodies = (
            b"",
            b"\xff\xfe",
            b"[" * 60_000,
            b"<a>" * 20_000,
            b"{",
            b"null",
            b'{"status": {"a": 1}}',
            b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><status>&x;</status>',
        )
        for name in (*BY_SPECIFICATION, "kannel"):
            for body in bodies:
                with self.subTest(name, body=body[:20]):
                    self.assertEqual(connector(name, 1).parse_reports(base.Call({}, body)), [])
                    self.assertEqual(connector(name, 1).parse_replies(base.Call({}, body)), [])


del InquiryCase  # a base class, not a test of its own
