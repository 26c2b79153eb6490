import base64
import os
import tempfile
from pathlib import Path
from unittest.mock import patch

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...models.seal.directive_settings import WITH_TEXT
from ...models.seal.petition_seal_keys import VARIABLE
from ...tools.seal.key_ring import new_key
from ...tools.seal.people import PERSON, TEXT
from .seal_common import ACCUSED, SAYS, WHO, SealCase, a_scan, is_told


@tagged("post_install", "-at_install")
class TestSealing(SealCase):
    """Identity, texts and originals of a denunciation leave the records for the seal."""

    def opened(self, person=None, kind=PERSON):
        return self.env["petition.seal"]._of(person or self.person, kind)._open()

    def test_a_denouncer_is_known_by_a_code(self):
        self.assertTrue(self.letter.is_sealed)
        self.assertTrue(self.person.is_sealed)
        self.assertIn("1", self.person.name)
        for name in ("id_number", "address", "phone", "email", "birth_year", "gender"):
            self.assertFalse(self.person[name], name)
        self.assertEqual(self.opened(), {**WHO, "gender": "female", "birth_year": 1985})

    def test_the_accused_is_named(self):
        accused = self.letter.person_ids - self.person
        self.assertEqual(accused.name, ACCUSED)
        self.assertFalse(accused.is_sealed)

    def test_without_text_a_denunciation_shows_number_and_clocks_only(self):
        self.assertFalse(self.letter.content)
        self.assertFalse(self.matter.content)
        self.assertEqual(self.opened(self.letter, TEXT), {"content": SAYS})
        self.matter.content = "More"
        self.assertFalse(self.matter.content)
        self.assertEqual(self.opened(self.matter, TEXT), {"content": "More"})

    def test_with_text_the_name_alone_is_blackened(self):
        self.env["ir.config_parameter"].set_param(WITH_TEXT, "True")
        letter = self.make_denunciation()
        for record in (letter, letter.matter_ids):
            self.assertIn(ACCUSED, record.content)
            self.assertFalse(is_told(record.content))
            self.assertEqual(self.opened(record, TEXT), {"content": SAYS})
        letter.content = "Ông Sùng Seo Phủ nhận tiền"
        self.assertTrue(letter.content)

    def test_a_complaint_that_becomes_a_denunciation_is_sealed(self):
        letter = self.make_letter(
            person_ids=[Command.create({**WHO, "role": "complainant"})],
            content=SAYS,
            forwarded_by_text=WHO["name"],
            paper_ids=[Command.create({"name": "Đơn", "file": a_scan(), "file_name": "don.png"})],
        )
        matter = self.make_matter(letter, content=SAYS, object_text=SAYS)
        self.assertTrue(is_told(letter.person_ids.name))
        matter.kind = "denunciation"
        self.assertTrue(letter.is_sealed)
        for text in (letter.person_ids.name, letter.content, letter.forwarded_by_text):
            self.assertFalse(is_told(text))
        self.assertFalse(letter.person_ids.name_key and is_told(letter.person_ids.name_key))
        self.assertFalse(matter.content or matter.object_text)
        self.assertTrue(letter.paper_ids.is_in_seal)
        self.assertFalse(letter.paper_ids.file)
        self.assertEqual(self.opened(letter.person_ids)["name"], WHO["name"])

    def test_the_trail_of_before_is_blackened_and_its_scans_are_sealed(self):
        letter = self.make_letter(person_ids=[Command.create(WHO)])
        matter = self.make_matter(letter)
        scan = (
            self.env["ir.attachment"]
            .with_user(self.staff)
            .create(
                {"name": "scan.png", "datas": a_scan(), "res_model": "petition.matter.stepping"}
            )
        )
        step = matter._take_step(
            "ask_supplement",
            {"reason": SAYS, "attachment_ids": [Command.set(scan.ids)]},
        )
        self.assertTrue(is_told(step.reason))
        matter.kind = "denunciation"
        self.assertFalse(is_told(step.reason))
        self.assertIn("Phủ", step.reason)
        self.assertNotEqual(scan.sudo().datas, a_scan())

    def test_whoever_comes_later_is_sealed_too(self):
        vals = {"letter_id": self.letter.id, "role": "attorney", "name": "Lý Láo Lở"}
        person = self.env["petition.person"].with_user(self.staff).create(vals)
        self.assertTrue(person.is_sealed)
        self.assertNotIn("Lở", person.name)
        accused = self.letter.person_ids.filtered(lambda one: one.name == ACCUSED)
        accused.role = "related"
        self.assertTrue(accused.is_sealed)

    def test_defaults_in_a_context_do_not_get_past_the_seal(self):
        vals = {"letter_id": self.letter.id, "role": "denouncer"}
        People = self.env["petition.person"].with_user(self.staff)
        person = People.with_context(default_name=WHO["name"], default_phone="0987").create(vals)
        self.assertFalse(is_told(person.name) or person.phone)

    def test_an_original_is_kept_encrypted_and_a_redacted_copy_openly(self):
        paper = self.letter.paper_ids
        self.assertTrue(paper.is_in_seal)
        self.assertFalse(paper.file or paper.file_name)
        self.assertEqual(paper._original(), ("Tráng Thị Vỉnh Hà.png", base64.b64decode(a_scan())))
        paper.write({"file": a_scan(), "file_name": "again.png"})
        self.assertFalse(paper.file)
        copy = self.letter.paper_ids.create(
            {
                "letter_id": self.letter.id,
                "name": "Bản đã che",
                "file": a_scan(),
                "is_redacted": True,
            }
        )
        self.assertTrue(copy.file)
        copy.is_redacted = False
        self.assertFalse(copy.file)
        self.assertTrue(copy.is_in_seal)

    def test_a_paper_called_after_somebody_is_blackened(self):
        name = f"Đơn của {WHO['name']}"
        vals = {"letter_id": self.letter.id, "name": name, "file": a_scan(), "file_name": name}
        for paper in (
            self.letter.paper_ids.create(vals),
            self.make_denunciation(
                paper_ids=[Command.create({**vals, "letter_id": False})]
            ).paper_ids,
        ):
            self.assertIn("Đơn của", paper.name)
            self.assertFalse(is_told(paper.name))
            self.assertEqual(paper._original()[0], name)

    def test_a_redacted_copy_that_names_somebody_is_refused(self):
        for vals in (
            {"file": base64.b64encode(SAYS.encode()), "file_name": "a.txt"},
            {"file": a_scan(), "file_name": "Trang_Thi_Vinh_Ha.png"},
        ):
            with self.subTest(vals["file_name"]), self.assertRaises(UserError):
                self.letter.paper_ids.create(
                    {"letter_id": self.letter.id, "name": "Copy", "is_redacted": True, **vals}
                )

    def test_nobody_lifts_a_seal_by_writing(self):
        for record, vals in (
            (self.letter, {"is_sealed": False}),
            (self.person, {"is_sealed": True}),
            (self.letter.paper_ids, {"is_in_seal": False}),
        ):
            with self.subTest(record=record), self.assertRaises(UserError):
                record.with_user(self.manager).write(vals)
        self.matter.with_user(self.staff).kind = "complaint"
        self.assertTrue(self.letter.is_sealed)
        with self.assertRaises(UserError):
            self.person.with_user(self.staff).unlink()

    def test_a_seal_can_be_neither_changed_nor_deleted(self):
        seals = self.env["petition.seal"].search([("letter_id", "=", self.letter.id)])
        for step in (lambda: seals.write({"sealed": "x"}), seals.unlink, seals[0].copy):
            with self.assertRaises(UserError):
                step()

    def test_its_author_corrects_a_name_on_the_same_day(self):
        self.person.with_user(self.staff).write({"name": "Tráng Thị Vinh", "phone": False})
        self.assertEqual(self.opened()["name"], "Tráng Thị Vinh")
        self.assertNotIn("phone", self.opened())
        self.assertEqual(self.opened()["id_number"], WHO["id_number"])
        self.assertFalse(is_told(self.person.name))
        self.assertIn("correction", self.readings().mapped("kind"))

    def test_a_code_is_vietnamese_before_the_labels_are_translated(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        self.assertEqual(self.person._code(), "Người tố cáo 1")

    def test_others_correct_nothing_without_a_right(self):
        with self.assertRaises(AccessError):
            self.person.with_user(self.manager).write({"name": "Somebody else"})
        self.give()
        self.person.with_user(self.manager).write({"name": "Tráng Thị Vinh"})
        self.assertEqual(self.opened()["name"], "Tráng Thị Vinh")

    def test_without_a_key_nothing_is_registered_openly(self):
        with patch.dict(os.environ, {VARIABLE: "/nowhere/keys"}), self.assertRaises(UserError):
            self.make_denunciation()
        self.assertFalse(self.env["petition.person"].search_count([("name", "=", WHO["name"])]))

    def test_a_new_key_seals_everything_again(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "keys"
            old = Path(os.environ[VARIABLE]).read_text()
            path.write_text(f"{old}\nnew = {new_key()}\n")
            path.chmod(0o600)
            with patch.dict(os.environ, {VARIABLE: str(path)}), self.enter_registry_test_mode():
                self.env.ref("directive_petition.ir_cron_renew_seals").method_direct_trigger()
                seals = self.env["petition.seal"].search([])
                self.assertEqual(set(seals.mapped("key")), {"new"})
                self.assertEqual(self.opened()["name"], WHO["name"])
                self.assertEqual(self.letter.paper_ids._original()[1], base64.b64decode(a_scan()))
