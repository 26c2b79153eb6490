import json
import socket

from odoo.tests import BaseCase
from odoo.tools import file_open

from ...connectors import connect
from ...connectors.base import Account, Call, Report, Request
from ..provider import Provider

REQUEST = Request("a" * 32, "+84912345678", "Nhac viec 5 & 6", sender="UBND")


def preset(name):
    with file_open(f"directive_sms/data/presets/{name}.json") as file:
        return json.load(file)


class ConnectorCase(BaseCase):
    """Connectors against an HTTP server with prescribed answers."""

    def provider(self, *answers):
        provider = Provider(*answers)
        self.addCleanup(provider.stop)
        return provider

    def connector(self, provider, name="json", kind="http", **vals):
        vals = {"password": "s3cret!", "username": "user", "timeout": 1.0, **vals}
        spec = preset(name) if kind == "http" else {}
        hosts = frozenset({"127.0.0.1"})
        url = provider if isinstance(provider, str) else provider.url
        return connect(kind, Account(url=url, local_hosts=hosts, specification=spec, **vals))

    def send(self, *answers, **vals):
        return self.connector(self.provider(*answers), **vals).send(REQUEST)


class TestSmsFaults(ConnectorCase):
    """Certain and uncertain outcomes: only a clear refusal allows a retry."""

    def test_an_accepted_message_has_its_reference(self):
        outcome = self.send((200, '{"status": "ok", "id": 77}'))
        self.assertEqual((outcome.result, outcome.reference), ("accepted", "77"))

    def test_what_never_connected_was_not_sent(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        for url in (f"http://127.0.0.1:{port}/", "https://no-such-host.invalid/"):
            self.assertEqual(self.connector(url).send(REQUEST).result, "blocked")

    def test_a_lost_answer_is_unclear(self):
        faults = (
            (200, "RESET"),
            (200, "HANG"),
            (200, '{"HALF": 1}'),
            (200, "<html>proxy</html>"),
            (200, "[]"),
            (200, ""),
            (500, "x"),
            (502, "x"),
            (504, "x"),
            (408, "x"),
        )
        for fault in faults:
            with self.subTest(fault=fault):
                self.assertEqual(self.send(fault).result, "unknown")

    def test_a_provider_that_asks_to_wait_is_obeyed(self):
        outcome = self.send((429, "slow", ("Retry-After", "7")))
        self.assertEqual(outcome.result, "unknown", "it may be said of a message that was taken")
        self.assertEqual(self.send((503, "busy")).result, "unknown")
        self.assertEqual(self.send((401, "who are you?")).result, "blocked")

    def test_a_redirect_is_not_followed(self):
        other = self.provider((200, '{"status": "ok"}'))
        for status, result in (
            (301, "blocked"),
            (308, "blocked"),
            (302, "unknown"),
            (303, "unknown"),
        ):
            outcome = self.send((status, "", ("Location", other.url)))
            self.assertEqual((outcome.result, other.calls), (result, []), status)

    def test_plain_http_is_for_listed_hosts_only(self):
        provider = self.provider((200, '{"status": "ok"}'))
        connector = self.connector(provider)
        connector.account.local_hosts = frozenset()
        self.assertEqual(connector.send(REQUEST).result, "blocked")
        self.assertFalse(provider.calls)

    def test_an_error_code_refuses_the_message(self):
        outcome = self.send((200, '{"status": "refused", "message": "wrong number"}'))
        self.assertEqual((outcome.result, outcome.reason), ("refused", "refused wrong number"))

    def test_a_code_nobody_listed_leaves_the_message_unclear(self):
        self.assertEqual(self.send((200, '{"status": "bad"}')).result, "unknown")

    def test_a_missing_parameter_is_said_and_nothing_sent(self):
        provider = self.provider((200, "{}"))
        outcome = self.connector(provider, name="vnpt").send(REQUEST)
        self.assertIn("LABELID", outcome.reason)
        self.assertEqual((outcome.result, provider.calls), ("blocked", []))

    def test_a_header_that_cannot_be_written_sends_nothing(self):
        provider = self.provider((200, "{}"))
        outcome = self.connector(provider, password="a\r\nX-Evil: 1").send(REQUEST)
        self.assertEqual((outcome.result, provider.calls), ("blocked", []))

    def test_an_answer_that_repeats_the_secret_is_blotted_out(self):
        outcome = self.send((400, "bad password s3cret! or s3cret%21"))
        self.assertNotIn("s3cret", outcome.reason)
        self.assertIn("***", outcome.reason)

    def test_an_endless_answer_is_cut_off(self):
        self.assertEqual(self.send((200, "x" * 100_000)).result, "unknown")


class TestSmsKannel(ConnectorCase):
    """Kannel's sendsms."""

    def send_kannel(self, answer, request=REQUEST):
        provider = self.provider(answer)
        return self.connector(provider, kind="kannel").send(request), provider

    def test_202_is_accepted_and_503_waits(self):
        for status, text, result in (
            (202, "0: Accepted for delivery", "accepted"),
            (202, "3: Queued for later delivery", "accepted"),
            (503, "Temporal failure, try again later.", "later"),
            (503, "<html>proxy</html>", "unknown"),
            (403, "Authorization failed for sendsms", "blocked"),
            (400, "Missing receiver", "refused"),
        ):
            self.assertEqual(self.send_kannel((status, text))[0].result, result)

    def test_vietnamese_is_sent_as_ucs2(self):
        text = "Hạn 25/12 & 5%"
        _outcome, provider = self.send_kannel((202, "0"), REQUEST._replace(text=text))
        self.assertIn("coding=2&", provider.calls[0].path)
        self.assertIn("text=H%E1%BA%A1n+25%2F12+%26+5%25", provider.calls[0].path)

    def test_the_report_address_carries_the_request_id(self):
        request = REQUEST._replace(report_url="https://x.vn/report/1/abc/sig")
        _outcome, provider = self.send_kannel((202, "0"), request)
        address = "dlr-mask=31&dlr-url=https%3A%2F%2Fx.vn%2Freport%2F1%2Fabc%2Fsig%3Fu%3Daaaa"
        self.assertIn(address, provider.calls[0].path)

    def test_a_report_is_a_mask_of_bits(self):
        connector = connect("kannel", Account())
        params = {"u": "1", "type": "1", "fid": "9", "reply": "ok", "to": "84912345678"}
        reports = connector.parse_reports(Call(params))
        self.assertEqual(reports, [Report("delivered", "1", "9", "84912345678", "1 ok")])
        self.assertEqual(connector.parse_reports(Call({"type": "x"})), [])


class FakeApi:
    """Odoo's SMS client with a fixed answer."""

    def __init__(self, answer):
        self.answer = answer

    def _send_sms_batch(self, messages, delivery_reports_url=False):
        if isinstance(self.answer, Exception):
            raise self.answer
        return [{"uuid": number["uuid"], **self.answer} for number in messages[0]["numbers"]]


class TestSmsOdoo(BaseCase):
    """Odoo's own SMS, with any provider behind it."""

    def test_its_answers_are_understood(self):
        for answer, result in (
            ({"state": "success"}, "accepted"),
            ({"state": "processing"}, "accepted"),
            ({"state": "wrong_number_format"}, "refused"),
            ({"state": "insufficient_credit"}, "blocked"),
            ({"state": "server_error"}, "unknown"),
            ({"uuid": "other"}, "unknown"),
            (ConnectionError("gone"), "unknown"),
        ):
            connector = connect("odoo", Account(api=FakeApi(answer)))
            self.assertEqual(connector.send(REQUEST).result, result, answer)

    def test_without_that_application_nothing_is_sent(self):
        self.assertEqual(connect("odoo", Account()).send(REQUEST).result, "blocked")
