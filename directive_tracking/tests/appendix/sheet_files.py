"""Builds spreadsheets that no library writes, as left by other programs and careless users."""

import io
import re
import zipfile

from ...tools.appendix import read_appendix
from .appendix_files import AGENCIES, HEADER, xlsx_file

SHEET = "xl/worksheets/sheet1.xml"
STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def sheet(*rows, header=HEADER, **options):
    """The bytes of a workbook with one sheet: the usual header and these rows."""
    return xlsx_file(header, *rows, **options)


def patched(data, change, part=SHEET):
    """The workbook with one part, or all for part None, passed through `change(bytes)`."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if part in (None, name) else content)
    return stream.getvalue()


def replaced(data, old, new, part=SHEET):
    """The workbook with the one place `old` (a pattern) replaced; never none."""

    def change(content):
        text, count = re.subn(old, lambda _match: new, content.decode(), flags=re.DOTALL)
        if count != 1:
            raise AssertionError(f"{old} stands {count} times in {part}")
        return text.encode()

    return patched(data, change, part)


def with_cell(data, reference, xml, part=SHEET):
    """Return the workbook with the whole cell `reference` replaced."""
    return replaced(data, rf'<c r="{reference}"[^>]*?(?:/>|>.*?</c>)', xml, part)


def text_cell(reference, text):
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def as_strict(data):
    def change(content):
        for old, new in STRICT.items():
            content = content.replace(old, new)
        return content

    return patched(data, change, None)


def without_references(data):
    """As some exporters write: cells and rows in order, without references."""
    return patched(data, lambda content: re.sub(rb'<(row|c) r="\w+"', rb"<\1", content))


def read(data, name="a.xlsx"):
    return read_appendix(name, data, AGENCIES)


def left(reading):
    """Return [(reason, text)] of the skipped rows, without the header."""
    return [(one.kind, one.text) for one in reading.left_aside if one.kind != "header"]
