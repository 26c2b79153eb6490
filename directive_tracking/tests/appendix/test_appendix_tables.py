"""Headers, headings, merged cells and rows that are no task, in all three formats."""

from datetime import date

from odoo.tests import BaseCase

from ...tools.appendix import read_appendix
from ...tools.appendix.columns import APPENDIX
from ...tools.appendix.status import read_status
from ...tools.text import fold
from .appendix_files import (
    AGENCIES,
    HEADER,
    codes,
    csv_file,
    read_one,
    read_rows,
    task_row,
    xlsx_file,
)

HEADERS = {
    "point": "STT|TT|Số TT",
    "task_number": "Mã nhiệm vụ|Mã NV|Mã số|ID",
    "content": "Nội dung nhiệm vụ|Nhiệm vụ|Tên nhiệm vụ|Nội dung công việc|Nội dung giao|Nội dung chỉ đạo|Công việc"
    "|Nhiệm vụ, giải pháp|Nhiệm vụ trọng tâm|Nội dung|Nội dung kết luận",
    "lead": "Cơ quan chủ trì|Đơn vị chủ trì thực hiện|CQ chủ trì|Đơn vị thực hiện|Cơ quan, đơn vị thực hiện|Chủ trì"
    "|Đơn vị được giao|Đơn vị xử lý chính|Phân công thực hiện|Cơ quan chủ trì tham mưu",
    "coordinators": "Cơ quan phối hợp|Phối hợp|Đơn vị phối hợp thực hiện|CQ phối hợp",
    "deadline": "Thời hạn|Hạn|Thời hạn hoàn thành|Thời gian hoàn thành|Hạn xử lý|Thời gian thực hiện|Tiến độ hoàn thành"
    "|Hoàn thành trước ngày|Thời hạn báo cáo|Thời gian",
    "product": "Sản phẩm|Kết quả đầu ra|Sản phẩm/kết quả|Dự kiến sản phẩm",
    "leader": "Lãnh đạo phụ trách|Người giao|Lãnh đạo UBND tỉnh chỉ đạo|PCT phụ trách",
    "note": "Ghi chú",
    "source_number": "Số ký hiệu|Số/ký hiệu văn bản|Số văn bản|Văn bản giao nhiệm vụ",
    "source_date": "Ngày văn bản|Ngày ban hành|Ngày VB",
    "status_text": "Trạng thái|Tình trạng|Tình trạng thực hiện",
    "completed_date": "Ngày hoàn thành|Ngày hoàn thành thực tế",
}

STATUSES = {
    "Chưa tiếp nhận": "assigned",
    "Chưa thực hiện": "assigned",
    "Mới giao": "assigned",
    "Đang thực hiện": "in_progress",
    "Đang xử lý (trong hạn)": "in_progress",
    "Quá hạn chưa hoàn thành": "in_progress",
    "Chờ xác nhận hoàn thành": "reported",
    "Đã trình, chờ duyệt": "reported",
    "Hoàn thành": "done",
    "Đã hoàn thành đúng hạn": "done",
    "Hoàn thành quá hạn": "done",
    "Trả lại - thực hiện lại": "redo",
    "Đề nghị chuyển đơn vị khác": "returned_by_agency",
    "Tạm dừng": "suspended",
    "Đã thu hồi": "revoked",
    "Không thực hiện được": "closed",
    "": None,
}


def read_sheet(*rows, **options):
    return read_appendix("a.xlsx", xlsx_file(*rows, **options), AGENCIES)


class TestAppendixHeaders(BaseCase):
    def test_a_column_is_known_by_any_usual_wording(self):
        for field, wordings in HEADERS.items():
            for wording in wordings.split("|"):
                with self.subTest(wording):
                    self.assertEqual(APPENDIX.candidates(fold(wording))[0][0], field)

    def test_columns_may_stand_in_any_order(self):
        header = (
            "Ghi chú",
            "Thời gian hoàn thành",
            "Phối hợp",
            "Đơn vị thực hiện",
            "Nhiệm vụ",
            "TT",
        )
        (task,) = read_rows(
            ("x", "30/6/2026", "Sở Y tế", "Sở Tư pháp", "Làm", "7"), header=header
        ).tasks
        self.assertEqual((task.point, task.content, task.note), ("7", "Làm", "x"))
        self.assertEqual((task.lead, task.coordinators), (["Sở Tư pháp"], ["Sở Y tế"]))
        self.assertEqual(task.date_deadline, date(2026, 6, 30))

    def test_numbers_may_stand_under_no_name(self):
        reading = read_rows(
            ("1", "Làm", "Sở Y tế"), ("II", "Nhóm", ""), header=("", "Nhiệm vụ", "Chủ trì")
        )
        self.assertEqual(
            ([task.point for task in reading.tasks], reading.not_tasks), (["1"], {"group": 1})
        )

    def test_a_column_without_a_field_is_kept_under_its_name(self):
        (task,) = read_rows(
            ("Làm", "Sở Y tế", "Cao"), header=("Nhiệm vụ", "Chủ trì", "Mức độ")
        ).tasks
        self.assertEqual(task.extra, {"Mức độ": "Cao"})

    def test_a_header_of_two_rows_with_merged_cells(self):
        reading = read_sheet(
            ("TT", "Nội dung", "Phân công thực hiện", "", "Thời hạn"),
            ("", "", "Chủ trì", "Phối hợp", ""),
            (1, "Làm", "Sở Y tế", "Sở Tư pháp", "Quý III/2026"),
            merges=("A1:A2", "B1:B2", "C1:D1", "E1:E2"),
        )
        (task,) = reading.tasks
        self.assertEqual((task.lead, task.coordinators), (["Sở Y tế"], ["Sở Tư pháp"]))
        self.assertEqual((task.content, task.deadline_text), ("Làm", "Quý III/2026"))

    def test_a_header_of_two_rows_without_merged_cells(self):
        header = ("TT", "Nội dung", "Thời hạn", "Cơ quan", "", "Ghi chú")
        reading = read_rows(
            ("", "", "", "Chủ trì", "Phối hợp", ""),
            ("1", "Làm", "30/6/2026", "Sở Y tế", "Sở Tư pháp", "x"),
            header=header,
        )
        (task,) = reading.tasks
        self.assertEqual(
            (task.lead, task.coordinators, task.note), (["Sở Y tế"], ["Sở Tư pháp"], "x")
        )

    def test_a_repeated_header_and_a_row_of_numbers_are_no_tasks(self):
        numbers = tuple(f"({n})" for n in range(1, 7))
        reading = read_rows(numbers, task_row(), HEADER, task_row(point="2"))
        self.assertEqual([task.point for task in reading.tasks], ["1", "2"])
        self.assertEqual(reading.not_tasks, {"repeated_header": 1})

    def test_a_second_table_with_other_columns_is_read_by_its_own_header(self):
        reading = read_rows(
            task_row(),
            ("TT", "Thời hạn", "Nhiệm vụ", "Đơn vị thực hiện"),
            ("1", "Quý IV/2026", "Kế tiếp", "Sở Y tế"),
        )
        self.assertEqual(reading.tasks[1].content, "Kế tiếp")
        self.assertEqual(reading.tasks[1].lead, ["Sở Y tế"])

    def test_a_task_that_begins_like_a_header_is_a_task(self):
        reading = read_rows(
            task_row(content="Nhiệm vụ phòng, chống thiên tai", note="Nội dung mới")
        )
        self.assertEqual(len(reading.tasks), 1)

    def test_status_words_become_states(self):
        for wording, state in STATUSES.items():
            with self.subTest(wording):
                self.assertEqual(read_status(wording), state)


class TestAppendixRows(BaseCase):
    def _under(self, *rows):
        return [
            (task.group_parent, task.group_no, task.group, task.subgroup)
            for task in read_rows(*rows).tasks
        ]

    def test_roman_headings_group_the_tasks_below_them(self):
        for heading in (
            "I. Kinh tế",
            "I- Kinh tế",
            "I/ Kinh tế",
            "I) Kinh tế",
            "I: Kinh tế",
            "I Kinh tế",
        ):
            with self.subTest(heading):
                self.assertEqual(
                    self._under((heading,), task_row()), [(None, "I", "Kinh tế", None)]
                )

    def test_a_heading_may_have_its_numeral_in_the_number_column(self):
        self.assertEqual(
            self._under(("IV", "Kinh tế"), task_row()), [(None, "IV", "Kinh tế", None)]
        )

    def test_a_letter_heading_stands_above_the_roman_ones(self):
        rows = (
            ("A. NHÓM MỘT",),
            ("I. Kinh tế",),
            task_row(),
            ("B. NHÓM HAI",),
            task_row(),
            ("I", "Xã hội"),
            task_row(),
        )
        self.assertEqual(
            self._under(*rows),
            [
                ("NHÓM MỘT", "I", "Kinh tế", None),
                ("NHÓM HAI", None, None, None),
                ("NHÓM HAI", "I", "Xã hội", None),
            ],
        )

    def test_a_numbered_row_without_lead_and_deadline_heads_its_children(self):
        for points in (("28.1", "28.2"), ("a)", "b)"), ("-", "-")):
            with self.subTest(points):
                reading = read_rows(
                    ("28", "Hạ tầng số"),
                    task_row(point=points[0]),
                    task_row(point=points[1]),
                    task_row(point="29"),
                )
                subgroups = [task.subgroup for task in reading.tasks]
                self.assertEqual(subgroups, ["Hạ tầng số", "Hạ tầng số", None])
                self.assertEqual(reading.not_tasks, {"heading": 1})

    def test_a_numbered_row_without_children_is_a_task_without_lead(self):
        reading = read_rows(("28", "Hạ tầng số"), task_row(point="29"))
        self.assertEqual(codes(reading.tasks[0]), ["missing_lead"])

    def test_rows_that_are_no_task_are_counted_by_kind(self):
        reading = read_rows(
            task_row(),
            ("2",),
            ("", "Tổng cộng: 1 nhiệm vụ"),
            ("", "Ghi chú: các đơn vị báo cáo trước 05/7."),
            ("Xuất từ hệ thống lúc 08:15 ngày 20/6/2026",),
        )
        self.assertEqual(len(reading.tasks), 1)
        self.assertEqual(
            reading.not_tasks, {"empty_numbered": 1, "total": 1, "note": 1, "footer": 1}
        )

    def test_a_row_without_number_is_a_task(self):
        reading = read_rows(task_row(point=""), task_row(point="-"))
        self.assertEqual([task.point for task in reading.tasks], [None, None])

    def test_points_stay_as_shown_without_their_closing_sign(self):
        points = ["01", "2.", "3)", "3.1.", "a)"]
        reading = read_rows(*(task_row(point=point) for point in points))
        self.assertEqual([task.point for task in reading.tasks], ["01", "2", "3", "3.1", "a"])

    def test_a_ditto_mark_takes_the_value_above(self):
        for mark in ("nt", "-nt-", "〃", '"', "Như trên"):
            with self.subTest(mark):
                reading = read_rows(
                    task_row(deadline="Quý IV/2026"), task_row("2", lead=mark, deadline=mark)
                )
                self.assertEqual(reading.tasks[1].lead, ["Sở Tài chính"])
                self.assertEqual(reading.tasks[1].deadline_text, "Quý IV/2026")

    def test_a_dash_or_dots_mean_nothing(self):
        task = read_one(helpers="-", deadline="………", note="…")
        self.assertEqual((task.coordinators, task.deadline_text, task.note), ([], None, None))
        self.assertEqual(task.deadline_kind, "none")

    def test_a_number_used_twice_in_one_group_is_kept_and_marked(self):
        reading = read_rows(("I. Một",), task_row("1"), task_row("1"), ("II. Hai",), task_row("1"))
        self.assertEqual([codes(task) for task in reading.tasks], [[], ["duplicate_number"], []])

    def test_a_task_code_used_twice_is_marked_whatever_its_case(self):
        header = ("Mã nhiệm vụ", "Nhiệm vụ", "Chủ trì")
        rows = (("NV-01", "A", "Sở Y tế"), ("nv - 01", "B", "Sở Y tế"))
        self.assertEqual(codes(read_rows(*rows, header=header).tasks[1]), ["duplicate_number"])

    def test_a_cut_off_title_is_marked(self):
        (warning,) = read_one(content="Giải quyết đơn kiến nghị liên quan đến việc thu...").warnings
        self.assertEqual((warning.code, warning.value), ("truncated_title", "quan đến việc thu..."))

    def test_an_empty_lead_is_marked_but_an_unknown_one_is_not_missing(self):
        self.assertEqual(codes(read_one(lead="")), ["missing_lead"])
        self.assertEqual(codes(read_one(lead="các chủ đầu tư")), ["unmatched_agency"])

    def test_roles_in_the_cell_win_over_the_column(self):
        task = read_one(lead="Sở Y tế (chủ trì), Sở Tư pháp (phối hợp)")
        self.assertEqual((task.lead, task.coordinators), (["Sở Y tế"], ["Sở Tư pháp"]))
        task = read_one(lead="", helpers="Sở Y tế (chủ trì); Sở Tư pháp")
        self.assertEqual(
            (task.lead, task.coordinators, codes(task)), (["Sở Y tế"], ["Sở Tư pháp"], [])
        )

    def test_text_is_one_clean_line(self):
        task = read_one(content="  Ra\u0300 soa\u0301t\xa0 đất\nđai; NN&amp;MT\u200b ")
        self.assertEqual(task.content, "Rà soát đất đai; NN&MT")

    def test_an_export_of_a_task_system(self):
        header = (
            "Mã nhiệm vụ",
            "Số ký hiệu",
            "Ngày văn bản",
            "Nội dung nhiệm vụ",
            "Đơn vị chủ trì",
            "Hạn xử lý",
        )
        header += ("Trạng thái", "Ngày hoàn thành", "Độ khẩn")
        row = (
            "NV1",
            "128/UBND-TH",
            "05/3/2026",
            "Làm",
            "Sở Y tế",
            "30/6/2026",
            "Đang thực hiện",
            "01/01/0001",
            "Hỏa tốc",
        )
        (task,) = read_rows(row, header=header).tasks
        self.assertEqual((task.task_number, task.source_number), ("NV1", "128/UBND-TH"))
        self.assertEqual((task.source_date, task.completed_date), (date(2026, 3, 5), None))
        self.assertEqual((task.status_text, task.status), ("Đang thực hiện", "in_progress"))
        self.assertEqual(task.extra, {"Độ khẩn": "Hỏa tốc"})
        self.assertEqual(
            [(w.code, w.field) for w in task.warnings], [("null_date", "completed_date")]
        )

    def test_number_and_date_of_the_source_may_share_a_cell(self):
        header = ("STT", "Nhiệm vụ", "Chủ trì", "Văn bản giao nhiệm vụ")
        (task,) = read_rows(
            ("1", "Làm", "Sở Y tế", "Số 128/QĐ-UBND ngày 05/3/2026"), header=header
        ).tasks
        self.assertEqual((task.source_number, task.source_date), ("128/QĐ-UBND", date(2026, 3, 5)))


class TestAppendixDocument(BaseCase):
    def _document(self, *lines):
        rows = [(line,) for line in lines]
        return read_appendix("a.csv", csv_file(*rows, HEADER, task_row()), AGENCIES).document

    def test_number_and_date_come_from_the_attachment_line(self):
        found = self._document(
            "PHỤ LỤC",
            "GIAO VIỆC",
            "(Kèm theo Kế hoạch số 18/KH-UBND ngày 12/01/2026 của UBND tỉnh)",
        )
        self.assertEqual((found.number, found.date), ("18/KH-UBND", date(2026, 1, 12)))
        self.assertEqual(found.title, "Phụ lục giao việc")

    def test_number_and_date_come_from_the_letterhead(self):
        found = self._document(
            "ỦY BAN NHÂN DÂN",
            "Số: 215/TB-UBND",
            "Sông Xanh, ngày 14 tháng 5 năm 2026",
            "THÔNG BÁO",
            "Kết luận phiên họp",
        )
        self.assertEqual((found.number, found.date), ("215/TB-UBND", date(2026, 5, 14)))
        self.assertEqual(found.title, "Kết luận phiên họp")

    def test_the_date_may_stand_in_the_title(self):
        found = self._document("GIAO BAN TUẦN 25, THỨ HAI NGÀY 15/6/2026")
        self.assertEqual((found.title, found.date), ("Giao ban tuần 25", date(2026, 6, 15)))

    def test_a_document_cited_in_the_text_is_not_the_document(self):
        found = self._document("Căn cứ Quyết định số 9/QĐ-TTg ngày 01/01/2020 của Thủ tướng;")
        self.assertEqual((found.number, found.date, found.title), (None, None, None))

    def test_the_day_the_clerk_gives_decides_the_missing_year(self):
        reading = read_rows(task_row(deadline="Trước 15/01"), issued=date(2026, 5, 14))
        self.assertEqual(reading.tasks[0].date_deadline, date(2027, 1, 15))
