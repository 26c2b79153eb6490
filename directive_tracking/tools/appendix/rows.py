"""Which rows of a table are tasks, and under which headings they stand."""

import re
from collections import Counter
from dataclasses import dataclass, field

from ..text import fold, shadow
from .columns import find_header
from .grid import Cell

_ROMAN = re.compile(r"\(?([IVX]{1,6})\s*(?:[.\-–/:)]\s*|\s+(?=\S))(\S.*)$")
_LETTER = re.compile(r"\(?([A-H])\s*[.\-–/:)]\s*(\S.*)$")
_NUMERAL = re.compile(r"\(?([IVX]{1,6}|[A-H])\s*[.\-–/:)]?$")
_ARABIC = re.compile(r"(\d+(?:\.\d+)*)\s*[.\-/:)]\s+(\S.*)$")
_NUMBERING = re.compile(r"\(?\s*(?:\d{1,2}|[a-zđ])\s*\)?|\(?\d+\)?\s*=.*", re.IGNORECASE)
_NOTE = re.compile(
    r"\W*(?:ghi chu|luu y|chu thich|chu y)\b(?!.{0,3}$)|\(?\*+\)?\s*\w|\W*ghi chu\W*$"
)
_TOTAL = re.compile(
    r"\W*(?:tong cong|tong so|tong|cong)\b\s*(?:$|[:(]|\d|so\b|cong\b|nhiem vu|[a-z ]{2,30}:\s*\d)"
)
_FOOTER = re.compile(
    r"\W*(?:xuat (?:tu|luc|ngay|boi|du lieu)|ket xuat"
    r"|(?:ngay|thoi gian|nguoi|thoi diem) (?:ket )?(?:xuat|in|lap bieu|tao)\b"
    r"|in (?:luc|tu|ngay)|nguoi lap"
    r"|thu truong don vi\W*$|tm\.|kt\.|tl\.|noi nhan|trang \d|nguon:|du lieu (?:duoc|tinh|den)"
    r"|bao cao (?:duoc|tu dong) |he thong (?:theo doi|quan ly|thong tin).*(?:ngay|luc|\d)|nguoi ky|\(?ky,? "
    r"|(?:pho )?(?:chu tich|chanh van phong|giam doc|truong phong)\W*$)"
)
_DITTO = {"nt", "nhu tren"}
_DITTO_SIGNS = {"〃", '"', "''", "”", "“", "//", "”nt”"}
_CHILD = re.compile(r"[a-zđ]{1,2}|\d+(?:\.\d+)+|")
_MIN_FIELDS = 3


@dataclass
class Source:
    """A task row before its cells are understood."""

    table: object
    row: object
    header: object
    group_no: str | None
    group: str | None
    group_parent: str | None
    subgroup: str | None
    texts: dict  # field -> text with line breaks, dittos resolved


@dataclass
class Headings:
    """The headings in force."""

    parent: str | None = None
    group_no: str | None = None
    group: str | None = None
    numbered: list = field(default_factory=list)  # (point, text) of open numbered headings

    def open_group(self, numeral, text):
        if numeral and re.fullmatch("[A-H]", numeral):
            self.parent, self.group_no, self.group = text, None, None
        else:
            self.group_no, self.group = numeral, text
        self.numbered = []

    def close_numbered(self, point):
        """Close the numbered headings this row does not stand under."""
        while self.numbered and not is_child(self.numbered[-1][0], point):
            self.numbered.pop()

    @property
    def subgroup(self):
        return self.numbered[-1][1] if self.numbered else None


def is_child(point, other):
    """Whether a row numbered `other` stands under the heading numbered `point`.

    >>> is_child("28", "28.1"), is_child("28", "a"), is_child("28", None), is_child("28", "29")
    (True, True, True, False)
    """
    if not other:
        return True
    if other.startswith(point + "."):
        return True
    return bool(re.fullmatch(r"[\d.]+", point) and re.fullmatch(r"[a-zđ]{1,2}", other))


def show_point(text):
    """A number as shown, without closing sign; None for a bullet or nothing.

    >>> show_point("01"), show_point("28.1."), show_point("a)"), show_point("-")
    ('01', '28.1', 'a', None)
    """
    text = text.strip().strip("()").rstrip(".):/ ").strip()
    return text if re.search(r"\w", text) else None


class TableWalk:
    """Goes through the tables of a file in order."""

    def __init__(self):
        self.tasks = []
        self.not_tasks = Counter()
        self.preamble = []  # lines above the first header
        self.header = None
        self.found_header = False
        self._width = 0
        self._headings = Headings()
        self._previous = {}

    def walk(self, table):
        self._enter(table)
        rows = [row for row in table.rows if not row.hidden]
        index = 0
        while index < len(rows):
            index += self._header_height(rows, index) or self._body_row(table, rows, index)

    def _enter(self, table):
        """A Word table right below another continues it; anything else starts anew."""
        width = max((len(row.cells) for row in table.rows), default=0)
        continues = "table" in table.place and not table.before and width == self._width
        if not (continues and self.header):
            self.header = None
            self._headings = Headings()
        self._width = width
        if not self.found_header:
            self.preamble += table.before
        elif table.before:
            self._open_heading_above(table.before)
        self._previous = {}

    def _open_heading_above(self, lines):
        if match := _ROMAN.match(lines[-1]):
            self._headings.open_group(match[1], match[2])

    def _header_height(self, rows, index):
        """Take up a header row; 0 if it is none. A repeated one changes nothing."""
        row = rows[index]
        if self.header and self.header.same_as(row):
            self.not_tasks["repeated_header"] += 1
            return self.header.height
        found = find_header(rows, index)
        if found is None or (self.header and not _is_new_header(found, row)):
            return 0
        if self.header is not None:
            self._headings = Headings()
        self.header, self.found_header = found, True
        return found.height

    def _body_row(self, table, rows, index):
        row = rows[index]
        if self.header is None:
            if not self.found_header:
                self.preamble += [
                    line for cell in row.cells for line in cell.text.split("\n") if line
                ]
            return 1
        kind = self._kind(rows, index)
        if kind == "task":
            self._take(table, row)
        elif kind:
            self.not_tasks[kind] += 1
        return 1

    def _text(self, row, name):
        column = self.header.columns.get(name)
        cell = row.cell(column) if column is not None else Cell()
        return cell.text if re.search(r"\w", cell.text) else ""

    def _kind(self, rows, index):
        """task, a kind of row that is none, or None for rows without meaning of their own."""
        row = rows[index]
        own = row.own_texts
        if not any(re.search(r"\w", text) for text in own):
            return None
        if len(own) > 1 and all(_NUMBERING.fullmatch(text) for text in own):
            return None
        assigned = self._is_assigned(row, own)
        content = self._text(row, "content")
        if fold(own[0]) in ("tong cong", "tong so", "tong", "cong"):
            return "total"
        if not assigned:
            if kind := _closing_kind(own):
                return kind
            if self._is_group(row, own):
                return "group"
        point = show_point(self._text(row, "point"))
        self._headings.close_numbered(point)
        if not content or content == self._text(row, "point") and len(own) == 1:
            return self._kind_without_content(row, own, point)
        heads = not (self._text(row, "lead") or self._text(row, "deadline"))
        if heads and point and self._has_children(rows, index, point):
            self._headings.numbered.append((point, content.replace("\n", " ")))
            return "heading"
        return "task"

    def _is_assigned(self, row, own):
        """Somebody or some time is named; a text merged over several columns names neither."""
        names = ("lead", "coordinators", "deadline")
        if not any(self._text(row, name) for name in names):
            return False
        return not (len(own) <= 2 and self._is_wide(row))

    def _is_wide(self, row):
        """One text is merged over the content and other columns."""
        content = self.header.columns["content"]
        return any(
            cell.text
            and not cell.continued
            and cell.span > 1
            and start <= content < start + cell.span
            for start, cell in enumerate(row.cells)
        )

    def _kind_without_content(self, row, own, point):
        if len(own) == 1 and point and re.fullmatch(r"[\d.]+", point):
            return "empty_numbered"
        if len(own) == 1 and (match := _ARABIC.match(own[0])):
            self._headings.numbered = [(match[1], match[2])]
            return "heading"
        return "footer" if _FOOTER.match(shadow(own[0])) else "no_content"

    def _is_group(self, row, own):
        """Open a heading told by a Roman numeral or a capital letter, or spanning the table."""
        texts = list(dict.fromkeys(own))
        if len(texts) > 1 and (match := _NUMERAL.match(self._text(row, "point"))):
            self._headings.open_group(match[1], texts[1])
            return True
        if len(texts) != 1:
            return False
        if match := _ROMAN.match(texts[0]) or _LETTER.match(texts[0]):
            self._headings.open_group(match[1], match[2])
            return True
        span = max(cell.span for cell in row.cells if cell.text)
        if not re.match(r"\d", texts[0]) and (
            span > 1 or texts[0].isupper() and not self._text(row, "point")
        ):
            self._headings.open_group(None, texts[0])
            return True
        return False

    def _has_children(self, rows, index, point):
        if index + 1 >= len(rows):
            return False
        follower = rows[index + 1]
        text = self._text(follower, "point")
        if not self._text(follower, "content") or _NUMERAL.match(text):
            return False
        return is_child(point, show_point(text))

    def _take(self, table, row):
        texts = {}
        for name in self.header.columns:
            texts[name] = self._resolved(row, name)
        self._previous = texts
        headings = self._headings
        self.tasks.append(
            Source(
                table,
                row,
                self.header,
                headings.group_no,
                headings.group,
                headings.parent,
                headings.subgroup,
                texts,
            )
        )

    def _resolved(self, row, name):
        """The cell's text; a ditto mark stands for the text above."""
        column = self.header.columns[name]
        text = row.cell(column).text
        if fold(text) in _DITTO or text.strip() in _DITTO_SIGNS:
            return self._previous.get(name, "")
        return text if re.search(r"\w", text) else ""


def _is_new_header(header, row):
    """A header inside a table must be one beyond doubt, a task may begin with "Nhiệm vụ"."""
    filled = [text for text in row.own_texts if text]
    return len(header.columns) >= _MIN_FIELDS and len(header.columns) * 10 >= len(filled) * 6


def _closing_kind(own):
    """total, note or footer, told by the row's first words."""
    text = shadow(own[0] if len(own[0]) > 3 or len(own) == 1 else own[1])
    for kind, pattern in (("total", _TOTAL), ("note", _NOTE), ("footer", _FOOTER)):
        if pattern.match(text):
            return kind
    return None
