import json
import socket
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import HttpCase, tagged

from ..connectors.transport import NotSent, exchange
from ..models.gateway.directive_sms_gateway_address import REPLY, REPORT, REPORTS, _signature
from .common import SmsCase
from .provider import Provider

SECRET = "Tr0ng-Bi/Mat+9"
# Each is this machine, link-local or unspecified, in any spelling.
NEVER = (
    "https://169.254.169.254/",
    "https://[fe80::1]/",
    "https://0.0.0.0/",
    "https://224.0.0.1/",
    "https://2852039166/",
    "https://0xa9fea9fe/",
    "https://[::ffff:169.254.169.254]/",
)
HOUSE = (
    "https://127.0.0.1/",
    "https://127.1/",
    "https://2130706433/",
    "https://[::1]/",
    "https://10.0.0.1/",
    "https://[::ffff:7f00:1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://192.168.1.1/",
    "https://[fd00::1]/",
)


@tagged("post_install", "-at_install")
class TestSmsGuardPlaces(SmsCase):
    """Permitted addresses of gateways."""

    def test_no_gateway_stands_on_this_machine_or_beside_it_unless_it_is_on_the_list(self):
        for url in NEVER + HOUSE:
            with self.subTest(url=url), self.assertRaises(ValidationError):
                self.make_gateway("x", connector="kannel", url=url)
        parameter = "directive_sms.local_hosts"
        self.env["ir.config_parameter"].set_param(parameter, "127.0.0.1 169.254.169.254")
        self.make_gateway("x", connector="kannel", url=HOUSE[0])
        with self.assertRaises(ValidationError):
            self.make_gateway("x", connector="kannel", url=NEVER[0])

    def test_a_name_that_leads_there_by_the_time_it_is_used_is_not_spoken_to(self):
        provider = Provider((200, "OK"))
        self.addCleanup(provider.stop)
        port = provider.server.server_port
        for address in ("127.0.0.1", "::ffff:127.0.0.1", "169.254.169.254"):
            family = socket.AF_INET6 if ":" in address else socket.AF_INET
            rows = [(family, socket.SOCK_STREAM, 6, "", (address, port))]
            with self.subTest(address=address), self.assertRaises(NotSent):
                with patch("socket.getaddrinfo", self.resolver(rows)):
                    exchange("GET", f"https://sms.example.vn:{port}/", {}, None, 2)
        self.assertFalse(provider.calls)

    def resolver(self, rows):
        def getaddrinfo(host, _port, **kwargs):
            if kwargs.get("flags"):
                raise OSError  # a name is no address
            return rows

        return getaddrinfo

    def test_no_value_of_an_account_ends_a_line(self):
        texts = {
            name
            for name, field in self.Gateway._fields.items()
            if field.type == "char" and field.store and not field.compute and not field.readonly
        }
        for name in texts:
            for character in "\r\n\x00\u2028":
                value = "5.6.7.8" + character + "X-Injected: 1"
                with self.subTest(field=name, character=character), self.assertRaises(UserError):
                    self.gateway.write({name: value})
        with self.assertRaises(UserError):
            self.gateway.parameters = "A=1\x00"
        self.gateway.parameters = "A=1\nB=2"


@tagged("post_install", "-at_install")
class TestSmsGuardSignatures(SmsCase):
    """A signed address opens only its own subject."""

    def test_each_purpose_and_each_message_has_a_signature_of_its_own(self):
        asked = [
            (REPORTS, ""),
            (REPLY, ""),
            *((REPORT, name) for name in ("a", "report", "reply", "reports")),
        ]
        signatures = {self.gateway._sign(*one) for one in asked}
        self.assertEqual(len(signatures), len(asked))
        for made_for in asked:
            for other in asked:
                signature = self.gateway._sign(*made_for)
                self.assertEqual(self.gateway._is_signed(signature, *other), made_for == other)

    def test_what_the_secret_itself_signed_opens_nothing(self):
        for name in ("report", "reply", "a"):
            signature = _signature(self.gateway.report_secret.encode(), name)
            for purpose in (REPORT, REPORTS, REPLY):
                self.assertFalse(self.gateway._is_signed(signature, purpose, name))

    def test_addresses_of_before_go_on_until_a_week_after_there_are_new_ones(self):
        self.gateway.date_undivided = "2100-01-01"
        secret = self.gateway.report_secret.encode()
        old = {
            (REPORTS, ""): _signature(secret, "report"),
            (REPLY, ""): _signature(secret, "reply"),
            (REPORT, "a"): _signature(secret, "a"),
        }
        for _step in ("before", "in the week after"):
            for asked, signature in old.items():
                self.assertTrue(self.gateway._is_signed(signature, *asked))
            self.gateway.action_new_secret()
        week = fields.Datetime.now() + timedelta(days=7)
        self.assertLessEqual(self.gateway.date_undivided, week)
        self.gateway.date_undivided = fields.Datetime.now() - timedelta(seconds=1)
        for asked, signature in old.items():
            self.assertFalse(self.gateway._is_signed(signature, *asked))


@tagged("post_install", "-at_install")
class TestSmsGuardLog(SmsCase, HttpCase):
    """A violated constraint of the gateway does not reveal its secrets."""

    def test_no_secret_in_the_log_or_the_answer(self):
        self._stop_clock()
        self.session = None
        self.authenticate(self.admin_user.login, self.admin_user.login)
        whole = {
            "name": "x",
            "connector": "kannel",
            "url": "https://sms.example.vn/",
            "username": SECRET,
            "password": SECRET,
            "parameters": f"KEY={SECRET}",
            "report_secret": SECRET,
        }
        wrong = [{"rate": -1}, {"max_parts": 0}, {"timeout": 0}]
        wrong += [{"name": False}, {"connector": False}]
        wrong += [{"rate": "nonsense"}, {"timeout": 2**40}, {"balance_mark": -1}]
        secret = [name for name, value in whole.items() if SECRET in value]
        for no_text in (f"{SECRET}\0", [SECRET], {"vi_VN": SECRET}):
            wrong += [{name: no_text} for name in secret]
        for vals in wrong:
            for method, args in (
                ("create", [whole | vals]),
                ("write", [self.gateway.ids, whole | vals]),
            ):
                with self.subTest(vals=vals, method=method), self.assertLogs() as logs:
                    answer = self.asked(method, args)
                    self.assertIn("error", answer)
                    self.assertNotIn(SECRET, "".join([json.dumps(answer), *logs.output]))
        constraints = {
            name
            for name, one in self.Gateway._table_objects.items()
            if "CHECK" in one.get_definition(self.registry)
        }
        self.assertEqual(
            len(constraints), 4, "a new constraint needs a value that violates it, above"
        )

    def asked(self, method, args):
        params = {"model": "directive.sms.gateway", "method": method, "args": args, "kwargs": {}}
        return self.url_open(
            "/web/dataset/call_kw",
            data=json.dumps({"params": params}),
            headers={"Content-Type": "application/json"},
        ).json()
