"""Registers as communes keep them: invented layouts, each with what must be read from it."""

import datetime
import unittest

from ..world import plain
from . import register_files

# fmt: off
ROWS = (
    ("THÁNG 7/2026",),
    (1, datetime.datetime(2026, 7, 2), "Lý A Sử\nthôn Nậm Pung", "Khiếu nại việc cấp GCN cho hộ ông Páo",
     "KN", "Thụ lý", "Đang xác minh"),
    (2, "6/7", "Vợ chồng ông Sùng A Lử, thôn Séo Pa", "Tranh chấp ranh giới đất", None, None, "Hòa giải thành"),
    (3, "7/7", "Tập thể giáo viên trường Nậm Pung", "Đề nghị sửa nhà công vụ", "PA", "Chuyển P. Kinh tế xã"),
    (4, "nt", "Hảng Thị Sua\nThôn Ky Quan San", "Phản ánh mất nước (phản ánh miệng)", None, "nt", "Đã trả lời"),
    (5, "7/13/2026", "Giàng A Páo - thôn Nậm Pung", "Xin xác nhận hôn nhân", None, None, "xong"),
    (6, datetime.datetime(2026, 8, 20), "Công dân giấu tên", "Tố cáo ông trưởng thôn", "TC", "Lưu"),
    ("THÁNG 8/2026",),
    (7, "3/8/2026", "Lý A Sử\nthôn Nậm Pung, xã Mường Hum",
     "Tiếp tục khiếu nại việc cấp GCN cho hộ ông Páo (tiếp lần 2)", "KN", "Lưu đơn"),
    (8, "4/8/2026", "Bà Má Thị Xua và 11 hộ dân\nthôn Séo Pa", "Kiến nghị đền bù", "KN-PA",
     "Hướng dẫn gửi Ban QLDA", None, "03 hộ đã rút đơn"),
    (9, "5/8/2026", "1. Vù A Sính\n2. Vù A Chu\nthôn Tả Phìn",
     "1) Khiếu nại QĐ số 12/QĐ-UBND; 2) Tố cáo ông Dế", "KN, TC",
     "Chuyển Công an xã, phiếu chuyển số 4/PC-UBND ngày 6/8/2026"),
    (10, "8/2026", "Thào Thị Chu", "Khiếu nại mức hỗ trợ", "KN", "Thụ lý, TB số 5/TB-UBND ngày 12/8/2026",
     "Đã giải quyết tại QĐ số 33/QĐ-UBND ngày 1/9/2026, đúng một phần"),
    (None, None, "Cộng", "12 đơn"),
    (11,),
    (None, None, None, "Mường Hum, ngày 30 tháng 9 năm 2026"),
    (None, None, "NGƯỜI LẬP", None, None, "CHỦ TỊCH"),
)
# fmt: on


class TestRegisterCommunes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        reader = plain.load("directive_petition", "tools.register")
        cls.reading = reader.read_register("so.xlsx", register_files.commune(ROWS))
        cls.by_number = {record.number: record for record in cls.reading.records}

    def values(self, name):
        return {number: getattr(record, name) for number, record in self.by_number.items()}

    def test_the_register_itself(self):
        reading = self.reading
        self.assertEqual((reading.layout, reading.agency), ("commune", "UBND xã Mường Hum"))
        self.assertEqual(reading.register_date, datetime.date(2026, 9, 30))
        kinds = [left.kind for left in reading.left_aside]
        self.assertEqual(
            kinds, ["heading", "heading", "total", "empty_numbered", "signature", "signature"]
        )
        self.assertEqual(reading.left_aside[2].warning, "total_mismatch")

    def test_days_without_a_year_take_that_of_the_title(self):
        self.assertEqual(str(self.by_number["2"].date_received), "2026-07-06")
        self.assertEqual(self.by_number["4"].date_text, "nt")
        self.assertIsNone(self.by_number["10"].date_received)

    def test_doubts(self):
        found = {n: [one.code for one in found] for n, found in self.values("warnings").items()}
        self.assertEqual(
            {number: codes for number, codes in found.items() if codes},
            {
                "2": ["not_a_petition"],
                "3": ["count_unknown"],
                "5": ["us_date", "not_a_petition"],
                "6": ["out_of_order"],
                "8": ["households"],
                "9": ["several_matters"],
                "10": ["month_only"],
            },
        )

    def test_outcomes_and_states(self):
        found = {n: (one.outcome, one.state) for n, one in self.by_number.items()}
        self.assertEqual(found["1"], ("accepted", "verifying"))
        self.assertEqual(found["2"], (None, "closed"))
        self.assertEqual(found["4"], ("transferred", "closed"))
        self.assertEqual(found["6"], ("filed", "filed"))
        self.assertEqual(found["10"], ("accepted", "decided"))

    def test_a_room_of_the_house_is_no_other_body(self):
        self.assertEqual(self.by_number["3"].forwarded_to, "P. Kinh tế xã")
        self.assertIsNone(self.by_number["3"].competent)
        self.assertIs(self.by_number["9"].competent, False)

    def test_persons(self):
        counts = self.values("persons_count")
        self.assertEqual(counts["2"], 2)
        self.assertEqual(counts["8"], 12)
        self.assertEqual(
            [one.name for one in self.by_number["9"].persons], ["Vù A Sính", "Vù A Chu"]
        )
        self.assertEqual(self.by_number["8"].withdrawn_persons, 3)
        self.assertTrue(self.by_number["6"].anonymous and self.by_number["6"].sealed)

    def test_a_spoken_reflection_is_no_letter(self):
        self.assertFalse(self.by_number["4"].letter)

    def test_the_same_complaint_is_a_duplicate(self):
        self.assertEqual(self.by_number["7"].duplicate_of, self.by_number["1"].at)

    def test_papers_and_decisions_in_words(self):
        one = self.by_number["10"]
        self.assertEqual((one.document.number, str(one.document.date)), ("5/TB-UBND", "2026-08-12"))
        self.assertEqual(one.decision.result, "partly_right")
        self.assertEqual(
            (one.decision.number, str(one.decision.date)), ("33/QĐ-UBND", "2026-09-01")
        )

    def test_no_row_is_lost(self):
        read = {
            row
            for one in self.reading.records
            for row in range(one.at["row"], one.at.get("row_to", one.at["row"]) + 1)
        }
        aside = {left.row for left in self.reading.left_aside}
        first = self.reading.first_row
        self.assertEqual(read | aside, set(range(first, first + len(ROWS))))


if __name__ == "__main__":
    unittest.main()
