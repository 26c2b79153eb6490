"""The rows of a sheet: those of one letter together, and what is none."""

import re
from dataclasses import dataclass, field

from odoo.addons.directive_tracking.tools.appendix.columns import find_header
from odoo.addons.directive_tracking.tools.text import fold, shadow

from .columns import REGISTER
from .heading import month_in
from .matters import kind_said
from .model import LeftAside

_NUMBER = re.compile(r"\(?\d{1,5}[a-z]?[.)/]*")
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-zđ])\)?(?:\s*=.*)?", re.IGNORECASE)
_TOTAL = re.compile(
    r"(?:tong(?: cong| so)?|cong|luy ke|mang sang|cong don)\b(?! (?:dan|an|ty|trinh|tac|chuc|doan|nghiep)).*"
)
_PAGE = re.compile(r"\btrang\b|\bmang sang\b")
_SIGNATURE = re.compile(
    r"(?:nguoi (?:ghi|lap|vao|theo doi)|truong ban|pho truong ban|tm |t m |kt |k t |thu truong|chu tich$"
    r"|pho chu tich$|chanh van phong|can bo (?:tiep|theo doi|lap|ghi)|xac nhan cua|ky (?:va )?ghi ro|da ky"
    r"|ngay ky|lanh dao (?:ky|duyet)|cong chuc (?:lap|tiep|van phong)|van thu)"
)
_PLACE_AND_DAY = re.compile(r"[^,]{2,40},\s*ngay\s.*thang.*nam.*")
_HEAD = re.compile(
    r"\b(?:chu tich|pho chu tich|bi thu|giam doc|pho giam doc|lanh dao|thu truong|chanh|truong ban)\b.*\btiep\b"
    r"|\btiep\b.*\b(?:dinh ky|dot xuat)\b|\blanh dao tiep\b"
)
_STAFF = re.compile(r"\btiep\b.*\bthuong xuyen\b|\bthuong xuyen\b")
_MONTH_BAND = re.compile(r"(?:[ivx\d]+\W+)?thang (\d{1,2})(?:\s*(?:[/-]|nam|/ ?nam)\s*(\d{4}))?\W*")

_DAY_BAND = re.compile(
    r"\W*(?:(?:phien|ky|buoi)[\w\s]{0,20}?|thu \w+,?\s*)?ngay\s+(\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?)"
)


@dataclass
class Band:
    """What the band above a row says of it."""

    received_by: str = "staff"
    month: tuple | None = None  # (year or None, month)
    day_text: str = ""  # "06/7/2026" of "Ngày 06/7/2026 - Chủ tịch tiếp định kỳ"


@dataclass
class Block:
    """The rows of one record."""

    table: object
    header: object
    rows: list
    band: Band
    number: str | None = None

    @property
    def at(self):
        first, last = self.rows[0].number, self.rows[-1].number
        place = {**self.table.place, self.table.row_name: first}
        return place if first == last else {**place, "row_to": last}


@dataclass
class Walk:
    """What was found in the sheets so far."""

    blocks: list = field(default_factory=list)
    left_aside: list = field(default_factory=list)
    totals: list = field(default_factory=list)  # (its place in left_aside, row, header, table)
    preamble: list = field(default_factory=list)
    sheet: str | None = None
    header_rows: list = field(default_factory=list)

    def walk(self, table):
        """Take one sheet."""
        name = table.place.get("sheet")
        if table.aside:
            self.left_aside.append(LeftAside(table.aside, sheet=name))
            return
        start, header = _first_header(table.rows)
        if header is None:
            if table.rows:
                self.left_aside.append(LeftAside("summary_sheet", sheet=name))
            return
        body = start + header.height
        while body < len(table.rows) and _is_column_numbers(table.rows[body]):
            body += 1
        if not self.header_rows:
            self.sheet = name
            self.preamble = _lines(table, start)
            self.header_rows = [row.number for row in table.rows[start:body]]
        month = month_in([name or "", *(_lines(table, start) if self.sheet != name else ())])
        _SheetWalk(self, table, header, body, Band(month=month)).run()


def _lines(table, start):
    found = list(table.before)
    for row in table.rows[:start]:
        for cell in row.cells:
            if cell.text and not cell.continued:
                found += cell.text.split("\n")
    return found


def _first_header(rows):
    for index in range(len(rows)):
        header = find_header(rows, index, REGISTER)
        if header:
            return index, header
    return 0, None


def _is_column_numbers(row):
    """Tell whether the row numbers the columns: (1) (2) (3), or A B 1 2."""
    own = row.own_texts
    if len(own) < 3 or not all(_COLUMN_NUMBER.fullmatch(text) for text in own):
        return False
    numbers = [int(found[0]) for text in own if (found := re.findall(r"\d+", text))]
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def is_band(text):
    """Tell whether a text heads rows: a month, or who receives; no person is named so.

    >>> is_band("THÁNG 7/2026"), is_band("Tiếp công dân thường xuyên"), is_band("Lý A Sử")
    (True, True, False)
    """
    plain = shadow(text)
    return bool(_MONTH_BAND.fullmatch(plain) or _HEAD.search(plain) or _STAFF.search(plain))


class _SheetWalk:
    """One sheet being walked."""

    def __init__(self, walk, table, header, start, band):
        self.found, self.table, self.header, self.index = walk, table, header, start
        self.block, self.band, self.is_signed = None, band, False
        self.loose = []  # places in left_aside of rows that may be signatures
        self.first_block = len(walk.blocks)
        self.last_number = 0

    def run(self):
        rows = self.table.rows
        while self.index < len(rows):
            self.index += self._take(rows, self.index)
        self._settle_loose()

    def _take(self, rows, index):
        """Take one row, or a repeated header of several; return how many."""
        row = rows[index]
        number = self._number(row)
        if self._continues(row):
            self.block.rows.append(row)
        elif height := self._repeated_header(rows, index, number):
            for one in rows[index : index + height]:
                self._leave("repeated_header", one)
            return height
        elif number and len(row.own_texts) <= 1 and not self._has_merged(row):
            self._leave("empty_numbered", row)
            self.block = None
        elif number and not _TOTAL.match(fold(row.own_texts[0])):
            self._open(row, number)
        else:
            self._take_unnumbered(row)
        return 1

    def _cell(self, row, name):
        column = self.header.columns.get(name)
        return row.cell(column) if column is not None else None

    def _text(self, row, name):
        """Return the row's own text of a field."""
        cell = self._cell(row, name)
        return cell.line if cell and cell.text and not cell.continued else ""

    def _number(self, row):
        """Return the number of the row, None without one of its own."""
        cell = self._cell(row, "point")
        if cell is None or not cell.text or cell.continued:
            return None
        if cell.uncalculated:  # "=A7+1"
            return str(self.last_number + 1)
        return cell.text.strip("(). /") if _NUMBER.fullmatch(cell.text.strip()) else None

    def _continues(self, row):
        cell = self._cell(row, "point")
        return bool(self.block and cell and cell.continued and _NUMBER.fullmatch(cell.text.strip()))

    def _has_merged(self, row):
        """Tell whether a value merged down from the row above stands in the row."""
        return any(cell.continued and cell.text for cell in row.cells)

    def _repeated_header(self, rows, index, number):
        if self.header.same_as(rows[index]) and number is None:
            new = find_header(rows, index, REGISTER)
            return new.height if new else 1
        if _is_column_numbers(rows[index]):
            return 1
        if number is None and (new := find_header(rows, index, REGISTER)):
            self.header = new
            return new.height
        return 0

    def _open(self, row, number):
        self.block = Block(self.table, self.header, [row], self.band, number)
        self.found.blocks.append(self.block)
        self.is_signed = False
        if number and number.isdigit():
            self.last_number = int(number)

    def _leave(self, kind, row, text=None):
        sheet = (
            self.table.place.get("sheet")
            if self.found.sheet != self.table.place.get("sheet")
            else None
        )
        self.found.left_aside.append(LeftAside(kind, row.number, text, sheet))

    def _take_unnumbered(self, row):
        own = row.own_texts
        first = fold(own[0]) if own else ""
        if _TOTAL.match(first):
            kind = "page_total" if _PAGE.search(first) else "total"
            self._leave(kind, row, " ".join(text for text in own if not text.startswith("=")))
            self.found.totals.append((len(self.found.left_aside) - 1, row, self.header, self.table))
            self.block = None
        elif self._is_signature(row, own):
            self.is_signed, self.block = True, None
            self._leave("signature", row)
        elif self._is_band(row, own):
            self._take_band(row, own[0] if len(own) == 1 else " ".join(own))
        elif self._is_unnumbered_record(row):
            self._open(row, None)
        elif self.block and self._belongs(row):
            self.block.rows.append(row)
        else:
            self.loose.append(len(self.found.left_aside))
            self._leave("heading", row, " ".join(own))

    def _is_signature(self, row, own):
        if self.is_signed and not self._text(row, "content"):
            return True
        plain = [shadow(text) for text in own]
        return (
            any(_SIGNATURE.match(fold(text)) for text in own)
            and len(own) <= 4
            and not any(_HEAD.search(text) or _STAFF.search(text) for text in plain)
            or any(_PLACE_AND_DAY.fullmatch(text) for text in plain)
        )

    def _is_band(self, row, own):
        """Tell whether the row is one text over the rows below it."""
        texts = [text for text in own if not re.fullmatch(r"[IVXivx]+\.?|[A-H]\.?|-", text)]
        if len(texts) != 1:
            return False
        if is_band(texts[0]):
            return True
        cell = next(cell for cell in row.cells if cell.line == texts[0])
        if cell.span > 2 or len(texts) != len(own):
            return True
        is_content = cell is self._cell(row, "content") and self.block is not None
        is_person = cell is self._cell(row, "person") and self.block is not None
        return not is_person and not (is_content and kind_said(texts[0])) and row.cells[0] is cell

    def _take_band(self, row, text):
        plain = shadow(text)
        month = _MONTH_BAND.fullmatch(plain)
        received_by = "head" if _HEAD.search(plain) and not _STAFF.search(plain) else "staff"
        said = (int(month[2]) if month[2] else None, int(month[1])) if month else None
        day = _DAY_BAND.match(plain)
        self.band = Band(
            received_by, said or self.band.month, text[slice(*day.span(1))] if day else ""
        )
        self.block = None
        if not is_band(text):
            self.loose.append(len(self.found.left_aside))
        self._leave("heading", row, text)

    def _is_unnumbered_record(self, row):
        content = self._text(row, "content")
        return bool(content and (self._text(row, "person") or self._text(row, "date_received")))

    def _belongs(self, row):
        """Tell whether a row without a number goes on with the letter above it."""
        is_next = row.number == self.block.rows[-1].number + 1
        return is_next and any(self._text(row, name) for name in ("content", "person", "kind"))

    def _settle_loose(self):
        """A text after the last letter is no heading but a signature."""
        own = self.found.blocks[self.first_block :]
        last = own[-1].rows[-1].number if own else 0
        for place in self.loose:
            left = self.found.left_aside[place]
            if left.row > last:
                self.found.left_aside[place] = LeftAside("signature", left.row, sheet=left.sheet)
