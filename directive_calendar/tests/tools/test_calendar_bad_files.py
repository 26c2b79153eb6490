"""Files that are to stop the server, given to both readers: each is refused, none is worked on."""

import io

from docx import Document
from openpyxl import Workbook

from odoo.tests import BaseCase, tagged

from odoo.addons.directive_tracking.tests.appendix.test_appendix_bad_files import repacked
from odoo.addons.directive_tracking.tools.appendix import AppendixError

from ...tools.conclusion.reader import read_notice, read_text
from ...tools.week.reading import PASTED, read_week

BODY, SHEET = "word/document.xml", "xl/worksheets/sheet1.xml"
LINE = "Giao Sở A báo cáo trước ngày 15/12/2026."
PARAGRAPH = f"<w:p><w:r><w:t>{LINE}</w:t></w:r></w:p>".encode()
LAUGHS = b"".join(
    b'<!ENTITY %s "%s">' % (bytes([98 + n]), b"&%s;" % bytes([97 + n]) * 10) for n in range(9)
)
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + LAUGHS + b"]>"
EXTERNAL = b'<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">]>'


def document():
    document, stream = Document(), io.BytesIO()
    document.add_paragraph("Thứ hai, ngày 07/12/2026")
    document.add_paragraph("MARK")
    document.save(stream)
    return stream.getvalue()


def sheet():
    book, stream = Workbook(), io.BytesIO()
    book.active.append(["Thứ hai, ngày 07/12/2026", "Sáng", "MARK"])
    book.save(stream)
    return stream.getvalue()


def with_type(declaration):
    def change(content):
        at = content.index(b"?>") + 2 if content.startswith(b"<?xml") else 0
        return content[:at] + declaration + content[at:].replace(b"MARK", b"&j;")

    return change


def nested(depth):
    """Return tables within tables, so deep."""
    opened, closed = b"<w:tbl><w:tr><w:tc>", b"<w:p/></w:tc></w:tr></w:tbl>"
    return opened * depth + PARAGRAPH + closed * depth


def before_end(more):
    return lambda content: content.replace(b"<w:sectPr", more + b"<w:sectPr", 1)


FILES = {
    "unpacks to 60 MB": ("a.docx", BODY, lambda old: old.replace(b"MARK", b"a " * 30_000_000)),
    "entities": ("a.docx", BODY, with_type(ENTITIES)),
    "a file of the server": ("a.docx", BODY, with_type(EXTERNAL)),
    "tables within tables": ("a.docx", BODY, before_end(nested(500))),
    "a hundred thousand lines": ("a.docx", BODY, before_end(PARAGRAPH * 100_000)),
    "entities in a sheet": ("a.xlsx", SHEET, with_type(ENTITIES)),
    "a sheet of 60 MB": (
        "a.xlsx",
        SHEET,
        lambda old: old.replace(b"</sheetData>", b"<row/>" * 10_000_000 + b"</sheetData>"),
    ),
}
READERS = {
    "week": lambda name, data: read_week(name, data, {}),
    "notice": lambda name, data: read_notice(name, data, {}),
}


@tagged("post_install", "-at_install")
class TestCalendarBadFiles(BaseCase):
    def test_a_file_that_would_stop_the_server_is_refused_by_both_readers(self):
        for what, (name, part, change) in FILES.items():
            data = repacked(document() if name.endswith("docx") else sheet(), {part: change})
            for reader, read in READERS.items():
                with self.subTest(what, reader=reader), self.assertRaises(AppendixError) as refusal:
                    read(name, data)
                self.assertNotIn(refusal.exception.code, ("no_table", "empty"), what)

    def test_pasted_text_has_the_same_limit(self):
        text = f"{LINE}\n" * 6_000
        for read in (lambda: read_week(PASTED, text.encode(), {}), lambda: read_text(text, {})):
            with self.assertRaises(AppendixError) as refusal:
                read()
            self.assertEqual(refusal.exception.code, "too_many_lines")
