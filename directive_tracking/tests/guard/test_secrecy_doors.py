"""A mark of secrecy is refused at every door that texts and files come in by."""

import base64
from unittest.mock import patch

from odoo.exceptions import UserError, ValidationError

from ..appendix.appendix_files import HEADER, docx_file, task_row
from ..import_common import ImportCase

MARKED = "TỐI MẬT\nNội dung kế hoạch"
HARMLESS = "Bảo vệ bí mật nhà nước; đổi mật khẩu; tập huấn về tài liệu Mật, Tối mật"


class TestSecrecyDoors(ImportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stamped = docx_file(("TỐI MẬT",), HEADER, task_row())
        cls.clean = docx_file(HEADER, task_row(content=HARMLESS))

    def _texts(self, record):
        """The texts a person may write in a record."""
        return [
            name
            for name, field in record._fields.items()
            if field.type in ("char", "text", "html")
            and field.store
            and not field.related
            and not field.compute
            and not field.readonly
        ]

    def _office(self):
        return self.env(user=self.office_user)

    def test_no_text_of_ours_takes_a_mark_from_a_person(self):
        """All our models, found automatically; the import has its own texts."""
        tried = 0
        for name, model in self.registry.models.items():
            empty = self._office()[name]
            if model._abstract or name == "directive.import" or not empty._is_typed_for_us({}):
                continue
            for field in self._texts(empty):
                with self.subTest(model=name, field=field):
                    with self.assertRaisesRegex(ValidationError, "secrecy mark"):
                        empty._refuse_marks({field: MARKED})
                    empty._refuse_marks({field: HARMLESS})
                tried += 1
        self.assertGreater(tried, 50)

    def test_a_marked_text_is_refused_where_it_is_written(self):
        task = self.make_task(self.finance, state="draft").with_env(self._office())
        for vals in ({"name": "MẬT"}, {"remark": MARKED}):
            with self.subTest(vals), self.assertRaisesRegex(ValidationError, "secrecy mark"):
                task.write(vals)
        with self.assertRaisesRegex(ValidationError, "secrecy mark"):
            task.message_post(body="Độ mật: Mật")
        task.message_post(body=HARMLESS)
        task.write({"name": HARMLESS})

    def test_a_marked_subject_or_number_is_refused(self):
        for vals in ({"subject": "Kế hoạch 5 (Mật)"}, {"number": "12/QĐ-UBND(M)"}):
            with self.subTest(vals), self.assertRaises(ValidationError):
                self.make_directive(**vals)
        self.assertTrue(self.make_directive(subject="Kế hoạch bảo vệ bí mật nhà nước"))

    def test_a_stamped_file_does_not_become_one_of_ours(self):
        task = self.make_task(self.finance, state="draft").with_env(self._office())
        home = {"res_model": task._name, "res_id": task.id}
        Attachment = self._office()["ir.attachment"]
        for name, raw in (("a.docx", self.stamped), ("KH 5_TUYỆT MẬT.pdf", b"%PDF")):
            with self.subTest(name), self.assertRaisesRegex(ValidationError, "secrecy mark"):
                Attachment.create({"name": name, "raw": raw, **home})
        kept = Attachment.create({"name": "Kế hoạch bảo mật.docx", "raw": self.clean, **home})
        self.assertTrue(kept)

    def test_a_stamped_file_uploaded_beside_a_message_is_not_taken(self):
        task = self.make_task(self.finance, state="draft").with_env(self._office())
        waiting = self._office()["ir.attachment"].create(
            {"name": "a.docx", "raw": self.stamped, "res_model": "mail.compose.message"}
        )
        with self.assertRaisesRegex(ValidationError, "secrecy mark"):
            task.message_post(body="Kèm tệp", attachment_ids=waiting.ids)

    def test_nothing_of_a_stamped_file_is_kept(self):
        wizard = self.upload_bytes(self.stamped, "KH.docx")
        forget = patch.object(self.registry["directive.import"], "_forget")
        with forget as forgotten, self.assertRaisesRegex(UserError, "TỐI MẬT.*in the text"):
            wizard.action_read()
        forgotten.assert_called_once_with("file", "file_name")
        self.assertFalse(wizard.line_ids)

    def test_a_file_put_in_place_of_the_one_read_is_not_imported(self):
        wizard = self.upload_bytes(self.clean, "KH.docx")
        wizard.action_read()
        wizard.file = base64.b64encode(self.stamped)
        with self.assertRaisesRegex(UserError, "replaced since"):
            wizard.action_confirm()
