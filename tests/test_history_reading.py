"""Trackers unlike the samples in every respect their conventions name are read right too."""

import csv
import io
import unittest
from datetime import date

from .history_files import BLUE, GREEN, GREY, RED, YELLOW, Filled, day, percent, row_of, tracker
from .test_appendix_samples import load_agencies, load_reader
from .test_history_samples import load_history, plain

PLAIN = ("lead", "content", "point")
NOTHING = {"contradictions": [], "doubts": []}


class TestHistoryReading(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.appendix, cls.history = load_reader(), load_history()
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
        head = [
            "Số thứ tự",
            "Đơn vị thực hiện",
            "Nội dung công việc",
            "Hạn hoàn thành",
            "Căn cứ giao việc",
            "Ngày văn bản",
        ]
        paper = ["12/KH-UBND", day("05/01/2026")]
        task = [1, "Sở Y tế", "Việc xanh", day("31/03/2026"), *paper]
        rows = [
            ["BẢNG THEO DÕI CÔNG VIỆC"],
            ["Tính đến hết ngày 30/6/2026"],
            ["Quy ước màu:"],
            [Filled(None, GREEN), "Đã hoàn thành"],
            [Filled(None, YELLOW), "Đang thực hiện"],
            [Filled(None, RED), "Quá hạn"],
            [None, "Không tô màu: chưa thực hiện"],
            row_of(GREY, *head),
            row_of(GREEN, *task),
            [2, "Sở Nội vụ", Filled("Việc vàng", YELLOW), day("31/07/2026"), *paper],
            row_of(RED, 3, "Sở Tư pháp", "Việc đỏ", day("31/03/2026"), *paper),
            [4, "Sở Xây dựng", "Việc trắng", day("31/07/2026"), *paper],
            row_of(BLUE, 5, "Sở Tài chính", "Việc lam", day("31/07/2026"), *paper),
            row_of((9, 0.4), 6, "Sở Ngoại vụ", "Việc màu chủ đề", day("31/07/2026"), *paper),
        ]
        reading = self.read(tracker({"Sổ": rows}))
        self.assertEqual(reading.as_of, date(2026, 6, 30))
        unknown = {"state": None, "state_from": "colour", "doubts": ["colour_without_legend"]}
        self.assert_rows(
            reading,
            {
                "state": "done",
                "state_from": "colour",
                "doubts": ["missing_date"],
                "official_class": None,
                "source_number": "12/KH-UBND",
                "source_date": date(2026, 1, 5),
                "lead": ["Sở Y tế"],
                "date_deadline": date(2026, 3, 31),
            },
            {"state": "in_progress", "state_from": "colour", "official_class": "open_in_term"},
            {"state": "in_progress", "claim": "late", "official_class": "open_overdue"},
            {"state": "assigned", "state_from": "colour", "official_class": "open_in_term"},
            unknown,
            unknown,
        )
        self.assertEqual(reading.not_tasks, {"legend": 5})

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
                "date_deadline": None,
                "doubts": ["missing_date"],
                "official_class": "done_on_time",
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

    def test_headings_over_the_rows_say_state_and_punctuality(self):
        head = [
            "Nội dung chỉ đạo",
            "STT",
            "Cơ quan phối hợp",
            "Cơ quan chủ trì",
            "Thời gian hoàn thành",
            "Số, ngày văn bản giao",
            "Kết quả thực hiện",
            "Tình trạng",
        ]
        paper = "Công văn số 8/UBND-TH ngày 02 tháng 01 năm 2026"
        rows = [
            head,
            ["A. NHIỆM VỤ ĐÃ HOÀN THÀNH"],
            ["I. Lĩnh vực y tế"],
            [
                "Việc một",
                "01",
                "Sở Y tế",
                "Sở Nội vụ",
                "20/02/2026",
                paper,
                "BC số 5/BC-SNV ngày 19.02.2026",
                None,
            ],
            ["Việc hai", "02", None, "Sở Nội vụ", "20/02/2026", paper, None, "Đang thực hiện"],
            ["B. NHIỆM VỤ ĐANG THỰC HIỆN"],
            ["I. Trong hạn"],
            ["Việc ba", "03", None, "Sở Y tế", "20/12/2026", paper, None, None],
            ["II. Quá hạn"],
            ["Việc bốn", "04", None, "Sở Y tế", "20/02/2026", paper, None, "Chưa thực hiện"],
            ["Tổng cộng", 4],
        ]
        reading = self.read(tracker({"NV": rows}), as_of=date(2026, 6, 30))
        self.assert_rows(
            reading,
            {
                "state": "done",
                "state_from": "heading",
                "group": "Lĩnh vực y tế",
                "point": "01",
                "coordinators": ["Sở Y tế"],
                "source_number": "8/UBND-TH",
                "source_date": date(2026, 1, 2),
                "date_reported": date(2026, 2, 19),
                "results": [{"number": "5/BC-SNV", "date": date(2026, 2, 19)}],
                "official_class": "done_on_time",
            },
            {
                "state": "in_progress",
                "state_from": "text",
                "contradictions": ["status_against_heading"],
            },
            {
                "state": "in_progress",
                "state_from": "heading",
                "claim": "on_time",
                "group": "Trong hạn",
            },
            {
                "state": "assigned",
                "claim": "late",
                "official_class": "open_overdue",
                "contradictions": ["status_against_heading"],
            },
        )
        self.assertEqual(reading.not_tasks, {"group": 5, "total": 1})

    def test_percent_and_one_column_of_punctuality(self):
        head = [
            "STT",
            "Mã NV",
            "Cơ quan thực hiện",
            "Nội dung nhiệm vụ",
            "Văn bản giao",
            "Thời hạn",
            "% hoàn thành",
            "Đúng hạn/Quá hạn",
            "Số/ngày văn bản kết quả",
            "Trạng thái",
            "Ngày HT",
        ]

        def row(number, share, claim, result, status, ended):
            return [
                number,
                f"M{number}",
                "UBND xã Tả Van",
                f"Việc {number}",
                "7/TB-UBND ngày 3/3/2026",
                day("30/04/2026"),
                share,
                claim,
                result,
                status,
                ended,
            ]

        rows = [
            ["Số liệu tính đến ngày 15 tháng 5 năm 2026"],
            head,
            row(1, 1, "ĐH", "Báo cáo số 1/BC-UBND ngày 28/4/2026", "HT", "28-04-2026"),
            row(2, 0.8, "QH (khách quan)", "2/BC-UBND, 4/5/2026", "Hoàn thành", 46146),
            row(3, percent(1), "ĐH", None, "Đang TH", None),
            row(4, "khoảng 60 %", None, None, "Đã trình Chủ tịch, chờ ký", None),
            row(5, 0.5, "QH", "5/BC-UBND ngày 20/4", "Xong", None),
            row(6, None, None, "6/BC-UBND tháng 4/2026", "OK", "T4/2026"),
            row(7, None, None, "7/BC-UBND (1/4/2026)", None, "02 tháng 4 năm 2026"),
            row(8, None, None, "8/BC-UBND ngày 1/4/2026", None, None),
        ]
        reading = self.read(tracker({"Trang 1": rows}, Trang_1={"hide_columns": ["B", "I"]}))
        self.assertEqual(reading.as_of, date(2026, 5, 15))
        self.assert_rows(
            reading,
            {
                "state": "done",
                "percent": 100,
                "claim": "on_time",
                "date_reported": date(2026, 4, 28),
                "official_class": "done_on_time",
            },
            {
                "state": "done",
                "percent": 80,
                "claim": "late",
                "date_reported": date(2026, 5, 4),
                "official_class": "done_late",
                "contradictions": ["done_below_100"],
            },
            {
                "state": "in_progress",
                "percent": 100,
                "contradictions": ["open_at_100", "claimed_on_time_but_late"],
            },
            {"state": "reported", "percent": 60, "official_class": "open_overdue"},
            {
                "state": "done",
                "percent": 50,
                "date_reported": date(2026, 4, 20),
                "doubts": ["year_inferred"],
                "contradictions": ["done_below_100", "claimed_late_but_on_time"],
            },
            {
                "state": "done",
                "date_reported": None,
                "doubts": ["month_only"],
                "official_class": None,
                "results": [{"number": "6/BC-UBND", "date": None}],
            },
            {
                "state": "done",
                "state_from": "result",
                "doubts": ["state_from_result"],
                "date_reported": date(2026, 4, 2),
            },
            {"state": None, "state_from": "none", "doubts": ["no_status"]},
        )

    def test_marks_under_a_state_say_state_and_punctuality(self):
        rows = [
            [
                "TT",
                "Công việc",
                "Cơ quan, đơn vị chủ trì",
                "Thời hạn",
                "Đã hoàn thành",
                None,
                "Đang thực hiện",
                None,
                "Chưa thực hiện",
                "Văn bản báo cáo kết quả",
                None,
            ],
            [
                None,
                None,
                None,
                None,
                "Đúng hạn",
                "Quá hạn",
                "Trong hạn",
                "Quá hạn",
                None,
                "Số hiệu",
                "Ngày ký",
            ],
            [
                1,
                "Việc 1",
                "Sở Tư pháp",
                day("10/09/2025"),
                "V",
                None,
                None,
                None,
                None,
                "9/BC-STP; 10/BC-STP",
                "1/9/2025; 5/9/2025",
            ],
            [
                2,
                "Việc 2",
                "Sở Tư pháp",
                day("10/09/2025"),
                None,
                "●",
                None,
                None,
                None,
                "11/BC-STP",
                day("09/10/2025"),
            ],
            [3, "Việc 3", "Sở Tư pháp", day("10/09/2025"), None, None, None, "x", None, None, None],
            [4, "Việc 4", "Sở Tư pháp", day("10/09/2025"), 1, None, None, None, "x", None, None],
            [5, "Việc 5", "Sở Tư pháp", day("10/09/2025"), "-", 0, None, None, "X", None, None],
            [
                6,
                "Việc 6",
                "Sở Tư pháp",
                day("10/09/2025"),
                None,
                "x",
                None,
                None,
                None,
                "12/BC-STP ngày 12/9/2025",
                day("09/12/2025"),
            ],
        ]
        merge = ["E1:F1", "G1:H1", "J1:K1", *(f"{letter}1:{letter}2" for letter in "ABCDI")]
        reading = self.read(
            tracker({"Sheet1": rows}, Sheet1={"merge": merge}), as_of=date(2025, 12, 31)
        )
        self.assert_rows(
            reading,
            {
                "state": "done",
                "state_from": "mark",
                "claim": "on_time",
                "date_reported": date(2025, 9, 5),
                "results": [
                    {"number": "9/BC-STP", "date": date(2025, 9, 1)},
                    {"number": "10/BC-STP", "date": date(2025, 9, 5)},
                ],
            },
            {"state": "done", "claim": "late", "official_class": "done_late"},
            {"state": "in_progress", "claim": "late", "official_class": "open_overdue"},
            {"state": None, "state_from": "mark", "contradictions": ["two_marks"]},
            {"state": "assigned", "claim": None, "official_class": "open_overdue"},
            {
                "state": "done",
                "date_reported": date(2025, 9, 12),
                "doubts": ["day_month_swapped"],
                "claim": "late",
            },
        )

    def test_one_task_in_three_sheets_is_one_and_other_sheets_are_none(self):
        head = [
            "STT",
            "Nội dung nhiệm vụ",
            "Số hiệu văn bản",
            "Ngày văn bản",
            "Cơ quan chủ trì",
            "Thời hạn",
            "Tình trạng",
        ]

        def sheet(number, status, *more):
            task = [
                number,
                "Rà soát bến thủy",
                "5/UBND-KT",
                "02.01.2026",
                "Công an tỉnh",
                day("01/02/2026"),
                status,
            ]
            return [["NHIỆM VỤ"], head, task, *more, [None, "Cộng"]]

        other = [
            2,
            "Việc khác",
            "6/UBND-KT",
            day("03/01/2026"),
            "Sở Y tế",
            None,
            "Tạm dừng (VB 9/UBND-KT ngày 5/2/2026)",
        ]
        sheets = {
            "Biểu đồ": [["Tháng", "Tổng số", "Đạt"], ["T1", 5, 4]],
            "Tháng 1": sheet(1, "Mới giao"),
            "Tháng 2": sheet(7, "Đang xử lý", other),
            "Trống": [],
            "Tháng 3": sheet(3, "Hoàn thành 05/3/2026"),
            "Danh mục": [["Sở Y tế"], ["Sở Nội vụ"]],
        }
        data = tracker(sheets, Danh_mục={"hidden": True})
        reading = self.read(data, as_of=date(2026, 3, 31))
        first, second, third = ({"sheet": f"Tháng {n}", "row": 3} for n in (1, 2, 3))
        self.assert_rows(
            reading,
            {"state": "assigned", "continued_at": second, "same_as": None, "official_class": None},
            {
                "state": "in_progress",
                "same_as": first,
                "continued_at": third,
                "official_class": None,
            },
            {"state": "suspended", "results": [], "official_class": "open_no_deadline"},
            {
                "state": "done",
                "same_as": second,
                "continued_at": None,
                "date_reported": date(2026, 3, 5),
                "official_class": "done_late",
            },
        )
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
        head = [
            "STT",
            "Văn bản chỉ đạo",
            "Ngày ban hành",
            "Nội dung",
            "Cơ quan chủ trì",
            "Thời hạn",
            "Gia hạn đến",
            "Hiện trạng",
            "Ghi chú",
        ]
        rows = [
            head,
            [
                1,
                "31/KL-UBND",
                day("06/10/2025"),
                "Việc 1",
                "Sở Y tế",
                "15/11/2025\n(lùi đến 30/11/2025; gia hạn lần 2 đến 15/12/2025)",
                None,
                "đang TH",
                None,
            ],
            [
                2,
                None,
                None,
                "Việc 2",
                "nt",
                day("15/11/2025"),
                day("20/01/2026"),
                "Đang trình, đạt 62,5%",
                None,
            ],
            [
                3,
                None,
                None,
                "Việc 3",
                "Sở Xây dựng, UBND huyện Bát Xát",
                day("15/11/2025"),
                None,
                "Chưa hoàn thành",
                "UBND tỉnh đồng ý gia hạn đến 31/12/2025 (VB 77/UBND-KT ngày 10/11/2025)",
            ],
            [
                4,
                None,
                None,
                "Việc 4",
                "-nt-",
                "Thường xuyên",
                None,
                "Thực hiện thường xuyên",
                "Đang thực hiện",
            ],
            [
                5,
                None,
                None,
                "Việc 5",
                "Sở Y tế",
                "Quý IV/2025",
                None,
                "Đã hoàn thành, kết thúc theo dõi",
                "Chưa thực hiện",
            ],
            [
                6,
                None,
                None,
                "Việc 6 …",
                "Sở Y tế",
                "20 ngày làm việc",
                None,
                "Không tiếp tục theo dõi",
                None,
            ],
        ]
        options = {"merge": ["B2:B7", "C2:C7"], "hide_rows": [4], "filtered": "A1:I7"}
        reading = self.read(tracker({"S": rows}, S=options), as_of=date(2025, 12, 20))
        paper = {"source_number": "31/KL-UBND", "source_date": date(2025, 10, 6)}
        self.assert_rows(
            reading,
            {
                **paper,
                "date_deadline_original": date(2025, 11, 15),
                "date_deadline": date(2025, 12, 15),
                "official_class": "open_overdue",
            },
            {
                **paper,
                "lead": ["Sở Y tế"],
                "date_deadline_original": date(2025, 11, 15),
                "date_deadline": date(2026, 1, 20),
                "percent": 62.5,
            },
            {
                **paper,
                "date_deadline": date(2025, 12, 31),
                "doubts": ["extension_in_note"],
                "lead": ["Sở Xây dựng"],
            },
            {**paper, "deadline_kind": "periodic", "state": "in_progress", "lead": ["Sở Xây dựng"]},
            {
                **paper,
                "date_deadline": date(2025, 12, 31),
                "state": "done",
                "doubts": ["missing_date"],
                "contradictions": ["status_against_note"],
            },
            {
                **paper,
                "deadline_kind": "working_days",
                "working_days": 20,
                "state": "closed",
                "official_class": None,
            },
        )
        self.assertEqual(reading.tasks[2].warnings[0].code, "unmatched_agency")

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
