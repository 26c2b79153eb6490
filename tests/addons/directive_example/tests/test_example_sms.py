"""The channel SMS, which knows nothing of inspections."""

from odoo.tests import tagged

from odoo.addons.directive_sms.connectors.base import Reply
from odoo.addons.directive_sms.tests.common import SmsCase

from .test_example_messages import LABEL, InspectionCase


@tagged("post_install", "-at_install")
class TestExampleSms(InspectionCase, SmsCase):
    def test_it_is_told_and_answered_by_sms(self):
        self.gateway.reply_number = "8088"
        inspection = self.announce(urgency="express")
        self.send()
        [row] = self.rows(inspection, "sms")
        self.assertEqual(row.state, "sent")
        [text] = self.texts()
        self.assertIn(LABEL, text)
        self.assertIn(row._answer_url(), text)
        code = self.env["directive.sms.token"].search([("delivery_id", "=", row.id)]).code
        self.assertTrue(code)
        reply = Reply("+84912345678", "8088", f"DH {code} NHAN", "1")
        self.env["directive.sms.reply"]._receive(self.gateway, reply)
        heard = self.env["directive.sms.reply"].search([], limit=1)
        self.assertEqual((heard.state, heard.kind), ("applied", "received"))
        self.assertEqual(self.awaited(inspection).state, "seen")
