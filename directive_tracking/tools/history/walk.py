"""Detection of the rows of past tasks in a tracker, with their headings."""

import re

from ..appendix.model import LeftAside
from ..appendix.rows import TableWalk
from ..text import fold, shadow
from .columns import HISTORY
from .contents import add_by_content
from .moments import header_of
from .words import read_heading

_SUBJECT = re.compile(
    r"(?:[ivx]+ |[a-h] |\d+ )?(?:linh vuc|nhom|phan|khoi|quy|thang|cac nhiem vu|nhiem vu (?:do|cua|nam|quy|thang|ve)"
    r"|chu tich|pho chu tich|pct|ct)\b.*"
)
# "1. Sở Công Thương" over the tasks of this agency.
_AGENCY = re.compile(
    r"(?:\d+ )?(?:so|ubnd|uy ban|thanh tra|cong an|van phong|vp|ban quan ly|bql|bo chqs|bo chi huy|kho bac|thue) .+"
)
_NUMBER = re.compile(r"\d[\d./-]*")
_TOTAL = re.compile(
    r"(?:tong )?cong (?:muc|phan|linh vuc|nhom|quy|thang|nam|[ivx]+)\b.*|tong (?:so )?nhiem vu.*"
)

SIGNED = re.compile(r"[^,]{2,40},\s*ngay\s+\d{1,2}\s+thang\s+\d{1,2}\s+nam\s+\d{4}")
_CLOSING_SUM = re.compile(r"(?:tong (?:cong|so)|cong)(?: \d+.*| nhiem vu.*|$)")


class HistoryWalk(TableWalk):
    """Like an appendix, but a row with one text alone heads the rows below it."""

    words = HISTORY

    def walk(self, table):
        """Take one sheet; a heading after its last task is a signature."""
        left = len(self.left_aside)
        super().walk(table)
        last = max((one.row.number for one in self.tasks if one.table is table), default=None)
        for place in range(left, len(self.left_aside)):
            one = self.left_aside[place]
            if one.kind == "group" and last and self._is_signature(one, last):
                self.left_aside[place] = LeftAside(one.at, "footer", one.text)

    @staticmethod
    def _is_signature(left, last):
        number = left.at.get("row") or left.at.get("record") or 0
        return number > last and not re.match(r"[IVX]+\b|[A-H]\b", left.text)

    def _header_height(self, table, rows, index):
        """Look for a header only where no cell is a mere number or day: most rows of a tracker have one."""
        if self.header and any(_NUMBER.fullmatch(cell.text) for cell in rows[index].cells):
            return 0
        former = self.header
        height = super()._header_height(table, rows, index)
        if self.header is not former:
            add_by_content(self.header, rows[index + height :])
        return height

    def _take(self, table, row):
        header = self.header
        self.header = header_of(header, row)
        super()._take(table, row)
        self.header = header

    def _kind(self, rows, index):
        own = rows[index].own_texts
        if own and _TOTAL.fullmatch(fold(own[0])) and not self._is_assigned(rows[index], own):
            return "total"
        if len(own) == 1 and SIGNED.fullmatch(shadow(own[0])):
            return "footer"
        if len(own) <= 2 and not self._text(rows[index], "content"):
            if _CLOSING_SUM.match(fold(own[0] if own else "")):
                return "total"
            if len(own) == 2 and self._is_group(rows[index], own):
                return "group"
        return super()._kind(rows, index)

    def _is_group(self, row, own):
        if super()._is_group(row, own):
            return True
        if len(own) != 1 or not self._is_in_content(row):
            return False
        heads = _SUBJECT.fullmatch(fold(own[0])) or _AGENCY.fullmatch(fold(own[0]))
        if not (heads or read_heading(own[0])):
            return False
        self._headings.open_group(
            None, re.sub(r"^\s*(?:\d+|[IVX]+|[A-H])\s*[.)/:-]\s*", "", own[0])
        )
        return True

    def _is_in_content(self, row):
        columns = self.header.columns
        places = [place for place, cell in enumerate(row.cells) if cell.text]
        return bool({0, columns.get("point"), columns["content"]} & set(places))
