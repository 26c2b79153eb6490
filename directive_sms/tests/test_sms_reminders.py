from odoo.tests import tagged

from .common import SmsCase


@tagged("post_install", "-at_install")
class TestSmsReminders(SmsCase):
    """Recipients of SMS reminders, and other messages by SMS."""

    def remind(self, **vals):
        self.Rule.search([]).active = False
        vals = {
            "name": "Test",
            "event": "overdue",
            "days": 1,
            "to_responder": True,
            "to_head": True,
            "channel_sms": True,
            "date_last_run": "2026-11-23",
            **vals,
        }
        self.Rule.create(vals)
        late = self.make_task(state="in_progress", deadline="2026-11-23")
        self.Delivery.search([])._move("cancelled")
        self.Rule._cron_remind()
        domain = [("channel", "=", "sms"), ("notice_id.task_id", "=", late.id)]
        return self.Delivery.search([*domain, ("notice_id.rule_id", "!=", False)]).user_id

    def test_heads_alone_get_reminders_by_sms(self):
        self.assertEqual(self.remind(), self.head_a)

    def test_a_setting_opens_it_to_everyone_the_rule_names(self):
        self.env["ir.config_parameter"].set_param("directive_sms.audience", "everyone")
        self.assertEqual(self.remind(), self.head_a | self.user_a)

    def test_a_setting_opens_it_to_deputies(self):
        post = {"agency_id": self.agency_a.id, "user_id": self.user_a.id, "role": "deputy"}
        self.env["directive.agency.member"].create(post)
        self.assertEqual(self.remind(), self.head_a)
        self.env["ir.config_parameter"].set_param("directive_sms.audience", "head_deputy")
        self.assertEqual(self.remind(name="Second"), self.head_a | self.user_a)

    def test_where_there_is_no_head_the_deputy_stands_in(self):
        Member = self.env["directive.agency.member"]
        Member.search([("user_id", "=", self.head_a.id)]).role = "deputy"
        self.assertEqual(self.remind(), self.head_a)

    def test_a_head_elsewhere_is_no_head_here(self):
        post = {"agency_id": self.agency_b.id, "user_id": self.user_a.id, "role": "head"}
        self.env["directive.agency.member"].create(post)
        self.assertEqual(self.remind(), self.head_a)

    def test_a_rule_without_sms_sends_none(self):
        self.assertFalse(self.remind(channel_sms=False))

    def test_without_a_gateway_nothing_is_queued(self):
        self.gateway.active = False
        self.assertFalse(self.remind())
        self.assertNotIn("sms", self.Notice._default_channels("task_assigned", "express"))

    def test_an_installation_lets_overdue_rules_go_by_sms(self):
        from ..hooks import post_init_hook

        self.Rule.search([]).channel_sms = False
        post_init_hook(self.env)
        with_sms = self.Rule.search([("channel_sms", "=", True)])
        self.assertTrue(with_sms)
        self.assertEqual(set(with_sms.mapped("event")), {"overdue"})

    def test_an_express_order_goes_by_sms_for_whoever_causes_it(self):
        Notice = self.Notice.with_user(self.office_user)
        self.assertIn("sms", Notice._default_channels("task_assigned", "express"))
        self.assertNotIn("sms", Notice._default_channels("task_assigned", "urgent"))
        self.env["ir.config_parameter"].set_param("directive_sms.express", "False")
        self.assertNotIn("sms", Notice._default_channels("task_assigned", "express"))

    def test_a_setting_that_is_no_number_stands_for_the_usual_one(self):
        self.env["ir.config_parameter"].set_param("directive_sms.daily_cap", "ten")
        self.assertEqual(self.env["directive.settings"]._get_sms("daily_cap"), 10)

    def test_the_settings_page_keeps_the_switch_off(self):
        for express in (False, True):
            settings = self.env["res.config.settings"].create({"directive_sms_express": express})
            settings.set_values()
            self.assertIs(self.env["directive.settings"]._get_sms("express"), express)
            self.assertIs(self.env["res.config.settings"].create({}).directive_sms_express, express)
