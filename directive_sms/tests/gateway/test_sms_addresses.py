import json
from datetime import timedelta

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ...connectors import connect
from ...connectors.base import Account
from ..common import SmsCase
from .test_sms_connectors import preset

CONTROLLER = "odoo.addons.directive_sms.controllers.gateway_call"


@tagged("post_install", "-at_install")
class TestSmsAddresses(SmsCase, HttpCase):
    """Fixed callback addresses of a provider: permitted callers, methods and content."""

    def setUp(self):
        super().setUp()
        self._stop_clock()  # a session may not be older than the browser's
        self.messages = self.Message.create(
            [
                {"gateway_id": self.gateway.id, "number": number, "state": "accepted"}
                for number in ("+84912345678", "+84912345679")
            ]
        )
        for reference, message in zip(("R1", "R2"), self.messages, strict=True):
            message.reference = reference
        self.use("json")
        self.path = self.path_of(self.gateway.report_url)

    def use(self, name):
        self.connectors[self.gateway.id] = connect("http", Account(specification=preset(name)))

    def path_of(self, url):
        return "/" + url.split("/", 3)[3]

    def report(self, message, state="delivered", **values):
        return {"request_id": message.request_id, "to": message.number, "status": state, **values}

    def post(self, path, body=None, **kwargs):
        """Call as a provider does and return the status."""
        if body is not None:
            kwargs["data"] = body if isinstance(body, str) else json.dumps(body)
            kwargs["headers"] = {"Content-Type": "application/json", **kwargs.get("headers", {})}
        response = self.opener.post(self.base_url() + path, timeout=10, **kwargs)
        self.env.invalidate_all()
        return response.status_code

    def states(self):
        return self.messages.mapped("state")

    def test_many_reports_in_one_call(self):
        body = [self.report(self.messages[0]), self.report(self.messages[1], "failed")]
        self.assertEqual(self.post(self.path, body), 200)
        self.assertEqual(self.states(), ["delivered", "failed"])

    def test_as_a_form_in_the_address_and_as_xml(self):
        self.use("form")
        self.assertEqual(self.post(self.path, data=self.report(self.messages[0])), 200)
        query = self.report(self.messages[1], "failed")
        self.assertEqual(
            self.opener.get(self.base_url() + self.path, params=query).status_code, 200
        )
        self.env.invalidate_all()
        self.assertEqual(self.states(), ["delivered", "failed"])
        spec = {"report": {"rows": "r.m", "reference": "ref", "state": "s", "delivered": ["D"]}}
        self.connectors[self.gateway.id] = connect("http", Account(specification=spec))
        body = "<r><m><ref>R1</ref><s>D</s></m><m><ref>R2</ref><s>D</s></m></r>"
        self.assertEqual(self.post(self.path, data=body, headers={"Content-Type": "text/xml"}), 200)
        self.assertEqual(self.states(), ["delivered", "delivered"])

    def test_by_the_provider_s_own_reference(self):
        body = {"id": "R2", "status": "delivered"}
        self.assertEqual(self.post(self.path, body), 200)
        self.assertEqual(self.states(), ["accepted", "delivered"])

    def test_a_report_about_another_number_is_kept_and_not_applied(self):
        body = self.report(self.messages[0], to="84999999999")
        self.assertEqual(self.post(self.path, body), 200)
        self.assertEqual(self.states(), ["accepted", "accepted"])
        kept = self.messages[0].with_user(self.admin_user).report_ids
        self.assertEqual((kept.number, kept.is_mismatch), ("84999999999", True))
        # The true one that comes after it counts, however its number is written.
        self.post(self.path, self.report(self.messages[0], to="0912 345 678"))
        self.assertEqual(self.states(), ["delivered", "accepted"])

    def test_without_a_signature_nothing_is_told_or_taken(self):
        short = self.path.rpartition("/")[0]
        body = self.report(self.messages[0])
        for path in (short, self.path[:-4] + "0000", short + "?signature=" + self.path[-40:]):
            self.assertEqual(self.post(path, body), 404)
        reply_path = self.path_of(self.gateway.reply_url)
        self.assertEqual(self.post(self.path.replace(self.path[-40:], reply_path[-40:]), body), 404)
        self.assertEqual(self.states(), ["accepted", "accepted"])

    def test_the_signature_may_stand_where_no_log_writes_it(self):
        short, _slash, signature = self.path.rpartition("/")
        first, second = self.messages
        headers = {"X-Directive-Signature": signature}
        self.assertEqual(self.post(short, self.report(first), headers=headers), 200)
        self.assertEqual(self.post(short, self.report(second, signature=signature)), 200)
        self.assertEqual(self.states(), ["delivered", "delivered"])
        self.use("form")
        fields_ = self.report(second, "failed", signature=signature)
        self.assertEqual(self.post(short, data=fields_), 200)

    def test_only_from_where_the_provider_calls(self):
        self.gateway.source_addresses = "203.0.113.7, 198.51.100.0/24"
        with self.assertLogs(CONTROLLER, "WARNING") as logs:
            self.assertEqual(self.post(self.path, self.report(self.messages[0])), 404)
        self.assertIn("127.0.0.1", logs.output[0])
        self.gateway.source_addresses = "203.0.113.7 127.0.0.0/8"
        self.assertEqual(self.post(self.path, self.report(self.messages[0])), 200)
        self.assertEqual(self.states(), ["delivered", "accepted"])
        with self.assertRaises(ValidationError):
            self.gateway.source_addresses = "sms.example.vn"

    def test_a_new_secret_leaves_a_week_for_the_old_addresses(self):
        one_message = self.path_of(self.gateway._report_url(self.messages[0].request_id))
        self.gateway.with_user(self.admin_user).action_new_secret()
        self.env.invalidate_all()
        self.assertNotEqual(self.path_of(self.gateway.report_url), self.path)
        self.assertEqual(self.post(one_message, self.report(self.messages[0])), 200)
        self.assertEqual(self.post(self.path, self.report(self.messages[1])), 200)
        self.assertEqual(self.states(), ["delivered", "delivered"])
        self.gateway.date_old_secret = fields.Datetime.now() - timedelta(seconds=1)
        self.assertEqual(self.post(self.path, self.report(self.messages[1])), 404)
        new = self.path_of(self.gateway.report_url)
        self.assertEqual(self.post(new, self.report(self.messages[1])), 200)

    def test_replies_come_through_a_preset(self):
        path = self.path_of(self.gateway.reply_url)
        reply = {"from": "84912345678", "to": "8088", "text": "DH ZZZZZ NHAN", "id": "1"}
        short, _slash, signature = path.rpartition("/")
        self.assertEqual(self.post(path, reply), 200)
        self.assertEqual(self.post(path, reply), 200)  # the same one again
        self.assertEqual(self.post(short, {**reply, "id": "2", "signature": signature}), 200)
        self.use("form")
        self.assertEqual(self.post(path, data={**reply, "id": "3"}), 200)
        self.use("speedsms")
        body = {"type": "sms", "phone": "84912345678", "content": "xin chào"}
        self.assertEqual(self.post(path, body), 200)
        found = self.env["directive.sms.reply"].search([("gateway_id", "=", self.gateway.id)])
        self.assertEqual(set(found.mapped("sender")), {"+84912345678"})
        self.assertEqual(len(found), 4)

    @mute_logger("odoo.http")
    def test_nonsense_is_answered_well_and_changes_nothing(self):
        bodies = (
            "{",
            "[" * 50_000,
            "null",
            "[[[]]]",
            '{"status": {"a": 1}}',
            "\x00",
            '{"request_id": "a\\u0000b", "status": "delivered", "id": "x\\u0000"}',
        )
        for body in bodies:
            self.assertEqual(self.post(self.path, body), 200, body[:20])
        self.assertEqual(self.states(), ["accepted", "accepted"])
        self.assertEqual(self.post(self.path, "x" * 100_000), 413)
