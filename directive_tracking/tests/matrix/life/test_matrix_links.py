import re
from unittest.mock import patch

from lxml import html

from odoo.tests import HttpCase, tagged
from odoo.tools import config, mute_logger

from ....tools.guard.cooldown import Cooldown
from .. import calls, table
from ..links import GOOD
from ..province import MatrixCase
from ..records import SECRET
from ..test_matrix_access import QUIET
from ..test_matrix_methods import LOUD

ELSEWHERE = "elsewhere.example"
HEADERS = {
    "Host": ELSEWHERE,
    "X-Forwarded-Host": ELSEWHERE,
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Proto": "http",
    "Forwarded": f"host={ELSEWHERE}",
}
REFUSED = (403, 404, 410, 422)
NONCE = re.compile(r"nonce(-|=)[^;>]*")


@tagged("post_install", "-at_install")
class TestMatrixLinks(MatrixCase, HttpCase):
    """A link that is expired, revoked, used, forged or of something else opens nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.links = table.links(cls, cls.addon)
        cls.env.flush_all()

    def setUp(self):
        super().setUp()
        self.enterContext(mute_logger(*QUIET, *LOUD, "odoo.http", "odoo.sql_db", "werkzeug"))
        self.enterContext(patch.object(Cooldown, "note", lambda *_args: False))
        self.enterContext(patch.dict(config.options, {"proxy_mode": True}))

    def test_every_address_that_asks_for_no_login_is_judged(self):
        found = {
            f"{method} {rule.rule}"
            for rule in self.env["ir.http"].routing_map().iter_rules()
            if self.is_open(rule.endpoint)
            for method in rule.methods or ("GET", "POST")
            if method not in ("HEAD", "OPTIONS")
        }
        self.assertEqual(found - set(self.links), set(), "Judge each in links.py of its addon.")
        self.assertGreater(len(found), 2)

    def is_open(self, endpoint):
        module = endpoint.original_endpoint.__module__.split(".")
        name = module[2] if module[:2] == ["odoo", "addons"] else ""
        is_ours = name.startswith(table.OURS) and self.addon in (None, name)
        return is_ours and endpoint.routing["auth"] in ("public", "none")

    def given(self):
        """Yield ``(route, link)`` of every link."""
        for route, links in self.links.items():
            for link in links if isinstance(links, list) else ():
                yield route, link

    def ask(self, route, link, headers=None):
        """Return the answer to a link, and the tables that it wrote."""
        method = route.partition(" ")[0]
        self.env.invalidate_all()
        with calls.watched(self.env) as tables:
            found = self.opener.request(
                method,
                self.base_url() + link.path,
                data=link.form,
                headers={**(link.headers or {}), **(headers or {})},
                allow_redirects=False,
                timeout=30,
            )
        return found, tables

    def test_no_bad_link_opens_writes_or_tells_anything(self):
        for route, link in self.given():
            if link.why == GOOD:
                continue
            with self.subTest(route=route, why=link.why):
                found, tables = self.ask(route, link)
                self.assertIn(found.status_code, REFUSED)
                self.assertNotIn(SECRET, found.text)
                self.assertEqual(tables, [])
                self.assertRegex(self.words(found), r"\w.{20,}\.")

    def words(self, found):
        is_page = "html" in found.headers["Content-Type"]
        body = html.fromstring(found.text).find("body") if is_page else None
        return found.text if body is None else " ".join(body.text_content().split())

    def test_all_bad_links_of_a_route_are_answered_alike(self):
        """Whoever tries links does not learn which of them were good once."""
        for route, links in self.links.items():
            told = {
                self.without(self.ask(route, link)[0].text, link): link.why
                for link in (links if isinstance(links, list) else ())
                if link.why != GOOD and not link.is_told
            }
            with self.subTest(route=route):
                self.assertLessEqual(len(told), 1, told)

    def without(self, text, link):
        """Return ``text`` without what was asked."""
        for asked in (*link.path.split("/"), *(link.form or {}).values()):
            text = text.replace(f'"{asked}"', '""') if asked else text
        return NONCE.sub("", text)

    def test_no_answer_carries_the_host_that_was_asked_for(self):
        address = self.env["ir.config_parameter"].sudo().get_param("web.base.url")
        for route, link in self.given():
            with self.subTest(route=route, why=link.why):
                found, _tables = self.ask(route, link, HEADERS)
                self.assertNotIn(ELSEWHERE, f"{found.headers} {found.text}")
                self.assertLess(found.status_code, 500)
        self.env.invalidate_all()
        self.assertEqual(self.env["ir.config_parameter"].sudo().get_param("web.base.url"), address)

    def test_the_good_link_of_each_route_opens(self):
        opened = set()
        for route, link in self.given():
            if link.why == GOOD:
                opened.add(route)
                with self.subTest(route=route):
                    found, _tables = self.ask(route, link)
                    self.assertIn(found.status_code, (200, 302, 303))
        asked = {route for route, links in self.links.items() if isinstance(links, list)}
        self.assertEqual(
            asked - opened, set(), "or nothing shows that the bad ones were nearly good"
        )
