import logging
from datetime import timedelta
from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from odoo.addons.directive_tracking.tests.common import DirectiveCase
from odoo.addons.directive_tracking.tools.recipient import Recipient

from ..connectors.base import Capabilities, Reply, Report
from ..tools import reply as reply_words

HEAD, STRANGER = "+84912000001", "+84912000099"


class ReplyCase(DirectiveCase):
    """A head with a telephone, a task of their agency, and its notice to them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.gateway = cls.env["directive.sms.gateway"].create(
            {"name": "Test", "connector": "simulated", "reply_number": "8088"}
        )
        cls.head_a.partner_id.phone = "0912 000 001"
        cls.task = cls.make_task()
        cls.delivery = cls.tell(cls.head_a.partner_id, cls.head_a)
        cls.code = cls.issue(cls.delivery)

    @classmethod
    def issue(cls, delivery):
        return cls.env["directive.sms.token"]._issue(delivery)[delivery.id]

    @classmethod
    def tell(cls, partner, user, occurrence="test"):
        recipients = {cls.task.id: [Recipient(partner.id, user and user.id, cls.agency_a.id)]}
        cls.env["directive.notice"]._post(
            "task_assigned", cls.task, recipients, occurrence=occurrence, channels=("sms",)
        )
        domain = [("notice_id.occurrence", "=", occurrence), ("partner_id", "=", partner.id)]
        return cls.env["directive.notice.delivery"].search(domain)

    def text_of(self, rows):
        """Return the text of these rows, as the gateway carries it."""
        return self.env["directive.sms.text"]._text(rows, self.gateway, Capabilities())

    def hear(self, text, sender=HEAD, reference=""):
        """Let ``text`` arrive and return the newest reply."""
        message = Reply(sender, "8088", text, reference)
        self.env["directive.sms.reply"]._receive(self.gateway, message)
        return self.env["directive.sms.reply"].search([], limit=1)


class TestSmsReplies(ReplyCase):
    def test_received_moves_the_task_and_the_ledger(self):
        reply = self.hear(f"DH {self.code} NHAN")
        self.assertEqual(
            (reply.state, reply.kind, reply.task_id), ("applied", "received", self.task)
        )
        self.assertEqual(self.task.state, "in_progress")
        self.assertEqual(self.delivery.state, "seen")

    def test_a_comment_is_noted_under_the_persons_name(self):
        reply = self.hear(f"dh {self.code.lower()} Chờ số liệu của xã")
        note = self.task.message_ids[0]
        self.assertEqual(reply.state, "applied")
        self.assertIn("Chờ số liệu của xã", note.body)
        self.assertEqual(note.author_id, self.head_a.partner_id)
        self.assertEqual(self.task.state, "assigned")

    def test_what_is_said_by_sms_reaches_the_office(self):
        self.hear(f"DH {self.code} OK")
        heard = [("event", "=", "answer_received")]
        self.assertFalse(self.env["directive.notice"].search(heard))
        self.hear(f"DH {self.code} Đã nhận nhưng thiếu phụ lục")
        self.hear(f"DH {self.code} Chờ số liệu của xã")
        notes = " ".join(self.env["directive.notice"].search(heard).mapped("note"))
        self.assertIn("thiếu phụ lục", notes)
        self.assertIn("Chờ số liệu", notes)

    def test_by_sms_and_by_the_link_is_one_answer(self):
        first = self.delivery._answer("received")
        self.assertEqual(self.hear(f"DH {self.code} DA NHAN").state, "applied")
        self.assertEqual(self.env["directive.notice.answer"].search([]), first)

    def test_an_extension_is_asked_for_and_never_granted(self):
        day = self.env["directive.settings"]._today() + timedelta(days=20)
        reply = self.hear(f"DH {self.code} xin lùi {day:%d/%m/%Y} vì chờ số liệu")
        request = self.task.request_ids
        self.assertEqual((reply.state, request.state), ("applied", "pending"), reply.reason)
        self.assertEqual((request.proposed_deadline, request.author_id), (day, self.head_a))
        self.assertIn("chờ số liệu", request.reason)

    def test_of_words_with_a_secrecy_mark_nothing_is_kept(self):
        reply = self.hear(f"DH {self.code} Nội dung của kế hoạch.\nTỐI MẬT")
        self.assertEqual((reply.state, reply.text), ("refused", False))
        self.assertIn("TỐI MẬT", reply.reason)
        self.assertFalse(self.env["directive.notice.answer"].search([]).text)
        self.assertFalse(self.hear("Nội dung khác\nTỐI MẬT").text)

    def test_no_words_finish_accept_or_close_a_task(self):
        for words in ("HOAN THANH", "XONG", "DONG", "DUYET", "CLOSE", "ACCEPT", "OK xong roi"):
            with self.subTest(words):
                self.hear(f"DH {self.code} {words}")
                self.assertIn(self.task.state, ("assigned", "in_progress"))
        self.assertFalse(self.task.progress_ids)

    def test_what_the_rules_forbid_is_refused_with_their_sentence(self):
        reply = self.hear(f"DH {self.code} XIN LUI 1/1/2020")
        self.assertEqual(reply.state, "refused")
        self.assertTrue(reply.reason)
        self.assertFalse(self.task.request_ids)
        self.assertEqual(self.hear(f"DH {self.code} XIN LUI 31/2").state, "refused")

    def test_the_same_reply_twice_is_one(self):
        for _n in range(3):
            self.hear(f"DH {self.code} mot y kien", reference="mo-1")
        self.assertEqual(self.env["directive.sms.reply"].search_count([]), 1)
        self.hear(f"DH {self.code} mot y kien", reference="mo-2")
        self.assertEqual(self.env["directive.sms.reply"].search_count([]), 2)

    def test_the_token_of_another_person_is_worth_nothing(self):
        reply = self.hear(f"DH {self.code} NHAN", sender=STRANGER)
        self.assertEqual(
            (reply.state, reply.task_id.id, self.task.state), ("wrong_token", False, "assigned")
        )

    def test_an_expired_token_is_worth_nothing_and_is_not_issued_again(self):
        token = self.env["directive.sms.token"].search([("code", "=", self.code)])
        token.date_expires = fields.Datetime.now() - timedelta(minutes=1)
        self.assertEqual(self.hear(f"DH {self.code} NHAN").state, "wrong_token")
        again = self.tell(self.head_a.partner_id, self.head_a, "again")
        self.assertNotEqual(self.issue(again), self.code)

    def test_one_person_has_one_token_for_one_task(self):
        again = self.tell(self.head_a.partner_id, self.head_a, "again")
        self.assertEqual(self.issue(again), self.code)

    def test_after_five_wrong_tokens_a_number_is_not_listened_to(self):
        for n in range(5):
            self.assertEqual(self.hear(f"DH AAAA{n + 2} NHAN").state, "wrong_token")
        with self.assertLogs("odoo.addons.directive_sms", "WARNING") as logs:
            self.assertEqual(self.hear(f"DH {self.code} NHAN").state, "muted")
        self.assertNotIn(HEAD, logs.output[0])
        self.assertEqual(self.task.state, "assigned")
        self.env["directive.sms.reply"].search([]).date = fields.Datetime.now() - timedelta(hours=2)
        self.assertEqual(self.hear(f"DH {self.code} OK").state, "applied")

    def test_who_sends_wrong_tokens_under_a_number_does_not_silence_its_owner(self):
        for n in range(5):
            self.hear(f"DH AAAA{n + 2} NHAN")
        guess = self.hear("DH AAAA9 NHAN")
        self.assertEqual((guess.state, guess.partner_id.id, guess.reason), ("muted", False, False))
        reply = self.hear(f"DH {self.code} NHAN")
        self.assertEqual((reply.state, reply.partner_id), ("muted", self.head_a.partner_id))
        self.assertIn("ask the person", reply.reason)
        self.assertEqual((reply.notice_id, self.task.state), (self.delivery.notice_id, "assigned"))

    def test_words_that_are_no_reply_are_kept_for_a_person(self):
        self.assertEqual(self.hear("Chúc mừng năm mới\x00").state, "unreadable")

    def test_who_lost_sight_of_the_task_cannot_answer(self):
        self.env["directive.agency.member"].search([("user_id", "=", self.head_a.id)]).unlink()
        self.assertEqual(self.hear(f"DH {self.code} mot y kien").state, "refused")

    def test_who_was_dismissed_cannot_answer(self):
        self.head_a.active = False
        reply = self.hear(f"DH {self.code} NHAN")
        self.assertEqual((reply.state, self.task.state), ("wrong_token", "assigned"))

    def test_neither_numbers_nor_words_nor_tokens_are_logged_when_the_database_refuses(self):
        gone = self.gateway.browse(2**31 - 1)
        Token = self.env["directive.sms.token"]
        message, report = Reply(HEAD, "8088", "my words"), Report("sent", "id", number=HEAD)
        with self.assertNoLogs("odoo.sql_db", "ERROR"):
            for model, said in (("directive.sms.reply", message), ("directive.sms.report", report)):
                with self.assertRaises(IntegrityError), self.env.cr.savepoint():
                    self.env[model]._receive(gone, said)
            other = self.tell(self.user_a.partner_id, self.user_a, "other")
            with patch.object(reply_words, "new_token", lambda: self.code):
                with self.assertRaises(RuntimeError):
                    Token._issue(other)

    def test_what_was_answered_is_not_read_by_administrators(self):
        reply = self.hear(f"DH {self.code} Chờ số liệu của xã")
        self.assertIn("số liệu", reply.with_user(self.office_user).text)
        self.assertTrue(reply.with_user(self.admin_user).sender)
        for read in (
            lambda rows: rows.read(["text"]),
            lambda rows: rows.search([("text", "ilike", "số liệu")]),
            lambda rows: rows.export_data(["text"]),
        ):
            with self.assertRaises(UserError):
                read(reply.with_user(self.admin_user))

    def test_a_head_with_only_a_telephone_can_answer(self):
        partner = self.env["res.partner"].create({"name": "Head of A", "phone": "0912 000 002"})
        self.env["directive.agency.member"].create(
            {"agency_id": self.agency_a.id, "partner_id": partner.id, "role": "head"}
        )
        delivery = self.tell(partner, None, "no user")
        code = self.issue(delivery)
        reply = self.hear(f"DH {code} NHAN", sender="+84912000002")
        self.assertEqual((reply.state, delivery.state), ("applied", "seen"), reply.reason)
        self.assertEqual(self.task.state, "assigned", "only a user of the lead agency receives it")
        self.assertEqual(self.task.message_ids[0].author_id, partner)

    def test_the_message_says_how_to_answer_where_that_costs_no_part(self):
        text = self.text_of(self.delivery)
        self.assertIn(f"DH {self.code} NHAN > 8088", text)
        self.gateway.reply_number = False
        self.assertNotIn(self.code, self.text_of(self.delivery))


class TestSmsRepliesToRecords(ReplyCase):
    """Every subject of notices can be answered by SMS, if it supports answers."""

    def setUp(self):
        super().setUp()
        agencies = {"agency_ids": [Command.set(self.agency_a.ids)], "audience": "heads"}
        Broadcast = self.env["directive.broadcast"].with_user(self.office_user)
        self.broadcast = Broadcast.create({"name": "Flood", "body": "Close the gates", **agencies})
        self.broadcast.action_send()

    def row_of(self, record, event):
        to = Recipient(self.head_a.partner_id.id, self.head_a.id, self.agency_a.id)
        Notice = self.env["directive.notice"]
        Notice._post(event, record, {record.id: [to]}, channels=("sms",), occurrence="sms")
        about = [("notice_id.res_model", "=", record._name), ("notice_id.res_id", "=", record.id)]
        return self.env["directive.notice.delivery"].search([*about, ("channel", "=", "sms")])

    def test_a_broadcast_is_acknowledged_and_commented_on(self):
        row = self.row_of(self.broadcast, "broadcast")
        code = self.issue(row)
        reply = self.hear(f"DH {code} NHAN")
        self.assertEqual((reply.state, reply.kind, row.state), ("applied", "received", "seen"))
        self.assertEqual(
            (reply.res_model, reply.res_id, reply.task_id.id),
            ("directive.broadcast", self.broadcast.id, False),
        )
        self.assertEqual(reply.notice_id, row.notice_id)
        self.assertEqual(self.hear(f"DH {code} Thiếu thuyền").state, "applied")
        alert = self.env["directive.notice"].search([("event", "=", "answer_received")])
        self.assertIn("Thiếu thuyền", alert.note)

    def test_what_a_record_does_not_take_is_refused_with_a_sentence(self):
        for record, event in (
            (self.broadcast, "broadcast"),
            (self.task.directive_id, "directive_corrected"),
        ):
            code = self.issue(self.row_of(record, event))
            with self.subTest(record._name):
                reply = self.hear(f"DH {code} xin lùi 20/12/2027 vì mưa")
                self.assertEqual((reply.state, reply.kind), ("refused", "extension"))
                self.assertIn("send a comment instead", reply.reason)
                self.assertEqual(self.hear(f"DH {code} NHAN").state, "applied")

    def test_records_of_two_kinds_with_one_number_have_codes_of_their_own(self):
        row = self.row_of(self.broadcast, "broadcast")
        self.env.cr.execute(
            "UPDATE directive_notice SET res_id = %s WHERE id = %s",
            (self.task.id, row.notice_id.id),
        )
        self.env.invalidate_all()
        self.assertNotEqual(self.issue(row), self.code)

    def test_a_message_about_one_record_says_how_to_answer_and_about_several_does_not(self):
        row = self.row_of(self.broadcast, "broadcast")
        self.assertIn(" NHAN > 8088", self.text_of(row))
        self.assertNotIn("8088", self.text_of(row | self.delivery))
        with patch.object(self.registry["directive.broadcast"], "_answer_kinds", lambda _one: ()):
            self.assertNotIn("8088", self.text_of(row))
            self.assertEqual(self.hear(f"DH {self.issue(row)} NHAN").state, "refused")

    def test_what_was_withdrawn_is_not_answered(self):
        row = self.row_of(self.broadcast, "broadcast")
        code = self.issue(row)
        self.broadcast.with_user(self.office_user).action_cancel("A mistake")
        self.assertNotIn("8088", self.text_of(row))
        reply = self.hear(f"DH {code} Thiếu thuyền")
        self.assertEqual((reply.state, bool(reply.reason)), ("refused", True))


@tagged("post_install", "-at_install")
class TestSmsReplyAddress(HttpCase, ReplyCase):
    def setUp(self):
        super().setUp()
        hosts = self.env["ir.config_parameter"]
        hosts.set_param("directive_sms.local_hosts", "127.0.0.1")
        self.gateway.write({"connector": "kannel", "url": "http://127.0.0.1:9/cgi-bin/sendsms"})
        self.path = f"/directive_sms/reply/{self.gateway.id}/"

    def call(self, signature, text, sender="+84912000001", mo_id="1"):
        query = f"?from={sender.replace('+', '%2B')}&to=8088&id={mo_id}"
        headers = {"Content-Type": "text/plain; charset=UTF-8"}
        return self.url_open(self.path + signature + query, data=text.encode(), headers=headers)

    def test_kannel_delivers_a_reply(self):
        answer = self.call(self.gateway._sign("reply"), f"DH {self.code} đã nhận")
        self.assertEqual((answer.status_code, answer.text), (200, ""))
        self.assertEqual(self.env["directive.sms.reply"].search([]).mapped("state"), ["applied"])
        self.assertEqual(self.task.state, "in_progress")

    def test_a_number_somebody_vouches_for_can_answer(self):
        post = self.env["directive.agency.member"].search([("user_id", "=", self.head_a.id)])
        post.write({"sms_number": "0521 234 567", "sms_number_reason": "A new block"})
        self.call(self.gateway._sign("reply"), f"DH {self.code} NHAN", sender="+84521234567")
        self.assertEqual(self.env["directive.sms.reply"].search([]).mapped("state"), ["applied"])

    def test_the_server_s_log_holds_no_signature_number_or_text(self):
        lines = ("reply/7/0a1b?from=84912000001&text=NHAN", "report/7/5f/0a1b?to=84912000001")
        for line in lines:
            with self.assertLogs("werkzeug") as logs:
                server = logging.getLogger("werkzeug")
                server.info('"%s" %s', f"GET /directive_sms/{line} HTTP/1.1", 200)
            self.assertRegex(logs.output[0], r"GET /directive_sms/re\w+/7\*\*\* HTTP/1.1. 200$")

    def test_a_wrong_signature_or_gateway_finds_nothing(self):
        good = self.gateway._sign("reply")
        for signature in ("0" * 40, good[:-1], good + "0", self.gateway._sign("other"), "é"):
            with self.subTest(signature):
                self.assertEqual(self.call(signature, f"DH {self.code} NHAN").status_code, 404)
        self.path = f"/directive_sms/reply/{self.gateway.id + 999}/"
        self.assertEqual(self.call(good, f"DH {self.code} NHAN").status_code, 404)
        self.assertFalse(self.env["directive.sms.reply"].search([]))

    def test_a_body_that_makes_no_sense_is_taken_quietly(self):
        good = self.gateway._sign("reply")
        for text in ("", "\x00", "A" * 5000, "DH", f"DH {self.code}"):
            with self.subTest(text[:9]):
                answer = self.call(good, text, mo_id=str(len(text)))
                self.assertEqual(answer.status_code, 200)
        self.assertEqual(self.call(good, "DH", sender="BRANDNAME").status_code, 200)
        self.assertEqual(self.task.state, "assigned")
