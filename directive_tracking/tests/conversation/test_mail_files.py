import base64
from contextlib import suppress

from odoo.exceptions import UserError
from odoo.fields import Command

from ...tools.guard.ours import is_ours
from ..mail_common import MailCase
from .test_mail_append_only import sample

PAGE = b"<html><script>alert(1)</script></html>"
# Calls that could make a file public, a link, or a page.
TRICKS = (
    {"public": True},
    {"access_token": "known"},
    {"type": "url", "url": "javascript:alert(1)"},
    {"type": "url", "url": "https://elsewhere.example"},
    {"url": "/planted"},
    {"res_field": "name"},
    {"mimetype": "text/html", "raw": PAGE},
    {"name": "a.html", "raw": PAGE},
    {"name": "a.svg", "raw": b"<svg xmlns='http://www.w3.org/2000/svg'/>"},
    {"name": "a.js", "mimetype": "text/javascript"},
    {"db_datas": base64.b64encode(PAGE)},
    {"store_fname": "../../etc/passwd"},
    {"checksum": "0" * 40},
    {"file_size": 1},
    {"index_content": "planted"},
)


class TestMailFiles(MailCase):
    """A file of ours is a private binary by whatever door it comes, and stays once sent."""

    def reporting(self, commands):
        return self.make_report(
            self.task, kind="progress", percent=10, attachment_ids=commands
        ).attachment_ids

    def posting(self, commands):
        """Return the files of a message; it takes ids alone, of files uploaded before."""
        ids = [
            command[1] if command[0] == Command.LINK else self.upload(command[2]).id
            for command in commands
        ]
        return self.say(self.task, self.user_a, attachment_ids=ids).attachment_ids

    def by_wizard(self, commands):
        wizard = (
            self.env["directive.task.report"]
            .with_user(self.user_a)
            .create(
                {
                    "task_ids": [Command.set(self.task.ids)],
                    "content": "x",
                    "percent": 10,
                    "attachment_ids": commands,
                }
            )
        )
        wizard.action_report()
        return self.task.progress_ids[:1].attachment_ids

    def on_a_record(self, commands):
        """Return the files the Office puts on the task itself."""
        files = self.env["ir.attachment"].with_user(self.office_user)
        place = {"res_model": self.task._name, "res_id": self.task.id}
        return files.create([{**command[2], **place} for command in commands])

    def broadcasting(self, commands):
        Broadcast = self.env["directive.broadcast"].with_user(self.office_user)
        return Broadcast.create(
            {"name": "x", "body": "x", "attachment_ids": commands}
        ).attachment_ids

    def upload(self, vals, user=None):
        return self.env["ir.attachment"].with_user(user or self.user_a).create(vals)

    DOORS = ("reporting", "posting", "by_wizard", "on_a_record", "broadcasting")

    def test_only_private_binaries_survive_every_door(self):
        for name in self.DOORS:
            for trick in TRICKS:
                vals = {"name": "plan.txt", "raw": b"content", **trick}
                with self.subTest(door=name, trick=trick):
                    # Where it is refused, nothing is kept.
                    with suppress(UserError), self.env.cr.savepoint():
                        files = getattr(self, name)([Command.create(vals)])
                        self.check_private(files, vals["raw"])

    def test_a_file_uploaded_before_is_made_private_when_it_is_taken(self):
        for name in ("reporting", "posting", "by_wizard"):
            for trick in TRICKS[:2]:
                file = self.upload({"name": "plan.txt", "raw": b"content", **trick})
                with self.subTest(door=name, trick=trick):
                    self.check_private(getattr(self, name)([Command.link(file.id)]), b"content")
            link = self.upload({"name": "link", "type": "url", "url": "https://elsewhere.example"})
            self.refused(getattr(self, name), [Command.link(link.id)])

    def test_nobody_takes_another_s_file(self):
        elsewhere = self.upload(
            {
                "name": "x",
                "raw": b"x",
                "res_model": "res.partner",
                "res_id": self.user_a.partner_id.id,
            },
            self.env.user,
        )
        foreign = self.upload({"name": "x", "raw": b"x"}, self.user_b)
        for file in (elsewhere, foreign):
            for name in ("reporting", "posting", "by_wizard"):
                with self.subTest(door=name):
                    self.refused(getattr(self, name), [Command.link(file.id)])

    def check_private(self, files, content):
        self.env.flush_all()
        self.env.invalidate_all()
        for file in files.sudo():
            self.assertTrue(
                is_ours(self.env.registry, file.res_model) or file.res_model == "mail.message"
            )
            self.assertEqual((file.type, file.url, file.public), ("binary", False, False))
            self.assertFalse(file.access_token or file.res_field or file.index_content == "planted")
            self.assertEqual(file.raw, content)
            self.assertFalse(
                [word for word in ("html", "svg", "script", "xml") if word in file.mimetype]
            )

    def evidence(self):
        """Return files of sent records, by kind of record."""
        sent = (
            self.env["directive.broadcast"]
            .with_user(self.office_user)
            .create(
                {
                    "name": "x",
                    "body": "x",
                    "agency_ids": [Command.set(self.agency_a.ids)],
                    "attachment_ids": [Command.create({"name": "plan.txt", "raw": b"content"})],
                }
            )
        )
        sent.action_send()
        file = [Command.create({"name": "plan.txt", "raw": b"content"})]
        office = self.upload({"name": "plan.txt", "raw": b"content"}, self.office_user)
        self.say(self.task, self.office_user, attachment_ids=office.ids)
        return {
            "report": self.reporting(file),
            "message": self.posting(file),
            "task": self.on_a_record(file),
            "message of the Office": office,
            "broadcast": sent.attachment_ids,
        }

    def test_evidence_is_changed_moved_and_deleted_by_nobody(self):
        for kind, file in self.evidence().items():
            before = file.sudo().read(["name", "raw", "res_model", "res_id", "mimetype", "public"])
            for user in (*self.everybody, self.env.user):
                mine = file.with_env(self.env(user=user))
                for name, field in mine._fields.items():
                    stored = field.store or field.inverse
                    if stored and name not in ("id", "thumbnail", "original_id"):
                        with self.subTest(kind=kind, user=user.login, field=name):
                            self.try_to_change(mine, name, sample(file, field))
                self.refused(mine.unlink)
            self.assertEqual(file.sudo().read(list(before[0])), before)

    def try_to_change(self, file, name, value):
        with suppress(UserError, ValueError), self.env.cr.savepoint():
            file.write({name: value})
            self.env.flush_all()
        self.env.invalidate_all()

    def test_no_other_command_reaches_evidence(self):
        file = self.reporting([Command.create({"name": "plan.txt", "raw": b"content"})])
        for command in (
            Command.update(file.id, {"raw": b"forged"}),
            Command.delete(file.id),
            Command.unlink(file.id),
        ):
            for user in (self.user_a, self.office_user):
                report = self.task.progress_ids[:1].with_user(user)
                self.refused(report.write, {"attachment_ids": [command]})
                self.refused(
                    self.task.with_user(user).write,
                    {"progress_ids": [Command.update(report.id, {"attachment_ids": [command]})]},
                )
        found = (
            self.env["ir.attachment"]
            .with_user(self.user_a)
            .load([".id", "name"], [[str(file.id), "y"]])
        )
        self.assertFalse(found["ids"])

    def test_the_papers_of_a_draft_are_still_the_office_s(self):
        draft = self.make_task(state="draft")
        file = self.make_attachment(self.office_user, "x.txt", draft).with_user(self.office_user)
        file.write({"name": "y.txt", "raw": b"other"})
        file.unlink()
        self.assertFalse(file.exists())

    def test_a_picture_in_a_message_is_shown_by_no_token(self):
        picture = b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
        from markupsafe import Markup

        body = Markup('<p><img src="data:image/png;base64,%s"/></p>') % picture.decode()
        message = self.say(self.task, self.user_a, body)
        self.assertIn("/web/image/", message.body)
        self.assertNotIn("access_token", message.body)
        self.assertFalse(message.attachment_ids.sudo().access_token)
        self.assertFalse(message.attachment_ids.with_user(self.user_b).has_access("read"))

    def test_whether_a_content_exists_is_not_told(self):
        self.reporting(
            [Command.create({"name": "plan.txt", "raw": b"content", "mimetype": "text/plain"})]
        )
        vals = {"name": "guess", "datas": base64.b64encode(b"content"), "mimetype": "text/plain"}
        ids = self.env["ir.attachment"].with_user(self.outside_user).create_unique([vals])
        self.assertEqual(self.env["ir.attachment"].browse(ids).create_uid, self.outside_user)
