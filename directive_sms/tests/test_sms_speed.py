from odoo.tests import tagged

from odoo.addons.directive_tracking.tests.speed_common import SpeedCase

from .common import SmsCase


@tagged("post_install", "-at_install")
class TestSmsSpeed(SmsCase, SpeedCase):
    """With a gateway a step costs no more than it may, however many people are told by SMS."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Whoever can be told so wants everything by SMS.
        people = cls.head_a | cls.user_a
        for person in people.partner_id:
            recipient = cls.env["directive.notice.recipient"]._of(person)
            recipient.preference_ids.channel_sms = "yes"

    def test_each_step_costs_few_queries_with_a_gateway(self):
        self.assert_few_queries()
        by_sms = self.Delivery.search([("channel", "=", "sms"), ("state", "=", "queued")])
        self.assertIn(self.agency_a, by_sms.agency_id)
