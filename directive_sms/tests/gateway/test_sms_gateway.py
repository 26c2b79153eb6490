from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..common import SmsCase


@tagged("post_install", "-at_install")
class TestSmsGateway(SmsCase):
    """Input of administrators, and the result of the test button."""

    def kannel(self, url, **vals):
        return self.make_gateway("Kannel", connector="kannel", url=url, **vals)

    def test_an_address_is_https(self):
        self.kannel("https://sms.example.vn/cgi-bin/sendsms")
        for bad in (
            False,
            "http://sms.example.vn/",
            "ftp://x",
            "sms.example.vn",
            "https://u:p@sms.example.vn/",
        ):
            with self.assertRaises(ValidationError, msg=bad):
                self.kannel(bad)

    def test_a_local_gateway_may_do_without_once_it_is_listed(self):
        with self.assertRaises(ValidationError):
            self.kannel("http://127.0.0.1:13013/cgi-bin/sendsms")
        self.env["ir.config_parameter"].set_param(
            "directive_sms.local_hosts", "kannel.local, 127.0.0.1"
        )
        self.kannel("http://127.0.0.1:13013/cgi-bin/sendsms")

    def test_a_provider_has_its_published_address(self):
        preset = self.env.ref("directive_sms.directive_sms_preset_esms")
        gateway = self.make_gateway("eSMS", connector="http", preset_id=preset.id)
        self.assertIn("rest.esms.vn", gateway._address())
        with self.assertRaises(ValidationError):
            self.make_gateway("Nobody", connector="http")

    def test_a_sender_name_is_one_that_can_be_registered(self):
        self.gateway.sender_name = "UBND-LaoCai"
        for bad in ("UBND tỉnh", "ab", "x" * 12):
            with self.assertRaises(ValidationError):
                self.gateway.sender_name = bad

    def test_other_account_data_are_lines_of_names_and_values(self):
        self.gateway.parameters = "AGENTID = 12\n\nKEY=a=b"
        self.assertEqual(self.gateway._parameters(), {"AGENTID": "12", "KEY": "a=b"})
        with self.assertRaises(ValidationError):
            self.gateway.parameters = "just words"

    def test_impossible_limits_are_refused(self):
        for bad in (
            {"rate": -1},
            {"max_parts": 0},
            {"timeout": 0},
            {"timeout": 31},
            {"hard_limit": -5},
        ):
            with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.cr.savepoint():
                self.gateway.write(bad)
                self.gateway.flush_recordset()

    def test_the_test_button_shows_the_provider_s_own_answer(self):
        self.answers("blocked")
        action = self.gateway.with_user(self.admin_user).action_test()
        Test = self.env[action["res_model"]].with_user(self.admin_user)
        form = Form(Test.with_context(**action["context"]))
        form.number, form.text = "0912345678", "Xin chào"
        test = form.save()
        self.assertEqual(test.counting["gateways"][0]["names"], "First")
        test.action_send()
        self.assertEqual((test.result, test.answer), ("blocked", "test says blocked"))
        self.assertEqual(self.texts(), ["Xin chao"])
        self.assertEqual(self.Message.search([], limit=1).state, "refused")

    def test_the_test_button_wants_a_mobile_number(self):
        Test = self.env["directive.sms.test"].with_user(self.admin_user)
        with self.assertRaises(UserError):
            Test.create({"gateway_id": self.gateway.id, "number": "113", "text": "x"}).action_send()

    def test_a_person_may_end_the_rest(self):
        self.gateway.write(
            {"failure_count": 3, "date_open_until": "2026-11-25 05:00:00", "last_error": "403"}
        )
        self.assertIn("403", self.gateway.health)
        self.assertNotIn(self.gateway, self.Gateway._ready())
        self.gateway.with_user(self.admin_user).action_close_circuit()
        self.assertIn(self.gateway, self.Gateway._ready())

    def test_a_soft_limit_only_warns(self):
        self.gateway.soft_limit = 300
        self.tell_by_sms()
        self.send()
        self.assertIn("above the warning threshold", self.gateway.health)
        self.assertIn(self.gateway, self.Gateway._ready())
