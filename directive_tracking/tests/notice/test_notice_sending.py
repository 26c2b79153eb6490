from datetime import datetime, timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tools import mute_logger

from ...models.notice.channels import directive_channel_email
from ...tools.recipient import Recipient
from ..notice_common import FakeSession, NoticeCase


class TestNoticeSending(NoticeCase):
    """Messages that are sent, their time, and those that are held back."""

    def setUp(self):
        super().setUp()
        self.task = self.make_task(state="in_progress", deadline="2026-12-05", point="3")
        self.Delivery.search([])._move("cancelled")
        self.env["mail.activity"].search([]).unlink()

    def tell_by_mail(self, *users, **kwargs):
        return self.tell(self.task, *users, channels=("email",), **kwargs)

    def test_a_message_carries_number_deadline_and_link_first(self):
        row = self.tell_by_mail(self.user_a)
        self.send()
        lines = self.mailbox[0]["text"].splitlines()
        self.assertIn("128/QĐ-UBND, point 3", lines[0])
        self.assertIn("12/05/2026", lines[1])
        self.assertTrue(lines[2].endswith(f"/odoo/directive-tasks/{self.task.id}"))
        self.assertEqual((row.state, self.mailbox[0]["to"]), ("sent", "test_a@example.com"))
        self.assertTrue(row.message_ref)

    def test_a_file_of_a_message_goes_with_it_and_keeps_the_parameters_of_its_type(self):
        row = self.tell_by_mail(self.user_a)
        kind = "text/calendar; method=REQUEST; charset=utf-8"
        files = [("invite.ics", "Họp".encode(), kind)]
        task = self.registry["directive.task"]
        with patch.object(task, "_notice_files", lambda one, notice, reader: files):
            message = self.env["directive.channel.email"]._build_message(row)
        (part,) = message.iter_attachments()
        self.assertEqual(part.get_content_type(), "text/calendar")
        self.assertEqual(part["Content-Type"].params["method"], "REQUEST")
        self.assertEqual(part.get_filename(), "invite.ics")
        self.assertEqual(part.get_payload(decode=True).decode(), "Họp")

    def test_a_notice_may_say_more_than_its_record(self):
        row = self.tell_by_mail(self.user_a, occurrence="noon")

        def item_of(task, notice):
            return {**task._notice_item(), "name": f"Said at {notice.occurrence}"}

        with patch.object(self.registry["directive.task"], "_notice_item_of", item_of):
            self.send()
        self.assertEqual(row.state, "sent")
        self.assertIn("Said at noon", self.mailbox[0]["text"])

    def test_all_that_waits_for_one_recipient_is_one_message(self):
        second = self.make_task(state="in_progress", name="Second task")
        self.Delivery.search([])._move("cancelled")
        rows = self.tell_by_mail(self.user_a, self.user_b)
        rows |= self.tell(second, self.user_a, channels=("email",))
        self.correct(self.task, coordinating_agency_ids=self.agency_b.ids)
        self.Delivery.search([("id", "not in", rows.ids)])._move("cancelled")
        self.send()
        self.assertEqual(
            sorted(mail["to"] for mail in self.mailbox),
            ["test_a@example.com", "test_b@example.com"],
        )
        digest = next(mail for mail in self.mailbox if mail["to"] == "test_a@example.com")
        self.assertIn("Second task", digest["text"])
        self.assertIn("2 tasks, nearest deadline 12/05/2026", digest["subject"])

    def test_the_subject_of_a_digest_calls_records_of_several_kinds_items(self):
        self.tell_by_mail(self.user_a)
        self.tell(self.task.directive_id, self.user_a, channels=("email",))
        self.send()
        self.assertTrue(self.mailbox[0]["subject"].startswith("Directives: 2 items, "))

    def test_the_subject_of_a_digest_counts_what_is_overdue(self):
        late = self.make_task(state="in_progress", deadline="2026-11-20", name="Late task")
        self.Delivery.search([])._move("cancelled")
        self.tell_by_mail(self.user_a)
        self.tell(late, self.user_a, channels=("email",))
        self.send()
        self.assertIn("2 tasks, 1 overdue", self.mailbox[0]["subject"])
        self.assertIn("Late task", self.mailbox[0]["text"].split("\n\n")[0], "overdue comes first")
        self.assertIn("overdue by 5 days", self.mailbox[0]["text"])

    def test_a_long_digest_is_cut_with_a_link_to_the_rest(self):
        for number in range(3):
            self.tell(self.make_task(name=f"Task {number}"), self.user_a, channels=("email",))
        self.Delivery.search([("notice_id.event", "=", "task_assigned")])._move("cancelled")
        with patch.object(directive_channel_email, "MAX_ITEMS", 2):
            self.send()
        text = self.mailbox[0]["text"]
        self.assertEqual(sum(f"Task {number}" in text for number in range(3)), 2)
        self.assertIn("and 1 more", text)
        self.assertIn("3 tasks", self.mailbox[0]["subject"])

    def test_a_number_typed_on_two_lines_does_not_break_the_header(self):
        self.task.directive_id._restore_history({"number": "128\nQĐ-UBND"})
        self.tell_by_mail(self.user_a)
        self.send()
        self.assertIn("128 QĐ-UBND", self.mailbox[0]["subject"])

    def test_an_address_no_server_takes_is_not_tried(self):
        self.user_a.partner_id.email = "người@example.com"
        row = self.tell_by_mail(self.user_a)
        self.send()
        self.assertEqual(row.state, "suppressed")

    def test_what_fails_before_the_hand_over_is_tried_again(self):
        row = self.tell_by_mail(self.user_a)
        relevance = patch.object(
            self.registry["directive.notice.delivery"],
            "_irrelevant_reasons",
            side_effect=ValueError("broken"),
        )
        with (
            relevance,
            mute_logger("odoo.addons.directive_tracking.models.notice.directive_notice_sender"),
        ):
            self.send()
        self.assertEqual(row.state, "queued")
        self.at("2026-11-25 03:00:00")
        self.send()
        self.assertEqual(row.state, "sent")

    def test_nothing_to_say_sends_nothing(self):
        self.send()
        self.assertFalse(self.mailbox)

    def test_an_express_notice_goes_alone_and_in_the_quiet_hours(self):
        self.at_local("2026-11-25", hour=23)
        normal = self.tell_by_mail(self.user_a, occurrence="n")
        express = self.tell_by_mail(self.user_a, occurrence="x", urgency="express")
        self.send()
        self.assertEqual((normal.state, express.state), ("queued", "sent"))
        self.assertEqual(len(self.mailbox), 1)

    def test_the_quiet_hours_end_on_the_next_working_day(self):
        self.at_local("2026-11-27", hour=22)  # a Friday
        row = self.tell_by_mail(self.user_a)
        self.assertEqual(row.date_next, datetime(2026, 11, 29, 23))  # Monday 6:00 in the province
        self.at_local("2026-11-28", hour=9)
        self.send()
        self.assertEqual(row.state, "queued")
        self.at_local("2026-11-30", hour=6)
        self.send()
        self.assertEqual(row.state, "sent")

    def test_the_application_is_told_at_any_hour(self):
        self.at_local("2026-11-28", hour=23)
        row = self.tell(self.task, self.user_a, channels=("app",))
        self.send()
        self.assertEqual(row.state, "sent")

    def test_a_finished_task_is_no_longer_announced(self):
        row = self.tell_by_mail(self.user_a, event="task_assigned")
        self.task.with_user(self.office_user).action_revoke("By decision 9")
        self.send()
        self.assertEqual(row.state, "cancelled")
        self.assertTrue(row.reason)

    def test_who_lost_sight_of_the_task_is_not_told(self):
        row = self.tell_by_mail(self.user_a)
        self.correct(self.task, lead_agency_id=self.agency_b.id)
        self.send()
        self.assertEqual(row.state, "cancelled")
        (farewell,) = [mail for mail in self.mailbox if mail["to"] == "test_a@example.com"]
        self.assertIn("reassigned to another agency", farewell["text"])
        self.assertNotIn(self.task.name, farewell["text"])
        self.assertNotIn(self.agency_b.name, farewell["text"])

    def test_a_member_without_user_is_told_only_while_in_an_agency_of_the_task(self):
        head = self.env["res.partner"].create({"name": "Head", "email": "head@example.com"})
        post = self.env["directive.agency.member"].create(
            {"agency_id": self.agency_a.id, "partner_id": head.id, "role": "head"}
        )
        for occurrence, expected in (("1", "sent"), ("2", "cancelled")):
            recipients = {self.task.id: [Recipient(head.id, None, self.agency_a.id)]}
            self.Notice._post("task_reopened", self.task, recipients, occurrence=occurrence)
            self.send()
            row = self.Delivery.search([("partner_id", "=", head.id)], limit=1)
            self.assertEqual(row.state, expected)
            post.agency_id = self.agency_b

    def test_a_closed_account_is_not_told(self):
        row = self.tell_by_mail(self.user_a)
        self.user_a.active = False
        self.send()
        self.assertEqual(row.state, "cancelled")

    def test_nobody_can_be_written_to_without_an_address(self):
        self.user_a.partner_id.email = False
        row = self.tell_by_mail(self.user_a)
        self.send()
        self.assertEqual((row.state, bool(row.reason)), ("suppressed", True))

    def test_a_message_out_of_date_is_given_up(self):
        row = self.tell_by_mail(self.user_a, valid_until=datetime(2026, 11, 25, 1))
        self.send()
        self.assertEqual((row.state, self.mailbox), ("expired", []))

    def sleep_after_the_gate(self, act):
        """Send, and let ten minutes and ``act`` pass between the gate and the hand-over."""
        gate = self.registry["directive.notice.gate"]
        let_pass = gate._let_pass

        def slowly(this, channel, rows):
            kept = let_pass(this, channel, rows)
            self.at(fields.Datetime.now() + timedelta(minutes=10))
            act()
            return kept

        with patch.object(gate, "_let_pass", slowly):
            self.send()

    def test_what_expires_while_a_sender_sleeps_is_not_handed_over(self):
        soon = fields.Datetime.now() + timedelta(minutes=5)
        rows = self.tell(self.task, self.user_a, valid_until=soon)
        self.assertEqual(set(rows.mapped("channel")), {"app", "email"})
        self.sleep_after_the_gate(lambda: None)
        self.assertEqual((set(rows.mapped("state")), self.mailbox), ({"expired"}, []))

    def test_what_is_no_longer_true_after_a_sleep_is_not_handed_over(self):
        row = self.tell_by_mail(self.user_a, event="task_assigned")
        revoke = self.task.with_user(self.office_user).action_revoke
        self.sleep_after_the_gate(lambda: row.state == "sending" and revoke("By decision 9"))
        self.assertEqual(row.state, "cancelled")

    def test_a_clean_refusal_is_tried_again_after_growing_pauses(self):
        self.session = FakeSession(self.mailbox, recipient_reply=(451, b"greylisted"))
        row = self.tell_by_mail(self.user_a)
        pauses = []
        for _attempt in range(3):
            self.send()
            self.assertEqual(row.state, "queued")
            pauses.append(row.date_next - datetime.now())
            self.at(row.date_next)
        self.assertEqual(pauses, [timedelta(minutes=minutes) for minutes in (1, 5, 15)])
        self.assertIn("greylisted", row.reason)
        self.session = FakeSession(self.mailbox)
        self.send()
        self.assertEqual((row.state, row.attempt_count), ("sent", 4))

    def test_a_final_refusal_fails(self):
        self.session = FakeSession(self.mailbox, recipient_reply=(550, b"no such mailbox"))
        row = self.tell_by_mail(self.user_a)
        self.send()
        self.assertEqual(row.state, "failed")
        self.assertIn("no such mailbox", row.reason)

    def test_an_unclear_answer_is_never_sent_again_by_itself(self):
        self.session = FakeSession(self.mailbox, final_reply=(-1, b"<html>"))
        row = self.tell_by_mail(self.user_a)
        self.send()
        self.assertEqual(row.state, "unknown")
        self.at("2026-11-26 02:00:00")
        self.send()
        self.assertEqual((row.state, len(self.mailbox)), ("unknown", 1))

    def test_without_connection_everything_stays_queued(self):
        rows = self.tell_by_mail(self.user_a, self.head_a)
        refuse = patch.object(
            self.registry["directive.channel.email"],
            "_session",
            side_effect=OSError("refused"),
        )
        with refuse as connect:
            self.send()
        self.assertEqual(rows.mapped("state"), ["queued", "queued"])
        self.assertEqual(
            connect.call_count, 1, "a dead server costs one time-out, not one per message"
        )

    def test_a_row_left_in_the_hands_of_a_dead_process_becomes_unclear(self):
        row = self.tell_by_mail(self.user_a)
        self.claim("email")
        self.at("2026-11-25 02:10:00")
        self.send()
        self.assertEqual(row.state, "sending")
        self.at("2026-11-25 02:20:00")
        self.send()
        self.assertEqual((row.state, self.mailbox), ("unknown", []))

    def test_in_the_application_a_dead_process_loses_nothing(self):
        row = self.tell(self.task, self.user_a, channels=("app",))
        self.claim("app")
        self.at("2026-11-25 02:20:00")
        self.send()
        self.assertEqual(row.state, "sent")

    def test_a_claim_leaves_nothing_for_a_second_sender(self):
        self.tell_by_mail(self.user_a)
        self.assertEqual(len(self.claim("email")), 1)
        self.assertFalse(self.claim("email"))


class TestNoticeApp(NoticeCase):
    """The to-do in the application."""

    def setUp(self):
        super().setUp()
        self.task = self.make_task(state="in_progress", deadline="2026-12-05")
        self.Delivery.search([])._move("cancelled")
        self.env["mail.activity"].search([]).unlink()

    def todos(self):
        return self.env["mail.activity"].search(
            [("res_model", "=", "directive.task"), ("res_id", "=", self.task.id)]
        )

    def test_a_task_has_one_to_do_per_user_renewed_by_each_notice(self):
        for event in ("task_reopened", "task_returned"):
            self.tell(self.task, self.user_a, event=event, channels=("app",))
            self.send()
        self.assertEqual(self.todos().mapped("user_id"), self.user_a)
        self.assertEqual(self.todos().summary, "Result returned, to be done again")

    def test_two_notices_sent_together_make_one_to_do(self):
        for event in ("task_reopened", "task_returned"):
            self.tell(self.task, self.user_a, event=event, channels=("app",))
        self.send()
        self.assertEqual(len(self.todos()), 1)

    def test_a_to_do_sends_no_mail_and_makes_no_follower(self):
        followers = self.task.message_partner_ids
        mails = self.env["mail.mail"].search_count([])
        self.tell(self.task, self.user_a, channels=("app",))
        self.send()
        self.assertEqual(self.task.message_partner_ids, followers)
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)

    def test_a_step_of_the_task_closes_its_to_dos(self):
        self.tell(self.task, self.user_a, channels=("app",))
        self.send()
        self.make_report(self.task)
        self.task.with_user(self.user_a).action_report_completion()
        self.assertFalse(self.todos())

    def test_one_row_that_cannot_be_delivered_does_not_hold_up_the_others(self):
        rows = self.tell(self.task, self.user_a, self.head_a, channels=("app",))
        bad = rows[0]
        App = self.registry["directive.channel.app"]
        prepare = App._prepare_activity_vals

        def fail_on_bad(channel, row):
            if row == bad:
                raise ValueError("cannot be shown")
            return prepare(channel, row)

        with (
            patch.object(App, "_prepare_activity_vals", fail_on_bad),
            mute_logger("odoo.addons.directive_tracking.models.notice.directive_notice_sender"),
        ):
            self.send()
            self.at("2026-11-25 02:05:00")
            self.send()
        self.assertEqual(sorted(rows.mapped("state")), ["queued", "sent"])
