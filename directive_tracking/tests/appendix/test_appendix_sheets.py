"""Spreadsheets are read as a person sees them, whichever program wrote them."""

from datetime import date, datetime

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.table import Table

from odoo.tests import BaseCase

from ...tools.appendix.errors import AppendixError
from .appendix_files import HEADER, codes, task_row
from .sheet_files import (
    as_strict,
    left,
    patched,
    read,
    replaced,
    sheet,
    text_cell,
    with_cell,
    without_references,
)

DAY = datetime(2026, 6, 30)
FIRST = datetime(2026, 6, 1)
# value, number format, wording, kind, last day
FORMATS = (
    (DAY, "dd/mm/yyyy", "30/06/2026", "date", date(2026, 6, 30)),
    (DAY, "[$-42A]dd mmmm yyyy", "30/06/2026", "date", date(2026, 6, 30)),
    (DAY, '"Ngày "dd" tháng "mm" năm "yyyy', "30/06/2026", "date", date(2026, 6, 30)),
    (DAY, "d-mmm", "30/06/2026", "date", date(2026, 6, 30)),
    (DAY, "dd/mm/yyyy hh:mm", "30/06/2026", "date", date(2026, 6, 30)),
    (FIRST, "mmm-yy", "06/2026", "period", date(2026, 6, 30)),
    (FIRST, "mm/yyyy", "06/2026", "period", date(2026, 6, 30)),
    (FIRST, "[$-409]mmmm yyyy;@", "06/2026", "period", date(2026, 6, 30)),
    (FIRST, '"Tháng "m"/"yyyy', "06/2026", "period", date(2026, 6, 30)),
    (FIRST, "yyyy", "2026", "period", date(2026, 12, 31)),
    (6, '"Tháng "0"/2026"', "Tháng 6/2026", "period", date(2026, 6, 30)),
    (3, '"Quý "0"/2026"', "Quý 3/2026", "period", date(2026, 9, 30)),
    (6.2026, "General", "6.2026", "period", date(2026, 6, 30)),
    (12.203, "General", "12.203", "period", date(2030, 12, 31)),
    (2026, "General", "2026", "period", date(2026, 12, 31)),
    (46203, "General", "46203", "date", date(2026, 6, 30)),
)
# Ids of formats that are in no file: Excel and WPS in East-Asian languages.
EAST_ASIAN = (27, 28, 30, 31, 36, 50, 52, 55, 57, 58, 199)  # the last: defined nowhere


class TestAppendixSheetValues(BaseCase):
    def _deadline(self, data):
        task = read(data).tasks[0]
        return task.deadline_text, task.deadline_kind, task.date_deadline

    def test_a_number_is_read_in_the_format_it_is_shown_in(self):
        for value, code, *expected in FORMATS:
            with self.subTest(code, value=value):

                def prepare(_book, page, code=code):
                    page["E2"].number_format = code

                data = sheet(task_row(deadline=value), prepare=prepare)
                self.assertEqual(self._deadline(data), tuple(expected))

    def test_the_date_formats_of_east_asian_programs_show_days(self):
        for number in EAST_ASIAN:
            with self.subTest(number):
                data = sheet(task_row(deadline=DAY))
                style = f'<xf numFmtId="{number}"'
                data = replaced(data, '<xf numFmtId="164"', style, "xl/styles.xml")
                self.assertEqual(self._deadline(data), ("30/06/2026", "date", date(2026, 6, 30)))

    def test_dates_count_from_1904_where_the_workbook_says_so(self):
        for value, code in ((44741, "dd/mm/yyyy"), (44741, "General"), (44741.5, "General")):
            with self.subTest(code, value=value):

                def prepare(book, page, code=code):
                    book.epoch = datetime(1904, 1, 1)
                    page["E2"].number_format = code

                data = sheet(task_row(deadline=value), prepare=prepare)
                self.assertEqual(self._deadline(data)[1:], ("date", date(2026, 6, 30)))

    def test_iso_dates_are_shown_like_any_other_date(self):
        for value in ("2026-06-30", "2026-06-30T17:00:00", "2026-06-30T00:00:00.000"):
            with self.subTest(value):
                data = with_cell(sheet(task_row()), "E2", f'<c r="E2" t="d"><v>{value}</v></c>')
                self.assertEqual(self._deadline(data)[0], "30/06/2026")

    def test_a_zero_lost_by_a_number_is_doubted(self):
        self.assertIn("lost_zero", codes(read(sheet(task_row(deadline=15.1))).tasks[0]))
        self.assertNotIn("lost_zero", codes(read(sheet(task_row(deadline="15.1"))).tasks[0]))

    def test_a_number_whose_zero_is_lost_is_marked_as_a_second_one(self):
        rows = [task_row(point, f"Việc {point}") for point in (1.1, 1.9, 1.1)]
        tasks = read(sheet(*rows)).tasks
        self.assertEqual([codes(task) for task in tasks], [[], [], ["duplicate_number"]])

    def test_a_formula_never_calculated_is_named_and_never_taken_for_blank(self):
        for column, field in zip(
            "ABCDE", ("point", "content", "lead", "coordinators", "deadline"), strict=True
        ):
            with self.subTest(field):
                data = sheet(task_row(), task_row("2", "Khác"))
                formula = f'<c r="{column}2"><f>{column}3</f></c>'
                if column != "D":
                    data = with_cell(data, f"{column}2", formula)
                else:
                    data = replaced(data, r'(?=<c r="E2")', formula)
                task = read(data).tasks[0]
                doubts = [
                    (one.field, one.value)
                    for one in task.warnings
                    if one.code == "uncalculated_formula"
                ]
                self.assertEqual(doubts, [(field, f"={column}3")])

    def test_a_formula_with_its_result_is_read_by_the_result(self):
        data = with_cell(sheet(task_row()), "E2", '<c r="E2" t="str"><f>X1</f><v>30/6/2026</v></c>')
        self.assertEqual(self._deadline(data)[0], "30/6/2026")
        blank = with_cell(sheet(task_row()), "E2", '<c r="E2" t="str"><f>X1</f><v></v></c>')
        self.assertEqual(self._deadline(blank), (None, "none", None))
        self.assertEqual(codes(read(blank).tasks[0]), [])

    def test_signs_xml_cannot_hold_are_read(self):
        for lead in ("Sở Y tế_x000D_", "_x000D__x000A_Sở Y tế", "Sở_x0020_Y_x00A0_tế_x200B_"):
            with self.subTest(lead):
                data = with_cell(sheet(task_row()), "C2", text_cell("C2", lead))
                self.assertEqual(read(data).tasks[0].lead, ["Sở Y tế"])
        data = with_cell(sheet(task_row()), "B2", text_cell("B2", "Biểu a_x005F_x0041_b"))
        self.assertEqual(read(data).tasks[0].content, "Biểu a_x0041_b")

    def test_a_text_in_a_font_of_its_own_letters_is_read_as_shown(self):
        def prepare(_book, page):
            page["B2"].font = Font(name=".VnTime")
            page["C2"] = CellRichText(TextBlock(InlineFont(rFont=".VnTime"), "Së Y tÕ"))

        (task,) = read(sheet(task_row(content="Rµ so¸t quy ho¹ch"), prepare=prepare)).tasks
        self.assertEqual((task.content, task.lead), ("Rà soát quy hoạch", ["Sở Y tế"]))


class TestAppendixSheetLayout(BaseCase):
    def test_contents_hidden_beneath_a_merged_area_are_seen_by_nobody(self):
        rows = (task_row("1"), task_row("2", "Hai", "Sở Y tế"), task_row("3", "Ba"))
        data = replaced(
            sheet(*rows), "(?=<pageMargins)", '<mergeCells><mergeCell ref="C2:C3"/></mergeCells>'
        )
        reading = read(data)
        self.assertEqual([task.lead for task in reading.tasks], [["Sở Tài chính"]] * 3)
        self.assertIn(("under_merge", "Sở Y tế"), left(reading))

    def test_a_merged_area_shows_its_corner_in_every_direction(self):
        for area, lead, helpers in (
            ("C2:D2", ["Sở Tài chính"], []),
            ("C2:D3", ["Sở Tài chính"], []),
            ("D2:D3", ["Sở Tài chính"], ["Sở Y tế"]),
        ):
            with self.subTest(area):
                rows = (
                    task_row("1", helpers="Sở Y tế"),
                    task_row("2", "Hai", helpers="Sở Tư pháp"),
                )
                merge = f'<mergeCells><mergeCell ref="{area}"/></mergeCells>'
                tasks = read(replaced(sheet(*rows), "(?=<pageMargins)", merge)).tasks
                self.assertEqual((tasks[0].lead, tasks[0].coordinators), (lead, helpers))
                self.assertNotIn("Sở Tư pháp", str(tasks[1].coordinators) * area.endswith("3"))

    def test_a_merged_area_with_a_blank_corner_is_blank(self):
        data = with_cell(sheet(task_row(), task_row("2", "Hai", "Sở Y tế")), "C2", "")
        data = replaced(
            data, "(?=<pageMargins)", '<mergeCells><mergeCell ref="C2:C3"/></mergeCells>'
        )
        self.assertEqual([task.lead for task in read(data).tasks], [[], []])

    def test_a_hidden_column_is_not_read_but_told(self):
        header = ("STT", "Nội dung nhiệm vụ", "Chủ trì", "Thời hạn hoàn thành", "Thời hạn")
        row = ("1", "Rà soát", "Sở Y tế", "31/3/2026", "30/6/2026")
        for hide in ('hidden="1"', 'hidden="true" width="9"', 'width="0" customWidth="1"'):
            with self.subTest(hide):
                columns = f'<cols><col min="4" max="4" {hide}/></cols>'
                data = replaced(sheet(row, header=header), "(?=<sheetData>)", columns)
                reading = read(data)
                self.assertEqual(reading.tasks[0].date_deadline, date(2026, 6, 30))
                self.assertIn(("hidden_column", "D: Thời hạn hoàn thành; 31/3/2026"), left(reading))

    def test_a_text_merged_out_of_a_hidden_column_is_seen(self):
        def prepare(_book, page):
            page.column_dimensions["A"].hidden = True

        data = sheet(("I. Kinh tế",), task_row(), merges=("A2:F2",), prepare=prepare)
        self.assertEqual(read(data).tasks[0].group, "Kinh tế")

    def test_cells_without_references_stand_where_they_are_written(self):
        rows = (
            ("1", "Một", "Sở Y tế", " ", "30/6/2026"),
            ("2", "Hai", "Sở Tư pháp", " ", "Quý III/2026"),
        )
        tasks = read(without_references(sheet(*rows))).tasks
        self.assertEqual([task.point for task in tasks], ["1", "2"])
        self.assertEqual([task.lead for task in tasks], [["Sở Y tế"], ["Sở Tư pháp"]])
        self.assertEqual([task.deadline_text for task in tasks], ["30/6/2026", "Quý III/2026"])

    def test_a_strict_workbook_is_read_like_any_other(self):
        data = sheet(task_row(deadline=DAY), task_row("2", "Hai", "Sở Y tế"))
        tasks, strict = read(data).tasks, read(as_strict(data)).tasks
        self.assertEqual(strict, tasks)
        self.assertEqual(len(strict), 2)

    def test_a_struck_row_and_a_struck_text_hold_no_longer(self):
        def prepare(_book, page):
            struck = Font(strike=True)
            for cell in page[3]:
                cell.font = struck
            page["E2"] = CellRichText(TextBlock(InlineFont(strike=True), "30/3/2026"), " 30/6/2026")
            page["C4"].font = struck

        rows = (task_row("1"), task_row("2", "Đã rút"), task_row("3", "Ba"))
        reading = read(sheet(*rows, prepare=prepare))
        self.assertEqual([task.point for task in reading.tasks], ["1", "3"])
        self.assertEqual(reading.tasks[0].deadline_text, "30/6/2026")
        self.assertEqual(codes(reading.tasks[1]), ["missing_lead", "struck_text"])
        self.assertEqual(left(reading)[0][0], "struck_row")
        self.assertIn("Đã rút", left(reading)[0][1])

    def test_rows_a_filter_hides_are_left_aside_and_called_so(self):
        def by_filter(_book, page):
            page.auto_filter.ref = "A1:F4"
            page.auto_filter.add_filter_column(2, ["Sở Tài chính"])

        def by_table(_book, page):
            table = Table(displayName="T", ref="A1:F4")
            table.autoFilter = page.auto_filter
            by_filter(_book, page)
            page.add_table(table)

        rows = [task_row(str(n), f"Việc {n}") for n in (1, 2, 3)]
        for prepare, kind in (
            (by_filter, "filtered_row"),
            (by_table, "filtered_row"),
            (None, "hidden_row"),
        ):
            with self.subTest(kind, prepare=prepare):
                reading = read(sheet(*rows, hidden=(3, 4), prepare=prepare))
                self.assertEqual([task.point for task in reading.tasks], ["1"])
                self.assertEqual([one for one, _text in left(reading)], [kind, kind])
                self.assertEqual(
                    [one.at for one in reading.left_aside if one.kind == kind],
                    [{"sheet": "PL", "row": 3}, {"sheet": "PL", "row": 4}],
                )

    def test_a_workbook_whose_rows_are_all_filtered_says_so(self):
        def prepare(_book, page):
            page.auto_filter.ref = "A1:F2"
            page.auto_filter.add_filter_column(2, ["x"])

        with self.assertRaises(AppendixError) as caught:
            read(sheet(task_row(), hidden=(2,), prepare=prepare))
        self.assertEqual(caught.exception.code, "all_hidden")


class TestAppendixSeveralSheets(BaseCase):
    def _with(self, name, *rows):
        def prepare(book, _page):
            other = book.create_sheet(name)
            for row in rows:
                other.append([value or None for value in row])

        return read(sheet(task_row("1"), task_row("2", "Hai"), prepare=prepare))

    def test_a_table_goes_on_in_the_next_sheet_without_a_header(self):
        for title, rows in (
            ("PL (tiếp)", [task_row("3", "Ba")]),
            ("Sheet2", [("PHỤ LỤC (tiếp theo)",), task_row("3", "Ba")]),
            ("2", [("II. Xã hội",), task_row("1", "Ba")]),
            ("trang 2", [task_row("", "Ba"), task_row("", "Bốn", "Sở Y tế")]),
        ):
            with self.subTest(title):
                reading = self._with(title, *rows)
                self.assertIn("Ba", [task.content for task in reading.tasks])
                self.assertIn(("continued_table", ""), left(reading))
        self.assertEqual(
            self._with("2", ("II. Xã hội",), task_row("1", "Ba")).tasks[2].group, "Xã hội"
        )

    def test_a_sheet_of_other_things_is_no_continuation(self):
        for rows in (
            [("", "hỏi lại anh Hùng")],
            [("Mã", "Tên"), ("01", "Sở Tài chính"), ("02", "Sở Y tế")],
            [("Tổng số", "2"), ("Hoàn thành", "1"), ("Quá hạn", "1")],
            [("a", "Nguyễn Văn A", "0912000001", "", "x")],
        ):
            with self.subTest(str(rows)):
                reading = self._with("Sheet2", *rows)
                self.assertEqual(len(reading.tasks), 2)
                self.assertEqual([kind for kind, _text in left(reading)], ["outside"] * len(rows))

    def test_a_sheet_named_like_a_copy_is_one_only_if_its_tasks_are(self):
        for name in ("PL (2)", "Bản sao của PL", "Copy of PL", "PL - copy", "PL (3)"):
            other = self._with(name, HEADER, task_row("1", "Việc mới"), task_row("2", "Việc khác"))
            copied = self._with(
                name, HEADER, task_row("1"), task_row("2", "Hai", deadline="31/3/2027")
            )
            with self.subTest(name):
                self.assertEqual(len(other.tasks), 4)
                self.assertEqual(len(copied.tasks), 2)
                kinds = [kind for kind, _text in left(copied)]
                self.assertEqual(kinds, ["copied_sheet"] * 2)

    def test_a_sheet_that_calls_itself_a_draft_is_left_aside_row_by_row(self):
        for name in ("Nháp", "PL bản nháp", "PL cũ", "backup", "draft 1"):
            with self.subTest(name):
                reading = self._with(name, HEADER, task_row("1", "Việc nháp"))
                self.assertEqual(len(reading.tasks), 2)
                ((kind, text),) = left(reading)
                self.assertEqual(kind, "draft_sheet")
                self.assertIn("Việc nháp", text)

    def test_hidden_sheets_are_told_row_by_row(self):
        def prepare(book, _page):
            for state in ("hidden", "veryHidden"):
                other = book.create_sheet(state)
                other.append(("DM", "Sở Y tế"))
                other.sheet_state = state

        reading = read(sheet(task_row(), prepare=prepare))
        self.assertEqual(left(reading), [("hidden_sheet", "DM | Sở Y tế")] * 2)

    def test_parts_of_the_package_may_have_other_names(self):
        data = sheet(task_row(deadline=DAY))
        data = patched(
            data, lambda content: content.replace(b"xl/styles.xml", b"xl/Styles.xml"), None
        )
        self.assertEqual(len(read(data).tasks), 1)
