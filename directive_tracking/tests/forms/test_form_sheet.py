import io

from openpyxl import load_workbook

from odoo.tests import tagged

from ...tools import libreoffice
from ..common import DirectiveCase
from .common import FormCase

XLSX = "Calc MS Excel 2007 XML"


def cells_of(data, **options):
    """Return ``{cell: value}`` of the only sheet of a file."""
    sheet = load_workbook(io.BytesIO(data), **options).active
    return {
        cell.coordinate: cell.value
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }


@tagged("post_install", "-at_install")
class TestFormSheet(FormCase, DirectiveCase):
    """The spreadsheet of a form holds its numbers, and formulas that make the same numbers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agency_a.name = "=HYPERLINK(1)"
        cls.rows = cls.random_rows(cls, [cls.agency_a, cls.agency_b, cls.commune_x])
        # Nothing at all: every rate divides by nothing.
        cls.rows[cls.commune_y.id] = dict.fromkeys(cls.rows[cls.agency_a.id], 0)
        ask = cls.ask(cls, starred="beside")
        with cls.figures(cls, cls.rows):
            cls.data = ask._paper_file("xlsx")
            cls.answer = ask._answer()

    def test_its_cells_are_the_numbers_of_the_page(self):
        values = load_workbook(io.BytesIO(self.data), data_only=True).active
        lines = [row for row in values.iter_rows(values_only=True)]
        top = next(place for place, line in enumerate(lines) if line[0] == "A")
        rows = [*self.answer.rows, self.answer.total]
        for line, row in zip(lines[top + 1 : top + 1 + len(rows)], rows, strict=True):
            with self.subTest(row=row.name):
                self.assertEqual(line[1], row.name)
                wanted = [row.values.get(one.code) for one in self.answer.columns]
                self.assertEqual(
                    [value or 0 for value in line[2:]], [value or 0 for value in wanted]
                )

    def test_libreoffice_works_out_the_same_numbers(self):
        if not libreoffice.is_installed():
            self.skipTest("LibreOffice is not installed")
        again = libreoffice.convert(self.data, "xlsx", XLSX, "xlsx", XLSX)
        before, after = cells_of(self.data, data_only=True), cells_of(again, data_only=True)
        formulas = [
            cell for cell, value in cells_of(self.data).items() if str(value).startswith("=IF")
        ]
        self.assertGreater(len(formulas), 40)
        self.assertEqual(before.keys(), after.keys())
        differing = {cell for cell, value in before.items() if after[cell] != value}
        self.assertFalse(differing)

    def test_its_letters_are_those_of_official_documents(self):
        sheet = load_workbook(io.BytesIO(self.data)).active
        fonts = {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value}
        self.assertEqual(fonts, {"Times New Roman"})

    def test_a_caption_over_several_rows_is_as_high_as_its_lines(self):
        form = self.env.ref("directive_tracking.directive_form_06_nv")
        ask = (
            self.env["directive.form.ask"].with_user(self.office_user).create({"form_id": form.id})
        )
        sheet = load_workbook(io.BytesIO(ask._paper_file("xlsx"))).active
        codes = next(row[0].row for row in sheet.iter_rows() if row[0].value == "A")
        high = sum(sheet.row_dimensions[codes - row].height or 15 for row in (1, 2))
        over_both = [one for one in sheet.merged_cells.ranges if one.size["rows"] == 2]
        self.assertGreater(len(over_both), 5)
        for one in over_both:
            title = sheet.cell(one.min_row, one.min_col).value
            width = sheet.column_dimensions[sheet.cell(1, one.min_col).column_letter].width
            with self.subTest(title):
                self.assertLessEqual(-(-len(title) // width) * 15, high)

    def test_a_form_in_which_nothing_adds_up_has_no_row_of_all(self):
        form = self.env.ref("directive_tracking.directive_form_10_nv")
        ask = (
            self.env["directive.form.ask"].with_user(self.office_user).create({"form_id": form.id})
        )
        self.assertIsNone(ask._answer().total)
        self.assertFalse(ask._problems([], [], None))

    def test_text_is_never_a_formula(self):
        sheet = load_workbook(io.BytesIO(self.data)).active
        names = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=HYPERLINK(1)"]
        self.assertEqual([cell.data_type for cell in names], ["s"])

    def test_the_row_of_codes_shows_the_formulas_below_a_heading_that_is_repeated(self):
        sheet = load_workbook(io.BytesIO(self.data)).active
        codes = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "A")
        self.assertEqual(codes[:3], ("A", "B", "1=2+3+T-G=4+5=6+10"))
        self.assertIn("18=7/(7+8)", codes)
        self.assertEqual(
            (sheet.page_setup.orientation, sheet.page_setup.paperSize), ("landscape", 9)
        )
        place = [row[0] for row in sheet.iter_rows(values_only=True)].index("A") + 1
        self.assertEqual(sheet.print_title_rows, f"${place - 2}:${place}")
        self.assertEqual(sheet.freeze_panes, f"C{place + 1}")
        self.assertIn(f"A{place - 2}:A{place - 1}", [str(one) for one in sheet.merged_cells.ranges])
