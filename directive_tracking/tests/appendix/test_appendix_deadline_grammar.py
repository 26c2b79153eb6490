"""Deadlines made up by a grammar of the words offices use: each gives its day, nothing is silent."""

import itertools
from datetime import date

from odoo.tests import BaseCase

from ...tools.appendix.deadline.deadlines import parse_deadline

ISSUED = date(2026, 5, 14)

# Every way to write 9 June 2027 and the ends of June, the third quarter and the year 2027.
DAYS = (
    "9/6/2027|09/06/2027|9-6-2027|9.6.2027|09/6/27|9.6.27|2027-06-09|2027/06/09|2027.6.9|9/6-2027|09/6 năm 2027"
    "|9 tháng 6 năm 2027|9/6/ năm 2027|09 tháng 6/2027|9-Jun-27|9 June 2027|June 9, 2027|9 / 6 / 2027"
).split("|")
PERIODS = {
    date(
        2027, 6, 30
    ): "tháng 6/2027|T6/2027|T6.2027|tháng 06 năm 2027|6/2027|06-2027|6.2027|Jun-27|June 2027|Thg6-27"
    "|tháng 6/27|tháng VI/2027|tháng sáu năm 2027|tháng 6-2027|tháng 6 của năm 2027|6 tháng đầu năm 2027|Quý II/2027"
    "|quí II năm 2027|Q2/2027|quý 2-2027|quý hai năm 2027|quý 02/2027|quý II/27|nửa đầu năm 2027|tháng 6, năm 2027",
    date(2027, 9, 30): "quý III/2027|tháng 9/2027|9 tháng đầu năm 2027|Q.III.2027|quý ba/2027",
    date(
        2027, 12, 31
    ): "năm 2027|quý IV/2027|6 tháng cuối năm 2027|tháng mười hai năm 2027|năm sau|T12.2027",
}
BEFORE_A_DAY = (
    "|trước |trước ngày |Chậm nhất là ngày |chậm nhất ngày |Muộn nhất |Đến ngày |đến hết ngày |Hoàn thành trước ngày "
    "|Xong trước |Thời hạn: |Trong ngày |Không quá ngày |Trước 17 giờ ngày |chậm nhất 17h00 ngày "
    "|Trước 16h30 ngày thứ Tư, |báo cáo UBND tỉnh trước ngày |Dự kiến |Hạn chót: |Hạn cuối ngày "
).split("|")
BEFORE_A_PERIOD = (
    "|trong |Trong |hết |Đến hết |Chậm nhất trong |Hoàn thành trong |cuối |Thời gian: |Xong trong |Dự kiến "
).split("|")
AFTER = "|.|;| (thứ Tư)| (dự thảo)| (theo Kế hoạch số 15/KH-UBND ngày 12/3/2026)".split("|")
FROM = (
    "Từ tháng 3/2026 đến |Từ quý III/2026 đến |từ ngày 01/7/2026 đến |Từ 01/7/2026 đến hết |Tháng 11/2026 - "
    "|Từ năm 2026 đến |Quý IV/2026 - |2026 - |Từ nay đến |Từ nay đến hết |15/12/2026 đến |từ tháng 7 đến "
    "|Bắt đầu từ tháng 7/2026 đến "
).split("|")
# Words that may change a deadline and are not in the grammar above.
UNKNOWN = (
    " nếu được bố trí vốn",
    ", trừ các xã biên giới",
    " hoặc khi có chỉ đạo",
    " (đối với phường: sớm hơn một tuần)",
    "; riêng phần mềm do Bộ quyết định",
    " và các tuần lẻ",
    ", sau đó báo cáo lại",
    " (lùi 10 ngày nếu mưa)",
    ", ưu tiên vùng cao trước",
)

# Words on quality, quantity or reason, which do not change the day.
HARMLESS_LEADS = (
    "|Hoàn thành việc này |Hoàn thành 100% |Hoàn thành dứt điểm |Cơ bản hoàn thành |Đề nghị hoàn thành "
    "|Hoàn thành toàn bộ "
).split("|")
HARMLESS_TAILS = (
    "| để tổng hợp|, bảo đảm tiến độ|, bảo đảm chất lượng, tiến độ| theo quy định|, hoàn thành 100%"
).split("|")


def _periods():
    return [(wording, day) for day, many in PERIODS.items() for wording in many.split("|")]


class TestAppendixDeadlineGrammar(BaseCase):
    """The document is of 14 May 2026."""

    def _check(self, wording, kind, day):
        found = parse_deadline(wording, ISSUED)
        with self.subTest(wording):
            self.assertEqual((found.kind, found.date, found.warnings), (kind, day, ()))
            self.assertEqual(found.text, wording.strip())

    def test_every_wording_of_a_day_gives_it(self):
        for lead, day, tail in itertools.product(BEFORE_A_DAY, DAYS, AFTER):
            self._check(f"{lead}{day}{tail}", "date", date(2027, 6, 9))

    def test_every_wording_of_a_period_gives_its_last_day(self):
        for lead, (wording, day), tail in itertools.product(BEFORE_A_PERIOD, _periods(), AFTER):
            self._check(f"{lead}{wording}{tail}", "period", day)

    def test_of_every_range_the_end_is_the_deadline(self):
        for start, (wording, day) in itertools.product(FROM, _periods()):
            if not (start.endswith("hết ") and wording[0].isdigit()):
                self._check(start + wording, "period", day)
        for start, day in itertools.product(FROM, DAYS):
            self._check(start.replace("hết ", "hết ngày ") + day, "date", date(2027, 6, 9))

    def test_words_that_were_not_understood_are_never_passed_over(self):
        wordings = [(f"Trước {day}", date(2027, 6, 9)) for day in DAYS]
        wordings += [(f"Trong {period}", day) for period, day in _periods()]
        for (wording, day), unknown in itertools.product(wordings, UNKNOWN):
            with self.subTest(wording + unknown):
                found = parse_deadline(f"{wording}{unknown}", ISSUED)
                self.assertIn("partly_read_deadline", found.warnings)
                self.assertTrue(set(found.leftover.split()) <= set(_words(unknown)))
                self.assertEqual(found.date, day)

    def test_what_moves_no_day_is_no_doubt(self):
        for lead, day, tail in itertools.product(HARMLESS_LEADS, DAYS, HARMLESS_TAILS):
            self._check(f"{lead}trước ngày {day}{tail}", "date", date(2027, 6, 9))

    def test_before_a_period_means_before_its_first_day_and_is_asked_about(self):
        for wording, day in {
            "Trước quý IV/2027": date(2027, 9, 30),
            "trước tháng 7/2027": date(2027, 6, 30),
            "Hoàn thành trước năm 2028": date(2027, 12, 31),
        }.items():
            found = parse_deadline(wording, ISSUED)
            self.assertEqual((found.kind, found.date), ("period", day))
            self.assertEqual(found.warnings, ("partly_read_deadline",))

    def test_part_of_a_year_says_more_than_the_year(self):
        for wording in (
            "Trong năm 2027 (quý II)",
            "Năm 2027, tháng 6",
            "Năm 2027: 6 tháng đầu năm",
        ):
            self._check(wording, "period", date(2027, 6, 30))

    def test_an_end_in_words_of_its_own_ends_what_was_begun(self):
        for wording in (
            "Bắt đầu từ 01/4/2027, hoàn thành 09/6/2027",
            "Khởi công 01/4/2027; hoàn thành trước 09/6/2027",
            "Điều chỉnh từ 01/4/2027 sang 09/6/2027",
            "01/4 → 09/6/2027",
            "01/4÷09/6/2027",
            "07, 08, 9/6/2027",
            "Từ thứ Hai 07/6 đến thứ Tư 09/6/2027",
            "Trước thứ Tư 09/6/2027",
        ):
            self._check(wording, "date", date(2027, 6, 9))

    def test_a_beginning_without_an_end_is_no_deadline_and_is_marked(self):
        for lead in ("Từ ", "Kể từ ", "Bắt đầu từ ", "Sau ", "từ cuối "):
            for wording in (*DAYS, *(wording for wording, _day in _periods())):
                if wording == "năm sau":
                    continue
                with self.subTest(lead + wording):
                    found = parse_deadline(lead + wording, ISSUED)
                    self.assertEqual(found.date, None)
                    self.assertTrue(found.warnings)


def _words(text):
    return "".join(sign if sign.isalnum() else " " for sign in text).split()
