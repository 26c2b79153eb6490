from datetime import datetime, timedelta

from odoo.tests import tagged

from ..notice_common import NoticeCase


@tagged("post_install", "-at_install")
class TestNoticePace(NoticeCase):
    """How often one person is disturbed, and that nothing is lost by sparing him."""

    def setUp(self):
        super().setUp()
        self.task = self.make_task(state="in_progress", deadline="2026-12-05")
        self.Delivery.search([])._move("cancelled")
        self.env["ir.config_parameter"].set_param("directive_tracking.email_daily_cap", "2")

    def tell_and_send(self, occurrence, *users, **kwargs):
        rows = self.tell(
            self.task,
            *(users or [self.user_a]),
            occurrence=occurrence,
            channels=("email",),
            **kwargs,
        )
        self.send()
        return rows

    def fill(self):
        for occurrence in ("1", "2"):
            self.assertEqual(self.tell_and_send(occurrence).state, "sent")

    def test_what_is_over_the_cap_goes_with_the_next_digest_and_says_why(self):
        self.fill()
        rows = self.tell_and_send("3") | self.tell_and_send("4")
        self.assertEqual(set(rows.mapped("state")), {"queued"})
        self.assertEqual(set(rows.mapped("date_next")), {datetime(2026, 11, 26)})  # Thursday 7:00
        self.assertIn("daily limit of 2 messages", rows[0].reason)
        self.at_local("2026-11-26", hour=7)
        self.send()
        self.assertEqual(set(rows.mapped("state")), {"sent"})
        self.assertEqual(len(self.mailbox), 3, "both in one message")

    def test_a_digest_counts_as_one_message(self):
        other = self.make_task(state="in_progress")
        self.Delivery.search([])._move("cancelled")
        self.tell(other, self.user_a, occurrence="0", channels=("email",))
        self.tell_and_send("1")
        self.assertEqual(len(self.mailbox), 1)
        self.assertEqual(self.tell_and_send("2").state, "sent")
        self.assertEqual(self.tell_and_send("3").state, "queued")

    def test_several_messages_of_one_claim_keep_to_the_cap(self):
        broadcasts = self.env["directive.broadcast"].create(
            [
                {"name": f"Storm {number}", "body": "x", "agency_ids": self.agency_a.ids}
                for number in range(4)
            ]
        )
        broadcasts.with_user(self.office_user).action_send()
        self.send()
        self.assertEqual(len(self.mailbox), 2)
        domain = [("broadcast_id", "in", broadcasts.ids), ("channel", "=", "email")]
        states = sorted(self.Delivery.search(domain).mapped("state"))
        self.assertEqual(states, ["queued", "queued", "sent", "sent"])

    def test_a_second_digest_that_would_be_out_of_date_tomorrow_passes(self):
        self.task = self.make_task(state="in_progress", deadline="2026-11-25")
        self.Delivery.search([])._move("cancelled")
        rule = self.Rule.search([("event", "=", "due")], limit=1)
        rows = self.Delivery
        for occurrence in ("1", "2"):
            row = self.tell(
                self.task,
                self.user_a,
                event="reminder_due",
                occurrence=occurrence,
                channels=("email",),
                valid_until=datetime(2026, 11, 25, 17),
            )
            row.notice_id.rule_id = rule
            self.send()
            rows |= row
        self.assertEqual(rows.mapped("state"), ["sent", "sent"])

    def test_an_express_message_passes(self):
        self.fill()
        self.assertEqual(self.tell_and_send("3", urgency="express").state, "sent")

    def test_what_would_be_out_of_date_by_the_next_digest_passes(self):
        self.fill()
        tonight = datetime.now() + timedelta(hours=8)
        self.assertEqual(self.tell_and_send("3", valid_until=tonight).state, "sent")

    def test_one_persons_share_is_not_anothers(self):
        self.fill()
        rows = self.tell_and_send("3", self.user_a, self.head_a)
        states = {row.user_id: row.state for row in rows}
        self.assertEqual(states, {self.user_a: "queued", self.head_a: "sent"})

    def test_yesterdays_messages_do_not_count(self):
        self.fill()
        self.at_local("2026-11-26", hour=9)
        self.assertEqual(self.tell_and_send("3").state, "sent")

    def test_a_message_that_may_have_arrived_counts(self):
        self.fill()
        self.Delivery.search([("state", "=", "sent")]).write(
            {"state": "unknown", "date_sent": False}
        )
        self.assertEqual(self.tell_and_send("3").state, "queued")

    def test_what_a_person_sends_again_passes(self):
        self.fill()
        row = self.tell(self.task, self.user_a, occurrence="3", channels=("email",))
        row._move("failed", "no such mailbox")
        row.with_user(self.office_user).action_send_again()
        self.send()
        self.assertEqual(row.state, "sent")

    def test_no_cap_is_no_cap(self):
        self.env["ir.config_parameter"].set_param("directive_tracking.email_daily_cap", "0")
        self.fill()
        self.assertEqual(self.tell_and_send("3").state, "sent")

    def test_the_application_knows_no_cap(self):
        for number in range(3):
            row = self.tell(self.task, self.user_a, occurrence=str(number), channels=("app",))
            self.send()
            self.assertEqual(row.state, "sent")
