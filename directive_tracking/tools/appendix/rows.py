"""Detection of task rows in a table, with their headings."""

import re
from dataclasses import dataclass

from ..text import fold, shadow
from .columns import find_header
from .deadline.split_columns import joined
from .grid import Cell
from .headings import Headings, is_child, is_next, show_point
from .model import LeftAside

_ROMAN = re.compile(r"\(?([IVX]{1,6})\s*(?:[.\-–/:)]\s*|\s+(?=\S))(\S.*)$")
_LETTER = re.compile(r"\(?([A-H])\s*[.\-–/:)]\s*(\S.*)$")
_NUMERAL = re.compile(r"\(?([IVX]{1,6}|[A-H])\s*[.\-–/:)]?$")
_ARABIC = re.compile(r"(\d+(?:\.\d+)*)\s*[.\-/:)]\s+(\S.*)$")
_NUMBERING = re.compile(r"\(?\s*(?:\d{1,2}|[a-zđ])\s*\)?|\(?\d+\)?\s*=.*", re.IGNORECASE)
_NOTE = re.compile(
    r"\W*(?:ghi chu|luu y|chu thich|chu y|de xuat,? kien nghi|kien nghi, de xuat)\b(?!.{0,3}$)"
    r"|\(?\*+\)?\s*\w|\W*ghi chu\W*$"
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
_DITTO = {"nt", "n t", "nhu tren", "nhu dong tren", "nhu o tren"}
# "-//-" and '" "' among them
_DITTO_SIGNS = re.compile(r"[\s.,_-]*(?:〃|//|”nt”|[\"”“]{1,2}|'')[\s.,_-]*|[\"”“]\s+[\"”“]")
_AGENCY = re.compile(
    r"(?:cac |ubnd|uy ban|so |cong an|thanh tra|van phong|ban |bo |chi cuc|trung tam|truong |benh vien|thue|kho bac"
    r"|bdbp|bch|bql|mttq|vp )"
)
_CHILD = re.compile(r"[a-zđ]{1,2}|\d+(?:\.\d+)+|")
_MIN_FIELDS = 3
_DEEPEST_HEADER = 1_000  # rows in which the first header of a table is looked for


@dataclass
class Source:
    """A task row before its cells are interpreted."""

    table: object
    row: object
    header: object
    group_no: str | None
    group: str | None
    group_parent: str | None
    subgroup: str | None
    texts: dict  # field -> text with line breaks, dittos resolved


class TableWalk:
    """Processes the tables of a file in order; each row becomes a task or is skipped."""

    words = None  # the names of columns, those of an appendix

    def __init__(self, header=None):
        """`header` applies from the start if the rows have no header."""
        self.tasks = []
        self.left_aside = []
        self.preamble = []  # lines above the first header
        self.header = header
        self.found_header = bool(header)
        self._is_given = bool(header)
        self._width = 0
        self._headings = Headings()
        self._previous = {}
        self._last_point = None
        self._pending = []  # rows of this table before its header

    def walk(self, table):
        self._leave_unseen(table)
        if table.aside:
            for row in table.rows:
                self._leave(table, row, table.aside)
            return
        rows = [row for row in table.rows if not self._is_aside(table, row)]
        index = self._enter(table, rows)
        while index < len(rows):
            index += self._header_height(table, rows, index) or self._body_row(table, rows, index)
        self._settle_pending(table, "letterhead" if not self.found_header else "outside")
        for line in table.after:
            self._leave_line(table, "outside", line)

    # Skipped rows

    def _leave(self, table, row, kind):
        """Record the reason for skipping a row, unless all its texts are in a row above."""
        texts = row.shown_texts if kind == "struck_row" else row.own_texts
        if texts:
            self.left_aside.append(LeftAside(table.at(row), kind, " | ".join(texts)))

    def _leave_line(self, table, kind, line):
        self.left_aside.append(LeftAside(dict(table.place), kind, line))

    def _leave_unseen(self, table):
        for number, kind, text in table.unseen:
            at = {**table.place, **({table.row_name: number} if number else {})}
            self.left_aside.append(LeftAside(at, kind, text))

    def _is_aside(self, table, row):
        kind = row.why_hidden if row.hidden else None
        if not kind and row.struck_texts and not any(cell.text for cell in row.cells):
            kind = "struck_row"
        if kind:
            self._leave(table, row, kind)
        return bool(kind)

    def _settle_pending(self, table, kind):
        for row in self._pending:
            self._leave(table, row, kind)
        self._pending = []

    # Tables and their headers

    def _enter(self, table, rows):
        """Return the start of the rows under the current header, if the table continues it.

        A Word table directly below another of the same width does; a sheet or table without a
        header does if its rows have the same shape.
        """
        width = max((len(row.cells) for row in rows), default=0)
        adjoins = "table" in table.place and not table.before and width == self._width
        adjoins = adjoins or self._is_given
        start = 0 if adjoins else self._start_of_continuation(rows)
        if not self.header or start is None:
            self.header, self._headings, start = None, Headings(), 0
        elif not adjoins:
            self._leave_line(table, "continued_table", "")
        self._width = width
        self._open_headings_above(table.before)
        kind = "outside" if self.found_header else "letterhead"
        if not self.found_header:
            self.preamble += table.before
        for line in table.before:
            self._leave_line(table, kind, line)
        for row in rows[:start]:
            self._leave(table, row, "letterhead")
        self._previous = {}
        return start

    def _start_of_continuation(self, rows):
        """Return the first row that continues under the current header, or None."""
        if not self.header or any(
            find_header(rows, index, self.words) for index in range(len(rows))
        ):
            return None
        fitting = [index for index, row in enumerate(rows) if self._fits(row)]
        if not fitting or len(fitting) * 2 < len(rows) - fitting[0]:
            return None
        first = rows[fitting[0]]
        point = show_point(self._text(first, "point"))
        follows = point and self._last_point and is_next(self._last_point, point)
        named = _AGENCY.match(fold(self._text(first, "lead") or self._text(first, "coordinators")))
        if not follows and not named:
            return None
        start = fitting[0]
        while start and _ROMAN.match(" ".join(rows[start - 1].own_texts)):
            start -= 1
        return start

    def _fits(self, row):
        """Tell whether content, agency or deadline, and number are in the columns of the header."""
        named = self._text(row, "lead") or self._text(row, "deadline")
        point = show_point(self._text(row, "point"))
        numbered = not point or re.fullmatch(r"\d+(?:\.\d+)*|[a-zđ]{1,2}", point)
        return bool(self._text(row, "content") and named and numbered)

    def _open_headings_above(self, lines):
        """Open the headings that stand right above a table, "A. …" and "I. …" below it."""
        found = [_LETTER.match(line) or _ROMAN.match(line) for line in lines[-2:]]
        for match in found if all(found) else found[-1:]:
            if match:
                self._headings.open_group(match[1], match[2])

    def _header_height(self, table, rows, index):
        """Process a header row; return 0 for any other. A repeated one changes nothing."""
        row = rows[index]
        if not self.header and index >= _DEEPEST_HEADER:
            return 0
        if self.header and self.header.same_as(row):
            height, kind = self.header.height, "repeated_header"
        else:
            found = find_header(rows, index, self.words)
            if found is None or (self.header and not _is_new_header(found, row)):
                return 0
            if self.header is not None:
                self._headings = Headings()
            self.header, self.found_header = found, True
            height, kind = found.height, "header"
        self._settle_pending(table, "letterhead")
        self._leave(table, row, kind)
        for lower in rows[index + 1 : index + height]:
            self._leave(table, lower, "header")
        return height

    def _body_row(self, table, rows, index):
        row = rows[index]
        if self.header is None:
            self._pending.append(row)
            if not self.found_header:
                self.preamble += [
                    line for cell in row.cells for line in cell.text.split("\n") if line
                ]
            return 1
        kind = self._kind(rows, index)
        if kind == "task":
            self._take(table, row)
        else:
            self._leave(table, row, kind)
        return 1

    def _text(self, row, name):
        column = self.header.columns.get(name)
        cell = row.cell(column) if column is not None else Cell()
        return cell.text if re.search(r"\w", cell.text) else ""

    def _kind(self, rows, index):
        """Return "task", or the kind of another row."""
        row = rows[index]
        own = row.own_texts
        if not any(re.search(r"\w", text) for text in own):
            return "signs"
        if len(own) > 1 and all(_NUMBERING.fullmatch(text) for text in own):
            return "numbering"
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
        """Tell whether an agency or a deadline is named, other than by a merged text."""
        names = ("lead", "coordinators", "deadline")
        if not any(self._text(row, name) for name in names):
            return False
        return not (len(own) <= 2 and self._is_wide(row))

    def _is_wide(self, row):
        """Tell whether one text is merged over the content and other columns."""
        content = self.header.columns["content"]
        return any(
            cell.text
            and not cell.continued
            and cell.span > 1
            and start <= content < start + cell.span
            for start, cell in enumerate(row.cells)
        )

    def _kind_without_content(self, row, own, point):
        if row.cell(self.header.columns["content"]).struck:
            return "struck_row"
        if len(own) == 1 and point and re.fullmatch(r"[\d.]+", point):
            return "empty_numbered"
        if len(own) == 1 and (match := _ARABIC.match(own[0])):
            self._headings.numbered = [(match[1], match[2])]
            return "heading"
        return "footer" if _FOOTER.match(shadow(own[0])) else "no_content"

    def _is_group(self, row, own):
        """Open a heading with a Roman numeral or a capital letter, or across the table."""
        texts = list(dict.fromkeys(own))
        number = "point" if "point" in self.header.columns else "task_number"
        if len(texts) > 1 and (match := _NUMERAL.match(self._text(row, number))):
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
        self._last_point = show_point(texts.get("point", "")) or self._last_point
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
        """Return the cell's text; a ditto mark repeats the text above."""
        column, parts = self.header.columns[name], self.header.deadline_parts
        if name == "deadline" and parts:
            return joined({part: row.cell(at).line for part, at in parts.items()})
        text = row.cell(column).text
        if name == "deadline" and not re.search(r"\w", text) and "original" in self.header.columns:
            text = row.cell(self.header.columns["original"]).text  # nobody moved it
        if fold(text) in _DITTO or _DITTO_SIGNS.fullmatch(text.strip()):
            # Without a text above, the task keeps its written text.
            return self._previous.get(name) or (text if name == "content" else "")
        return text if re.search(r"\w", text) else ""


def _is_new_header(header, row):
    """A header inside a table must be unambiguous, because a task may begin with "Nhiệm vụ"."""
    filled = [text for text in row.own_texts if text]
    return len(header.columns) >= _MIN_FIELDS and len(header.columns) * 10 >= len(filled) * 6


def _closing_kind(own):
    """Return total, note or footer, from the first words of the row."""
    text = shadow(own[0] if len(own[0]) > 3 or len(own) == 1 else own[1])
    for kind, pattern in (("total", _TOTAL), ("note", _NOTE), ("footer", _FOOTER)):
        if pattern.match(text):
            return kind
    return None
