import inspect
from contextlib import suppress
from unittest.mock import patch

from requests import Session
from requests.exceptions import ConnectionError as NoConnection

from odoo.exceptions import ValidationError
from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tools import mute_logger

from ...models.conversation.doors.mail_push_device import is_push_service
from ..common import DirectiveCase

QUIET = (
    "odoo.http",
    "odoo.sql_db",
    "odoo.modules.module",
    "odoo.addons.rpc.controllers.jsonrpc",
    "odoo.addons.directive_tracking.controllers.guard.errors",
    "odoo.addons.mail.models.mail_thread",
)
INNER = "http://inner.example/secret.png"
PLAUSIBLE = {
    "media": {"1": {"query": "x", "is_dynamic_svg": False}},
    "conversation_history": [],
    "res_model": "res.partner",
    "thread_model": "res.partner",
    "model": "res.partner",
    "locale": "vi",
    "country": "VN",
    "endpoint": INNER,
    "keys": {"p256dh": "x", "auth": "x"},
}


@tagged("post_install", "-at_install")
class TestGuardOutside(DirectiveCase, HttpCase):
    """Users cannot make the server call an address of their choice or an external service."""

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger(*QUIET))
        self.asked = []
        original, asked, own = Session.request, self.asked, self.base_url()

        def request(session, method, url, *args, **kwargs):
            if url.startswith(own):
                return original(session, method, url, *args, **kwargs)
            asked.append(url)
            raise NoConnection(url)

        self.enterContext(patch.object(Session, "request", request))

    def routes(self):
        """Yield every JSON route and the parameters of its method."""
        for rule in self.env["ir.http"].routing_map().iter_rules():
            routing = rule.endpoint.routing
            if routing["type"] == "jsonrpc" and not rule.arguments:
                yield rule.rule, inspect.signature(rule.endpoint).parameters

    def arguments(self, parameters):
        return {
            name: PLAUSIBLE.get(name, INNER)
            for name, one in parameters.items()
            if name != "self" and one.kind not in (one.VAR_POSITIONAL, one.VAR_KEYWORD)
        }

    def test_no_route_asks_outside(self):
        tried = 0
        for user in (self.user_a, None):
            for route, parameters in self.routes():
                self.authenticate(user and user.login, user and user.login)
                partner = (user or self.env.ref("base.public_user")).partner_id
                vals = self.arguments(parameters)
                if "res_id" in vals:
                    vals["res_id"] = partner.id
                with self.subTest(route=route, user=user and user.login):
                    with suppress(JsonRpcException):
                        self.make_jsonrpc_request(route, vals)
                    self.assertEqual(self.asked, [])
                self.asked.clear()
                tried += 1
        self.assertGreater(tried, 50)

    def test_no_page_is_fetched_for_a_message_in_a_talk(self):
        talk = self.env["discuss.channel"].with_user(self.user_a).create({"name": "Talk"})
        message = talk.message_post(
            body=f'<a href="{INNER}">{INNER}</a>', body_is_html=True, message_type="comment"
        )
        self.env["mail.link.preview"].sudo()._create_from_message_and_notify(message.sudo())
        self.assertEqual(self.asked, [])

    def test_browsers_are_told_at_their_makers_alone(self):
        device = {"partner_id": self.user_a.partner_id.id, "endpoint": INNER, "keys": "{}"}
        with self.assertRaises(ValidationError):
            self.env["mail.push.device"].create(device)
        for address in (INNER, "", "https://fcm.googleapis.com.evil.example/x", "https://[x"):
            self.assertFalse(is_push_service(address), address)
        for address in (
            "https://fcm.googleapis.com/fcm/send/x",
            "https://wns2.notify.windows.com/w",
        ):
            self.assertTrue(is_push_service(address), address)
