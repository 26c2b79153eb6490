"""Samples damaged by chance: a file is read, or refused in words; nothing of it vanishes."""

import io
import random
import struct
import unicodedata
import unittest
from types import SimpleNamespace

import openpyxl

from ..world import plain, samples
from .test_appendix_samples import load_agencies, load_reader
from .test_week_samples import load_reader as load_week_reader
from .test_week_samples import lost_words

FILES = 12  # of each kind
LARGEST = 20_000  # bytes of a sample: damage needs no long files
SIGNS = (
    None, 0, -5, 1e300, 46203.7, True, "#REF!", "", "nt", "x", "30/2/2026", "Tổng cộng", "I", "STT", "Nội dung",
    "Thứ Hai 07/12", "8h30", "ấ" * 3000, "\u200b", "(" * 50, "- " * 500, "1." * 500, "UBND các xã, phường (trừ",
    "UBND các xã trừ " * 400, "tháng " * 300, "từ 1/1/2026 đến " * 50,
)  # fmt: skip
WRITINGS = (
    str.upper,
    str.lower,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: "".join(c for c in unicodedata.normalize("NFD", text) if c.isascii()),
)


class Damage:
    """Changes to a sheet as hands and programs make them, chosen by ``chance``."""

    def __init__(self, data, chance):
        self.book, self.chance = openpyxl.load_workbook(io.BytesIO(data)), chance
        self.sheet = chance.choice(self.book.worksheets)

    def done(self):
        for _time in range(self.chance.randrange(1, 4)):
            change = self.chance.choice(
                (self._columns, self._rows, self._cells, self._merge, self._writing, self._header)
            )
            change()
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()

    def _place(self):
        rows, columns = self.sheet.max_row, self.sheet.max_column
        return self.chance.randrange(1, rows + 1), self.chance.randrange(1, columns + 1)

    def _columns(self):
        column = self._place()[1]
        self.chance.choice((self.sheet.delete_cols, self.sheet.insert_cols))(column)

    def _rows(self):
        row = self._place()[0]
        self.chance.choice((self.sheet.delete_rows, self.sheet.insert_rows))(row, 2)

    def _header(self):
        self.sheet.delete_rows(1, self.chance.randrange(1, 5))

    def _cells(self):
        for _time in range(4):
            self._write(*self._place(), self.chance.choice(SIGNS))

    def _merge(self):
        row, column = self._place()
        ends = {"end_row": row + self.chance.randrange(4), "end_column": column + 1}
        self.sheet.merge_cells(start_row=row, start_column=column, **ends)

    def _writing(self):
        change = self.chance.choice(WRITINGS)
        for row in self.sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    self._write(cell.row, cell.column, change(cell.value))

    def _write(self, row, column, value):
        cell = self.sheet.cell(row, column)
        if not isinstance(cell, openpyxl.cell.MergedCell):
            cell.value = value


def readers():
    """Return {kind: its reader}, each called with (name, data, agencies)."""
    register = plain.load("directive_petition", "tools.register").read_register
    return {
        "appendices": load_reader().read_appendix,
        "history": load_reader("history").read_history,
        "weeks": load_week_reader().read_week,
        "registers": lambda name, data, _agencies: register(name, data),
    }


class TestDamagedFiles(unittest.TestCase):
    def damaged(self, kind, suffix):
        """Yield (sample, chance, agencies) of some samples of a kind, the same each time."""
        chance = random.Random(f"{kind}{suffix}")
        small = [
            (path, answer)
            for path, answer in samples.expectations(kind)
            if path.suffix == suffix and path.stat().st_size < LARGEST
        ]
        for _number in range(FILES if small else 0):
            path, answer = chance.choice(small)
            yield path, chance, load_agencies(load_reader(), str(answer.get("province_code", "15")))

    def read(self, read, name, data, agencies):
        """Return the reading, None if the file was refused in words; nothing else may be raised."""
        try:
            return read(name, data, agencies)
        except Exception as error:
            if not getattr(error, "code", None):
                raise
            self.assertTrue(str(error))
            return None

    def test_a_damaged_sheet_is_read_or_refused_in_words(self):
        for kind, read in readers().items():
            found = []
            for path, chance, agencies in self.damaged(kind, ".xlsx"):
                with self.subTest(path.name, number=len(found)):
                    data = Damage(path.read_bytes(), chance).done()
                    found.append(self.read(read, path.name, data, agencies))
                    self.check_nothing_lost(kind, path.name, data, found[-1])
            self.assertEqual(any(found), bool(found), kind)

    def check_nothing_lost(self, kind, name, data, reading):
        """Every word of a week is in an entry or listed; appendices have a test of their own."""
        if kind == "weeks" and reading:
            file = SimpleNamespace(name=name, read_bytes=lambda: data)
            self.assertEqual(lost_words(file, reading), [])

    def test_a_file_cut_or_with_wrong_bytes_is_read_or_refused_in_words(self):
        for kind, read in readers().items():
            for suffix in (".xlsx", ".docx", ".csv"):
                for path, chance, agencies in self.damaged(kind, suffix):
                    data = bytearray(path.read_bytes())
                    with self.subTest(path.name):
                        for _time in range(chance.randrange(8)):
                            data[chance.randrange(len(data))] = chance.randrange(256)
                        cut = bytes(data[: chance.randrange(len(data) // 2, len(data) + 1)])
                        self.read(read, path.name, cut, agencies)


if __name__ == "__main__":
    unittest.main()


class TestImpossibleParts(unittest.TestCase):
    """Numbers that no calendar and no archive can hold."""

    def test_a_day_beyond_every_calendar_in_a_register_is_doubted(self):
        book = openpyxl.Workbook()
        book.active.append(("SỔ THEO DÕI ĐƠN NĂM 2026",))
        book.active.append(("STT", "Ngày nhận", "Họ và tên", "Nội dung đơn", "Kết quả"))
        book.active.append((1, 99_999_999, "Lò A Páo", "Khiếu nại giá đất", None))
        book.active["B3"].number_format = "dd/mm/yyyy"
        stream = io.BytesIO()
        book.save(stream)
        reader = plain.load("directive_petition", "tools.register")
        record = reader.read_register("r.xlsx", stream.getvalue()).records[0]
        self.assertIsNone(record.date_received)
        self.assertIn("impossible_date", [one.code for one in record.warnings])

    def test_an_archive_that_points_before_its_beginning_is_refused_in_words(self):
        book, stream = openpyxl.Workbook(), io.BytesIO()
        book.active.append(("STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì"))
        book.save(stream)
        data = bytearray(stream.getvalue())
        # The directory says it begins 2 GB further on than it does.
        size, start = struct.unpack_from("<II", data, data.rindex(b"PK\5\6") + 12)
        struct.pack_into("<I", data, data.rindex(b"PK\5\6") + 16, start + 2**31)
        self.assertTrue(size)
        with self.assertRaises(Exception) as caught:
            load_reader().read_appendix("a.xlsx", bytes(data), [])
        self.assertEqual(caught.exception.code, "damaged")


class TestRowsWithoutContent(unittest.TestCase):
    """Rows of a week in which somebody forgot the content, or mistyped the day above a column."""

    HEAD = ("Ngày", "Giờ", "Nội dung", "Địa điểm", "Thành phần")

    def read(self, *rows):
        book = openpyxl.Workbook()
        for row in (("Tuần 49/2026 (từ 30/11/2026 đến 06/12/2026)",), *rows):
            book.active.append(row)
        stream = io.BytesIO()
        book.save(stream)
        return load_week_reader().read_week("w.xlsx", stream.getvalue(), [])

    def test_hour_place_and_people_beside_no_content_are_listed(self):
        meeting = ("T2 30/11", "8h00", "Họp giao ban", "Phòng họp A", None)
        alone = ("T3 01/12", "9h30", None, "Phòng họp B", "Sở Y tế")
        reading = self.read(self.HEAD, meeting, alone)
        self.assertEqual([one.content for one in reading.entries], ["Họp giao ban"])
        listed = {one.text for one in reading.left_aside}
        self.assertLessEqual({"9h30", "Phòng họp B", "Sở Y tế"}, listed)

    def test_a_day_that_does_not_exist_above_a_column_is_refused_in_words(self):
        row = ("T2 30/11", "8h00", "Giám đốc", "Phòng họp A", None)
        with self.assertRaises(Exception) as caught:
            self.read(("Ngày", "Giờ", "30/2/2026", "Địa điểm", "Ghi chú"), row)
        self.assertEqual(caught.exception.code, "empty")
