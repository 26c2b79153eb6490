from itertools import product
from unittest.mock import patch

from markupsafe import Markup

from odoo import fields, http
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..access.test_access_rpc import RpcCase
from ..mail_common import MailCase

MARKS = {"starred_partner_ids"}
SAMPLES = {
    "char": "Forged",
    "text": "Forged",
    "html": "<p>Forged</p>",
    "boolean": None,
    "integer": 7,
    "datetime": "2020-01-01 00:00:00",
    "date": "2020-01-01",
    "binary": b"Rm9yZ2Vk",
    "many2one_reference": 1,
    "selection": "notification",
    "float": 7.0,
}


def sample(record, field):
    """Return a value that would change ``field`` of ``record``."""
    if field.type in ("one2many", "many2many"):
        return [Command.clear()]
    if field.type == "many2one":
        other = record.env[field.comodel_name].sudo().search([], limit=1, order="id desc")
        return other.id if other != record.sudo()[field.name] else False
    return not record.sudo()[field.name] if field.type == "boolean" else SAMPLES[field.type]


def message_fields(record):
    """Return the names of the fields with the messages of ``record``; Odoo's portal has its own."""
    kind, found = ("one2many", "mail.message"), record._fields.values()
    return [field.name for field in found if (field.type, field.comodel_name) == kind]


def snapshot(message):
    return message.sudo().read(
        ["author_id", "email_from", "date", "body", "subject", "model", "res_id", "message_type",
         "attachment_ids", "parent_id", "tracking_value_ids", "create_uid", "create_date"]
    )  # fmt: skip


class TestMailAppendOnly(MailCase):
    """Messages on our records are append-only: users cannot change or delete them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        file = cls.make_attachment(cls.leader_user, "order.txt")
        cls.message = cls.say(cls.task, cls.leader_user, "Hurry", attachment_ids=file.ids)
        cls.tracked = cls.task.with_user(cls.office_user).with_context(tracking_disable=False)
        cls.tracked._message_log_batch({cls.task.id: "Changed"})

    def test_no_field_is_changed_by_anybody_nor_by_the_system(self):
        before = snapshot(self.message)
        ours = [self.message.with_user(user) for user in self.everybody] + [self.message.sudo()]
        for message in ours:
            for name, field in message._fields.items():
                if name in MARKS or name == "id" or not (field.store or field.inverse):
                    continue
                with self.subTest(user=message.env.user.login, field=name):
                    self.refused(message.write, {name: sample(message, field)})
        self.assertEqual(snapshot(self.message), before)

    def test_marks_are_the_reader_s_own_and_by_their_methods(self):
        for user in (self.user_a, self.office_user):
            mine = self.message.with_user(user)
            self.refused(
                mine.write, {"starred_partner_ids": [Command.link(self.user_b.partner_id.id)]}
            )
            mine.toggle_message_starred()
            self.assertTrue(mine.starred)
            mine.set_message_done()
            self.assertFalse(mine.needaction)

    def test_nothing_is_deleted_copied_or_moved(self):
        for user in (*self.everybody, self.env.user):
            message = self.message.with_user(user)
            self.refused(message.unlink)
            self.refused(message.copy)
            for name in message_fields(self.task):
                gone = {name: [Command.delete(message.id)]}
                self.refused(self.task.with_user(user).write, gone)
        self.assertTrue(self.message.exists())

    def test_no_other_door_leads_to_a_message(self):
        commands = (
            Command.update(self.message.id, {"body": "Forged"}),
            Command.unlink(self.message.id),
            Command.create({"body": "Forged", "author_id": self.leader_user.partner_id.id}),
        )
        for user in (self.office_user, self.leader_user, self.env.user):
            for name, command in product(message_fields(self.task), commands):
                self.refused(self.task.with_user(user).write, {name: [command]})
        mail = self.env["mail.mail"].sudo()
        self.refused(
            mail.create, {"model": self.task._name, "res_id": self.task.id, "body": "Forged"}
        )
        sent = mail.create({"mail_message_id": self.message.id})
        self.refused(sent.write, {"body": "Forged"})

    def test_no_message_comes_from_outside_the_conversation(self):
        for user in (*self.everybody, self.env.user):
            Message = self.env["mail.message"].with_user(user)
            vals = {"model": self.task._name, "res_id": self.task.id, "body": "Forged"}
            self.refused(Message.create, vals)
            place = {name: vals.pop(name) for name in ("model", "res_id")}
            defaults = {f"default_{name}": value for name, value in place.items()}
            self.refused(Message.with_context(**defaults).create, vals)
        free = self.env["mail.message"].create({"body": "Elsewhere"})
        self.refused(free.write, place)

    def test_mass_mail_signs_for_nobody_else(self):
        for model, record in (
            (self.task._name, self.task),
            ("res.partner", self.user_a.partner_id),
        ):
            composer = self.env["mail.compose.message"].with_user(self.office_user).create({
                "composition_mode": "mass_mail", "model": model, "res_ids": str(record.ids),
                "subject": "Forged", "body": "Forged", "email_from": self.leader_user.email,
                "author_id": self.leader_user.partner_id.id,
            })  # fmt: skip
            if record == self.task:
                self.refused(composer.action_send_mail)
                continue
            composer.action_send_mail()
            mail = self.env["mail.mail"].search([("subject", "=", "Forged")])
            self.assertEqual(mail.author_id, self.office_user.partner_id)
            self.assertIn(self.office_user.email, mail.email_from)

    def test_nobody_signs_for_another_on_any_record(self):
        forged = {"author_id": self.leader_user.partner_id.id, "email_from": self.leader_user.email}
        partner = self.user_a.partner_id
        self.office_user.group_ids += self.env.ref("base.group_partner_manager")
        posted = partner.with_user(self.office_user).message_post(body="Forged", **forged)
        written = (
            self.env["mail.message"]
            .with_user(self.office_user)
            .create({"body": "Forged", **forged})
        )
        for message in (posted, written):
            self.assertEqual(message.author_id, self.office_user.partner_id)
            self.assertIn(self.office_user.email, message.email_from)
            for name, value in forged.items():
                self.refused(message.with_user(self.office_user).write, {name: value})

    def test_a_message_to_be_sent_later_is_its_writer_s_own(self):
        leader = self.leader_user.partner_id
        later = (
            self.env["mail.scheduled.message"]
            .with_user(self.leader_user)
            .create(
                {
                    "model": self.task._name,
                    "res_id": self.task.id,
                    "body": "Later",
                    "author_id": self.leader_user.partner_id.id,
                    "scheduled_date": fields.Datetime.add(fields.Datetime.now(), days=9),
                }
            )
        )
        for user in (self.office_user, self.user_a, self.user_b):
            other = later.with_user(user)
            self.assertFalse(other.search([("id", "=", later.id)]))
            forged = other.create({**later.copy_data()[0], "author_id": leader.id})
            self.assertEqual(forged.author_id, user.partner_id)
            for call, *args in (
                (other.write, {"body": "Forged"}),
                (other.unlink,),
                (other.post_message,),
            ):
                self.refused(call, *args)
        later.post_message()
        self.assertIn("Later", self.task.message_ids[:1].body)

    def test_tracked_changes_stay_as_they_were(self):
        field = self.env["ir.model.fields"]._get(self.task._name, "name")
        values = {"field_id": field.id, "old_value_char": "Old", "new_value_char": "New"}
        self.task._message_log(body="Changed", tracking_value_ids=[Command.create(values)])
        row = self.env["mail.tracking.value"].search([("new_value_char", "=", "New")])
        self.assertTrue(row)
        system = self.env.ref("base.user_admin")
        for user in (system, self.env.user, self.office_user):
            mine = row.with_user(user)
            self.refused(mine.unlink)
            self.refused(mine.create, {**values, "mail_message_id": self.message.id})
            for name, field in mine._fields.items():
                if field.store and name not in ("id", "field_info", "mail_message_id"):
                    with self.subTest(field=name):
                        self.refused(mine.write, {name: sample(mine, field)})

    def test_a_person_forges_no_tracked_change(self):
        field = self.env["ir.model.fields"]._get(self.task._name, "name")
        values = {"field_id": field.id, "old_value_char": "Old", "new_value_char": "Forged"}
        message = self.say(
            self.task,
            self.office_user,
            tracking_value_ids=[Command.create(values)],
            mail_headers={"Bcc": "x@elsewhere.example"},
            outgoing_email_to="x@elsewhere.example",
        )
        self.assertFalse(message.sudo().tracking_value_ids)
        self.assertFalse(message.outgoing_email_to)

    def test_who_was_told_is_the_system_s_to_say(self):
        line = self.message.sudo().notification_ids[:1]
        for user in (
            line.res_partner_id.user_ids,
            self.office_user,
            self.env.ref("base.user_admin"),
        ):
            mine = line.with_user(user)
            self.refused(mine.write, {"res_partner_id": self.user_b.partner_id.id})
            self.refused(mine.unlink)
            self.refused(
                mine.create,
                {"mail_message_id": self.message.id, "res_partner_id": user.partner_id.id},
            )
        line.with_user(line.res_partner_id.user_ids).write({"is_read": True})

    def test_the_writer_stays_known(self):
        leader = self.leader_user.partner_id
        other = self.env["res.partner"].create({"name": "Another"})
        merge = self.env["base.partner.merge.automatic.wizard"]
        self.refused(merge._update_foreign_keys, leader, other)
        self.refused(leader._unlink_unless_author)

    def test_a_draft_takes_no_one_s_words_along(self):
        for said in (False, True):
            draft = self.make_task(state="draft").with_user(self.office_user)
            draft.message_post(body="A note of the system" if not said else "My words")
            if said:
                self.refused(draft.unlink)
            else:
                self.env.flush_all()
                self.env.cr.execute(
                    "UPDATE mail_message SET message_type = 'notification' WHERE res_id = %s",
                    draft.ids,
                )
                self.env.invalidate_all()
                draft.unlink()
            self.assertEqual(bool(draft.exists()), said)

    def test_a_correction_is_another_message_that_names_the_first(self):
        mine = self.message.with_user(self.leader_user)
        self.refused(self.message.with_user(self.office_user).action_directive_correct, "Slower")
        self.assertEqual(
            mine.action_directive_correct()["res_model"], "directive.message.correction"
        )
        mine.action_directive_correct("Slower <b>now</b>")
        correction = self.task.message_ids[:1]
        self.assertEqual(correction.parent_id, self.message)
        self.assertEqual(correction.author_id, self.leader_user.partner_id)
        self.assertIn(self.leader_user.name, correction.body)
        self.assertIn("&lt;b&gt;now", correction.body)
        self.assertEqual(self.message.body, "<p>Hurry</p>")


class TestMailLinks(MailCase):
    """The server fetches no page because a message names it."""

    def test_no_address_in_a_message_is_asked(self):
        body = Markup('<a href="http://10.0.0.1/secret">x</a>')
        message = self.say(self.task, self.user_a, body)
        elsewhere = self.env["mail.message"].create({"body": body})
        preview = self.env["mail.link.preview"]
        fetched = "odoo.addons.mail.models.mail_link_preview.get_link_preview_from_url"
        with patch(fetched, return_value=None) as fetch:
            preview._create_from_message_and_notify(message)
            preview._create_from_message_and_notify(elsewhere)
            self.assertFalse(fetch.called)


@tagged("post_install", "-at_install")
class TestMailRoutes(RpcCase):
    """The web client's own routes to messages and files change nothing that was said."""

    def setUp(self):
        super().setUp()
        self.said = self.task.with_user(self.leader_user).message_post(
            body="Hurry", subtype_xmlid="mail.mt_comment"
        )
        file = self.make_attachment(self.user_a, "mine.txt")
        self.mine = self.task.with_user(self.user_a).message_post(
            body="Mine", subtype_xmlid="mail.mt_comment", attachment_ids=file.ids
        )
        self.file = file

    def call(self, user, route, **params):
        self.log_in(user)
        with mute_logger("odoo.http"):
            return self.make_jsonrpc_request(route, params)

    def refuse(self, user, route, **params):
        with self.assertRaises(Exception):  # noqa: B017  a refusal in words or a page not found
            self.call(user, route, **params)

    def test_words_are_never_written_anew_nor_emptied(self):
        admin = self.env.ref("base.user_admin")
        for message, users in (
            (self.said, (self.leader_user, self.office_user, admin)),
            (self.mine, (self.user_a, admin)),
        ):
            before = message.sudo().body, message.sudo().attachment_ids
            for user in users:
                for data in ({"body": "Forged"}, {"body": "", "attachment_ids": []}):
                    self.refuse(
                        user,
                        "/mail/message/update_content",
                        message_id=message.id,
                        update_data=data,
                    )
            message.invalidate_recordset()
            self.assertEqual((message.sudo().body, message.sudo().attachment_ids), before)

    def test_a_file_of_a_message_is_not_deleted(self):
        for user in (self.user_a, self.office_user):
            self.refuse(user, "/mail/attachment/delete", attachment_id=self.file.id)
        self.assertTrue(self.file.exists())

    def test_a_message_is_signed_by_who_posts_it(self):
        post = {
            "body": "Posted",
            "message_type": "notification",
            "subtype_xmlid": "mail.mt_comment",
            "author_id": self.leader_user.partner_id.id,
            "date": "2020-01-01 00:00:00",
        }
        context = {
            "default_author_id": self.leader_user.partner_id.id,
            "default_date": "2020-01-01",
        }
        found = self.call(
            self.user_a,
            "/mail/message/post",
            thread_model=self.task._name,
            thread_id=self.task.id,
            post_data=post,
            context=context,
        )
        message = self.env["mail.message"].browse(found["message_id"])
        self.assertEqual(message.author_id, self.user_a.partner_id)
        self.assertEqual(message.message_type, "comment")
        self.assertGreater(message.date.year, 2020)

    def test_marks_work(self):
        reaction = {"message_id": self.said.id, "content": "👍", "action": "add"}
        self.assertTrue(self.call(self.user_a, "/mail/message/reaction", **reaction))
        self.assertEqual(self.said.sudo().reaction_ids.partner_id, self.user_a.partner_id)

    def test_a_hidden_message_is_not_reached_by_its_record(self):
        self.refuse(
            self.user_x,
            "/mail/message/reaction",
            message_id=self.mine.id,
            content="👍",
            action="add",
        )
        self.refuse(
            self.user_x,
            "/mail/message/update_content",
            message_id=self.mine.id,
            update_data={"body": "x"},
        )
        self.assertFalse(self.mine.sudo().reaction_ids)

    def upload(self, user, is_pending, file=("note.txt", b"Plain words")):
        """Return the answer to a file that ``user`` uploads onto the task."""
        self.log_in(user)
        data = {
            "thread_model": self.task._name,
            "thread_id": self.task.id,
            "is_pending": is_pending,
            "csrf_token": http.Request.csrf_token(self),
        }
        return self.url_open("/mail/attachment/upload", data=data, files={"ufile": file}).json()

    def test_who_may_only_write_here_plants_no_file_on_the_record(self):
        for user in (self.user_a, self.user_x, self.leader_user):
            self.assertIn("error", self.upload(user, "false"))
            self.assertIn("data", self.upload(user, "true"))
        planted = [("res_model", "=", self.task._name), ("name", "=", "note.txt")]
        self.assertFalse(self.env["ir.attachment"].search(planted))

    def test_a_page_is_taken_by_nobody(self):
        page = ("page.html", b"<!DOCTYPE html><html><script>alert(1)</script></html>")
        for user in (self.user_a, self.office_user):
            for is_pending in ("false", "true"):
                with self.subTest(user=user.login, is_pending=is_pending):
                    self.assertIn("error", self.upload(user, is_pending, page))
