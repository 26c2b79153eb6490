"""Trackers unlike the samples in every respect their conventions name are read right too."""

import csv
import importlib
import io
import unittest
from datetime import date

from .history_cases import colours, headings, marks, merged, percents, sheets
from .history_files import day, row_of, tracker
from .test_appendix_samples import load_agencies, load_reader
from .test_history_samples import plain

PLAIN = ("lead", "content", "point")
NOTHING = {"contradictions": [], "doubts": []}


class TestHistoryReading(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.appendix, cls.history = load_reader(), load_reader("history")
        cls.agencies = {code: load_agencies(cls.appendix, code) for code in ("15", "91")}

    def read(self, data, name="tracker.xlsx", province="15", **options):
        return self.history.read_history(name, data, self.agencies[province], **options)

    def assert_rows(self, reading, *expected):
        """Each row has the fields expected, and no doubts but those named."""
        self.assertEqual(len(reading.tasks), len(expected))
        for task, wanted in zip(reading.tasks, expected, strict=True):
            for name, value in (NOTHING | wanted).items():
                with self.subTest(task.content, field=name):
                    self.assertEqual(plain(name, getattr(task, name)), plain(name, value))

    def test_colours_are_read_by_the_legend_above_the_table(self):
        reading = self.read(tracker({"Sổ": colours.ROWS}))
        self.assertEqual(reading.as_of, date(2026, 6, 30))
        self.assert_rows(reading, *colours.EXPECTED)
        self.assertEqual(reading.not_tasks, {"legend": 5})

    def test_words_in_a_column_of_percentages_are_kept(self):
        rows = [
            ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Trạng thái", "Tiến độ"],
            [1, "Lập quy hoạch", "Sở Xây dựng", "15/7/2026", "Đang thực hiện", "60%"],
            [2, "Sửa cầu", "Sở Xây dựng", "15/7/2026", "Đang thực hiện", "Chờ vốn"],
        ]
        first, second = self.read(tracker({"2026": rows})).tasks
        self.assertEqual((first.percent, first.extra), (60, {}))
        self.assertEqual((second.percent, second.extra), (None, {"%": "Chờ vốn"}))
        self.assertIsNone(first.official_class)  # nothing says on which day it is open

    def test_a_legend_below_the_table_may_name_its_colours(self):
        rows = [
            ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Trạng thái", "Ghi chú"],
            row_of("00B050", "a", "Lập quy hoạch", "Sở Xây dựng", "15/7", None, None),
            row_of("FFC7CE", "b", "Sửa cầu", "Sở Y tế", "31/11/2026", "Đang làm", None),
            row_of("00B050", "c", "Đắp đê", "Sở Nội vụ", "30/9/2026", "chưa triển khai", None),
            [],
            ["Ghi chú: màu xanh lá - hoàn thành; màu hồng là quá hạn"],
        ]
        reading = self.read(tracker({"2026": rows}), as_of=date(2026, 8, 1))
        self.assert_rows(
            reading,
            {
                "state": "done",
                "state_from": "colour",
                "date_deadline": "2026-07-15",  # of the year up to which the file is kept
                "doubts": ["missing_date", "year_inferred"],
                "official_class": None,
            },
            {
                "state": "in_progress",
                "state_from": "text",
                "doubts": ["impossible_date"],
                "deadline_kind": "none",
            },
            {
                "state": "assigned",
                "contradictions": ["colour_against_text"],
                "official_class": "open_in_term",
            },
        )

    def test_a_column_of_any_name_is_known_by_what_most_of_its_cells_say(self):
        rows = [
            ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Cột A", "Cột B", "Cột C", "Lý do"],
            [1, "Một", "Sở Y tế", "30/6/2026", "xong", "Trước hạn", "1/BC-SYT, 1/6/2026", None],
            [2, "Hai", "Sở Y tế", "30/6/2026", "đang làm", None, None, "Chưa xong việc khác"],
            [3, "Ba", "Sở Y tế", "30/6/2026", "chưa làm", "Trễ hạn", None, "Chưa làm xong"],
            [4, "Bốn", "Sở Y tế", "30/6/2026", "xong", "Trễ", "2/BC-SYT, 3/7/2026", None],
        ]
        self.assert_rows(
            self.read(tracker({"2026": rows}), as_of=date(2026, 8, 1)),
            {"state": "done", "claim": "on_time", "date_reported": date(2026, 6, 1)},
            {"state": "in_progress", "claim": None, "note": None},
            {"state": "assigned", "claim": "late"},
            {"state": "done", "claim": "late", "official_class": "done_late"},
        )

    def test_headings_over_the_rows_say_state_and_punctuality(self):
        reading = self.read(tracker({"NV": headings.ROWS}), as_of=date(2026, 6, 30))
        self.assert_rows(reading, *headings.EXPECTED)
        self.assertEqual(reading.not_tasks, {"group": 5, "total": 1})

    def test_percent_and_one_column_of_punctuality(self):
        reading = self.read(
            tracker({"Trang 1": percents.ROWS}, Trang_1={"hide_columns": ["B", "I"]})
        )
        self.assertEqual(reading.as_of, date(2026, 5, 15))
        self.assert_rows(reading, *percents.EXPECTED)

    def test_marks_under_a_state_say_state_and_punctuality(self):
        reading = self.read(
            tracker({"Sheet1": marks.ROWS}, Sheet1={"merge": marks.MERGE}), as_of=date(2025, 12, 31)
        )
        self.assert_rows(reading, *marks.EXPECTED)

    def test_one_task_in_three_sheets_is_one_and_other_sheets_are_none(self):
        data = tracker(sheets.SHEETS, Danh_mục={"hidden": True})
        reading = self.read(data, as_of=date(2026, 3, 31))
        self.assert_rows(reading, *sheets.EXPECTED)
        self.assertEqual(len(reading.distinct_tasks), 2)
        sheets_aside = {"summary_sheet": 1, "empty_sheet": 1, "hidden_sheet": 1}
        self.assertEqual(reading.not_tasks, {"total": 3, **sheets_aside})

    def test_sheets_of_one_state_each(self):
        head = ["STT", "Tên nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Văn bản giao"]
        task = [1, "Việc", "Sở Y tế", day("01/02/2026"), "3/QĐ-UBND ngày 1/1/2026"]
        other = [1, "Việc 2", *task[2:]]
        data = tracker({"Đã hoàn thành": [head, task], "Chưa thực hiện": [head, other]})
        reading = self.read(data, as_of=date(2026, 3, 1))
        self.assert_rows(
            reading,
            {"state": "done", "state_from": "heading", "doubts": ["missing_date"]},
            {"state": "assigned", "state_from": "heading", "official_class": "open_overdue"},
        )

    def test_merged_cells_ditto_marks_and_extensions(self):
        reading = self.read(tracker({"S": merged.ROWS}, S=merged.OPTIONS), as_of=date(2025, 12, 20))
        self.assert_rows(reading, *merged.EXPECTED)
        self.assertEqual(reading.tasks[2].warnings[0].code, "unmatched_agency")

    def test_a_text_file_has_room_for_the_tasks_of_several_years(self):
        rows = [["TT", "Nhiệm vụ", "Chủ trì", "Tình trạng"]]
        rows += [[number, f"Việc {number}", "Sở Y tế", "xong"] for number in range(20_000)]
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        tables = importlib.import_module("tools.appendix.reader").read_tables
        [table] = tables("so.csv", text.getvalue().encode(), whole=True)
        self.assertEqual(len(table.rows), 20_001)

    def test_a_text_file_is_read_like_a_sheet(self):
        rows = [
            ["STT", "Nội dung", "Cơ quan chủ trì", "Hạn", "Kết quả xử lý"],
            [
                "1",
                "Lập đề án",
                "Sở GD&ĐT",
                "1/2/2026",
                "Đã hoàn thành tại Báo cáo số 3/BC-SGDĐT ngày 30/1/2026",
            ],
            ["2", "Sửa trường", "Sở GD&ĐT", "1/2/2026", "Đang lập hồ sơ thu hồi đất"],
            [
                "3",
                "Xây chợ",
                "Đặc khu Phú Quốc",
                "1/2/2026",
                "UBND tỉnh đã ban hành QĐ 45/QĐ-UBND ngày 5/2/2026",
            ],
        ]
        stream = io.StringIO()
        csv.writer(stream, delimiter=";").writerows(rows)
        data = stream.getvalue().encode("utf-8-sig")
        reading = self.read(data, "so.csv", province="91", as_of=date(2026, 3, 1))
        self.assert_rows(
            reading,
            {
                "at": {"record": 2},
                "state": "done",
                "state_from": "result",
                "date_reported": date(2026, 1, 30),
                "official_class": "done_on_time",
            },
            {"state": "in_progress", "state_from": "result"},
            {
                "state": "done",
                "state_from": "result",
                "doubts": ["state_from_result"],
                "official_class": "done_late",
            },
        )

    def test_a_row_hidden_by_hand_is_left_aside_with_its_reason(self):
        head = ["STT", "Nội dung", "Cơ quan chủ trì", "Thời hạn", "Tình trạng"]
        rows = [
            head,
            [1, "Việc 1", "Sở Y tế", None, "Xong"],
            [2, "Việc 2", "Sở Y tế", None, "Xong"],
        ]
        reading = self.read(tracker({"S": rows}, S={"hide_rows": [3]}))
        self.assert_rows(reading, {"doubts": ["missing_date"], "official_class": "done_on_time"})
        self.assertIn("hidden_row", [left.kind for left in reading.left_aside])


if __name__ == "__main__":
    unittest.main()
