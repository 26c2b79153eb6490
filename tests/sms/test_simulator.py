"""The simulator itself, spoken to by the product's own connectors.

The outcomes of the connectors are compared with the simulator's counts: they must never disagree
about an accepted message.
"""

import json
import threading
import unittest
import urllib.request
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qsl, urlsplit

from ..world.together import run_together
from . import plain, providers
from .simulator import Simulator, call

PRESETS = plain.ADDON / "data" / "presets"
PARAMETERS = {
    "vnpt": {"LABELID": "1", "CONTRACTID": "2", "TEMPLATEID": "3", "AGENTID": "4", "APIUSER": "u"},
    "viettel": {"CPCODE": "OFFICE"},
}
BY_SPECIFICATION = ("vnpt", "viettel", "esms", "speedsms", "fpt", "json", "form", "xml")
TAKEN, NOT_TAKEN = 1, 0
# fault: (expected outcome, whether it was accepted)
FAULTS = {
    "hang_before": ("unknown", NOT_TAKEN),
    "hang_after": ("unknown", TAKEN),
    "reset_before": ("unknown", NOT_TAKEN),
    "reset_after": ("unknown", TAKEN),
    "close_after": ("unknown", TAKEN),
    "half_body": ("unknown", TAKEN),
    "html": ("unknown", TAKEN),
    "status:429": ("unknown", NOT_TAKEN),
    "status:503": ("unknown", NOT_TAKEN),
    "status_after:429": ("unknown", TAKEN),
    "status_after:503": ("unknown", TAKEN),
    "status_after:408": ("unknown", TAKEN),
    "status:500": ("unknown", NOT_TAKEN),
    "status_after:502": ("unknown", TAKEN),
    "status_after:504": ("unknown", TAKEN),
}
# provider, its own code, expected outcome of the connector
CODES = [
    ("vnpt", "16", "later"),
    ("vnpt", "22", "blocked"),
    ("vnpt", "30", "refused"),
    ("viettel", "Check ServiceID: ALIAS_INVALID:TELCO=VT", "blocked"),
    ("viettel", "Check ReceiverID: FORMAT_ERROR", "refused"),
    ("esms", "160", "later"),
    ("esms", "103", "blocked"),
    ("esms", "131", "refused"),
    ("esms", "201", "unknown"),
    ("speedsms", "300", "blocked"),
    ("speedsms", "105", "refused"),
    ("fpt", "invalid_grant", "blocked"),
    ("kannel", "Missing receiver number, rejected", "refused"),
]


def connector(name, port, password=providers.PASSWORD, timeout=1.0):
    """Return the product's connector for the simulated provider ``name``."""
    connectors = plain.load("connectors")
    path = "/" if name == "fpt" else providers.PROVIDERS[name].path
    specification = {}
    if name in BY_SPECIFICATION:
        specification = json.loads((PRESETS / f"{name}.json").read_text())
    account = connectors.Account(
        url=f"http://127.0.0.1:{port}{path}",
        username=providers.USERNAME,
        password=password,
        parameters=PARAMETERS.get(name, {}),
        timeout=timeout,
        local_hosts=frozenset({"127.0.0.1"}),
        specification=specification,
    )
    return connectors.connect("kannel" if name == "kannel" else "http", account)


class SimulatorCase(unittest.TestCase):
    def setUp(self):
        self.simulator = Simulator()
        self.simulator.hang = 1.5
        self.port = self.simulator.start()
        self.addCleanup(self.simulator.stop)
        self.sent = 0

    def request(self, number=None, text=None, report_url=""):
        self.sent += 1
        number = number or f"+84912{self.sent:06d}"
        text = text or f"12/UBND han 30/11 no. {self.sent}"
        return plain.load("connectors.base").Request(
            f"request-{self.sent}", number, text, False, "OFFICE", report_url
        )


class TestProtocols(SimulatorCase):
    """Every preset and the simulator speak the same language."""

    def test_each_provider_takes_a_message_once_and_as_written(self):
        for name in providers.PROVIDERS:
            with self.subTest(name):
                request = self.request()
                outcome = connector(name, self.port).send(request)
                self.assertEqual(outcome.result, "accepted", outcome)
                taken = self.simulator.messages[-1]
                self.assertEqual(
                    (taken.number, taken.text), ("0" + request.number[3:], request.text)
                )
                self.assertEqual(taken.is_unicode, False)

    def test_letters_with_marks_arrive_where_the_provider_carries_them(self):
        for name in ("vnpt", "viettel", "esms", "json", "kannel"):
            with self.subTest(name):
                request = self.request(text="Nhắc việc: hạn 30/11 <ngày> “mai”")._replace(
                    is_unicode=True
                )
                self.assertEqual(connector(name, self.port).send(request).result, "accepted")
                taken = self.simulator.messages[-1]
                self.assertEqual((taken.text, taken.is_unicode), (request.text, True))

    def test_a_wrong_password_blocks_the_account_and_is_never_shown(self):
        for name in providers.PROVIDERS:
            with self.subTest(name):
                outcome = connector(name, self.port, password="Wr0ng-secret").send(self.request())
                self.assertEqual(outcome.result, "blocked", outcome)
                self.assertNotIn("Wr0ng-secret", outcome.reason)
        self.assertFalse(self.simulator.messages)

    def test_the_same_request_twice_is_one_message_where_the_preset_says_so(self):
        for name in BY_SPECIFICATION:
            speaker = connector(name, self.port)
            if not speaker.capabilities().dedupes:
                continue
            with self.subTest(name):
                request = self.request()
                self.assertFalse(speaker.send(request).is_duplicate)
                again = speaker.send(request)
                self.assertEqual((again.result, again.is_duplicate), ("accepted", True))
                self.assertEqual(self.simulator.count("0" + request.number[3:]), 1)

    def test_no_preset_promises_what_its_provider_does_not_keep(self):
        for name in BY_SPECIFICATION:
            with self.subTest(name):
                if connector(name, self.port).capabilities().dedupes:
                    self.assertTrue(providers.PROVIDERS[name].dedupes)

    def test_nobody_there_is_certainly_not_sent(self):
        with_nobody = Simulator()
        port = with_nobody.start()
        with_nobody.stop()
        for name in providers.PROVIDERS:
            with self.subTest(name):
                self.assertEqual(connector(name, port).send(self.request()).result, "blocked")


class TestFaults(SimulatorCase):
    """A connector never calls a message sent that was not, nor refused that was taken."""

    def test_each_fault_at_each_provider(self):
        sendings, results = [], {}
        for name in providers.PROVIDERS:
            for fault in FAULTS:
                request = self.request()
                self.simulator.fail("0" + request.number[3:], fault)
                sendings.append(partial(self._send, results, name, fault, request))
        run_together(*sendings)
        for (name, fault), (outcome, count) in sorted(results.items()):
            with self.subTest(name, fault=fault):
                self.assertEqual((outcome.result, count), FAULTS[fault], outcome)
        self.assertEqual(len(results), len(FAULTS) * len(providers.PROVIDERS))

    def _send(self, results, name, fault, request):
        outcome = connector(name, self.port).send(request)
        results[name, fault] = outcome, self.simulator.count("0" + request.number[3:])

    def test_the_providers_own_codes(self):
        for name, code, result in CODES:
            with self.subTest(name, code=code):
                request = self.request()
                self.simulator.fail("0" + request.number[3:], f"code:{code}")
                outcome = connector(name, self.port).send(request)
                self.assertEqual(outcome.result, result, outcome)
                self.assertEqual(self.simulator.count("0" + request.number[3:]), 0)

    def test_commands_also_come_by_http(self):
        orders = {"faults": {"*": ["status:503"]}}
        self.assertEqual(
            call(f"http://127.0.0.1:{self.port}/_control", json.dumps(orders).encode()), 200
        )
        speaker = connector("json", self.port)
        request = self.request()
        self.assertEqual(speaker.send(request).result, "unknown")
        self.assertEqual(speaker.send(request).result, "accepted")
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/_accepted") as response:
            self.assertEqual(json.load(response), [["request-1", "0912000001", 1]])


class TestReports(SimulatorCase):
    """Reports reach the address they were asked for at, in the order commanded."""

    def setUp(self):
        super().setUp()
        self.heard = heard = []

        class Ear(BaseHTTPRequestHandler):
            def do_GET(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                heard.append((self.path, dict(self.headers), body))
                self.send_response(200)
                self.end_headers()

            do_POST = do_GET

            def log_message(self, *_args):
                """Keep quiet."""

        self.ear = HTTPServer(("127.0.0.1", 0), Ear)
        threading.Thread(target=self.ear.serve_forever, daemon=True).start()
        self.addCleanup(self.ear.server_close)
        self.addCleanup(self.ear.shutdown)

    def test_early_twice_late_and_forged(self):
        self.simulator.late = 0.1
        self.simulator.report("*", "late:failed", "early:sent", "delivered", "forged:delivered")
        url = f"http://127.0.0.1:{self.ear.server_port}/report/7/abcdef"
        for name in ("esms", "json", "form", "xml", "kannel"):
            with self.subTest(name):
                self.heard.clear()
                outcome = connector(name, self.port).send(self.request(report_url=url))
                self.assertEqual(outcome.result, "accepted")
                self.assertEqual(len(self.heard), 1, "the early one came before the answer")
                self.simulator.wait_for_reports()
                self.assertEqual(len(self.heard), 4)
                self.assertEqual(
                    [one for one in self.heard if "/7/000000" in one[0]], self.heard[3:]
                )

    def call_heard(self):
        """Return the last request as the product reads it."""
        path, headers, body = self.heard[-1]
        return plain.load("connectors.base").Call(
            dict(parse_qsl(urlsplit(path).query)), body, headers
        )

    def test_each_report_is_read_by_the_preset_of_its_provider(self):
        url = f"http://127.0.0.1:{self.ear.server_port}/report/7/abcdef"
        self.simulator.report_to("speedsms", url)
        for name in ("esms", "speedsms", "json", "form", "xml", "kannel"):
            for word in ("delivered", "failed", "sent", "wrong:delivered"):
                with self.subTest(name, word=word):
                    self.simulator.report("*", word)
                    speaker, request = connector(name, self.port), self.request(report_url=url)
                    outcome = speaker.send(request)
                    self.simulator.wait_for_reports()
                    (report,) = speaker.parse_reports(self.call_heard())
                    self.assertEqual(report.state, word.rpartition(":")[2])
                    keys = {report.request_id, report.reference}
                    self.assertTrue(keys & {request.request_id, outcome.reference} - {""})
                    same = plain.load("tools.phone").same(report.number, request.number)
                    self.assertEqual(same, not word.startswith("wrong"))

    def test_what_a_subscriber_writes_is_brought_and_read(self):
        url = f"http://127.0.0.1:{self.ear.server_port}/reply/7/abcdef"
        for name in ("speedsms", "json", "form", "xml", "kannel"):
            with self.subTest(name):
                status = self.simulator.reply(name, url, "84912345678", "DH K7F2X đã nhận <&>")
                self.assertEqual(status, 200)
                (reply,) = connector(name, self.port).parse_replies(self.call_heard())
                self.assertEqual(
                    (reply.sender, reply.text), ("+84912345678", "DH K7F2X đã nhận <&>")
                )


del SimulatorCase  # a base class, not a test of its own
