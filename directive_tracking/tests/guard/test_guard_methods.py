import re

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ...tools.guard.ours import is_our_addon
from ..common import DirectiveCase

REFUSED = (405, 415)  # the second by those that take JSON


@tagged("post_install", "-at_install")
class TestGuardMethods(DirectiveCase, HttpCase):
    """What a browser or a program sends without a press of a button changes nothing."""

    def test_options_runs_no_address_of_ours(self):
        """Odoo would run it, and without asking for the token of the form; a log-in and a key open it."""
        asked = set(self.addresses())
        self.assertGreater(len(asked), 8)
        self.authenticate(self.office_user.login, self.office_user.login)
        keys = self.env["res.users.apikeys"].with_user(self.office_user).sudo()
        key = {"Authorization": f"bearer {keys._generate('rpc', 'test', None)}"}
        for address in sorted(asked):
            with self.subTest(address), mute_logger("odoo.http"):
                answer = self.url_open(address, method="OPTIONS", headers=key)
                self.assertIn(answer.status_code, REFUSED)

    def addresses(self):
        """Return a sample of each address that an addon of the suite answers."""
        rules = self.env["ir.http"].routing_map().iter_rules()
        return [self.sample(rule.rule) for rule in rules if self.is_ours(rule.endpoint)]

    def is_ours(self, endpoint):
        _odoo, place, addon = endpoint.func.__module__.split(".")[:3]
        return place == "addons" and is_our_addon(addon)

    def sample(self, rule):
        return re.sub(r"<[^>]+>", "1", rule)

    def test_an_address_the_database_cannot_be_asked_for_is_not_found(self):
        for address in ("/%00", "/x%00y", "/d/%00/x", "/my/%00"):
            with self.subTest(address):
                self.assertEqual(self.url_open(address).status_code, 404)
