"""nginx as operators are given it, in front of a house that is played: what it lets through."""

import configparser
import http.client
import re
import ssl
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from .front import ROOT, Front

LOGIN_BURST, PUBLIC_BURST = 20, 40
TRIES = 5


class _Handler(BaseHTTPRequestHandler):
    seen = None  # the headers of the last request

    def do_GET(self):
        type(self).seen = dict(self.headers)
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_args):
        """Keep quiet."""


class Played:
    """The address of a house that answers everything."""

    def __init__(self):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self.address, self.port = self.server.server_address
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


class TestNginx(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        house = Played()
        cls.addClassCleanup(house.stop)
        cls.front = Front([house])
        cls.front.start()
        cls.addClassCleanup(cls.front.stop)

    def ask(self, path, times=1, headers=()):
        """Return the status of each of so many requests in a row."""
        context = ssl._create_unverified_context()
        line = http.client.HTTPSConnection("127.0.0.1", self.front.port, context=context)
        self.addCleanup(line.close)
        found = []
        for _time in range(times):
            line.request("GET", path, headers=dict(headers))
            answer = line.getresponse()
            answer.read()
            found.append(answer.status)
        return found

    def assert_limited(self, path):
        """A machine that sleeps between requests lets more of them through: then ask again."""
        self.assertTrue(any(429 in self.ask(path, 100) for _try in range(TRIES)), path)

    def test_logins_from_one_address_are_limited(self):
        self.assertEqual(set(self.ask("/web/login", LOGIN_BURST)), {200})
        for path in ("login", "login/totp", "session/authenticate", "reset_password", "signup"):
            self.assert_limited(f"/web/{path}")
        self.assert_named_for_fail2ban()

    def assert_named_for_fail2ban(self):
        """The address that was turned away stands in the log as the filter of the jail reads it."""
        jail = configparser.ConfigParser()
        jail.read(ROOT / "deploy/fail2ban.example")
        filtered = jail["directive-login"]["filter"]
        zone = re.fullmatch(r"nginx-limit-req\[ngx_limit_req_zones=(\w+)\]", filtered)[1]
        log = (self.front.folder / "error.log").read_text()
        self.assertRegex(log, rf'limiting requests, excess: [\d.]+ by zone "{zone}", client: 127')

    def test_public_pages_are_limited_and_others_are_not(self):
        self.assertEqual(set(self.ask("/don-thu", PUBLIC_BURST)), {200})
        for path in ("/don-thu", "/d/abc", "/work-calendar/1", "/directive_calendar/feed/x.ics"):
            self.assert_limited(path)
        self.assertEqual(set(self.ask("/odoo", 150)), {200})

    def test_databases_are_not_administered_over_the_network(self):
        self.assertEqual(self.ask("/web/database/manager"), [404])

    def test_what_a_caller_says_of_itself_is_thrown_away(self):
        forged = {
            "X-Forwarded-For": "10.9.8.7",
            "X-Real-IP": "10.9.8.7",
            "X-Forwarded-Host": "evil.example",
            "X-Request-Start": "t=1",
        }
        self.assertEqual(self.ask("/odoo", headers=forged), [200])
        seen = _Handler.seen
        self.assertEqual((seen["X-Forwarded-For"], seen["X-Real-IP"]), ("127.0.0.1", "127.0.0.1"))
        self.assertNotEqual(seen["X-Forwarded-Host"], "evil.example")
        self.assertGreater(float(seen["X-Request-Start"].removeprefix("t=")), 1.7e9)
