"""Reading .xlsx sheets as a person sees them: merged cells, hidden rows, dates, sheet states.

Sheets are streamed and empty cells skipped, so a sheet formatted down to its last row is no
burden, whatever dimension it claims.
"""

import math
import re

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from ..text import clean_lines
from .errors import AppendixError
from .grid import MAX_COLUMNS, MAX_ROWS, Cell, Row, Table

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")
# A sheet that calls itself a draft or a copy; the diacritics matter ("cũ", not "cư").
_DRAFT = re.compile(
    r"\b(?:nháp|bản sao|bản cũ|cũ|copy|backup|temp|tmp|old)\b|\(\d\)$", re.IGNORECASE
)
_BOOLEANS = {"1": "TRUE", "0": "FALSE"}


def read_xlsx(package):
    """The visible worksheets, in order."""
    workbook = package.parse("xl/workbook.xml")
    parts = package.parts("xl/workbook.xml")
    strings = _shared_strings(package)
    formats = _formats(package)
    epoch = CALENDAR_WINDOWS_1900
    for properties in workbook.iter("{*}workbookPr"):
        if properties.get("date1904") in ("1", "true"):
            epoch = CALENDAR_MAC_1904
    tables = []
    for sheet in workbook.iter("{*}sheet"):
        part = parts.get(_relation(sheet))
        if sheet.get("state", "visible") == "visible" and part in package.names:
            rows = _Sheet(package, part, strings, formats, epoch).rows()
            name = clean_lines(sheet.get("name"))
            tables.append(Table(rows, {"sheet": name}, doubtful=bool(_DRAFT.search(name))))
    return tables


def _integer(digits, default=0):
    return int(digits) if digits and digits.isascii() and digits.isdecimal() else default


def _relation(sheet):
    return next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)


def _shared_strings(package):
    part = "xl/sharedStrings.xml"
    if part not in package.names:
        return []
    return [_text(item) for item in package.iterate(part, "si")]


def _text(element):
    """All runs of a rich text, without phonetic hints."""
    return "".join(
        node.text or ""
        for node in element.iter("{*}t")
        if not any(parent.tag.endswith("}rPh") for parent in node.iterancestors())
    )


def _formats(package):
    """The number format of each cell style."""
    if "xl/styles.xml" not in package.names:
        return []
    styles = package.parse("xl/styles.xml")
    own = {node.get("numFmtId"): node.get("formatCode") for node in styles.iter("{*}numFmt")}
    formats = []
    for style in styles.iterfind("{*}cellXfs/{*}xf"):
        number = style.get("numFmtId", "0")
        formats.append(own.get(number) or BUILTIN_FORMATS.get(_integer(number), "General"))
    return formats


class _Sheet:
    """One worksheet being read."""

    def __init__(self, package, part, strings, formats, epoch):
        self.package, self.part = package, part
        self.strings, self.formats, self.epoch = strings, formats, epoch

    def rows(self):
        found, merges, number = [], [], 0
        for element in self.package.iterate(self.part, "row", "mergeCell"):
            if element.tag.endswith("}mergeCell"):
                merges.append(element.get("ref", ""))
                continue
            number = _integer(element.get("r"), number + 1)
            row = self._row(element, number)
            if row.cells:
                found.append(row)
                if len(found) > MAX_ROWS:
                    raise AppendixError(
                        "too_large",
                        file=self.package.file_name,
                        size=f"more than {MAX_ROWS} rows",
                        limit=f"{MAX_ROWS} rows",
                    )
        return _merge(found, merges)

    def _row(self, element, number):
        cells = []
        for cell in element.iterfind("{*}c"):
            match = _REFERENCE.match(cell.get("r") or "")
            column = column_index_from_string(match[1]) - 1 if match else len(cells)
            text = self._value(cell) if column < MAX_COLUMNS else ""
            if text:
                cells += [Cell() for _ in range(column + 1 - len(cells))]
                cells[column].text = text
        hidden = element.get("hidden") in ("1", "true") or element.get("ht") == "0"
        return Row(number, cells, hidden)

    def _value(self, cell):
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return clean_lines(_text(cell))
        value = cell.findtext("{*}v") or ""
        if kind == "s":
            index = _integer(value, -1)
            return clean_lines(self.strings[index]) if 0 <= index < len(self.strings) else ""
        if kind == "n" and value:
            style = _integer(cell.get("s"))
            number_format = self.formats[style] if style < len(self.formats) else "General"
            return show_number(value, number_format, self.epoch)
        if kind == "d":
            return value[:10]
        return _BOOLEANS.get(value, value) if kind == "b" else clean_lines(value)


def show_number(value, number_format, epoch=CALENDAR_WINDOWS_1900):
    """A number as its cell shows it; dates always as dd/mm/yyyy.

    >>> show_number("46203", "dd/mm/yyyy"), show_number("46203", "General")
    ('30/06/2026', '46203')
    >>> show_number("1", "00"), show_number("28.1", "General"), show_number("3.0", "General")
    ('01', '28.1', '3')
    """
    try:
        number = float(value)
    except ValueError:
        return value
    if not math.isfinite(number):
        return value
    if is_date_format(number_format):
        try:
            return from_excel(max(number, 1), epoch).strftime("%d/%m/%Y")
        except (ValueError, OverflowError, AttributeError):
            return value
    if padded := re.fullmatch(r"(0+)(?:\.(0+))?", number_format):
        decimals = len(padded[2] or "")
        width = len(padded[1]) + (decimals + 1 if decimals else 0)
        return f"{number:0{width}.{decimals}f}"
    return f"{number:.0f}" if number == int(number) else f"{number:.10g}"


def _merge(rows, references):
    """Tell each row about the merged areas over it: spans to the right, copies downwards."""
    by_number = {row.number: row for row in rows}
    for reference in references:
        corners = _REFERENCE.findall(reference)
        if len(corners) != 2:
            continue
        (left, top), (right, bottom) = (
            (column_index_from_string(c) - 1, int(r)) for c, r in corners
        )
        head = by_number.get(top)
        if head is None or left >= MAX_COLUMNS or not head.cell(left).text:
            continue
        head.cells[left].span = right - left + 1
        for number in range(top + 1, min(bottom, rows[-1].number) + 1):
            if row := by_number.get(number):
                row.cells += [Cell() for _ in range(left + 1 - len(row.cells))]
                if not row.cells[left].text:
                    row.cells[left] = Cell(head.cells[left].text, right - left + 1, continued=True)
    return rows
