"""Reader for .xlsx sheets as displayed: merged cells, hidden rows, dates, sheet states.

Why not a library: openpyxl 3.1 and python-calamine 0.9 were tried on the sample files. Neither
returns the displayed text: both return a full date if the cell shows a month ("Jun-26"), a bare
serial number for the date formats of East-Asian Excel and WPS, nothing for a formula that was
never calculated (as if the cell were empty), and no struck text. calamine returns texts hidden
under a merged area and does not report hidden rows or columns; openpyxl does so only if it loads
every formatted cell, which takes minutes for a sheet formatted down to its last row. Here sheets
are streamed and empty cells skipped, regardless of the declared dimension; openpyxl helps with
formats and references.
"""

import math
import re
from dataclasses import dataclass, field
from datetime import date

from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.cell import column_index_from_string, get_column_letter

from ...text import clean_lines
from ..deadline.calendar_words import EPOCH_1900, EPOCH_1904
from ..grid import MAX_COLUMNS, Cell, Row, Table, check_row_count
from .number_format import show_day, show_number
from .xlsx_styles import Look, Run, integer, read_looks, read_runs, show_runs, unescaped

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)")
# A sheet named as draft or old; the diacritics matter ("cũ", not "cư").
_DRAFT = re.compile(r"\b(?:nháp|bản cũ|cũ|backup|temp|tmp|old|draft)\b", re.IGNORECASE)
# The name of a copied sheet; it may still contain another appendix.
_COPY = re.compile(r"\b(?:bản sao|copy)\b|\(\d+\)$", re.IGNORECASE)
_BOOLEANS = {"1": "TRUE", "0": "FALSE"}
_ON = ("1", "true")


def read_xlsx(package, whole=False):
    """Return the worksheets in order; hidden ones have a reason for being skipped.

    `whole` also reads hidden columns and the colours of cells, takes every filter for a used one,
    and has room for the rows of several years.
    """
    part = package.main
    workbook, parts = package.parse(part), package.parts(part)
    book = _Book(package, parts, workbook, whole)
    tables = []
    for sheet in workbook.iter("{*}sheet"):
        part = parts.get(_relation(sheet))
        if part in package.names:
            name = clean_lines(sheet.get("name"))
            table = _Sheet(book, part).table({"sheet": name})
            table.doubtful, table.is_copy = bool(_DRAFT.search(name)), bool(_COPY.search(name))
            table.aside = sheet.get("state", "visible") != "visible" and "hidden_sheet" or None
            tables.append(table)
    return tables


def _relation(sheet):
    return next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)


class _Book:
    """Data shared by all sheets: texts, styles, and day 0 of dates."""

    def __init__(self, package, parts, workbook, whole):
        self.package, self.whole = package, whole
        strings = _named(parts, "sharedstrings.xml")
        self.strings = (
            [read_runs(item) for item in package.iterate(strings, "si")] if strings else []
        )
        theme = _named(parts, "theme1.xml")
        self.looks = read_looks(package, _named(parts, "styles.xml"), theme)
        is_1904 = any(one.get("date1904") in _ON for one in workbook.iter("{*}workbookPr"))
        self.epoch = EPOCH_1904 if is_1904 else EPOCH_1900


def _named(parts, leaf):
    return next((part for part in parts.values() if part.lower().endswith(leaf)), None)


@dataclass
class _Hidden:
    """Hidden columns and rows of a sheet."""

    columns: set = field(default_factory=set)
    filters: list = field(default_factory=list)  # the areas of active filters

    def why(self, number):
        filtered = any(top <= number <= bottom for top, bottom in self.filters)
        return "filtered_row" if filtered else "hidden_row"


class _Sheet:
    """One worksheet being read."""

    def __init__(self, book, part):
        self.book, self.part, self.package = book, part, book.package
        self.hidden = _Hidden()
        self.unseen = []

    def table(self, place):
        rows, merges = self._read()
        rows = self._under_merges(rows, merges)
        if not self.book.whole:
            rows = self._without_hidden_columns(rows, merges)
        for row in rows:
            row.why_hidden = self.hidden.why(row.number)
        return Table(rows, place, epoch=self.book.epoch, unseen=self.unseen)

    def _read(self):
        found, merges, number, filtering = [], [], 0, self.book.whole
        tags = ("col", "row", "mergeCell", "filterColumn", "autoFilter")
        for element in self.package.iterate(self.part, *tags):
            name = element.tag.rpartition("}")[2]
            if name == "row":
                number = integer(element.get("r"), number + 1)
                row = self._row(element, number)
                if any(cell.text or cell.struck for cell in row.cells):
                    found.append(row)
                    check_row_count(len(found), self.package.file_name, self.book.whole)
            elif name == "mergeCell":
                merges.append(_area(element.get("ref")))
            elif name == "col":
                self._take_column(element)
            elif name == "filterColumn":
                filtering = True
            else:
                self._take_filter(element, filtering)
        self._take_table_filters()
        return found, [area for area in merges if area]

    def _take_column(self, element):
        if element.get("hidden") in _ON or _is_zero(element.get("width")):
            last = min(integer(element.get("max")), MAX_COLUMNS)
            self.hidden.columns |= set(range(integer(element.get("min"), 1) - 1, last))

    def _take_filter(self, element, is_used):
        if is_used and (area := _area(element.get("ref"))):
            self.hidden.filters.append((area[1], area[3]))

    def _take_table_filters(self):
        for part in self.package.parts(self.part).values():
            if "/tables/" in part and part in self.package.names:
                for element in self.package.parse(part).iter("{*}autoFilter"):
                    self._take_filter(element, element.find("{*}filterColumn") is not None)

    def _row(self, element, number):
        cells, column = [], -1
        for node in element.iterfind("{*}c"):
            match = _REFERENCE.match(node.get("r") or "")
            column = column_index_from_string(match[1]) - 1 if match else column + 1
            cell = self._cell(node) if column < MAX_COLUMNS else Cell()
            if cell.text or cell.struck or cell.fill:
                cells += [Cell() for _ in range(column + 1 - len(cells))]
                cells[column] = cell
        hidden = element.get("hidden") in _ON or _is_zero(element.get("ht"))
        return Row(number, cells, hidden)

    def _cell(self, node):
        kind, value = node.get("t", "n"), node.findtext("{*}v") or ""
        style, looks = integer(node.get("s")), self.book.looks
        look = looks[style] if style < len(looks) else Look()
        formula = node.find("{*}f")
        fill = look.fill if self.book.whole else None
        is_empty_text = kind == "str" and node.find("{*}v") is not None
        if formula is not None and not value and not is_empty_text:
            return Cell(f"={formula.text or ''}", uncalculated=True, fill=fill)
        if kind in ("s", "inlineStr"):
            runs = self._shared(value) if kind == "s" else read_runs(node)
            text, struck = show_runs(runs, look)
            return Cell(text, struck=struck, fill=fill)
        shown = self._plain(kind, value, look)
        text, struck = show_runs([Run(shown)], look)
        is_number = kind == "n" and look.number_format == "General"
        is_day = kind == "d" or kind == "n" and is_date_format(look.number_format)
        number = _number(value) if kind == "n" else None
        marks = {"is_number": is_number, "is_day": is_day, "number": number, "fill": fill}
        return Cell(text, struck=struck, **marks)

    def _shared(self, value):
        index = integer(value, -1)
        return self.book.strings[index] if 0 <= index < len(self.book.strings) else []

    def _plain(self, kind, value, look):
        if kind == "n" and value:
            return show_number(value, look.number_format, self.book.epoch)
        if kind == "d":
            return _show_iso(value, look.number_format)
        return _BOOLEANS.get(value, value) if kind == "b" else unescaped(value)

    def _under_merges(self, rows, areas):
        """Apply the merged areas to each row: spans to the right, copies downwards.

        Other cells of an area may contain invisible text; it is reported as unseen.
        """
        by_number = {row.number: row for row in rows}
        last = rows[-1].number if rows else 0
        for left, top, right, bottom in areas:
            head = by_number[top].cell(left) if top in by_number else Cell()
            for number in range(top, min(bottom, last) + 1):
                if row := by_number.get(number):
                    self._merge_row(row, left, right, None if number == top else head)
            head.span = min(right, MAX_COLUMNS) - left + 1
        return [row for row in rows if any(cell.text or cell.struck for cell in row.cells)]

    def _merge_row(self, row, left, right, head):
        """Blank the cells of one row of an area except its corner; `head` continues from above."""
        for column in range(left + (head is None), min(right + 1, len(row.cells))):
            if text := row.cells[column].text:
                self.unseen.append((row.number, "under_merge", text))
                row.cells[column] = Cell()
        if head and head.text:
            row.cells += [Cell() for _ in range(left + 1 - len(row.cells))]
            span = min(right, MAX_COLUMNS) - left + 1
            row.cells[left] = Cell(head.text, span, continued=True)

    def _without_hidden_columns(self, rows, areas):
        """Blank texts in hidden columns only; a merged text that extends beyond them is visible."""
        reaching = {}
        for left, top, right, bottom in areas:
            if any(column not in self.hidden.columns for column in range(left, right + 1)):
                reaching.setdefault(left, []).append((top, bottom))
        texts = {column: [] for column in sorted(self.hidden.columns)}
        for row in rows:
            for column in self.hidden.columns & set(range(len(row.cells))):
                spans = reaching.get(column, ())
                if any(top <= row.number <= bottom for top, bottom in spans):
                    continue
                if not row.hidden and row.cells[column].text and not row.cells[column].continued:
                    texts[column].append(row.cells[column].line)
                row.cells[column] = Cell()
        for column, found in texts.items():
            if found:
                letter = get_column_letter(column + 1)
                self.unseen.append((None, "hidden_column", f"{letter}: {'; '.join(found)}"))
        return rows


def _is_zero(size):
    """
    >>> _is_zero("0.0"), _is_zero("15"), _is_zero(None)
    (True, False, False)
    """
    return bool(re.fullmatch(r"0(?:\.0*)?", size or ""))


def _number(value):
    """
    >>> _number("46210.4"), _number(""), _number("1E+400")
    (46210.4, None, None)
    """
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _area(reference):
    """Return (left, top, right, bottom) of a reference such as B2:D7, columns from 0, or None.

    >>> _area("B2:D7"), _area("$A$4"), _area(None)
    ((1, 2, 3, 7), (0, 4, 0, 4), None)
    """
    corners = _REFERENCE.findall(reference or "")
    if not corners:
        return None
    (left, top), (right, bottom) = (
        (column_index_from_string(column) - 1, int(row))
        for column, row in (corners[0], corners[-1])
    )
    return (left, top, right, bottom) if left < MAX_COLUMNS else None


def _show_iso(value, number_format):
    """
    >>> _show_iso("2026-06-30T17:00:00", "dd/mm/yyyy"), _show_iso("17:00", "h:mm")
    ('30/06/2026', '17:00')
    """
    try:
        return show_day(date.fromisoformat(value[:10]), number_format)
    except ValueError:
        return value
