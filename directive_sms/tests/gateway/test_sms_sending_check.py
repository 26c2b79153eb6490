from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from ..common import SmsCase


@tagged("post_install", "-at_install")
class TestSmsSendingCheck(SmsCase):
    """Each problem of SMS is named in plain words while it lasts, and only then."""

    def found(self, word):
        """Return the lines of a check that hold ``word``."""
        action = self.env["directive.sending.check"].with_user(self.admin_user).action_check()
        check = self.env["directive.sending.check"].browse(action["res_id"])
        return check.line_ids.filtered(lambda line: word in line.sentence)

    def test_the_home_page_says_how_many_gateways_can_send(self):
        home = self.env["directive.home"].with_user(self.admin_user)

        def tone():
            return home._service()["gateways"].tone

        self.assertEqual(tone(), "success")
        resting = {"date_open_until": fields.Datetime.now() + timedelta(minutes=5)}
        self.gateway.write(resting | {"last_error": "connection refused", "failure_count": 3})
        self.assertEqual(tone(), "danger")
        self.make_gateway("Second")
        self.assertEqual(tone(), "warning")
        opened = home.open_number("admin", "service", ["gateways"])
        listed = self.env[opened["res_model"]].search_count(opened["domain"])
        self.assertEqual(home._service()["gateways"].count, listed)

    def test_a_gateway_that_can_send_is_not_named(self):
        self.assertFalse(self.found("SMS gateway"))

    def test_without_a_gateway_it_says_so_where_sms_are_wanted(self):
        self.gateway.active = False
        self.assertTrue(self.found("No SMS gateway is set up"))
        self.env["directive.reminder.rule"].search([]).channel_sms = False
        self.env["ir.config_parameter"].set_param("directive_sms.express", "False")
        self.assertFalse(self.found("No SMS gateway is set up"))

    def test_a_gateway_at_rest_is_an_error_only_if_no_other_can_send(self):
        self.gateway.write(
            {
                "date_open_until": fields.Datetime.now() + timedelta(minutes=5),
                "last_error": "connection refused",
                "failure_count": 3,
            }
        )
        line = self.found("connection refused")
        self.assertEqual(line.severity, "error")
        self.assertTrue(line.can_open)
        self.make_gateway("Second")
        self.assertEqual(self.found("connection refused").severity, "warning")

    def test_a_month_s_limit_is_named_when_it_is_reached(self):
        self.gateway.hard_limit = 500
        self.assertFalse(self.found("monthly limit"))
        self.tell_by_sms(occurrence="1")
        self.send()
        self.tell_by_sms(occurrence="2")
        self.send()
        self.env.invalidate_all()
        self.assertTrue(self.found("monthly limit"))

    def test_a_low_balance_is_named(self):
        self.gateway.write(
            {"balance": 5000, "balance_mark": 9000, "date_balance": "2026-11-25 01:00:00"}
        )
        self.assertTrue(self.found("5,000"))
        self.gateway.balance = 90000
        self.assertFalse(self.found("are left at the provider"))

    def test_what_the_account_lacks_is_named_and_what_it_holds_is_not_shown(self):
        preset = self.env["directive.sms.preset"].search([("name", "ilike", "esms")], limit=1)
        gateway = self.make_gateway(
            "eSMS", connector="http", preset_id=preset.id, password="top-secret"
        )
        line = self.found("lacks data that its provider requires")
        self.assertIn("username", line.sentence)
        self.assertNotIn("password", line.sentence)
        self.assertNotIn("top-secret", str(line.read()))
        gateway.write({"username": "us", "sender_name": "UBND TINH"})
        self.assertFalse(self.found("lacks data that its provider requires"))

    def messages(self, count, hours, **vals):
        moment = fields.Datetime.now() - timedelta(hours=hours)
        for number in range(count):
            self.Message.create(
                {
                    "request_id": f"report-{number}-{hours}",
                    "gateway_id": self.gateway.id,
                    "number": "+84912345678",
                    "state": "accepted",
                    "date_submitted": moment,
                    **vals,
                }
            )

    def test_a_provider_that_never_reports_is_named(self):
        self.messages(3, 5)
        self.assertTrue(self.found("has reported no outcome"))
        self.messages(1, 6, state="delivered", date_reported=fields.Datetime.now())
        self.assertFalse(self.found("has reported no outcome"))

    def test_messages_too_young_or_too_few_prove_nothing(self):
        self.messages(2, 5)
        self.messages(9, 0.5)
        self.messages(9, 30)
        self.assertFalse(self.found("has reported no outcome"))

    def test_a_text_that_will_be_cut_is_named(self):
        self.assertFalse(self.found("longer than"))
        template = self.env["directive.sms.template"].search([("use", "=", "single")])
        template.body = "Very long words. " * 30 + "{link}"
        self.assertTrue(self.found("longer than the 2 parts"))
        self.gateway.max_parts = 10
        self.assertFalse(self.found("longer than"))

    def test_heads_whose_number_no_sms_reaches_are_counted(self):
        others = self.env["directive.agency.member"].search([("role", "=", "head")])
        for partner in others.partner_id - self.head_a.partner_id:
            partner.phone = "0912345678"
        self.assertFalse(self.found("without a number an SMS can reach"))
        for bad in ("024 3825 1234", "0912345678; 0987654321", False):
            self.head_a.partner_id.phone = bad
            self.assertIn(": 1.", self.found("without a number an SMS can reach").sentence)

    def test_a_head_with_a_telephone_only_can_be_reached_once_there_is_a_gateway(self):
        person = self.env["res.partner"].create({"name": "Telephone only", "phone": "0912345678"})
        agency = self.make_agency("Agency of a telephone")
        self.env["directive.agency.member"].create(
            {"agency_id": agency.id, "partner_id": person.id, "role": "head"}
        )
        unreached = "Heads of agencies who cannot be reached"
        before = self.found(unreached)
        self.gateway.active = False
        after = self.found(unreached)
        self.assertNotIn(agency.id, self.agencies_of(before))
        self.assertIn(agency.id, self.agencies_of(after))

    def agencies_of(self, line):
        return line.action["domain"][0][2] if line else []
