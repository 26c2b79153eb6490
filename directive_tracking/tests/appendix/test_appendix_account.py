"""Every row of a file is either a task or skipped, once, for any rows in any order."""

import random
from collections import Counter

from odoo.tests import BaseCase

from ...tools.appendix import page_of_rows, read_appendix
from ...tools.appendix.errors import AppendixError
from .appendix_files import AGENCIES, HEADER, csv_file, docx_file, task_row, xlsx_file

# Rows of every kind, tasks among them; blank ones and half-filled ones too.
ROWS = (
    task_row("1"),
    task_row("2", "Mở lớp", "Sở Y tế", "Sở Tư pháp", "Quý III/2026", "khẩn"),
    task_row("", "Không số", "Sở Y tế", "", ""),
    task_row("4", "Không ai làm", "", "", ""),
    task_row("", "", "Sở Y tế", "", "30/6/2026"),
    task_row("-", "…", "", "", ""),
    ("I. Kinh tế",),
    ("II", "Xã hội"),
    ("A. NHÓM MỘT",),
    ("5", "Hạ tầng số"),
    ("5.1", "Đường", "Sở Xây dựng", "", "30/9/2026"),
    ("6",),
    ("", "Tổng cộng: 2 nhiệm vụ"),
    ("Cộng", "2"),
    ("", "Ghi chú: báo cáo trước 05/7"),
    ("Nơi nhận: như trên",),
    ("Xuất từ hệ thống lúc 08:15 ngày 20/6/2026",),
    ("KT. CHỦ TỊCH",),
    tuple(f"({n})" for n in range(1, 7)),
    HEADER,
    ("TT", "Thời hạn", "Nhiệm vụ", "Đơn vị thực hiện"),
    ("PHỤ LỤC (tiếp theo)",),
    ("", "", "", "", "", "chỉ ghi chú"),
    ("〃", "〃", "〃", "〃", "〃", "〃"),
    ("",),
)
ABOVE = (("ỦY BAN NHÂN DÂN",), ("PHỤ LỤC", "", "x"), ("(Kèm theo Kế hoạch số 1/KH-UBND)",), ("",))


class TestAppendixAccount(BaseCase):
    def setUp(self):
        super().setUp()
        self.random = random.Random(20260302)

    def _rows(self):
        above = self.random.sample(ABOVE, self.random.randrange(4))
        body = [self.random.choice(ROWS) for _ in range(self.random.randrange(1, 25))]
        return [*above, HEADER, *body]

    def _expected(self, rows, hidden=()):
        return {n for n, row in enumerate(rows, 1) if any(row)}

    def _accounted(self, reading, name):
        places = [task.at for task in reading.tasks] + [left.at for left in reading.left_aside]
        return Counter(at[name] for at in places if name in at)

    def _check(self, name, data, key, rows):
        try:
            reading = read_appendix(name, data, AGENCIES)
        except AppendixError as error:
            self.assertIn(error.code, ("empty", "all_hidden"))
            return False
        accounted = self._accounted(reading, key)
        self.assertEqual(set(accounted), self._expected(rows), rows)
        self.assertEqual(set(accounted.values()), {1}, rows)
        return True

    def test_each_row_is_accounted_for_once_in_every_format(self):
        read = 0
        for _round in range(150):
            rows = self._rows()
            with self.subTest(rows=rows):
                read += self._check("a.csv", csv_file(*rows), "record", rows)
                hidden = self.random.sample(range(1, len(rows) + 1), self.random.randrange(3))
                read += self._check("a.xlsx", xlsx_file(*rows, hidden=hidden), "row", rows)
        for _round in range(25):
            rows = self._rows()
            with self.subTest(rows=rows):
                read += self._check("a.docx", docx_file(*rows), "row", rows)
        self.assertGreater(read, 250)

    def test_each_pasted_row_is_accounted_for_once(self):
        read = 0
        for _round in range(80):
            rows = [self.random.choice(ROWS) for _ in range(self.random.randrange(1, 12))]
            rows = [task_row("1"), *[row for row in rows if any(row)]]  # no header, or one later
            page = page_of_rows("\n".join("\t".join(row) for row in rows))
            with self.subTest(rows=rows):
                try:
                    reading = read_appendix("pasted", page, AGENCIES, is_pasted=True)
                except AppendixError as error:
                    self.assertIn(error.code, ("empty", "no_table"))
                    continue
                read += 1
                accounted = self._accounted(reading, "row")
                self.assertEqual(set(accounted), self._expected(rows))
                self.assertEqual(set(accounted.values()), {1})
        self.assertGreater(read, 50)

    def test_rows_of_all_sheets_are_accounted_for(self):
        for _round in range(60):
            sheets = [self._rows() for _ in range(3)]
            sheets[1] = sheets[1][1 + sheets[1].index(HEADER) :]  # goes on, or says other things
            states = self.random.choices(("visible", "hidden"), k=2)

            def prepare(book, _page, sheets=sheets, states=states):
                for number, (rows, state) in enumerate(zip(sheets[1:], states, strict=True)):
                    page = book.create_sheet(f"S{number}")
                    page.sheet_state = state
                    for row in rows:
                        page.append([value or None for value in row])

            data = xlsx_file(*sheets[0], prepare=prepare)
            try:
                reading = read_appendix("a.xlsx", data, AGENCIES)
            except AppendixError as error:
                self.assertEqual(error.code, "empty")
                continue
            places = [t.at for t in reading.tasks] + [one.at for one in reading.left_aside]
            accounted = Counter((at["sheet"], at["row"]) for at in places if "row" in at)
            expected = {
                (name, number)
                for name, rows in zip(("PL", "S0", "S1"), sheets, strict=True)
                for number in self._expected(rows)
            }
            self.assertEqual(set(accounted), expected)
            self.assertEqual(set(accounted.values()), {1})
