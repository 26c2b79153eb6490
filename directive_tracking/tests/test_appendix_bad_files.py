"""A file that cannot be read ends in one sentence: what is wrong, where, what to do."""

import io
import struct
import zipfile

from odoo.tests import BaseCase

from odoo.addons.directive_tracking.tools.appendix import AppendixError, read_appendix
from odoo.addons.directive_tracking.tools.appendix.safe_zip import MAX_FILE

from .appendix_files import AGENCIES, HEADER, csv_file, docx_file, task_row, xlsx_file

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def repacked(data, replace=None, add=None):
    """The Office file with parts replaced (name -> function of bytes) or added."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            content = old.read(item)
            new.writestr(
                item.filename, (replace or {}).get(item.filename, lambda same: same)(content)
            )
        for name, content in (add or {}).items():
            new.writestr(name, content)
    return stream.getvalue()


def zipped(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


class TestAppendixBadFiles(BaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sheet = xlsx_file(HEADER, task_row())
        cls.word = docx_file(HEADER, task_row())

    def _refused(self, code, data, name="phu luc.xlsx"):
        with self.assertRaises(AppendixError) as caught:
            read_appendix(name, data, AGENCIES)
        self.assertEqual(caught.exception.code, code)
        self.assertIn(name, str(caught.exception))
        self.assertNotIn("%", str(caught.exception))

    def test_a_file_of_another_kind_is_refused(self):
        for data in (
            b"%PDF-1.7 x",
            b"\x89PNG\r\n\x1a\n",
            b"MZ\x90",
            b"{\\rtf1 x}",
            b"\x7fELF",
            zipped(a="x"),
        ):
            with self.subTest(data[:4]):
                self._refused("wrong_type", data)
        self._refused("wrong_type", bytes(range(256)) * 20, "a.csv")
        self._refused("wrong_type", b"some text", "a.exe")

    def test_a_file_too_large_is_refused_unread(self):
        self._refused("too_large", b"a;b\n" * (MAX_FILE // 4 + 1), "a.csv")

    def test_a_zip_bomb_is_refused_unpacked(self):
        bomb = repacked(self.sheet, add={"xl/big.xml": b" " * (60 * 1024 * 1024)})
        self.assertLess(len(bomb), 200_000)
        self._refused("zip_bomb", bomb)
        self._refused(
            "zip_bomb", repacked(self.sheet, add={f"xl/{n}.xml": b"" for n in range(2_100)})
        )

    def test_a_part_that_lies_about_its_size_is_refused(self):
        data = bytearray(repacked(self.sheet))
        at = data.index(b"PK\x01\x02", data.index(b"xl/workbook.xml"))
        while data[at + 46 : at + 46 + len(b"xl/workbook.xml")] != b"xl/workbook.xml":
            at = data.index(b"PK\x01\x02", at + 4)
        data[at + 24 : at + 28] = struct.pack("<I", 10)
        self._refused("damaged", bytes(data))

    def test_entities_and_document_types_are_refused_in_every_part_read(self):
        attack = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'

        def infect(content):
            head, _sign, rest = content.partition(b"?>")
            return head + b"?>" + attack + rest if rest else attack + content

        for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"):
            with self.subTest(part):
                self._refused("external_entities", repacked(self.sheet, {part: infect}))
        self._refused(
            "external_entities", repacked(self.word, {"word/document.xml": infect}), "a.docx"
        )
        self._refused("external_entities", attack + b"<table></table>", "a.xls")

    def test_an_entity_hidden_in_another_encoding_is_refused(self):
        def infect(content):
            text = content.decode().replace("UTF-8", "UTF-16").partition("?>")[2]
            return ("<!DOCTYPE x [<!ENTITY a 'b'>]>" + text).encode("utf-16")

        self._refused("external_entities", repacked(self.sheet, {"xl/workbook.xml": infect}))

    def test_a_macro_is_refused(self):
        self._refused("macro", repacked(self.sheet, add={"xl/vbaProject.bin": b"x"}), "a.xlsm")
        self._refused("macro", repacked(self.word, add={"word/vbaProject.bin": b"x"}), "a.docx")

    def test_a_password_is_told_apart_from_an_old_format(self):
        self._refused("password", OLE2 + "EncryptedPackage".encode("utf-16-le"))
        self._refused("old_format", OLE2 + "Workbook".encode("utf-16-le"), "a.xls")
        self._refused("old_format", OLE2 + "WordDocument".encode("utf-16-le"), "a.doc")
        self._refused("old_format", zipped(**{"xl/workbook.bin": "x"}), "a.xlsb")

    def test_a_damaged_file_is_refused(self):
        self._refused("damaged", self.sheet[:-100])
        self._refused("damaged", b"PK\x03\x04 nothing")
        self._refused("damaged", repacked(self.sheet, {"xl/workbook.xml": lambda _c: b"<workbook"}))
        self._refused(
            "damaged", repacked(self.sheet, {"xl/worksheets/sheet1.xml": lambda c: c[:-30]})
        )
        self._refused("damaged", b"\xff\xfea;b;c", "a.csv")

    def test_a_file_without_an_assignment_table_is_refused(self):
        self._refused("no_table", docx_file(("Nơi nhận:", "CHÁNH VĂN PHÒNG")), "a.docx")
        self._refused("no_table", csv_file(("Họ tên", "Điện thoại"), ("A", "0912")), "a.csv")
        self._refused("no_table", xlsx_file(("Tháng", "Số liệu"), (1, 2)))

    def test_a_file_without_tasks_is_refused(self):
        for data in (b"", b"\0\0\0", csv_file(HEADER)):
            with self.subTest(data[:10]):
                self._refused("empty", data, "a.csv")

    def test_a_secrecy_mark_is_refused(self):
        for mark in ("MẬT", "TUYỆT MẬT", "Độ mật: Tối mật"):
            with self.subTest(mark):
                self._refused("secret", csv_file((mark,), HEADER, task_row()), "a.csv")
        data = csv_file(("Kèm theo Kế hoạch số 18/KH-UBND(M) ngày 12/01/2026",), HEADER, task_row())
        self._refused("secret", data, "a.csv")
