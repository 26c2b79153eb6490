from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import SmsCase


@tagged("post_install", "-at_install")
class TestSmsStatistics(SmsCase):
    """Number and cost of SMS are counted by gateway, without names of people."""

    def figures(self, user):
        self.env.invalidate_all()
        view = self.env["directive.sms.statistics"].with_user(user)
        return view._read_group(
            [("gateway_name", "in", ("First", "Second"))],
            ["gateway_name"],
            ["message_count:sum", "part_count:sum", "price:sum"],
        )

    def test_what_was_taken_is_counted_with_its_parts_and_price(self):
        self.tell_by_sms(self.head_a, self.user_a)
        self.send()
        messages = self.Message.search([("gateway_id", "=", self.gateway.id)])
        parts = sum(messages.mapped("part_count"))
        self.assertEqual(self.figures(self.office_user), [("First", 2, parts, parts * 300.0)])

    def test_what_was_refused_is_not(self):
        self.answers("refused")
        self.tell_by_sms()
        self.send()
        self.assertTrue(self.Message.search([("gateway_id", "=", self.gateway.id)]))
        self.assertEqual(self.figures(self.office_user), [])

    def test_leaders_and_administrators_count_and_others_do_not(self):
        self.tell_by_sms()
        self.send()
        for user in (self.leader_user, self.admin_user):
            self.assertEqual(len(self.figures(user)), 1)
        for user in (self.head_a, self.outside_user):
            with self.assertRaises(AccessError):
                self.figures(user)

    def test_no_number_recipient_or_text_stands_in_the_figures(self):
        fields = set(self.env["directive.sms.statistics"]._fields)
        self.assertFalse({"number", "partner_id", "text", "reason", "delivery_ids"} & fields)
