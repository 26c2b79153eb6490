import base64
import json
from io import BytesIO
from zipfile import ZipFile

from PIL import Image

from odoo import Command, http
from odoo.exceptions import UserError, ValidationError
from odoo.tests import HttpCase, tagged

from ...tools.evidence.file_kinds import TAKEN
from ..common import DirectiveCase

PROGRAM = b"MZ\x90\0\3\0\0\0\4\0\0\0"
PAGE = b"<!doctype html><script>alert(1)</script>"
PDF = b"%PDF-1.4 "


def packed(**files):
    with ZipFile(made := BytesIO(), "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("_", "/"), text)
    return made.getvalue()


class FileCase(DirectiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.task = cls.make_task(state="in_progress")

    def choose(self, name, value):
        self.env["ir.config_parameter"].set_param(f"directive_tracking.{name}", value)

    def upload(self, vals, user=None, **place):
        Attachment = self.env["ir.attachment"].with_user(user or self.user_a)
        return Attachment.create({"res_model": "directive.task.report", **place, **vals})

    # Doors: each takes the values of a file and returns the stored file

    def on_the_form(self, vals):
        return self.upload(vals)

    def in_a_report(self, vals):
        files = [Command.create(vals)]
        return self.make_report(self.task, self.user_a, attachment_ids=files).attachment_ids

    def linked_later(self, vals):
        loose = self.upload(vals, res_model=False)
        files = [Command.link(loose.id)]
        return self.make_report(self.task, self.user_a, attachment_ids=files).attachment_ids

    def in_a_message(self, vals):
        waiting = self.upload(vals, res_model="mail.compose.message", res_id=0)
        task = self.task.with_user(self.user_a)
        message = task.message_post(
            body="x",
            message_type="comment",
            attachment_ids=waiting.ids,
            subtype_xmlid="mail.mt_comment",
        )
        return message.attachment_ids

    def by_the_office(self, vals):
        return self.upload(vals, self.office_user, res_model="directive.task", res_id=self.task.id)

    def changed_later(self, vals):
        file = self.upload({"name": "a.txt", "raw": b"content"})
        file.write(vals)
        return file

    def as_base64(self, vals):
        raw = base64.b64encode(vals["raw"])
        return self.upload({"name": vals["name"], "datas": raw})

    DOORS = (
        "on_the_form",
        "in_a_report",
        "linked_later",
        "in_a_message",
        "by_the_office",
        "changed_later",
        "as_base64",
    )


@tagged("post_install", "-at_install")
class TestFileLimits(FileCase):
    """Only allowed kinds and sizes are taken; the content decides, through whatever door."""

    def check_refused(self, vals, sentence):
        for door in self.DOORS:
            with self.subTest(door=door, name=vals["name"]):
                with self.assertRaisesRegex(UserError, sentence), self.env.cr.savepoint():
                    getattr(self, door)(vals)

    def test_a_program_is_refused_whatever_its_name(self):
        for name in ("report.pdf", "photo.jpg", "plan", "setup.exe"):
            self.check_refused(
                {"name": name, "raw": PROGRAM}, f"“{name}” is a file of the kind EXE"
            )

    def test_a_page_and_a_script_are_refused(self):
        self.check_refused({"name": "a.txt", "raw": PAGE}, "of the kind HTML")
        self.check_refused({"name": "a.js", "raw": b"alert(1)"}, "of the kind JS")

    def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_unpacked(self):
        for form in ("png", "gif"):
            Image.new("1", (7200, 7200)).save(made := BytesIO(), form)
            name = f"stamp.{form}"
            self.check_refused({"name": name, "raw": made.getvalue()}, "50 million pixels")
        Image.new("1", (900, 900)).save(made := BytesIO(), "png")
        self.assertTrue(self.on_the_form({"name": "stamp.png", "raw": made.getvalue()}))

    def test_content_of_no_known_kind_is_refused_in_a_sentence(self):
        self.check_refused({"name": "a.dat", "raw": b"\0\1\2\3"}, "unknown kind.*pdf, doc, docx")

    def test_a_file_without_content_is_refused(self):
        for raw in (b"", b" \r\n"):
            self.check_refused({"name": "a.txt", "raw": raw}, "“a.txt” is empty")

    def test_what_the_province_allows_is_taken_through_every_door(self):
        samples = {
            "a.pdf": PDF,
            "a.docx": packed(word_document="x"),
            "a.odt": packed(mimetype="application/vnd.oasis.opendocument.text"),
            "a.jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF",
            "a.csv": "Số;Tên\n1;Lào Cai".encode(),
        }
        for name, raw in samples.items():
            for door in self.DOORS:
                with self.subTest(door=door, name=name):
                    file = getattr(self, door)({"name": name, "raw": raw})
                    self.assertEqual(file.sudo().raw, raw)

    def test_a_kind_the_province_does_not_allow_is_refused(self):
        self.choose("file_kinds", "pdf, jpg, txt")
        self.check_refused({"name": "a", "raw": packed(word_document="x")}, "DOCX.*: pdf, jpg, txt")
        self.assertTrue(self.on_the_form({"name": "a.pdf", "raw": PDF}))

    def test_a_file_above_the_limit_is_refused_with_both_sizes(self):
        self.choose("file_megabytes", 1)
        large = PDF + bytes(3 * 2**20)
        self.check_refused({"name": "a.pdf", "raw": large}, r"“a.pdf” is 3 MB; .* 1 MB")

    def test_the_files_of_one_report_are_limited_together(self):
        self.choose("report_megabytes", 2)
        files = [Command.create({"name": f"{n}.pdf", "raw": PDF + bytes(2**20)}) for n in range(2)]
        with self.assertRaisesRegex(UserError, "the limit for one report is 2 MB"):
            self.make_report(self.task, self.user_a, attachment_ids=files)
        self.assertTrue(self.make_report(self.task, self.user_a, attachment_ids=files[:1]))

    def test_other_applications_keep_their_own_files(self):
        partner = self.env["res.partner"].create({"name": "x"})
        place = {"res_model": "res.partner", "res_id": partner.id}
        self.assertTrue(self.env["ir.attachment"].create({"name": "a", "raw": PROGRAM, **place}))

    def test_the_settings_take_only_kinds_and_sizes_that_make_sense(self):
        Settings = self.env["res.config.settings"]
        for vals, sentence in (
            ({"directive_file_kinds": "pdf, exe"}, "“exe” cannot be allowed"),
            ({"directive_file_kinds": ""}, "cannot be allowed"),
            ({"directive_file_megabytes": 0}, "1 to 128"),
            ({"directive_report_megabytes": 1}, "at least as much as one"),
            ({"directive_picture_pixels": 100}, "800 to 8000"),
            ({"directive_picture_quality": 5}, "40 to 100"),
        ):
            with self.subTest(vals), self.assertRaisesRegex(ValidationError, sentence):
                Settings.create(vals)

    def test_every_kind_that_can_be_allowed_is_named_in_the_default(self):
        self.assertEqual(self.env["directive.settings"]._file_kinds(), list(TAKEN))


@tagged("post_install", "-at_install")
class TestUploads(HttpCase, FileCase):
    """The browser's two ways of uploading tell the reason, and keep nothing of a refused file."""

    def post(self, login, url, **data):
        self.authenticate(login, login)
        files = {"ufile": ("plan.pdf", PROGRAM)}
        data["csrf_token"] = http.Request.csrf_token(self)
        return json.loads(self.url_open(url, data=data, files=files).content)

    def check_nothing_kept(self):
        self.assertFalse(self.env["ir.attachment"].search([("name", "=", "plan.pdf")]))

    def test_a_form_learns_why_its_file_was_refused(self):
        url = "/web/binary/upload_attachment"
        answer = self.post("test_a", url, model="directive.task.report", id=0)
        self.assertIn("of the kind EXE", answer[0]["error"])
        self.check_nothing_kept()

    def test_the_chatter_learns_why_its_file_was_refused(self):
        place = {"thread_model": "directive.task", "thread_id": self.task.id}
        for login, pending in (("test_office", ""), ("test_office", "true"), ("test_a", "true")):
            with self.subTest(login=login, pending=pending):
                vals = {**place, "is_pending": pending}
                answer = self.post(login, "/mail/attachment/upload", **vals)
                self.assertIn("of the kind EXE", answer["error"])
                self.check_nothing_kept()
