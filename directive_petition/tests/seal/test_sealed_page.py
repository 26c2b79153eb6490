from urllib.parse import unquote

from odoo.http import Request
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .seal_common import SAYS, WHO, SealCase, is_told


@tagged("post_install", "-at_install")
class TestSealedPage(SealCase, HttpCase):
    """The page shows a sealed identity once for each reason given, and to holders of a right alone."""

    def setUp(self):
        super().setUp()
        self.address = f"/petition/sealed/{self.matter.id}"

    def enter(self, user):
        self.authenticate(user.login, user.login)

    def press(self, **form):
        token = Request.csrf_token(self)
        return self.url_open(self.address, data={"csrf_token": token, **form})

    def test_a_holder_declares_gives_a_reason_and_reads_once(self):
        self.give(declared=False)
        self.enter(self.manager)
        self.assertFalse(is_told(self.url_open(self.address).text))
        self.assertFalse(is_told(self.press(reason="To write to her").text))
        answer = self.press(reason="To write to her", conflict="no")
        for value in WHO.values():
            self.assertIn(value, answer.text)
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        self.assertIn("default-src 'none'", answer.headers["Content-Security-Policy"])
        self.assertEqual(self.readings().mapped("kind"), ["identity"])
        self.assertFalse(is_told(self.url_open(self.address).text))
        original = self.press(reason="Handwriting", paper=str(self.letter.paper_ids.id))
        self.assertTrue(original.content.startswith(b"\x89PNG"))
        self.assertEqual(original.headers["Content-Type"], "application/octet-stream")
        self.assertFalse(is_told(unquote(original.headers["Content-Disposition"])))
        self.assertEqual(self.readings()[:1].kind, "file")

    def test_others_read_nothing_and_strangers_find_no_page(self):
        for user in (self.keeper, self.staff):
            self.enter(user)
            answer = self.press(reason="Curious", conflict="no")
            self.assertEqual(answer.status_code, 422, user.login)
            self.assertFalse(is_told(answer.text), user.login)
        for user in (self.staff_x, self.office_user, self.admin_user):
            self.enter(user)
            self.assertEqual(self.url_open(self.address).status_code, 404, user.login)
        self.assertFalse(self.readings())

    def test_nothing_is_opened_without_the_token_of_the_page(self):
        self.give()
        self.enter(self.manager)
        with mute_logger("odoo.http"):
            answer = self.url_open(self.address, data={"reason": "From elsewhere"})
        self.assertFalse(is_told(answer.text))
        self.assertFalse(self.readings())


@tagged("post_install", "-at_install")
class TestSealedLog(SealCase, HttpCase):
    """A server that logs all calls and statements writes down no name that somebody types."""

    def test_neither_calls_nor_statements_show_what_is_typed(self):
        self.authenticate(self.staff.login, self.staff.login)
        person = {"role": "denouncer", **WHO}
        vals = {
            "content": SAYS,
            "person_ids": [[0, 0, person]],
            "matter_ids": [[0, 0, {"kind": "denunciation", "content": SAYS}]],
        }
        typed = {"kind": "denunciation", "visitor_name": WHO["name"]}
        with self.assertLogs("odoo", level="DEBUG") as logs:
            self.make_jsonrpc_request(
                "/web/dataset/call_kw/petition.letter/create", self.call("petition.letter", vals)
            )
            self.make_jsonrpc_request(
                "/web/dataset/call_kw/petition.visit/create", self.call("petition.visit", typed)
            )
            self.env["petition.person"].search([("looked_for", "ilike", WHO["name"])])
        self.assertTrue([line for line in logs.output if "call petition.letter" in line])
        self.assertTrue([line for line in logs.output if "query: " in line])
        self.assertEqual([line for line in logs.output if is_told(line)], [])

    def call(self, model, vals):
        return {"model": model, "method": "create", "args": [[vals]], "kwargs": {}}
