from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from ...tools.recipient import Recipient
from ..broadcast_common import BODY, SUBJECT, BroadcastCase


@tagged("post_install", "-at_install")
class TestBroadcastSending(BroadcastCase):
    """It is sent once to its recipients and then remains unchanged."""

    def test_everybody_chosen_is_told_by_every_way_and_asked_to_acknowledge(self):
        broadcast = self.make_sent(self.agency_a | self.agency_b)
        rows = self.rows(broadcast)
        self.assertEqual(rows.user_id, self.user_a | self.user_b)
        self.assertEqual(set(rows.mapped("channel")), {"app", "email"})
        self.assertTrue(rows.notice_id.wants_ack)
        self.assertEqual((broadcast.state, broadcast.sent_by_id), ("sent", self.office_user))

    def test_it_asks_for_nothing_where_the_sender_does_not_want_it(self):
        self.assertFalse(self.rows(self.make_sent(wants_ack=False)).notice_id.wants_ack)

    def test_a_leader_sends_too_in_his_own_name(self):
        self.issuer.user_id = self.leader_user
        broadcast = self.make_broadcast(user=self.leader_user)
        broadcast.action_send()
        self.assertEqual(broadcast.issuer_id, self.issuer)
        self.assertTrue(self.rows(broadcast))

    def test_an_agency_or_an_administrator_sends_nothing(self):
        broadcast = self.make_broadcast()
        for user in (self.user_a, self.head_a, self.admin_user, self.outside_user):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    self.make_broadcast(user=user)
                with self.assertRaises(UserError):
                    broadcast.with_user(user).action_send()
        self.assertFalse(self.rows(broadcast))

    def test_a_second_press_tells_nobody_twice(self):
        broadcast = self.make_sent()
        told = self.rows(broadcast)
        with self.assertRaisesRegex(UserError, "has been sent"):
            broadcast.action_send()
        self.assertEqual(self.rows(broadcast), told)

    def test_of_two_who_send_at_the_same_moment_one_is_turned_away(self):
        broadcast = self.make_broadcast()
        nothing = broadcast.browse()
        held = patch.object(type(broadcast), "try_lock_for_update", lambda *_a, **_k: nothing)
        with held, self.assertRaisesRegex(UserError, "right now"):
            broadcast.action_send()
        self.assertEqual(broadcast.state, "draft")

    def test_even_a_state_put_back_by_force_tells_nobody_twice(self):
        broadcast = self.make_sent()
        told = self.rows(broadcast)
        broadcast._write_life(state="draft")
        broadcast.action_send()
        self.assertEqual(self.rows(broadcast), told)

    def test_what_is_sent_is_changed_by_nobody(self):
        broadcast = self.make_sent()
        for env in (self.env, self.env(user=self.office_user), self.env(user=self.leader_user)):
            for vals in (
                {"body": "Other"},
                {"agency_ids": [Command.clear()]},
                {"urgency": "urgent"},
            ):
                with self.subTest(vals=vals), self.assertRaises(UserError):
                    broadcast.with_env(env).write(vals)
            with self.assertRaises(UserError):
                broadcast.with_env(env).unlink()

    def test_nobody_writes_the_state_of_a_draft(self):
        broadcast = self.make_broadcast()
        for vals in ({"state": "sent"}, {"told_agency_ids": [Command.clear()]}):
            with self.assertRaises(UserError):
                broadcast.write(vals)
        Broadcast = broadcast.with_context(default_state="sent", default_author_id=self.user_a.id)
        created = Broadcast.create({"name": "X", "body": "Y", "told_agency_ids": self.agency_b.ids})
        self.assertEqual((created.state, created.author_id), ("draft", self.office_user))
        self.assertFalse(created.told_agency_ids | created.visible_agency_ids)

    def test_a_draft_is_deleted_at_will(self):
        self.make_broadcast().unlink()

    def test_what_nobody_could_be_told_in_time_is_not_sent(self):
        self.at_local("2026-11-25", hour=22)
        night = {"valid_until": "2026-11-25 21:00:00"}  # four in the morning
        with self.assertRaisesRegex(UserError, "send it as express"):
            self.make_broadcast(**night).action_send()
        broadcast = self.make_sent(urgency="express", **night)
        self.send()
        mails = self.rows(broadcast).filtered(lambda row: row.channel == "email")
        self.assertEqual(set(mails.mapped("state")), {"sent"})

    def test_the_moment_until_which_it_is_of_use_must_lie_ahead(self):
        broadcast = self.make_broadcast(valid_until="2026-11-25 01:00:00")
        with self.assertRaisesRegex(UserError, "has passed"):
            broadcast.action_send()

    def test_without_a_moment_it_is_of_use_for_a_week(self):
        broadcast = self.make_sent()
        self.assertEqual((broadcast.valid_until - broadcast.date_sent).days, 7)
        self.assertEqual(self.rows(broadcast).notice_id.valid_until, broadcast.valid_until)

    def test_state_secrets_are_refused(self):
        for vals in (
            {"name": "[MẬT] Kế hoạch"},
            {"body": "Tối mật\nKế hoạch tác chiến"},
            {"body": "Thực hiện Quyết định 12/QĐ-UBND(M)"},
        ):
            with self.subTest(vals=vals), self.assertRaisesRegex(ValidationError, "secrecy mark"):
                self.make_broadcast(**vals)

    def test_an_ordinary_word_is_no_secrecy_mark(self):
        self.assertTrue(
            self.make_broadcast(body="Bảo vệ bí mật nhà nước; thu mua mật ong - mật hoa")
        )

    def test_a_huge_or_an_empty_content_is_refused_with_a_sentence(self):
        for vals, words in (
            ({"body": "x" * 20001}, "attach longer text as a file"),
            ({"name": "x" * 251}, "attach longer text as a file"),
            ({"body": " \n "}, "“Content” is empty: enter it"),
            ({"name": "  "}, "“Subject” is empty: enter it"),
        ):
            with self.assertRaisesRegex(ValidationError, words):
                self.make_broadcast(**vals)

    def test_a_correction_is_a_draft_with_files_of_its_own(self):
        broadcast = self.make_broadcast()
        file = (
            self.env["ir.attachment"].with_user(self.office_user).create({"name": "a", "raw": b"x"})
        )
        broadcast.attachment_ids = [Command.link(file.id)]
        broadcast.action_send()
        action = broadcast.action_correct()
        draft = broadcast.browse(action["res_id"])
        self.assertEqual(
            (draft.state, draft.body, draft.agency_ids), ("draft", BODY, self.agency_a)
        )
        self.assertEqual(draft.name, f"Correction: {SUBJECT}")
        self.assertEqual(draft.attachment_ids.res_id, draft.id)
        self.assertNotEqual(draft.attachment_ids, file)
        self.assertFalse(draft.told_agency_ids | draft.visible_agency_ids)

    def test_170_agencies_take_as_many_queries_as_20(self):
        queries = {}
        for count in (20, 170):
            agencies = self.agency_a.create(
                [{"name": f"Test commune {count}/{n}", "kind": "commune"} for n in range(count)]
            )
            broadcast = self.make_broadcast(agencies)
            self.begin_request()
            before = self.env.cr.sql_log_count
            broadcast.action_send()
            self.env.flush_all()
            queries[count] = self.env.cr.sql_log_count - before
            self.assertEqual(len(self.rows(broadcast).partner_id), count)
        self.assertLessEqual(queries[170], queries[20] + 3, queries)


@tagged("post_install", "-at_install")
class TestBroadcastMessages(BroadcastCase):
    """Messages of the recipients, and their outcome."""

    def test_an_e_mail_has_the_subject_first_and_the_body_whole(self):
        self.make_sent(body=BODY + "\nKPI <b>&</b>", issuer_id=self.issuer.id)
        self.send()
        mail = self.mailbox[0]
        self.assertTrue(mail["subject"].startswith(SUBJECT))
        self.assertTrue(mail["text"].startswith(SUBJECT))
        self.assertIn(BODY + "\nKPI <b>&</b>", mail["text"].replace("\r\n", "\n"))
        self.assertIn("KPI &lt;b&gt;&amp;&lt;/b&gt;", mail["html"])
        self.assertIn("/odoo/directive-broadcasts/", mail["text"])
        self.assertNotIn("Deadline", mail["text"])

    def test_an_e_mail_names_the_files_and_holds_none(self):
        file = self.env["ir.attachment"].with_user(self.office_user)
        file = file.create({"name": "plan.pdf", "raw": b"x"})
        self.make_sent(attachment_ids=[Command.link(file.id)])
        self.send()
        self.assertIn("Files (open them through the link): plan.pdf", self.mailbox[0]["text"])

    def test_it_goes_alone_even_where_a_digest_waits(self):
        self.make_task()
        self.make_sent()
        self.send()
        self.assertEqual(len([mail for mail in self.mailbox if SUBJECT in mail["text"]]), 1)
        self.assertEqual(len(self.mailbox), 2)

    def test_the_to_do_names_it_and_goes_when_it_is_seen(self):
        broadcast = self.make_sent()
        self.send()
        todo = self.todos(broadcast, self.user_a)
        self.assertIn(SUBJECT, todo.summary)
        self.assertTrue(broadcast.with_user(self.user_a).can_say_seen)
        broadcast.with_user(self.user_a).action_seen()
        self.assertFalse(todo.exists())
        self.assertEqual(set(self.rows(broadcast).mapped("state")), {"seen"})
        self.assertFalse(broadcast.with_user(self.user_a).can_say_seen)
        self.assertTrue(broadcast.with_user(self.user_a).date_seen_by_me)

    def test_a_to_do_ticked_off_is_a_broadcast_seen(self):
        broadcast = self.make_sent(self.agency_a | self.agency_b)
        self.send()
        self.todos(broadcast, self.user_a).with_user(self.user_a).action_done()
        seen = self.rows(broadcast).filtered(lambda row: row.state == "seen")
        self.assertEqual(seen.user_id, self.user_a)
        self.assertTrue(self.todos(broadcast, self.user_b))

    def test_what_asks_for_no_acknowledgement_can_be_put_away_too(self):
        broadcast = self.make_sent(wants_ack=False)
        self.send()
        self.put_away(broadcast)

    def put_away(self, broadcast):
        mine = broadcast.with_user(self.user_a)
        self.assertTrue(mine.can_say_seen)
        mine.action_seen()
        self.assertFalse(self.todos(broadcast, self.user_a))
        self.assertFalse(mine.can_say_seen)

    def test_the_news_of_a_withdrawal_can_be_put_away_too(self):
        broadcast = self.make_sent()
        self.send()
        broadcast.with_user(self.user_a).action_seen()
        broadcast.action_cancel("Over")
        self.send()
        self.assertIn("Withdrawn", self.todos(broadcast, self.user_a).summary)
        self.put_away(broadcast)

    def test_who_was_not_told_acknowledges_nothing(self):
        broadcast = self.make_sent()
        with self.assertRaises(AccessError):
            broadcast.with_user(self.user_b).action_seen()
        colleague = self.make_member("test_colleague", self.agency_a, role="officer")
        self.assertFalse(broadcast.with_user(colleague).can_say_seen)
        broadcast.with_user(colleague).action_seen()
        self.assertNotIn("seen", self.rows(broadcast).mapped("state"))

    def test_a_head_answers_for_his_agency(self):
        broadcast = self.make_sent(self.agency_a | self.agency_b)
        self.assertTrue(broadcast.with_user(self.head_a).can_say_seen)
        broadcast.with_user(self.head_a).action_seen()
        self.assertEqual(broadcast.with_user(self.office_user).ack_text, "1/2 seen")

    def test_who_is_told_again_in_the_head_s_place_can_say_so(self):
        deputy = self.make_member("test_deputy", self.agency_a, role="deputy")
        broadcast = self.make_sent()
        root = self.rows(broadcast).notice_id
        person = Recipient(deputy.partner_id.id, deputy.id, self.agency_a.id)
        self.Notice._repeat("test", [(root, person)], ("email",))
        broadcast.with_user(deputy).action_seen()
        self.assertEqual(broadcast.with_user(self.office_user).ack_text, "1/1 seen")
        self.assertTrue(broadcast.with_user(deputy).date_seen_by_me)

    def test_withdrawn_it_waits_for_nobody(self):
        broadcast = self.make_sent()
        broadcast.action_cancel("Over")
        acknowledgements = self.env["directive.notice.acknowledgement"].search(
            [("res_model", "=", broadcast._name), ("res_id", "=", broadcast.id)]
        )
        self.assertEqual(acknowledgements.mapped("state"), ["cancelled"])
        self.assertFalse(broadcast.with_user(self.user_a).can_say_seen)

    def test_withdrawing_stops_what_waits_and_tells_whom_it_had_reached(self):
        broadcast = self.make_sent(self.agency_a | self.agency_b)
        first = self.rows(broadcast)
        reached = first.filtered(lambda row: row.user_id == self.user_a)
        reached._move("sending")
        reached._move("sent")
        broadcast.action_cancel("The storm has turned away")
        later = self.rows(broadcast) - first
        self.assertEqual(set((first - reached).mapped("state")), {"cancelled"})
        self.assertEqual(later.user_id, self.user_a)
        self.assertEqual(later.notice_id.event, "broadcast_withdrawn")
        self.send()
        self.assertIn("The storm has turned away", self.mailbox[-1]["text"])
        self.assertEqual(len(self.mailbox), 1)

    def test_answers_are_counted_and_told_even_after_it_was_withdrawn(self):
        broadcast = self.make_sent()
        self.send()
        row = self.rows(broadcast).filtered(lambda row: row.channel == "email")
        row._answer("comment", "The road is cut", None, "link")
        broadcast.action_cancel("Over")
        self.send()
        told = self.rows(broadcast).filtered(lambda row: row.user_id == self.office_user)
        self.assertEqual(set(told.mapped("event")), {"answer_received"})
        self.assertNotIn("cancelled", told.mapped("state"), told.mapped("history"))
        self.assertEqual(broadcast.answer_count, 1)
        action = broadcast.action_view_answers()
        answers = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(answers.text, "The road is cut")

    def test_a_message_taken_just_when_it_is_withdrawn_is_not_sent(self):
        broadcast = self.make_sent()
        broadcast._write_life(state="cancelled")
        self.send()
        self.assertEqual(set(self.rows(broadcast).mapped("state")), {"cancelled"})
        self.assertFalse(self.mailbox)

    def test_withdrawing_needs_a_reason_a_sender_and_something_sent(self):
        broadcast = self.make_sent()
        with self.assertRaisesRegex(UserError, "reason"):
            broadcast.action_cancel(" ")
        for user in (self.user_a, self.admin_user):
            with self.assertRaises(UserError):
                broadcast.with_user(user).action_cancel("No")
        broadcast.action_cancel("Yes")
        for one in (broadcast, self.make_broadcast()):
            with self.assertRaisesRegex(UserError, "has not been sent"):
                one.action_cancel("Again")

    def test_the_form_withdraws_with_the_note_typed(self):
        broadcast = self.make_sent()
        Form = self.env["directive.broadcast.withdrawal"].with_user(self.leader_user)
        Form.create({"broadcast_id": broadcast.id, "note": "Over"}).action_withdraw()
        self.assertEqual((broadcast.state, broadcast.cancel_note), ("cancelled", "Over"))
        self.assertEqual(broadcast.cancelled_by_id, self.leader_user)

    def test_a_message_opens_the_broadcast_and_is_named_after_it(self):
        row = self.rows(self.make_sent())[0]
        action = row.action_open_record()
        self.assertEqual(action["res_model"], "directive.broadcast")
        self.assertIn(SUBJECT, row.notice_id.display_name)

    def todos(self, broadcast, user):
        return self.env["mail.activity"].search(
            [
                ("res_model", "=", broadcast._name),
                ("res_id", "=", broadcast.id),
                ("user_id", "=", user.id),
            ]
        )


class TestBroadcastReceiptBook(BroadcastCase):
    """The book of a broadcast: the sender's holds all messages, an agency's its own."""

    def test_it_holds_what_its_reader_may_read_of_the_ledger(self):
        broadcast = self.make_sent(self.agency_a | self.agency_b)
        rows = self.rows(broadcast)
        for user, expected in (
            (self.office_user, rows),
            (self.leader_user, rows),
            (self.user_a, rows.filtered(lambda row: row.user_id == self.user_a)),
        ):
            action = broadcast.with_user(user).action_receipt_book()
            book_id = int(action["url"].rsplit("/", 1)[1])
            book = self.env["directive.receipt.book"].with_user(user).browse(book_id)
            self.assertEqual(book._rows().sudo(), expected, user.login)
            report = self.env["ir.actions.report"].with_user(user)
            page = report._render_qweb_html("directive_tracking.receipt_book", book.ids)[0]
            self.assertIn(broadcast.name, page.decode())
