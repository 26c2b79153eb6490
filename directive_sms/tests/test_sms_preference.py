from odoo.tests import tagged

from .common import SmsCase


@tagged("post_install", "-at_install")
class TestSmsPreference(SmsCase):
    """Optional SMS, and SMS without an opt-out."""

    def choose(self, user, kind, choice):
        recipient = self.env["directive.notice.recipient"]._of(user.partner_id)
        chosen = recipient.preference_ids.filtered(lambda one: one.kind == kind)
        chosen.channel_sms = choice

    def channels(self, rows, user):
        return set(rows.filtered(lambda row: row.user_id == user).mapped("channel"))

    def test_who_asks_for_it_gets_every_new_task_by_sms(self):
        self.choose(self.user_a, "new", "yes")
        rows = self.tell(self.task, self.user_a, self.head_a, event="task_assigned", occurrence="x")
        self.assertEqual(self.channels(rows, self.user_a), {"app", "email", "sms"})
        self.assertEqual(self.channels(rows, self.head_a), {"app", "email"})

    def test_without_a_gateway_nothing_is_queued_on_request(self):
        self.choose(self.user_a, "new", "yes")
        self.gateway.active = False
        rows = self.tell(self.task, self.user_a, event="task_assigned", occurrence="x")
        self.assertEqual(self.channels(rows, self.user_a), {"app", "email"})

    def test_whether_there_is_a_gateway_is_remembered_and_a_change_counts_at_once(self):
        Gateway = self.env["directive.sms.gateway"]
        self.addCleanup(self.registry.clear_cache)
        gateways = Gateway.search([])

        def exists():
            found = Gateway._exists_any()
            before = self.env.cr.sql_log_count
            # Queries that include archived records get the same answer.
            self.assertEqual(Gateway.with_context(active_test=False)._exists_any(), found)
            self.assertEqual(self.env.cr.sql_log_count, before)
            self.registry.cache_invalidated.clear()
            return found

        self.assertTrue(exists())
        gateways.active = False
        self.assertIn("default", self.registry.cache_invalidated)  # shared with other processes
        self.assertFalse(exists())
        new = Gateway.create({"name": "New", "connector": "simulated"})
        self.assertTrue(exists())
        new.unlink()
        self.assertFalse(exists())
        gateways.action_unarchive()
        self.assertTrue(exists())

    def test_a_step_costs_no_more_queries_than_its_limit_where_sms_may_be_asked_for(self):
        post = {"agency_id": self.agency_office.id, "user_id": self.office_user.id}
        self.env["directive.agency.member"].create({**post, "role": "officer"})
        queries = []
        for _number in range(2):  # the first fills Odoo's caches
            task = self.make_task(state="reported", coordinators=self.agency_b)
            self.begin_request()
            before = self.env.cr.sql_log_count
            task.with_user(self.office_user).action_accept()
            self.env.flush_all()
            queries.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(queries[1], 25)

    def test_the_province_may_allow_no_sms_on_request(self):
        self.choose(self.user_a, "new", "yes")
        self.env["res.config.settings"].create({"directive_sms_on_request": False}).execute()
        rows = self.tell(self.task, self.user_a, event="task_assigned", occurrence="x")
        self.assertEqual(self.channels(rows, self.user_a), {"app", "email"})

    def remind(self):
        self.env["directive.reminder.rule"].search([]).active = False
        rule = self.env["directive.reminder.rule"].create(
            {"name": "Late", "event": "overdue", "days": 1, "to_head": True, "channel_sms": True}
        )
        self.at_local("2026-12-07")
        rule.date_last_run = "2026-12-04"
        rule._cron_remind()
        return self.Delivery.search([("task_id", "=", self.task.id), ("channel", "=", "sms")])

    def test_who_is_no_head_gets_reminders_by_sms_on_request(self):
        self.choose(self.user_a, "overdue", "yes")
        self.assertEqual(self.remind().user_id, self.head_a | self.user_a)

    def test_without_request_only_the_head_is_reminded_by_sms(self):
        self.assertEqual(self.remind().user_id, self.head_a)

    def test_a_head_does_not_decline_the_sms_of_what_is_overdue(self):
        floor = self.env["directive.notice.floor"].search([("kind", "=", "overdue")])
        floor.channel_sms = False
        self.choose(self.head_a, "overdue", "no")
        floor.channel_sms = True  # raised after they had chosen
        rows = self.remind()
        self.send()
        self.assertEqual(rows.state, "sent")

    def test_what_may_be_declined_is_not_sent_and_costs_nothing(self):
        self.choose(self.head_a, "changed", "no")
        rows = self.tell_by_sms()
        self.send()
        self.assertEqual((rows.state, rows.reason), ("suppressed", "The recipient's own choice."))
        self.assertFalse(rows.sms_message_ids)

    def test_as_delivered_express_and_overdue_sms_cannot_be_declined(self):
        floors = self.env["directive.notice.floor"].search([("channel_sms", "=", True)])
        self.assertEqual(set(floors.mapped("kind")), {"express", "overdue"})
