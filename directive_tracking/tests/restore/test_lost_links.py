from lxml import html

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ...models.answer.directive_notice_link import DATED_SINCE
from ..answer_common import AnswerCase

# Called by machines: nobody reads what they are answered.
MACHINES = ("/directive_sms/",)
LEAST_WORDS = 10


@tagged("post_install", "-at_install")
class TestLostLinks(HttpCase):
    """What a lost database gave out after the backup is answered with a sentence, not an error."""

    def addresses(self):
        """Return an address of nothing for each route that a person opens with a secret."""
        for rule in self.env["ir.http"].routing_map().iter_rules():
            kinds = {name: one.__class__.__name__ for name, one in rule._converters.items()}
            ours = rule.rule.startswith(self.ours()) and not rule.rule.startswith(MACHINES)
            routing = rule.endpoint.routing
            if (
                ours
                and routing["auth"] in ("public", "none")
                and "UnicodeConverter" in kinds.values()
            ):
                values = {
                    name: "z" * 22 if kind == "UnicodeConverter" else 999999999
                    for name, kind in kinds.items()
                }
                yield rule.build(values)[1], "POST" in rule.methods

    def ours(self):
        """Return the beginnings of the addresses of our addons."""
        return tuple(
            rule.rule.partition("<")[0]
            for rule in self.env["ir.http"].routing_map().iter_rules()
            if rule.endpoint.func.__module__.startswith("odoo.addons.directive_")
        )

    def test_every_secret_address_that_is_unknown_says_what_to_do(self):
        found = set(self.addresses())
        self.assertGreater(len(found), 1)
        for address, is_post in sorted(found):
            with self.subTest(address, is_post=is_post), mute_logger("odoo.http"):
                answer = self.url_open(address, data={"x": "1"} if is_post else None)
                self.assertIn(answer.status_code, (404, 429))
                words = " ".join(html.fromstring(answer.text).text_content().split())
                self.assertGreater(len(words.split()), LEAST_WORDS, words)


@tagged("post_install", "-at_install")
class TestLinksOfLostRows(AnswerCase):
    """After a restore the numbers of lost rows are given again, perhaps to the same person."""

    def setUp(self):
        super().setUp()
        self.links = self.env["directive.notice.link"]
        # As in a new database, whatever the one at hand was updated from.
        self.env["ir.config_parameter"].search([("key", "=", DATED_SINCE)]).unlink()

    def token_of_lost(self):
        """Return the link of a lost row that had the same number and the same recipient."""
        moment = self.row.create_date
        self.stamp("2026-11-24 10:00:00")
        token = self.links._token(self.row)
        self.stamp(moment)
        return token

    def stamp(self, moment):
        self.env.cr.execute(
            "UPDATE directive_notice_delivery SET create_date = %s WHERE id = %s",
            (moment, self.row.id),
        )
        self.env.invalidate_all()

    def test_it_opens_nothing(self):
        self.assertEqual(self.links._find(self.links._token(self.row)), self.row)
        self.assertFalse(self.links._find(self.token_of_lost()))

    def test_links_signed_before_the_update_still_open(self):
        self.env["ir.config_parameter"].set_param(DATED_SINCE, "2026-11-26 00:00:00")
        old = self.links._token(self.row)
        self.assertEqual(self.links._find(old), self.row)
        self.env["ir.config_parameter"].set_param(DATED_SINCE, "2026-11-24 00:00:00")
        self.assertFalse(self.links._find(old))
