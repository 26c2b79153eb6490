"""An unreadable file gives one sentence: the error, its place and the remedy."""

import io
import random
import struct
import zipfile
from contextlib import suppress
from unittest.mock import patch

from odoo.tests import BaseCase

from ...tools.appendix import AppendixError, grid, read_appendix
from ...tools.appendix import rows as rows_of_tables
from ...tools.appendix.columns import find_header
from ...tools.appendix.file import file_type
from ...tools.appendix.file.safe_zip import MAX_FILE
from .appendix_files import AGENCIES, HEADER, csv_file, docx_file, task_row, xlsx_file
from .old_files import FIB_97, FIB_ENCRYPTED, ole2_file


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


def renamed(data, old, new):
    """The Office file with the names of its parts changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for item in source.infolist():
            target.writestr(item.filename.replace(old, new), source.read(item))
    return stream.getvalue()


def open_document(kind, **parts):
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return zipped(mimetype=mimetype, **{"content.xml": "<a/>", **parts})


EXCEL_XML = (
    b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
)


class TestAppendixBadFiles(BaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sheet = xlsx_file(HEADER, task_row())
        cls.word = docx_file(HEADER, task_row())

    def _refused(self, code, data, name="phu luc.xlsx", found=None):
        with self.assertRaises(AppendixError) as caught:
            read_appendix(name, data, AGENCIES)
        self.assertEqual(caught.exception.code, code)
        if found:
            self.assertEqual(caught.exception.values["found"], found)
        self.assertIn(name, str(caught.exception))
        self.assertNotIn("%", str(caught.exception))

    def test_a_file_of_another_kind_is_refused(self):
        for data in (
            b"%PDF-1.7 x",
            b"\x89PNG\r\n\x1a\n",
            b"MZ\x90",
            b"\x7fELF",
            zipped(a="x"),
        ):
            with self.subTest(data[:4]):
                self._refused("wrong_type", data)
        self._refused("wrong_type", bytes(range(256)) * 20, "a.csv")
        self._refused("wrong_type", b"some text", "a.exe")

    def test_a_file_too_large_is_refused_unread(self):
        self._refused("too_large", b"a;b\n" * (MAX_FILE // 4 + 1), "a.csv")

    def test_a_table_of_too_many_rows_is_refused_in_every_format(self):
        rows = [HEADER, *map(task_row, "1234")]
        cells = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
        page = "<html><table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table></html>"
        files = {
            "a.csv": csv_file(*rows),
            "a.xlsx": xlsx_file(*rows),
            "a.docx": docx_file(*rows),
            "a.doc": page.encode(),
        }
        for name, data in files.items():
            with self.subTest(name), patch.object(grid, "MAX_ROWS", 5):
                self.assertEqual(len(read_appendix(name, data, AGENCIES).tasks), 4)
            with self.subTest(name), patch.object(grid, "MAX_ROWS", 4):
                self._refused("too_many_rows", data, name)

    def test_a_cell_longer_than_any_program_holds_is_refused(self):
        task = task_row("1")
        rows = [HEADER, [cell + " x" * 17_000 for cell in task]]
        for name, data in (("a.csv", csv_file(*rows)), ("a.docx", docx_file(*rows))):
            with self.subTest(name):
                self._refused("too_long_text", data, name)

    def test_a_document_of_too_many_lines_is_refused(self):
        lines = b"<w:p/>" * (grid.MAX_ROWS + 1)
        data = repacked(
            docx_file(HEADER, task_row("1")),
            {"word/document.xml": lambda xml: xml.replace(b"<w:tbl>", lines + b"<w:tbl>", 1)},
        )
        self._refused("too_many_lines", data, "a.docx")

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

    def test_an_old_format_is_named_as_what_it_is(self):
        """One of the streams decides, regardless of other words in the file."""
        decoy = b"Workbook Book".decode().encode("utf-16-le")
        for found, name, data in (
            ("word_97", "a.doc", ole2_file({"WordDocument": FIB_97, "1Table": decoy})),
            ("word_95", "a.doc", ole2_file({"WordDocument": b"\xec\xa5\x65\0" + decoy})),
            ("excel_97", "a.xls", ole2_file({"Workbook": decoy})),
            ("excel_95", "a.xls", ole2_file({"Book": b""})),
            ("excel_binary", "a.xlsb", zipped(**{"xl/workbook.bin": "x"})),
            ("rtf", "a.doc", b"{\\rtf1 x}"),
            ("excel_xml", "a.xls", EXCEL_XML),
            ("odf_sheet", "a.ods", open_document("spreadsheet")),
            ("odf_text", "a.odt", open_document("text")),
        ):
            with self.subTest(found), patch.object(file_type, "is_installed", lambda: False):
                self._refused("old_format", data, name, found)

    def test_a_password_or_macro_in_an_old_file_is_named(self):
        encrypted = bytes.fromhex("090800002f0002000000")
        for data in (
            ole2_file({"EncryptedPackage": b"x"}),
            ole2_file({"WordDocument": FIB_ENCRYPTED}),
            ole2_file({"Workbook": encrypted}),
            open_document("text", **{"META-INF/manifest.xml": "<a><encryption-data/></a>"}),
        ):
            self._refused("password", data, "a.doc")
        self._refused("macro", ole2_file({"WordDocument": FIB_97}, ["Macros"]), "a.doc")
        self._refused("macro", ole2_file({"Workbook": b""}, ["_VBA_PROJECT_CUR"]), "a.xls")
        self._refused("macro", open_document("text", **{"Basic/script-lc.xml": "<a/>"}), "a.odt")

    def test_an_old_file_that_is_no_text_or_sheet_is_named(self):
        for found, stream in (
            ("presentation", "PowerPoint Document"),
            ("mail", "__properties_version1.0"),
            ("ole2", "Other"),
        ):
            self._refused("wrong_type", ole2_file({stream: b""}), "a.doc", found)
        self._refused("wrong_type", open_document("presentation"), "a.odp", "odf_other")
        self._refused("damaged", ole2_file({"WordDocument": FIB_97})[:700], "a.doc")

    def test_parts_of_a_zip_are_named_by_the_archive_alone(self):
        """Backslashes are folders; two parts of one name or a way out of the archive are refused."""
        self.assertTrue(read_appendix("a.docx", renamed(self.word, "/", "\\"), AGENCIES).tasks)
        twice = repacked(self.word, add={"word\\document.xml": b"<a/>"})
        self._refused("damaged", twice, "a.docx")
        for name in ("../evil.xml", "word/../../evil.xml", "C:\\evil.xml", "..\\evil.xml"):
            with self.subTest(name):
                self._refused("damaged", repacked(self.word, add={name: b"x"}), "a.docx")

    def test_the_main_part_is_found_wherever_it_stands(self):
        def moved(content):
            return content.replace(b"word/document.xml", b"word/document2.xml")

        data = repacked(self.word, {"_rels/.rels": moved, "[Content_Types].xml": moved})
        data = renamed(data, "word/document.xml", "word/document2.xml")
        data = renamed(data, "word/_rels/document.xml.rels", "word/_rels/document2.xml.rels")
        self.assertTrue(read_appendix("a.docx", data, AGENCIES).tasks)

    def test_a_file_with_strange_bytes_anywhere_is_read_or_refused_with_a_sentence(self):
        chance = random.Random(8)
        for round_ in range(60):
            data = (self.word, self.sheet)[round_ % 2]
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                parts = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]

            def spoil(content):
                at = chance.randrange(len(content))
                return content[:at] + bytes([chance.randrange(256)]) * 2 + content[at + 1 :]

            spoilt = repacked(data, dict.fromkeys(chance.sample(parts, 3), spoil))
            with self.subTest(round_), suppress(AppendixError):
                read_appendix("a.docx", spoilt, AGENCIES)

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

    def test_a_header_is_not_sought_in_every_row_of_a_long_list(self):
        rows = [(f"Việc {number}", "Sở Tài chính", "ghi chú") for number in range(3000)]
        with patch.object(rows_of_tables, "find_header", wraps=find_header) as sought:
            self._refused("no_table", csv_file(*rows), "a.csv")
        self.assertLessEqual(sought.call_count, 1000)

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
