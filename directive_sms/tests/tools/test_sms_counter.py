import json

from odoo.tests import BaseCase, HttpCase, tagged
from odoo.tools import file_open

from odoo.addons.directive_tracking.tests.common import DirectiveCase
from odoo.addons.directive_tracking.tests.screens import AtADesk, OnATelephone

from ...tools import gsm, template

# Run in the browser: the counter below a text, for the same vectors.
CHECK = """
const gsm = odoo.loader.modules.get("@directive_sms/sms_text/gsm");
const known = %s;
const wrong = [];
const compare = (given, found, expected) => {
    if (JSON.stringify(found) !== JSON.stringify(expected)) {
        wrong.push([given, found, expected]);
    }
};
for (const [[what, times, after], isUnicode, units, parts] of known.counts) {
    const found = gsm.count(what.repeat(times) + after);
    compare([what, times], [found.isUnicode, found.units, found.parts], [isUnicode, units, parts]);
}
for (const [text, allowUnicode, forbidden, expected] of known.prepared) {
    compare(text, gsm.prepare(text, allowUnicode, forbidden), expected);
}
for (const [body, values, expected] of known.rendered) {
    compare(body, gsm.render(body, values), expected);
}
console[wrong.length ? "error" : "log"](wrong.length ? JSON.stringify(wrong) : "test successful");
"""


def vectors():
    with file_open("directive_sms/static/tests/sms_vectors.json") as file:
        return json.load(file)


class TestSmsVectors(BaseCase):
    """The server counts, prepares and renders as the published tables say."""

    def test_counts(self):
        for (what, times, after), *expected in vectors()["counts"]:
            with self.subTest(what, times=times):
                self.assertEqual(list(gsm.count(what * times + after)), expected)

    def test_prepared(self):
        for text, allow_unicode, forbidden, expected in vectors()["prepared"]:
            self.assertEqual(gsm.prepare(text, allow_unicode, forbidden), expected)

    def test_rendered(self):
        for body, values, expected in vectors()["rendered"]:
            self.assertEqual(template.render(body, values), expected)


class SmsCounter:
    """The counter beneath the text, in a browser."""

    allow_inherited_tests_method = True

    def make_gateways(self):
        """Return the only two gateways: one without marks, one with them."""
        Gateway = self.env["directive.sms.gateway"]
        Gateway.search([]).active = False
        return Gateway.create(
            [
                {"name": name, "connector": "simulated", "allow_unicode": allow_unicode}
                for name, allow_unicode in (("Plain", False), ("Marks", True))
            ]
        )

    def test_the_counter_of_a_test_message(self):
        path = f"/odoo/directive-sms-gateways/{self.make_gateways()[0].id}"
        self.start_tour(path, "directive_sms_test_counter", login=self.admin_user.login)

    def test_the_counter_follows_each_keystroke(self):
        self.make_gateways()
        single = self.env.ref("directive_sms.directive_sms_template_single")
        path = f"/odoo/directive-sms-texts/{single.id}"
        self.start_tour(path, "directive_sms_text_counter", login=self.admin_user.login)


@tagged("post_install", "-at_install")
class TestSmsCounterAtADesk(AtADesk, SmsCounter, HttpCase, DirectiveCase):
    def test_the_browser_counts_as_the_server_does(self):
        code = CHECK % json.dumps(vectors())
        self.browser_js("/odoo", code, "odoo.isReady", login=self.admin_user.login)


@tagged("post_install", "-at_install")
class TestSmsCounterOnATelephone(OnATelephone, SmsCounter, HttpCase, DirectiveCase):
    pass
