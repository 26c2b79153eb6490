"""Every deadline wording offices use gives the right kind and day, with its text kept."""

from datetime import date

from odoo.tests import BaseCase

from ...tools.appendix.deadline.deadlines import parse_deadline
from ...tools.recurrence import RHYTHM

ISSUED = date(2026, 5, 14)

DATES = {
    "30/6/2026": "2026-06-30",
    "30/06/26": "2026-06-30",
    "30-6-2026": "2026-06-30",
    "30.6.2026": "2026-06-30",
    "30 / 6 / 2026": "2026-06-30",
    "2026-06-30 00:00:00": "2026-06-30",
    "46203": "2026-06-30",
    "Trước ngày 30 tháng 6 năm 2026": "2026-06-30",
    "Chậm nhất là ngày 15/6/2026": "2026-06-15",
    "TRƯỚC NGÀY 20/8/2026": "2026-08-20",
    "trứơc ngày 20/8/2026": "2026-08-20",
    "Chậm nhất 17h00 ngày 20/7/2026": "2026-07-20",
    "Trước 16h30' ngày 05/6": "2026-06-05",
    "Trước 10h ngày thứ Sáu (19/6/2026)": "2026-06-19",
    "Đến hết ngày 30/6/2026": "2026-06-30",
    "Ngay trong ngày 15/6/2026": "2026-06-15",
    "Xong trước 30/4": "2027-04-30",
    "Trước 15/01": "2027-01-15",
    "14/5": "2026-05-14",
    "ngày 1/7": "2026-07-01",
    "Trước ngày 20 tháng 8": "2026-08-20",
    "Trước 20-8": "2026-08-20",
    "29/2": "2028-02-29",
    "Từ 06/6 đến 12/6/2026": "2026-06-12",
    "Từ ngày 05 đến ngày 10/11/2026": "2026-11-10",
    "05/11-10/11/2026": "2026-11-10",
    "01-05/9/2026": "2026-09-05",
    "Từ 25/12 đến 05/01": "2027-01-05",
    "Thường xuyên; báo cáo kết quả trước 15/12/2026": "2026-12-15",
    "Hằng tháng, kết thúc trước 31/12/2026": "2026-12-31",
    "Theo Kế hoạch, hoàn thành trước 30/9/2026": "2026-09-30",
    "Trong tháng 6 (trước ngày 25/6/2026)": "2026-06-25",
    "Trước 27/7": "2026-07-27",
}

PERIODS = {
    "Tháng 7": "2026-07-31",
    "T7/2026": "2026-07-31",
    "7/2026": "2026-07-31",
    "trong tháng 3/2027": "2027-03-31",
    "cuối tháng 6": "2026-06-30",
    "Hết tháng 6/2026": "2026-06-30",
    "tháng 5 - 6/2026": "2026-06-30",
    "tháng 6, 7, 8/2026": "2026-08-31",
    "Từ tháng 3 đến tháng 5/2027": "2027-05-31",
    "Tháng 11/2026 - tháng 02/2027": "2027-02-28",
    "từ tháng 11 đến tháng 2": "2027-02-28",
    "Tháng 4": "2027-04-30",
    "Quý II/2026": "2026-06-30",
    "Qúy III/2026": "2026-09-30",
    "Quý 3 năm 2026": "2026-09-30",
    "Q.IV/2026": "2026-12-31",
    "Quý I": "2027-03-31",
    "Quý I năm sau": "2027-03-31",
    "Quý II-III năm 2026": "2026-09-30",
    "Quý II, III năm 2026": "2026-09-30",
    "Quý II+III/2026": "2026-09-30",
    "Quý III và quý IV/2026": "2026-12-31",
    "Từ quý III/2026 đến quý I/2027": "2027-03-31",
    "Hết quý II": "2026-06-30",
    "6 tháng đầu năm": "2026-06-30",
    "06 tháng cuối năm 2026": "2026-12-31",
    "9 tháng đầu năm 2026": "2026-09-30",
    "Nửa đầu năm 2027": "2027-06-30",
    "năm 2026": "2026-12-31",
    "Cả năm 2026": "2026-12-31",
    "Đến hết năm 2026": "2026-12-31",
    "Cuối năm": "2026-12-31",
    "Giai đoạn 2026 - 2030": "2030-12-31",
    "Tháng 12 (sau khi có số liệu)": "2026-12-31",
}

WORKING_DAYS = {
    "10 ngày làm việc kể từ ngày ký": 10,
    "Trong 15 ngày làm việc kể từ khi có biên bản": 15,
    "05 ngày làm việc": 5,
    "05 (năm) ngày làm việc kể từ ngày nhận": 5,
    "mười ngày làm việc": 10,
    "từ 3 đến 5 ngày làm việc": 5,
    "Trong 03 ngày làm việc sau khi kết thúc đợt mưa": 3,
}

PERIODIC = {
    "Thường xuyên": ("continuous", None),
    "Thường xuyên, liên tục": ("continuous", None),
    "Trực 24/7": ("continuous", None),
    "Thường xuyên trong năm 2026": ("continuous", None),
    "Hằng tuần": ("weekly", None),
    "Thứ Sáu hằng tuần": ("weekly", None),
    "Hàng tháng": ("monthly", None),
    "Hằng tháng (trước ngày 20)": ("monthly", 20),
    "Trước ngày 05 hằng tháng": ("monthly", 5),
    "01 lần/tháng": ("monthly", None),
    "Hàng quý": ("quarterly", None),
    "3 tháng/lần": ("quarterly", None),
    "Hằng quý (31/3; 30/6; 30/9; 31/12)": ("quarterly", 31),
    "06 tháng một lần": ("half_yearly", None),
    "Định kỳ 6 tháng, năm": ("half_yearly", None),
    "Hằng năm": ("yearly", None),
    "Trước ngày 15/12 hằng năm": ("yearly", 15),
}

# Of the quarter, half year or year; of the week
DAYS_OF_PERIODS = {
    "Trước ngày 20/6 hằng năm": ("yearly", 20, 6, None),
    "Trước ngày 10 tháng 01 hàng năm": ("yearly", 10, 1, None),
    "Hằng năm, trước ngày 30 tháng 11": ("yearly", 30, 11, None),
    "Trước ngày 15/12 hằng năm": ("yearly", 15, None, None),
    "Trước ngày 18/6 và 18/12 hàng năm": ("half_yearly", 18, None, None),
    "Trước ngày 05/01 và 05/7 hàng năm": ("half_yearly", 5, 1, None),
    "Định kỳ 06 tháng trước ngày 20/5": ("half_yearly", 20, 5, None),
    "6 tháng, hàng năm": ("half_yearly", None, None, None),
    "Trước ngày 14/3, 14/6, 14/9, 14/12 hàng năm": ("quarterly", 14, None, None),
    "Ngày 10 của tháng đầu tiên mỗi quý": ("quarterly", 10, 1, None),
    "Hàng quý, trước ngày 05 của tháng đầu quý tiếp theo": ("quarterly", 5, 1, None),
    "Hàng quý trước ngày 20 tháng cuối quý": ("quarterly", 20, None, None),
    "Hàng tháng, trước ngày 05 tháng sau": ("monthly", 5, None, None),
    "Thứ Hai hàng tuần": ("weekly", None, None, "1"),
    "16h00 thứ 5 hằng tuần": ("weekly", None, None, "4"),
    "Chủ nhật hằng tuần": ("weekly", None, None, "7"),
    "Trước 30/6 và 31/12 hằng năm": ("half_yearly", 31, None, None),
}

EVENTS = (
    "Sau khi có ý kiến của Bộ Tài chính",
    "Khi có yêu cầu",
    "Theo yêu cầu của Bộ Công Thương",
    "Theo tiến độ dự án",
    "Theo lịch của đoàn",
    "Theo kế hoạch thanh tra được duyệt",
    "Theo Kế hoạch số 15/KH-UBND ngày 12/3/2026",
    "Ngay sau khi ban hành",
    "Trước Tết Nguyên đán năm 2027",
    "Trước mùa lũ",
    "Trước khai giảng năm học 2026 - 2027",
    "Trước kỳ họp thường lệ giữa năm 2026 của HĐND tỉnh",
    "10 ngày kể từ ngày ký",
)

NONE = ("", " ", "-", "…", "...", "Không", "Không có thời hạn")

IMPOSSIBLE = (
    "31/11/2026",
    "30/02/2027",
    "29/02/2027",
    "31/9",
    "Trước ngày 31/6/2026",
    "ngày 31 tháng 6",
    "15/13/2026",
    "Tháng 13",
    "Quý V/2026",
    "30/6/20266",
)

NULL = ("01/01/1970", "1/1/1970 07:00", "01/01/1900", "01/01/0001 00:00:00", "0001-01-01")

SEVERAL = {
    "Đợt 1: 30/4/2027; đợt 2: 02/9/2027": "2027-09-02",
    "30/6/2026 (dự thảo), 31/12/2026 (ban hành)": "2026-12-31",
    "Quý II/2026; quý IV/2026": "2026-12-31",
    "Đợt 1 tháng 6, đợt 2 tháng 9": "2026-09-30",
    "6 tháng, 9 tháng đầu năm": "2026-09-30",
    "Quý II/2026 và cả năm 2026": "2026-12-31",
    "Quý III/2026 (báo cáo trước 05/10/2026)": "2026-10-05",
}

# Understood only in part: the day taken (if any), and the words left over.
PARTLY = {
    "Đầu tháng 7/2026": ("2026-07-31", "Đầu"),
    "đầu quý III/2026": ("2026-09-30", "đầu"),
    "Trước đầu năm 2027": ("2027-12-31", "đầu"),
    "Tuần 2 tháng 12/2026": ("2026-12-31", "Tuần 2"),
    "Giữa tháng 6/2026": ("2026-06-30", "Giữa"),
    "Trước ngày 20 tháng này": ("2026-05-31", "20"),
    "Quý III hoặc khi có chỉ đạo": ("2026-09-30", "hoặc khi có chỉ đạo"),
    "không sớm hơn 30/6/2026": ("2026-06-30", "không sớm hơn"),
    "chậm nhất 3 ngày làm việc trước 30/6/2026": ("2026-06-30", "3 làm việc"),
    "10 ngày làm việc kể từ ngày 15/6/2026": (None, "15/6/2026"),
    "Hằng tháng, từ tháng 6/2026": (None, "6 2026"),
    "Trước kỳ họp tháng 7/2026": (None, "tháng 7/2026"),
    "15/12/2026 và hằng năm": ("2026-12-15", "hằng"),
    "Từ tháng 6/2026": (None, "Từ tháng 6/2026"),
    "Sau ngày 30/6/2026": (None, "Sau ngày 30/6/2026"),
}
RANGES = {
    "Từ tháng 3/2026 đến năm 2027": ("period", "2027-12-31"),
    "Từ quý III/2026 đến hết năm 2027": ("period", "2027-12-31"),
    "Từ năm 2026 đến quý II/2027": ("period", "2027-06-30"),
    "Từ ngày 25/12/2026 đến hết tháng 01/2027": ("period", "2027-01-31"),
    "Từ 30/12/2026 đến 31/3/2027": ("date", "2027-03-31"),
    "15-20/12/2026": ("date", "2026-12-20"),
    "Từ 15 đến 20/12/2026": ("date", "2026-12-20"),
    "Từ 8h00 ngày 01/7/2026 đến 17h00 ngày 05/7/2026": ("date", "2026-07-05"),
    "Từ quý II đến hết năm": ("period", "2026-12-31"),
    "Từ nay đến hết quý III": ("period", "2026-09-30"),
}


def _day(deadline):
    return deadline.date and str(deadline.date)


class TestAppendixDeadlines(BaseCase):
    """Tables of wordings; the document is of 14 May 2026."""

    def _check(self, wordings, kind, value, warnings=()):
        """`value(deadline)` matches the table for every wording."""
        for wording in wordings:
            expected = wordings[wording] if isinstance(wordings, dict) else None
            with self.subTest(wording):
                found = parse_deadline(wording, ISSUED)
                self.assertEqual((found.kind, value(found)), (kind, expected))
                self.assertEqual(found.warnings, warnings)

    def test_a_calendar_day_is_a_date(self):
        self._check(DATES, "date", _day)

    def test_a_period_ends_on_its_last_day(self):
        self._check(PERIODS, "period", _day)

    def test_working_days_are_counted_but_not_dated(self):
        self._check(WORKING_DAYS, "working_days", lambda found: found.date or found.working_days)

    def test_a_rhythm_has_its_frequency_and_day(self):
        self._check(PERIODIC, "periodic", lambda found: (found.frequency, found.frequency_day))
        self._check(dict.fromkeys(PERIODIC), "periodic", _day)

    def test_month_and_day_of_the_week_are_read(self):
        def rhythm(found):
            return tuple(getattr(found, name) for name in RHYTHM)

        self._check(DAYS_OF_PERIODS, "periodic", rhythm)

    def test_days_that_no_rhythm_holds_are_doubtful(self):
        for wording, words in (
            ("Trước ngày 15/3 và 20/11 hàng năm", "15/3 và 20/11"),
            ("Hằng quý (15/3; 10/7; 15/9)", "15/3; 10/7; 15/9"),
            ("Ngày 10 và ngày 25 hằng tháng", "Ngày 10 và ngày 25"),
            ("Trước ngày 15, 30 hàng tháng", "ngày 15, 30"),
            ("Thứ Tư, thứ Sáu hàng tuần", "Thứ Tư, thứ Sáu"),
        ):
            with self.subTest(wording):
                found = parse_deadline(wording, ISSUED)
                self.assertEqual(
                    (found.kind, found.frequency_day, found.frequency_weekday),
                    ("periodic", None, None),
                )
                self.assertEqual(found.warnings, ("partly_read_deadline",))
                self.assertEqual(found.leftover, words)

    def test_an_event_has_no_date_even_if_a_year_is_named(self):
        self._check(EVENTS, "event", _day)

    def test_nothing_written_is_no_deadline(self):
        self._check(NONE, "none", _day)

    def test_an_impossible_date_is_flagged_not_guessed(self):
        self._check(IMPOSSIBLE, "none", _day, ("impossible_date",))

    def test_a_null_date_of_some_software_is_flagged(self):
        self._check(NULL, "none", _day, ("null_date",))

    def test_the_wording_stays_beside_what_was_understood(self):
        for wording in (*DATES, *PERIODS, *WORKING_DAYS, *PERIODIC, *EVENTS, *IMPOSSIBLE, *NULL):
            self.assertEqual(parse_deadline(wording, ISSUED).text, wording)

    def test_of_several_deadlines_the_latest_counts(self):
        for wording, day in SEVERAL.items():
            with self.subTest(wording):
                found = parse_deadline(wording, ISSUED)
                self.assertEqual((_day(found), found.warnings), (day, ("multiple_deadlines",)))

    def test_of_a_range_the_end_counts(self):
        for wording, expected in RANGES.items():
            with self.subTest(wording):
                found = parse_deadline(wording, ISSUED)
                self.assertEqual((found.kind, _day(found), found.warnings), (*expected, ()))

    def test_what_is_understood_only_in_part_is_marked_with_the_words_left_over(self):
        for wording, expected in PARTLY.items():
            with self.subTest(wording):
                found = parse_deadline(wording, ISSUED)
                self.assertEqual((_day(found), found.leftover), expected)
                self.assertEqual(found.warnings, ("partly_read_deadline",))

    def test_a_term_counted_from_a_day_that_is_named_is_worked_out_and_marked(self):
        for wording, day in (
            ("15 ngày kể từ ngày 01/6/2026", "2026-06-16"),
            ("Trong 02 tuần kể từ 01/6/2026", "2026-06-15"),
            ("3 tháng kể từ ngày 30/11/2026", "2027-02-28"),
        ):
            with self.subTest(wording):
                found = parse_deadline(wording, ISSUED)
                self.assertEqual((_day(found), found.warnings), (day, ("counted_deadline",)))

    def test_next_month_and_june_differ_by_an_accent_only(self):
        self.assertEqual(_day(parse_deadline("tháng sau", date(2026, 9, 1))), "2026-10-31")
        self.assertEqual(_day(parse_deadline("tháng sáu", date(2026, 9, 1))), "2027-06-30")

    def test_a_day_before_the_document_is_kept_and_flagged(self):
        found = parse_deadline("15/3/2025", ISSUED)
        self.assertEqual((found.kind, found.date), ("date", date(2025, 3, 15)))
        self.assertEqual(found.warnings, ("deadline_before_document",))

    def test_an_unknown_wording_is_kept_and_flagged(self):
        found = parse_deadline("Tuần 26", ISSUED)
        self.assertEqual((found.kind, found.text), ("event", "Tuần 26"))
        self.assertEqual(found.warnings, ("unread_deadline",))

    def test_without_a_document_date_no_year_is_invented(self):
        for wording, kind in (("Trước 15/6", "date"), ("Quý II", "period")):
            found = parse_deadline(wording, None)
            self.assertEqual((found.kind, found.date), (kind, None))
            self.assertEqual(found.warnings, ("unread_deadline",))
