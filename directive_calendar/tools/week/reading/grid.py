"""The entries of a table: days and half-days down or across, leaders across or in sections."""

import re
from dataclasses import dataclass, field

from odoo.addons.directive_tracking.tools.text import fold, shadow

from .columns import (
    CHAIR,
    DAY_COLUMN,
    END,
    HALF_COLUMN,
    HOUR,
    INVITED,
    LEADER,
    OFFICE,
    PLACE,
    PREPARING,
    REMARK,
    WHO,
)
from .items import (
    aside_kind,
    begins_item,
    is_day_off,
    is_ditto,
    is_empty,
    split_items,
    with_struck,
)
from .model import LeftAside, Source
from .moments import (
    ALL_DAY,
    DAY,
    HALF,
    SPAN,
    days_together,
    half_in,
    half_word,
    read_day,
    short_half,
)
from .page import place as place_of
from .people import is_leader_heading, short_heading

# What a cell of a day may say besides the day.
_OF_A_DAY = re.compile(
    rf"(?<![a-z])(?:{HALF}|ca ngay|ngay|thu|thang|nam|den|het|tu|va|cn|chu nhat"
    r"|hai|ba|tu|sau|bay|t\d)(?![a-z])"
)
_BESIDE = (PLACE, WHO, CHAIR, INVITED, PREPARING, OFFICE, REMARK)


@dataclass
class Walk:
    """What is found on a page: the texts of entries, the half-days shown, what is left aside."""

    sources: list = field(default_factory=list)
    shown: set = field(default_factory=set)  # (day, half-day)
    off: set = field(default_factory=set)  # days off, or (day, half-day)
    left_aside: list = field(default_factory=list)
    sections: int = 0  # sections of leaders
    leader: str | None = None
    day: object = None
    last: object = None  # of several days
    half: str | None = None

    def leave(self, at, kind, text):
        self.left_aside.append(LeftAside(at, kind, text))

    def begin_section(self, at, text):
        """What follows is the work of the leader of this heading; a name in brackets is listed."""
        self.leader, self.day, self.half = short_heading(text), None, None
        self.sections += 1
        if "(" in text:
            self.leave(at, "heading", text)


@dataclass
class _Line:
    """A row with what stands at its front."""

    row: object
    day: object = None
    last: object = None  # of several days
    half: str | None = None
    hour: str = ""
    leader: str | None = None


class GridReader:
    """Reads one table into a :class:`Walk`."""

    def __init__(self, walk, table, columns, week):
        self.walk, self.table, self.columns, self.week = walk, table, columns, week
        self.last = {}  # column -> text of the row above, for "nt"

    def read(self):
        lines = [line for row in self.table.rows[self.columns.rows :] if (line := self._line(row))]
        for number, line in enumerate(lines):
            begun = len(self.walk.sources)
            for value in self._heads(line.row):
                self._read_value(lines, number, line, value)
            if len(self.walk.sources) == begun:
                self._leave_beside(line)
            self._leave_others(line.row)
        self._show(lines)

    # Rows

    def _line(self, row):
        if self._is_section(row) or self._is_repeated(row):
            return None
        walk, fields = self.walk, self.columns.fields
        if DAY_COLUMN in fields:
            self._read_day(row.cell(fields[DAY_COLUMN]).text)
        for column in {fields[name] for name in (DAY_COLUMN, HALF_COLUMN, HOUR) if name in fields}:
            self._leave_beside_time(row, row.cell(column))
        half, hour = self._half(row)
        leader = walk.leader
        if LEADER in fields and row.cell(fields[LEADER]).text:
            leader = walk.leader = short_heading(row.cell(fields[LEADER]).text)
            walk.sections += 1
        return _Line(row, walk.day, walk.last, half, hour, leader)

    def _read_day(self, text):
        plain = shadow(text).strip(" -+*\n")
        match = DAY.search(plain)
        if match and (day := read_day(match, self.week)):
            if day != self.walk.day:
                self.walk.half = None
            days = days_together(text, self.week)
            self.walk.day, self.walk.last = (days[0], days[-1]) if days else (day, None)
            rest = plain[match.end() :].strip(" ,:()\n-")
            if half := half_in(rest):
                self.walk.half = half

    def _leave_beside_time(self, row, cell):
        """ "(làm bù)" beside a day, or a word in its place, is shown as a note."""
        if cell.continued or is_ditto(cell.text) or is_empty(cell.text) or self._spills(row):
            return
        rest = _OF_A_DAY.sub(" ", SPAN.sub(" ", DAY.sub(" ", shadow(cell.text))))
        if re.search(r"[a-z]{2}", rest):
            self.walk.leave(self.table.at(row), "note", cell.line)

    def _half(self, row):
        """Return (half-day, words of the hour) of a row; without a column, of the section."""
        cells = [] if self._spills(row) else [row.cell(column) for column in self._time_columns()]
        # Of an entry struck through, the hour is struck through as well.
        texts = [cell.text or cell.struck for cell in cells]
        text = "\n".join(text for text in texts if not is_empty(text))
        if not text:
            return self.walk.half, ""
        plain = shadow(text)
        half = next((found for line in text.split("\n") if (found := half_in(line))), None)
        half = half or short_half(text)
        hour = SPAN.search(plain)
        if not half and (word := re.search(rf"(?<![a-z]){HALF}", plain)) and not hour:
            half = half_word(word)
        words = text[hour.start() :].split("\n")[0] + self._end(row) if hour else ""
        if half:
            self.walk.half = half
        return half or (None if hour else self.walk.half), words

    def _end(self, row):
        """Return the hour of the end as it is written behind the beginning."""
        text = row.cell(self.columns.fields[END]).line if END in self.columns.fields else ""
        return f" - {text}" if SPAN.fullmatch(shadow(text).strip()) else ""

    def _is_section(self, row):
        """A row of one text over all columns: a leader, a day, a half-day, a note."""
        own = [cell for cell in row.cells if cell.text and not cell.continued]
        if len(own) != 1 or any(cell.continued for cell in row.cells):
            return False
        text, at = own[0].line, self.table.at(row)
        wide = own[0].span * 2 > len(row.cells) or row.cells[0].text == own[0].text
        is_front = self._is_only_front(row) and own[0].span == 1
        if kind := aside_kind(text):
            self.walk.leave(at, kind, text)
        elif not wide or is_front and (half_in(text) or self._is_day(text)):
            return False
        elif is_leader_heading(text) and LEADER not in self.columns.fields:
            self.walk.begin_section(at, text)
        elif half := half_in(text):
            self.walk.half = half
        elif self._is_day(text):
            self.walk.half = None
            self._read_day(own[0].text)
        elif self._is_only_front(row):
            return False
        else:
            return self._is_off(row, text)
        return True

    def _is_day(self, text):
        plain = shadow(text).strip(" -+*:.")
        match = DAY.match(plain)
        return bool(
            match
            and re.fullmatch(r"[\s):.,(-]*(?:tiep(?: theo)?[\s).]*)?", plain[match.end() :])
            and read_day(match, self.week) is not None
        )

    def _is_only_front(self, row):
        """A row with nothing but its day or half-day is an empty half-day, no section."""
        front = {self.columns.fields.get(DAY_COLUMN), self.columns.fields.get(HALF_COLUMN)}
        return any(row.cell(column).text for column in front if column is not None)

    def _is_off(self, row, text):
        if not is_day_off(text):
            return False
        self.walk.leave(self.table.at(row), "day_off", text)
        self.walk.off.add(self.walk.day)
        return True

    def _is_repeated(self, row):
        head = self.table.rows[self.columns.rows - 1] if self.columns.rows else None
        texts = [fold(text) for text in row.own_texts]
        if head and texts and texts == [fold(text) for text in head.own_texts]:
            self.walk.leave(self.table.at(row), "repeated_header", " | ".join(row.own_texts))
            return True
        return (
            bool(texts)
            and all(text.isdigit() and len(text) < 3 for text in texts)
            and len(texts) > 2
        )

    # Cells

    def _heads(self, row):
        """Yield the columns of this row in which an entry begins."""
        for value in self.columns.values:
            cell, _end = self._cell(row, value)
            if not cell.continued and (cell.text or cell.struck):
                yield value

    def _cell(self, row, value):
        """Return (the cell of an entry, the column behind it).

        One merged with the half-day or the hour before it begins there.
        """
        for column in self._time_columns():
            cell = row.cell(column)
            between = (one for one in self.columns.values if column < one.column < value.column)
            if column < value.column < column + cell.span and not any(between):
                return cell, column + cell.span
        return row.cell(value.column), value.column + row.cell(value.column).span

    def _spills(self, row):
        """Tell whether an entry stands where the half-day or the hour does."""
        cells = [self._cell(row, value)[0] for value in self.columns.values]
        return any(row.cell(column) is cell for column in self._time_columns() for cell in cells)

    def _wide(self, row, value):
        """Return the columns of entries over which a cell is merged."""
        _cell, end = self._cell(row, value)
        return [one for one in self.columns.values if value.column <= one.column < end]

    def _time_columns(self):
        fields = self.columns.fields
        return [fields[name] for name in (HALF_COLUMN, HOUR) if name in fields]

    def _read_value(self, lines, number, line, value):
        cell, _end = self._cell(line.row, value)
        text, is_struck = with_struck(cell.text, cell.struck)
        text = self.last.get(value.column, "") if is_ditto(text) else text
        self.last[value.column] = text
        if is_empty(text):
            return
        if is_day_off(text):
            self._leave_off(lines, number, value, text)
            return
        spanned = self._spanned(lines, number, value)
        wide = self._wide(line.row, value)
        days, half = self._when(spanned, wide)
        if not days:
            self.walk.leave(self.table.at(line.row), "no_day", text)
            return
        leaders = tuple(one.leader for one in wide if one.leader) or (
            (line.leader,) if line.leader else ()
        )
        self._add(line, value, text, is_struck, days, half, leaders)
        if cell.struck and not is_struck:
            self._add_struck(line, value, cell.struck, days, half, leaders)

    def _spanned(self, lines, number, value):
        """Return the rows over which a cell is merged."""
        found, text = [lines[number]], self._cell(lines[number].row, value)[0].text
        for line in lines[number + 1 :]:
            cell, _end = self._cell(line.row, value)
            if not (cell.continued and cell.text == text):
                break
            found.append(line)
        return found

    def _when(self, spanned, wide):
        days = [one.day for one in wide if one.day]
        days = days or [day for line in spanned for day in (line.day, line.last) if day]
        days = sorted(set(days))
        halves = {one.half for one in wide if one.half} or {line.half for line in spanned}
        if len(halves) > 1 and None not in halves:
            return days, ALL_DAY
        return days, next(iter(halves), None)

    def _add(self, line, value, text, is_struck, days, half, leaders):
        items = split_items(text, half)
        beside = self._beside(line.row, len(items))
        by_column = self.columns.has_leaders or len(self.columns.values) > 1
        for number, (words, own_half) in enumerate(items):
            at = self._at(line.row, value, by_column, number + 1 if len(items) > 1 else None)
            said = {name: texts[number] for name, texts in beside.items()}
            if line.hour and len(items) == 1:
                words = f"{line.hour}: {words}"
            source = Source(at, words, days[0], days[-1] if len(days) > 1 else None, own_half)
            source.leaders, source.is_struck = leaders, is_struck
            source.names_leaders = not leaders and not said.get(WHO) and not said.get(CHAIR)
            self._fill(source, said)
            self.walk.sources.append(source)

    def _add_struck(self, line, value, struck, days, half, leaders):
        """A struck line that begins an entry is a cancelled one; other struck words are dropped."""
        texts = [
            text for text in struck.split("\n") if begins_item(text) and len(fold(text).split()) > 3
        ]
        for text in texts:
            self._add(line, value, text, True, days, half, leaders)

    def _at(self, row, value, by_column, item):
        return place_of(
            self.table,
            row,
            value.column if by_column or "sheet" in self.table.place else None,
            item,
        )

    def _beside(self, row, count):
        """Return {field: [text for each item]}; lines are dealt out where there are as many."""
        found = {}
        for name in _BESIDE:
            column = self.columns.fields.get(name)
            if column is None:
                continue
            cell = row.cell(column)
            text = cell.text or cell.struck
            text = self.last.get(column, "") if is_ditto(text) else text
            self.last[column] = text
            text = "" if is_empty(text) else text
            lines = [one.strip(" ;-+") for one in text.split("\n")]
            dealt = count > 1 and len(lines) == count and name in (PLACE, WHO, CHAIR)
            found[name] = lines if dealt else [text] * count
        return found

    def _fill(self, source, said):
        source.place = " ".join(said[PLACE].split()) if PLACE in said else None
        source.who, source.chair = said.get(WHO) or None, said.get(CHAIR) or None
        source.invited, source.preparing = said.get(INVITED) or None, said.get(PREPARING) or None
        source.office, source.remark = said.get(OFFICE) or None, said.get(REMARK) or None

    def _leave_off(self, lines, number, value, text):
        row = lines[number].row
        self.walk.leave(self.table.at(row), "day_off", text)
        spanned = self._spanned(lines, number, value)
        days = {line.day for line in spanned}
        wide = self._wide(row, value)
        if value.day:
            days = {one.day for one in wide}
        if (
            not value.leader
            and not value.half
            and not lines[number].leader
            or len(wide) == len(self.columns.values)
        ):
            self.walk.off |= days
        self.walk.off |= {(day, one.half) for day in days for one in wide if one.half}

    def _leave_beside(self, line):
        """Leave aside what stands beside no entry: an hour, a place or people without a content."""
        columns = [self.columns.fields[name] for name in _BESIDE if name in self.columns.fields]
        cells = map(line.row.cell, columns)
        own = [cell for cell in cells if not (cell.continued or is_ditto(cell.text))]
        for text in (line.hour, *(cell.line for cell in own)):
            if not is_empty(text):
                self.walk.leave(self.table.at(line.row), "other_column", text)

    def _leave_others(self, row):
        for heading, text in self.columns.told_aside(row):
            if not is_empty(text):
                self.walk.leave(self.table.at(row), "other_column", f"{heading}{text}")
        for column, cell in enumerate(row.cells):
            if column not in self.columns.known and cell.text and not cell.continued:
                self.walk.leave(self.table.at(row), "other_column", cell.line)

    def _show(self, lines):
        for line in lines:
            for value in self.columns.values:
                days = (value.day,) if value.day else (line.day, line.last)
                half = value.half or line.half
                if half and half != ALL_DAY:
                    self.walk.shown |= {(day, half) for day in days if day}
