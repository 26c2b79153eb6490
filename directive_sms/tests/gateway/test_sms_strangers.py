from odoo.tests import tagged

from ..common import SmsCase


@tagged("post_install", "-at_install")
class TestSmsStrangers(SmsCase):
    """A code for somebody who is no recipient, such as a citizen."""

    def tell(self, address="0912 345 678", text="Mã xác nhận: 123456"):
        channel = self.env["directive.channel"]._for_address(address)
        return None if channel is None else channel._send_to_address(address, "Mã", text)

    def test_a_mobile_number_is_reached_and_neither_number_nor_code_is_kept(self):
        self.answers("accepted")
        self.assertEqual(self.tell().result, "accepted")
        self.assertIn("123456", self.texts()[0])
        message = self.Message.search([], order="id desc", limit=1)
        self.assertEqual((message.state, message.number, message.text), ("accepted", "…678", False))

    def test_a_refusal_is_told(self):
        self.answers("refused")
        self.assertEqual(self.tell().result, "refused_permanent")

    def test_no_other_number_and_nobody_without_a_gateway(self):
        channels = self.env["directive.channel"]
        for wrong in ("0243 825 1234", "12345", ""):
            self.assertIsNone(channels._for_address(wrong), wrong)
        self.Gateway.search([]).active = False
        self.assertIsNone(self.tell())

    def test_an_address_is_reached_by_mail(self):
        channel = self.env["directive.channel"]._for_address("ba@example.com")
        self.assertEqual(channel._name, "directive.channel.email")
        self.assertEqual(self.tell("ba@example.com").result, "accepted")
