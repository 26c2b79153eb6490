"""The three file formats give the same reading; each one's own traps are stepped over."""

import copy
import unicodedata
from datetime import date, datetime
from time import process_time

from docx.oxml import OxmlElement

from odoo.tests import BaseCase

from ...tools.appendix import read_appendix
from .appendix_files import (
    AGENCIES,
    HEADER,
    add_revision,
    csv_file,
    docx_file,
    task_row,
    word_table,
    xlsx_file,
)

ROWS = (
    HEADER,
    ("I. Kinh tế", "", "", "", "", ""),
    task_row("1", "Rà soát quỹ đất", "Sở NN&MT", "Các sở, ngành", "Quý III/2026", "gấp"),
    task_row("2", "Lập kế hoạch", "UBND xã Đồi Chè, Suối Bạc", "", "Hằng tháng"),
)


def read(name, data, **options):
    return read_appendix(name, data, AGENCIES, **options)


def contents(reading):
    return [task.content for task in reading.tasks]


def tone_apart(sign):
    """A letter as Windows code page 1258 writes it: the tone mark follows."""
    signs = unicodedata.normalize("NFD", sign)
    tones = "".join(mark for mark in signs if mark in "\u0300\u0301\u0303\u0309\u0323")
    return (
        unicodedata.normalize("NFC", "".join(mark for mark in signs if mark not in tones)) + tones
    )


class TestAppendixFormats(BaseCase):
    def test_all_formats_give_the_same_reading(self):
        files = {"a.csv": csv_file(*ROWS), "a.xlsx": xlsx_file(*ROWS), "a.docx": docx_file(*ROWS)}
        readings = [read(name, data) for name, data in files.items()]
        for reading in readings:
            for task in reading.tasks:
                task.at = None
            reading.left_aside = [(left.kind, left.text) for left in reading.left_aside]
        self.assertEqual(readings[0], readings[1])
        self.assertEqual(readings[0], readings[2])

    def test_the_place_of_a_task_is_told_as_the_file_shows_it(self):
        places = [
            read("a.csv", csv_file(("x",), *ROWS)).tasks[0].at,
            read("a.xlsx", xlsx_file(("x",), *ROWS)).tasks[0].at,
            read("a.docx", docx_file(*ROWS)).tasks[0].at,
        ]
        self.assertEqual(places, [{"record": 4}, {"sheet": "PL", "row": 4}, {"table": 1, "row": 3}])

    def test_the_content_tells_the_format_whatever_the_name(self):
        self.assertEqual(len(read("phu luc.csv", xlsx_file(*ROWS)).tasks), 2)

    def test_a_web_table_under_a_spreadsheets_name_is_read(self):
        cells = "".join(f"<td>{name}</td>" for name in HEADER)
        body = "<tr><td rowspan=2>1</td><td>Một</td><td rowspan=2>Sở Y t&#7871;</td><td></td><td>Quý III/2026</td></tr>"
        body += "<tr><td>Hai<br>dòng</td><td></td><td>Quý IV/2026</td></tr>"
        page = f"<html><meta charset=utf-8><p>GIAO VIỆC</p><table><tr>{cells}</tr>{body}</table></html>"
        reading = read("a.xls", page.encode())
        self.assertEqual(contents(reading), ["Một", "Hai dòng"])
        self.assertEqual(reading.tasks[1].lead, ["Sở Y tế"])
        self.assertEqual(reading.tasks[1].date_deadline, date(2026, 12, 31))


class TestAppendixCsv(BaseCase):
    def test_any_usual_encoding_is_read(self):
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"):
            with self.subTest(encoding):
                self.assertEqual(
                    contents(read("a.csv", csv_file(*ROWS, encoding=encoding)))[0],
                    "Rà soát quỹ đất",
                )

    def test_old_vietnamese_code_pages_are_read(self):
        text = csv_file(HEADER, task_row(lead="Sở Nội vụ"), encoding="utf-8").decode()
        data = "".join(tone_apart(sign) for sign in text)
        (task,) = read("a.csv", data.encode("cp1258")).tasks
        self.assertEqual((task.content, task.lead), ("Rà soát", ["Sở Nội vụ"]))

    def test_a_text_file_in_the_codes_of_old_fonts_is_read(self):
        text = "STT;Noäi dung nhieäm vuï;Cô quan chuû trì;Thôøi haïn\n1;Raø soaùt;Sôû Noäi vuï;30/6/2026\n"
        for encoding in ("latin-1", "utf-8"):
            (task,) = read("a.csv", text.encode(encoding)).tasks
            self.assertEqual((task.content, task.lead), ("Rà soát", ["Sở Nội vụ"]))

    def test_the_abc_fonts_code_is_read(self):
        data = b"STT;N\xe9i dung;C\xac quan ch\xf1 tr\xd7;Th\xeai h\xb9n\n"
        data += b"1;R\xb5 so\xb8t;S\xeb N\xe9i v\xf4;30/6/2026\n"
        (task,) = read("a.csv", data).tasks
        self.assertEqual((task.content, task.lead), ("Rà soát", ["Sở Nội vụ"]))

    def test_any_usual_delimiter_is_found(self):
        for delimiter in ";,\t|":
            with self.subTest(delimiter):
                self.assertEqual(len(read("a.csv", csv_file(*ROWS, delimiter=delimiter)).tasks), 2)

    def test_a_record_may_run_over_several_lines(self):
        data = csv_file(HEADER, task_row(content="Một;\nhai"), task_row("2"))
        reading = read("a.csv", data)
        self.assertEqual(contents(reading)[0], "Một; hai")
        self.assertEqual(reading.tasks[1].at, {"record": 3})


class TestAppendixXlsx(BaseCase):
    def test_dates_numbers_and_texts_are_read_as_shown(self):
        def prepare(_book, sheet):
            sheet["A2"].number_format = "00"
            sheet["E2"].number_format = "d-mmm-yy"

        (task,) = read(
            "a.xlsx",
            xlsx_file(HEADER, task_row(1, deadline=datetime(2026, 6, 30)), prepare=prepare),
        ).tasks
        self.assertEqual((task.point, task.deadline_text), ("01", "30/06/2026"))
        (task,) = read("a.xlsx", xlsx_file(HEADER, task_row(28.1, deadline=46203))).tasks
        self.assertEqual(
            (task.point, task.deadline_text, task.date_deadline),
            ("28.1", "46203", date(2026, 6, 30)),
        )

    def test_a_value_merged_downwards_holds_for_every_row(self):
        rows = (
            HEADER,
            task_row("1"),
            ("2", "Việc B", "", "", ""),
            ("3", "Việc C", "Sở Y tế", "", "Quý IV/2026"),
        )
        reading = read("a.xlsx", xlsx_file(*rows, merges=("C2:C3", "E2:E3")))
        self.assertEqual(reading.tasks[1].lead, ["Sở Tài chính"])
        self.assertEqual(reading.tasks[1].date_deadline, date(2026, 6, 30))
        self.assertEqual(reading.tasks[2].lead, ["Sở Y tế"])

    def test_a_heading_merged_over_the_table_is_a_group(self):
        rows = (HEADER, ("Nhiệm vụ chung",), task_row())
        (task,) = read("a.xlsx", xlsx_file(*rows, merges=("A2:F2",))).tasks
        self.assertEqual((task.group_no, task.group), (None, "Nhiệm vụ chung"))

    def test_a_note_merged_over_the_lead_is_no_task(self):
        header = ("TT", "Chủ trì", "Nhiệm vụ", "Thời hạn")
        rows = (
            header,
            ("1", "Sở Y tế", "Làm", ""),
            ("*", "Ghi chú: gửi báo cáo trước 05/7", "", ""),
        )
        reading = read("a.xlsx", xlsx_file(*rows, merges=("B3:D3",)))
        self.assertEqual((len(reading.tasks), reading.not_tasks), (1, {"note": 1}))

    def test_hidden_rows_and_sheets_and_notes_aside_give_no_task(self):
        def prepare(book, _sheet):
            hidden = book.create_sheet("Cũ")
            hidden.append(HEADER)
            hidden.append(task_row())
            hidden.sheet_state = "hidden"
            book.create_sheet("Sheet2")["B3"] = "hỏi lại anh Hùng"

        data = xlsx_file(HEADER, task_row("1"), task_row("2"), hidden=(3,), prepare=prepare)
        self.assertEqual([task.point for task in read("a.xlsx", data).tasks], ["1"])

    def test_every_visible_sheet_with_a_table_is_read_but_no_draft_or_copy(self):
        def prepare(book, _sheet):
            for name, content in (
                ("Biểu 2", "Biểu 2"),
                ("PL (bản nháp)", "Nháp"),
                ("Sheet4", "Rà soát"),
            ):
                sheet = book.create_sheet(name)
                sheet.append(HEADER)
                sheet.append(task_row(content=content))

        reading = read("a.xlsx", xlsx_file(HEADER, task_row(), prepare=prepare))
        self.assertEqual(contents(reading), ["Rà soát", "Biểu 2"])
        self.assertEqual(reading.not_tasks, {"draft_sheet": 2})

    def test_a_sheet_formatted_to_its_last_row_is_read(self):
        def prepare(_book, sheet):
            sheet.cell(1_048_576, 1).number_format = "0"
            sheet.cell(1_048_576, 16_384).number_format = "0"

        self.assertEqual(len(read("a.xlsx", xlsx_file(*ROWS, prepare=prepare)).tasks), 2)

    def test_a_formulas_last_result_is_not_needed(self):
        self.assertEqual(len(read("a.xlsx", xlsx_file(HEADER, task_row("=1+1"))).tasks), 1)

    def test_a_thousand_rows_are_read_in_well_under_three_seconds(self):
        rows = [
            task_row(n, f"Việc {n}", "Sở NN&MT; UBND các xã: Đồi Chè, Suối Bạc")
            for n in range(1_000)
        ]
        data = xlsx_file(HEADER, *rows)
        start = process_time()
        self.assertEqual(len(read("a.xlsx", data).tasks), 1_000)
        self.assertLess(process_time() - start, 3)


class TestAppendixDocx(BaseCase):
    def test_a_value_merged_downwards_holds_for_every_row(self):
        def prepare(_document, table):
            table.cell(1, 2).merge(table.cell(2, 2))

        rows = (HEADER, task_row("1"), task_row("2", lead=""), task_row("3", lead="Sở Y tế"))
        reading = read("a.docx", docx_file(*rows, prepare=prepare))
        self.assertEqual(
            [task.lead for task in reading.tasks], [["Sở Tài chính"], ["Sở Tài chính"], ["Sở Y tế"]]
        )

    def test_a_numeral_beside_a_merged_heading_opens_a_group(self):
        def prepare(_document, table):
            table.cell(1, 1).merge(table.cell(1, 5))

        header = ("TT", "Thời hạn", "Nội dung", "Chủ trì", "Phối hợp", "Ghi chú")
        rows = (
            header,
            ("II", "Kinh tế", "", "", "", ""),
            ("1", "Quý IV/2026", "Làm", "Sở Y tế", "", ""),
        )
        (task,) = read("a.docx", docx_file(*rows, prepare=prepare)).tasks
        self.assertEqual((task.group_no, task.group), ("II", "Kinh tế"))

    def test_inserted_text_counts_and_deleted_text_does_not(self):
        def prepare(_document, table):
            cell = table.cell(1, 4)
            cell.paragraphs[0].clear()
            add_revision(cell.paragraphs[0], "del", "30/6/2026")
            add_revision(cell.paragraphs[0], "ins", "15/7/2026")

        (task,) = read("a.docx", docx_file(HEADER, task_row(), prepare=prepare)).tasks
        self.assertEqual(task.deadline_text, "15/7/2026")

    def test_a_deleted_row_is_no_task(self):
        def prepare(_document, table):
            properties = table.rows[1]._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:del"))

        reading = read("a.docx", docx_file(HEADER, task_row("1"), task_row("2"), prepare=prepare))
        self.assertEqual([task.point for task in reading.tasks], ["2"])

    def test_automatic_numbers_are_worked_out(self):
        def prepare(document, table):
            for row in table.rows[1:]:
                row.cells[0].paragraphs[0].style = document.styles["List Number"]

        data = docx_file(HEADER, task_row(""), task_row(""), prepare=prepare)
        self.assertEqual(
            [(task.point, task.point_auto) for task in read("a.docx", data).tasks],
            [("1", True), ("2", True)],
        )

    def test_letterhead_and_prose_give_the_document_and_no_task(self):
        def prepare(document, table):
            head = word_table(document, (("ỦY BAN NHÂN DÂN\nTỈNH SÔNG XANH", "Số: 9/TB-UBND"),))
            table._tbl.addprevious(head._tbl)

        before = (
            "THÔNG BÁO",
            "Kết luận phiên họp",
            "1. Giao Sở Y tế làm việc này trước ngày 01/6/2026.",
        )
        reading = read("a.docx", docx_file(*ROWS, before=before, prepare=prepare))
        self.assertEqual(
            (reading.document.number, reading.document.title), ("9/TB-UBND", "Kết luận phiên họp")
        )
        self.assertEqual((len(reading.tasks), reading.tasks[0].at["table"]), (2, 2))

    def test_a_table_cut_in_two_goes_on_under_the_same_header(self):
        def prepare(_document, table):
            rest = copy.deepcopy(table._tbl)
            for row in rest.findall("{*}tr")[:3]:
                rest.remove(row)
            table._tbl.remove(table.rows[3]._tr)
            table._tbl.addnext(rest)

        reading = read("a.docx", docx_file(*ROWS, prepare=prepare))
        self.assertEqual([task.group for task in reading.tasks], ["Kinh tế", "Kinh tế"])
