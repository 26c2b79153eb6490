import base64
from datetime import date
from pathlib import Path

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL
from odoo.tools.misc import file_path

from ...tools.register import read_register
from ..petition_common import PetitionCase

OFFICE = "so-don-thu-van-phong-2026.xlsx"
DESK = "so-tiep-cong-dan-2026.xlsx"


def sample(name):
    """Return the bytes of a sample register."""
    root = Path(file_path("directive_petition")).parent
    return (root / "tests" / "data" / "registers" / name).read_bytes()


@tagged("post_install", "-at_install")
class TestRegisterImport(PetitionCase):
    """Both sample registers are read once, and the rest of the tests look at what came of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.preview = cls.read(OFFICE)
        cls.lines = {line.number: line for line in cls.preview.line_ids}

    @classmethod
    def read(cls, name, user=None):
        wizard = cls.env["petition.register.import"].with_user(user or cls.manager)
        vals = {"file": base64.b64encode(sample(name)), "file_name": name}
        found = wizard.create(vals)
        found.action_read()
        return found

    @classmethod
    def loaded(cls, name):
        """Return the import of a sample whose incomplete rows were left out."""
        wizard = cls.read(name)
        wizard.action_leave_incomplete()
        wizard.action_confirm()
        return wizard

    def test_every_row_is_in_the_preview(self):
        self.assertEqual(self.preview.row_count, 88)
        self.assertEqual(self.preview.register_date, date(2026, 11, 25))
        self.assertIn("88 letters", self.preview.account)
        self.assertIn(
            "Sum: differs from the rows", [reason for _at, reason, _text in self.preview.left]
        )

    def test_a_row_without_a_day_or_kind_waits(self):
        lacking = {line.number for line in self.preview.incomplete_line_ids}
        self.assertEqual(lacking, {"36", "44", "47", "53", "80"})
        with self.assertRaises(UserError):
            self.preview.action_confirm()

    def test_what_is_corrected_is_complete(self):
        wizard = self.read(OFFICE)
        line = wizard.line_ids.filtered(lambda one: one.number == "80")
        line.kind = "petition"
        self.assertFalse(line.is_incomplete or line.warning)

    def test_the_preview_of_a_denunciation_names_nobody(self):
        """Not one denouncer of the sample stands in the two tables, nor who may be one."""
        records = read_register(OFFICE, sample(OFFICE)).records
        sealed = {one.name for record in records if record.may_be_sealed for one in record.persons}
        sealed -= {
            one.name for record in records if not record.may_be_sealed for one in record.persons
        }
        self.env.flush_all()
        text = ""
        for table in ("petition_register_import", "petition_register_import_line"):
            query = SQL("SELECT t::text FROM %s t", SQL.identifier(table))
            text += " ".join(row[0] for row in self.env.execute_query(query))
        self.assertGreater(len(sealed), 12)
        self.assertFalse([name for name in sealed if name in text])
        self.assertIn("Võ Mỹ Thắm", self.lines["9"].people)

    def test_the_file_is_kept_encrypted(self):
        kept = base64.b64decode(self.preview.sudo().with_context(bin_size=False).sealed_file)
        self.assertFalse(kept.startswith(b"PK"))
        self.assertFalse(self.preview.file)

    def test_letters_matters_and_steps(self):
        wizard = self.loaded(OFFICE)
        found = self.env["petition.letter"].with_user(self.manager)
        letters = found.search([("register_key", "in", wizard.line_ids.mapped("row_key"))])
        self.assertEqual(len(letters), 83)
        matters = letters.matter_ids
        self.assertEqual(len(matters.filtered(lambda one: one.state == "decided")), 12)
        self.assertEqual(len(matters.filtered(lambda one: one.state == "suspended")), 1)
        decided = matters.filtered(lambda one: one.date_accepted == date(2026, 3, 10))
        self.assertEqual((decided.state, decided.result), ("decided", "wrong"))
        self.assertEqual(decided.date_decided, date(2026, 4, 3))
        step = decided.step_ids.filtered(lambda one: one.verb == "decide")
        self.assertEqual(step.document_number, "2523/QĐ-UBND")
        self.assertEqual(len(letters.filtered("duplicate_of_id")), 4)
        self.assertEqual(len(matters.filtered("first_matter_id")), 2)
        self.assertEqual(len(letters.filtered(lambda one: one.persons_count >= 12)), 2)

    def test_a_second_import_takes_over_nothing_twice(self):
        self.loaded(DESK)
        again = self.read(DESK)
        self.assertEqual(again.line_ids.filtered("is_included"), again.incomplete_line_ids)

    def test_visits_of_the_desk(self):
        before = self.env["petition.visit"].search_count([])
        self.loaded(DESK)
        visits = self.env["petition.visit"].search([], order="id")[before:]
        self.assertEqual(len(visits), 75)
        self.assertEqual(len(visits.filtered(lambda one: one.received_by == "head")), 17)
        self.assertFalse(visits.filtered(lambda one: one.kind == "denunciation" and one.content))

    def test_a_register_of_another_agency_is_refused(self):
        wizard = self.read(OFFICE)
        wizard.agency_id = self.commune_x
        with self.assertRaises(UserError):
            wizard.action_confirm()

    def test_staff_cannot_take_over_a_register(self):
        with self.assertRaises(AccessError):
            self.read(OFFICE, self.staff)

    def test_the_preview_belongs_to_whoever_made_it(self):
        with self.assertRaises(AccessError):
            self.preview.with_user(self.staff_x).read(["file_name"])

    def test_a_file_that_is_no_register_is_refused_with_a_sentence(self):
        wizard = self.env["petition.register.import"].with_user(self.manager)
        data = base64.b64encode(b"a;b\n1;2\n")
        found = wizard.create({"file": data, "file_name": "a.csv"})
        with self.assertRaisesRegex(UserError, "No register was found"):
            found.action_read()

    def test_a_caller_cannot_say_that_a_letter_came_from_a_register(self):
        letter = self.make_letter(register_key="x" * 32)
        self.assertFalse(letter.register_key)
