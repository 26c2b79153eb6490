import re
from email import message_from_bytes
from unittest.mock import patch

from odoo.tests import tagged

from .. import bounce_samples as samples
from ..notice_common import FakeSession, NoticeCase


class Mailbox(FakeSession):
    """A server which also keeps the messages themselves."""

    def __init__(self, mailbox):
        super().__init__(mailbox)
        self.taken = []

    def getreply(self):
        self.taken.append(message_from_bytes(self._data))
        return super().getreply()


@tagged("post_install", "-at_install")
class TestNoticeBounce(NoticeCase):
    """Reports of mail servers are recorded in the row of the message; other mails are not."""

    def setUp(self):
        super().setUp()
        self.task = self.make_task(state="in_progress", deadline="2026-12-05")
        self.Delivery.search([])._move("cancelled")
        self.session = Mailbox(self.mailbox)
        self.row = self.tell(self.task, self.user_a, channels=("email",))
        self.send()
        self.address = "test_a@example.com"

    def receive(self, sample=samples.DSN, reference=None, **values):
        values = {"address": self.address, **values}
        data = samples.write(sample, reference or self.row.message_ref, **values)
        self.env["mail.thread"].message_process(None, data)
        self.env.invalidate_all()

    def test_a_message_that_came_back_has_failed_and_says_why(self):
        self.assertEqual((self.row.state, self.row.address), ("sent", self.address))
        self.receive()
        self.assertEqual(self.row.state, "failed")
        self.assertIn("550 5.1.1 User unknown", self.row.reason)

    def test_every_kind_of_report_reaches_its_row(self):
        for name in ("EXIM", "QMAIL", "EXCHANGE"):
            with self.subTest(name):
                self.row = self.tell(self.task, self.user_a, occurrence=name, channels=("email",))
                self.send()
                self.receive(getattr(samples, name))
                self.assertEqual(self.row.state, "failed")

    def test_all_rows_of_a_digest_come_back_together(self):
        other = self.make_task(state="in_progress")
        self.Delivery.search([("state", "=", "queued")])._move("cancelled")
        rows = self.tell(self.task, self.user_a, occurrence="d", channels=("email",))
        rows |= self.tell(other, self.user_a, channels=("email",))
        self.send()
        self.receive(reference=rows[0].message_ref)
        self.assertEqual(set(rows.mapped("state")), {"failed"})
        self.assertEqual(self.row.state, "sent", "another message to the same person")

    def test_a_delay_is_written_down_once_and_changes_nothing(self):
        for _time in range(2):
            self.receive(action="delayed", status="4.4.1", words="451 4.4.1 no answer")
        self.assertEqual(self.row.state, "sent")
        self.assertEqual(self.row.history.count("451 4.4.1 no answer"), 1)

    def test_a_report_of_arrival_is_proof_of_arrival_only(self):
        self.receive(samples.READ_RECEIPT)
        self.assertEqual(self.row.state, "delivered")

    def test_handed_on_to_where_nobody_reports_is_no_arrival(self):
        self.receive(action="relayed", status="2.0.0", words="250 2.0.0 relayed")
        self.assertEqual(self.row.state, "sent")
        self.assertIn("relayed", self.row.history)

    def test_reports_may_come_twice_and_in_any_order(self):
        delivered = {"action": "delivered", "status": "2.0.0", "words": "250 2.0.0 ok"}
        self.receive()
        self.receive()
        self.assertEqual(self.row.history.count("User unknown"), 1)
        self.receive(**delivered)
        self.receive()
        self.assertEqual(self.row.state, "delivered")

    def test_what_was_seen_does_not_fail_any_more(self):
        self.row._move("seen")
        self.receive()
        self.assertEqual(self.row.state, "seen")

    def test_a_report_about_another_address_or_message_changes_nothing(self):
        self.receive(address="somebody@else.example")
        self.receive(reference="<1.2-openerp-7-directive@odoo>")
        forged = self.row.message_ref.replace("-directive@", "-directive@x")
        self.receive(reference=forged)
        self.assertEqual(self.row.state, "sent")

    def test_an_out_of_office_reply_is_no_report(self):
        self.env["mail.thread"].message_process(
            "res.partner", samples.write(samples.OUT_OF_OFFICE, self.row.message_ref, self.address)
        )
        self.assertEqual(self.row.state, "sent")

    def test_the_address_it_went_to_counts_though_it_was_changed_since(self):
        self.user_a.partner_id.email = "mended@example.com"
        self.receive()
        self.assertEqual(self.row.state, "failed")

    def test_a_report_finds_the_row_whose_sender_died(self):
        self.Delivery.search([("state", "=", "queued")])._move("cancelled")
        row = self.tell(self.task, self.user_a, occurrence="k", channels=("email",))
        with patch.object(self.registry["directive.notice.sender"], "_record"):
            self.send()
        self.assertEqual((row.state, row.message_ref), ("sending", False))
        reference = self.session.taken[-1]["Message-Id"]
        self.receive(reference=re.sub(r"-[0-9a-f]{16}-", "-0123456789abcdef-", reference))
        self.receive(reference=reference, address="somebody@else.example")
        self.assertEqual(row.state, "sending")
        row._move("unknown", "killed")
        self.receive(reference=reference, action="delivered", status="2.0.0", words="250 ok")
        self.assertEqual(row.state, "delivered")

    def test_a_report_of_the_first_try_does_not_stop_the_second(self):
        self.receive()
        self.row.with_user(self.office_user).action_send_again()
        self.receive()
        self.assertEqual(self.row.state, "queued")
        self.send()
        self.assertEqual(self.row.state, "sent")

    def test_mail_that_reports_nothing_of_ours_goes_its_usual_way(self):
        with self.assertRaises(ValueError):  # Odoo: no possible route
            self.env["mail.thread"].message_process(
                None, b"From: x@y.example\r\nTo: z@y.example\r\nMessage-Id: <a@b>\r\n\r\nHello"
            )

    def test_an_address_that_takes_nothing_is_named_until_it_does(self):
        partner = self.user_a.partner_id
        member = self.env["directive.agency.member"].search([("user_id", "=", self.user_a.id)])
        self.assertNotIn(partner, self.env["directive.email.report"]._bouncing_partners())
        self.receive()
        self.assertIn(
            "User unknown", self.env["directive.email.report"]._bouncing_partners()[partner]
        )
        self.assertEqual(partner.message_bounce, 1)
        for user, sees in ((self.admin_user, True), (self.office_user, True), (self.user_a, False)):
            self.assertEqual("User unknown" in (member.with_user(user).email_trouble or ""), sees)
        partner.email = "mended@example.com"
        self.assertNotIn(partner, self.env["directive.email.report"]._bouncing_partners())
        partner.email = self.address
        self.at("2026-11-25 03:00:00")
        self.tell(self.task, self.user_a, occurrence="2", channels=("email",))
        self.send()
        self.assertNotIn(partner, self.env["directive.email.report"]._bouncing_partners())
