import base64
import io
from datetime import date

import openpyxl

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..petition_common import PetitionCase

DENOUNCER = "Tráng Thị Vỉnh Hà"


@tagged("post_install", "-at_install")
class TestPetitionExport(PetitionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.decided = cls.make_matter(state="decided")
        cls.guided = cls.make_matter(state="guided")
        person = Command.create({"name": DENOUNCER, "address": "Thôn 9", "role": "denouncer"})
        letter = cls.make_letter(person_ids=[person])
        cls.denunciation = cls.make_matter(letter, kind="denunciation", subject_id=False)
        cls.other = cls.make_matter(cls.make_letter(cls.staff_x), content="Of a commune")
        cls.export = cls.env["petition.export"].with_user(cls.manager).create({})

    def book(self):
        self.export.action_download()
        self.export.invalidate_recordset(["file"])
        data = base64.b64decode(self.export.with_context(bin_size=False).file)
        return openpyxl.load_workbook(io.BytesIO(data))

    def column(self, sheet, name):
        rows = list(self.book().worksheets[sheet].values)
        return [row[rows[0].index(name)] for row in rows[1:]]

    def test_five_sheets_with_what_has_happened(self):
        book = self.book()
        self.assertEqual([sheet.max_row - 1 for sheet in book], [3, 2, 1, 1, 0])

    def test_only_matters_of_the_agency(self):
        self.assertNotIn("Of a commune", self.column(0, "Nội dung"))

    def test_days_are_days(self):
        (day,) = self.column(3, "Ngày ban hành")
        self.assertEqual(day.date(), date(2026, 12, 1))

    def test_a_denouncer_is_a_code(self):
        texts = [str(cell) for sheet in self.book() for row in sheet.values for cell in row]
        self.assertFalse([one for one in texts if DENOUNCER in one or "Thôn 9" in one])

    def test_values_get_the_codes_of_the_table(self):
        self.export.action_download()
        codes = self.env["petition.export.code"].with_user(self.manager)
        kind = codes.search([("value", "=", "kind"), ("own", "=", "complaint")])
        self.assertEqual(kind.label, "Complaint")
        kind.code = "01"
        self.assertEqual(self.column(0, "Loại khiếu tố").count("01"), 2)

    def test_columns_are_rows_of_a_table(self):
        field = self.env["petition.export.field"].with_user(self.manager)
        field.search([("step", "=", "matter"), ("value", "=", "number")]).name = "MaVuViec"
        self.assertEqual(len(self.column(0, "MaVuViec")), 3)

    def test_nothing_to_export_is_said(self):
        self.export.write({"date_first": date(2020, 1, 1), "date_last": date(2020, 1, 31)})
        with self.assertRaises(UserError):
            self.export.action_download()

    def test_an_export_is_written_down_before_there_is_a_file(self):
        logs = self.env["petition.export.log"].with_user(self.manager)
        self.assertFalse(self.export.file)
        self.export.action_download()
        [log] = logs.search([])
        kept = log.sudo()
        self.assertEqual((log.user_id, log.matter_count, log.repeated_count), (self.manager, 3, 0))
        self.assertEqual(log.matter_ids, self.decided | self.guided | self.denunciation)
        self.assertFalse(logs.with_user(self.staff_x).search([]))
        for act in (kept.unlink, lambda: kept.write({"matter_count": 0}), kept.copy):
            with self.assertRaises(UserError):
                act()

    def test_exporting_twice_says_so(self):
        self.assertFalse(self.export.repeated_text)
        self.export.action_download()
        again = self.export.copy()
        self.assertEqual(again.repeated_count, 3)
        self.assertIn("3 of these matters", again.repeated_text)
        self.assertFalse(again.file)
        again.action_download()
        log = self.env["petition.export.log"].search([], limit=1)
        self.assertEqual(log.repeated_count, 3)

    def test_another_period_and_another_log_give_no_file(self):
        self.export.action_download()
        self.export.date_first = date(2026, 11, 1)
        self.assertFalse(self.export.file)
        log = self.env["petition.export.log"].search([], limit=1)
        forged = self.export.create({"log_id": log.id})
        forged.log_id = log
        self.assertFalse(forged.file)

    def test_staff_cannot_export(self):
        with self.assertRaises(AccessError):
            self.env["petition.export"].with_user(self.staff).create({})

    def test_an_export_belongs_to_whoever_made_it(self):
        with self.assertRaises(AccessError):
            self.export.with_user(self.staff_x).read(["file"])
