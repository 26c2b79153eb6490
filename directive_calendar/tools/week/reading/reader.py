"""Reading one week: from bytes to entries."""

import re
from datetime import timedelta

from odoo.addons.directive_tracking.tools.appendix.agency.agencies import AgencyReader
from odoo.addons.directive_tracking.tools.appendix.errors import AppendixError
from odoo.addons.directive_tracking.tools.appendix.grid import Table
from odoo.addons.directive_tracking.tools.text import fold, shadow

from .brackets import DESKS
from .columns import read_columns
from .entry import EntryReader
from .grid import GridReader, Walk
from .heading import read_heading
from .items import aside_kind, without_bullet
from .lines import LineReader
from .model import LeftAside, Reading
from .moments import ALL_DAY, DAY, HALVES, read_day, week_of
from .page import Line, read_page
from .people import is_leader_heading
from .share import share

TABLE, LIST, PER_LEADER, LEADER_COLUMNS = "table", "list", "per_leader", "leader_columns"


def read_week(file_name, data, agencies, province=None, week=None):
    """Read a published week (.docx, .xlsx, .csv, web page, pasted text) into a :class:`Reading`.

    :param agencies: list of AgencyName, to match those invited
    :param week: a day of the week, used where the file says none
    :raises AppendixError: with a sentence for the user, if the file cannot be read
    """
    page = read_page(file_name, data)
    return _PageReader(file_name, page, AgencyReader(agencies, province), week).read()


class _PageReader:
    """One page being read."""

    def __init__(self, file_name, page, names, default_day):
        self.file_name, self.page, self.names, self.default = file_name, page, names, default_day
        self.walk, self.grids = Walk(), {}

    def read(self):
        first = self._find_grids()
        letterhead, lines = self._above(first)
        heading = read_heading(letterhead, lines, self._first_day() or self.default)
        if heading.week is None:
            raise AppendixError("no_table", file=self.file_name)
        self.week, self.heading = heading.week, heading
        self._find_grids()
        self._walk(first)
        if not self.walk.sources and not self.walk.shown:
            raise AppendixError("empty", file=self.file_name, part="no_rows")
        return self._reading()

    # Where the entries begin

    def _find_grids(self):
        """Return the index of the first part with entries; note the columns of the tables."""
        self.grids = {}  # days of no week, found without one, are none
        week = getattr(self, "week", None) or self._any_week()
        first = None
        for index, part in enumerate(self.page.parts):
            if isinstance(part, Table):
                columns = None if _is_frame(part) else read_columns(part, week)
                if columns:
                    self.grids[id(part)] = columns
            if first is None and (id(part) in self.grids or self._begins(index, part)):
                first = index
        return len(self.page.parts) if first is None else first

    def _begins(self, index, part):
        if not isinstance(part, Line):
            return False
        match = DAY.match(shadow(without_bullet(part.text)))
        if match and (
            match["weekday"] or match["sunday"] or match["after"] or match["after_sunday"]
        ):
            return True
        is_numbered = without_bullet(part.text) != part.text or part.text[:2].strip(
            "IVX"
        ).startswith(".")
        return (
            is_leader_heading(part.text) and index > 0 and (is_numbered or not part.text.isupper())
        )

    def _any_week(self):
        day = self._first_day() or self.default
        return week_of(day) if day else None

    def _first_day(self):
        """Return the first day with a year that a heading of a day names."""
        for text in self._short_texts():
            match = DAY.match(shadow(without_bullet(text)))
            if match and (day := read_day(match, None)):
                return day
        return None

    def _short_texts(self):
        for part in self.page.parts:
            if isinstance(part, Line):
                yield part.text
            elif not _is_frame(part):
                for row in part.rows:
                    yield from (cell.line for cell in row.cells[:3] if len(cell.text) < 40)

    def _above(self, first):
        """Return (lines of the issuer, other lines) above the entries; list them as no entries."""
        letterhead, lines = [], []
        for at, texts in self._rows_above(first):
            _put(letterhead, lines, texts)
            if text := " | ".join(" ".join(text.split()) for text in texts if fold(text)):
                self.walk.leave(at, "heading", text)
        return letterhead, lines

    def _rows_above(self, first):
        """Yield the place and the texts of each line and row above the entries."""
        for part in self.page.parts[:first]:
            if isinstance(part, Line):
                yield part.at, [part.text]
            else:
                yield from ((part.at(row), _own(row)) for row in part.rows)
        for part in self.page.parts[first : first + 1]:
            if columns := self.grids.get(id(part)):
                yield from ((part.at(row), _own(row)) for row in part.rows[: columns.above])

    # Walking

    def _walk(self, first):
        lines = LineReader(self.walk, self.week)
        for part in self.page.parts[first:]:
            if isinstance(part, Line):
                lines.read(part)
            elif columns := self.grids.get(id(part)):
                lines.open, lines.below_table = None, True
                GridReader(self.walk, part, columns, self.week).read()
            else:
                self._leave_table(part)

    def _leave_table(self, table):
        for row in table.rows:
            for text in row.own_texts:
                kind = aside_kind(text) or "other_table"
                self.walk.leave(table.at(row), kind, text)

    # The result

    def _reading(self):
        heading, week, layout = self.heading, self.week, self._layout()
        is_of_office = re.search(r"\b(?:van phong|vp)\b", fold(heading.group))
        desks = DESKS | self._explained_desks()
        reader = EntryReader(week, self.names, desks, bool(is_of_office))
        entries = [reader.read(source) for source in self.walk.sources]
        filled = _filled(self.walk.sources, entries)
        if layout in (PER_LEADER, LEADER_COLUMNS):
            entries = share(entries)
        reading = Reading(layout, week.monday, week.sunday, week.year, week.number)
        reading.title, reading.group, reading.issuer = heading.title, heading.group, heading.issuer
        reading.revision, reading.updated_at = heading.revision, heading.updated_at
        reading.entries = entries
        reading.empty_half_days = empty_half_days(filled, self.walk.shown, self.walk.off)
        reading.left_aside = self.walk.left_aside + [LeftAside(*one) for one in self.page.unseen]
        return reading

    def _layout(self):
        if any(columns.has_leaders for columns in self.grids.values()):
            return LEADER_COLUMNS
        if self.walk.sections:
            return PER_LEADER
        return TABLE if self.grids else LIST

    def _explained_desks(self):
        """Return the codes that the page's note explains: "TH - Phòng Tổng hợp"."""
        notes = (left.text for left in self.walk.left_aside if left.kind == "note")
        return {
            code
            for note in notes
            for code in re.findall(
                r"\b([A-ZĐ]{2,6})\s*[-:–]\s*(?=Phòng|Ban|Trung tâm|Bộ phận|Tổ)", note
            )
        }


def _filled(sources, entries):
    """Return the half-days in which an entry stands: several days only where its cell covers them."""
    filled = set()
    for source, entry in zip(sources, entries, strict=True):
        whole = entry.half_day == ALL_DAY
        day, last = source.date, source.date_to or source.date
        while day <= last:
            filled |= {(day, half) for half in (HALVES if whole else (entry.half_day,))}
            day += timedelta(days=1)
    return filled


def empty_half_days(filled, shown, off=()):
    """Return the half-days shown in which nobody has anything, in order.

    >>> from datetime import date
    >>> day = date(2026, 12, 5)
    >>> empty_half_days({(day, "morning")}, {(day, "afternoon"), (day, "morning")})
    [(datetime.date(2026, 12, 5), 'afternoon')]
    """
    empty = [one for one in shown - filled if one[0] not in off and one not in off]
    return sorted(empty, key=lambda one: (one[0], HALVES.index(one[1])))


def _own(row):
    return [cell.text for cell in row.cells if cell.text and not cell.continued]


def _is_frame(table):
    """Tell whether a table only holds the letterhead, or recipients and signature."""
    texts = [fold(text) for row in table.rows for text in row.own_texts]
    return len(table.rows) <= 6 and any(
        text.startswith("noi nhan")
        or "cong hoa xa hoi chu nghia" in text
        or "doc lap tu do" in text
        for text in texts
    )


def _put(letterhead, lines, texts):
    """Put the texts of one row where they belong."""
    texts = [text for text in texts if text]
    if not texts:
        return
    joined = fold(" ".join(texts))
    first = fold(texts[0].split("\n")[0])
    is_head = (
        "cong hoa xa hoi" in joined
        or "doc lap tu do" in joined
        or first.startswith("so ")
        and len(texts) > 1
    )
    is_body = (
        not lines
        and texts[0].split("\n")[0].isupper()
        and first.startswith(("ubnd", "uy ban", "hdnd", "van phong", "so "))
    )
    if is_head or is_body:
        if not first.startswith(("cong hoa", "doc lap")):
            letterhead += texts[0].split("\n")
        return
    for text in texts:
        lines += text.split("\n")
