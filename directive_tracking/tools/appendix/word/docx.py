"""Reader for the tables of a .docx as displayed.

Inserted revisions count; deleted, hidden and struck text does not. Automatic numbers are
computed; text boxes and embedded pages are read at their anchor.
"""

import re

from ...text import clean_lines
from ..errors import AppendixError
from ..grid import MAX_COLUMNS, MAX_ROWS, Cell, Row, Table, check_line_count, check_row_count
from .chunks import read_chunk
from .text import TextReader
from .xml import integer, is_on, local, value

_HEADING_NUMERAL = re.compile(r"[IVX]+\b|[A-H]\b")
_TRANSPARENT = {"sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml"}
_BLOCKS = ("p", "tbl", "altChunk")
_HIDING = {"del": "deleted_row", "hidden": "hidden_row"}


def read_docx(package):
    """Return every table of the body, in order, with the paragraphs above it."""
    body = package.parse(package.main).find("{*}body")
    if body is None:
        raise AppendixError("damaged", file=package.file_name, part=package.main)
    document = _Document(package)
    document.read(body)
    return document.finished()


def read_body(package):
    """Yield (paragraph number, shown, struck) and Table for each block of the body, in order.

    Paragraphs and tables count from 1, each for itself and empty ones too. Automatic numbers and
    bullets stand before the text, in cells as well. What an embedded file holds has no number.

    :raises AppendixError: if the document has no body
    """
    body = package.parse(package.main).find("{*}body")
    if body is None:
        raise AppendixError("damaged", file=package.file_name, part=package.main)
    yield from _Document(package, numbered=True).parts(body)


def read_notes(package):
    """Yield (number, text) of the footnotes and endnotes of a document, which are no part of its body."""
    texts = TextReader(package)
    for kind in ("footnotes", "endnotes"):
        name = package.related(package.main, kind)
        notes = package.parse(name) if name else ()
        for note in notes:
            lines = [clean_lines(texts.read(block).shown) for block in note.iter("{*}p")]
            if text := "\n".join(filter(None, lines)):
                yield value(note, "id"), text


class _Document:
    """The tables of one document being read, and the lines since the last one."""

    def __init__(self, package, numbered=False):
        self.package, self.texts, self.numbered = package, TextReader(package), numbered
        self._chunks = package.parts(package.main)
        self._tables, self._lines = [], _Lines()

    def parts(self, parent):
        """Yield the blocks of the body one by one, see :func:`read_body`."""
        number = tables = 0
        for block in blocks(parent):
            name = local(block)
            if name == "p":
                number += 1
                yield from self._paragraph(number, block)
            elif name == "tbl":
                tables += 1
                rows, unseen = _TableReader(self, block).rows()
                yield Table(rows, {"table": tables}, unseen=unseen)
            else:
                yield from self._parts_of_chunk(block)

    def _paragraph(self, number, block):
        text = self.texts.read(block)
        shown, struck = clean_lines(text.shown), clean_lines(text.struck)
        sign = "-" if text.has_bullet else text.number
        yield number, f"{sign} {shown}".strip() if shown else shown, struck
        for box in text.boxes:
            for part in self.parts(box):
                yield part if isinstance(part, Table) else (number, *part[1:])

    def _parts_of_chunk(self, element):
        for table in self.chunk(element):
            yield from ((None, line, "") for line in table.before)
            if table.rows:
                yield table
            yield from ((None, line, "") for line in table.after)

    def read(self, parent):
        for number, block in enumerate(blocks(parent)):
            check_line_count(number, self.package.file_name, MAX_ROWS)
            name = local(block)
            if name == "p":
                text = self.texts.read(block)
                self._lines.add(text)
                for box in text.boxes:
                    self.read(box)
            elif name == "tbl":
                self._add_table(_TableReader(self, block).rows())
            else:
                self._read_chunk(block)

    def finished(self):
        """Return the tables; the text below the last one belongs to it."""
        if self._tables:
            self._tables[-1].after = self._lines.taken()
        elif lines := self._lines.taken():
            return [Table([], {"table": 1}, before=lines)]
        return self._tables

    def chunk(self, element):
        """Return the tables of an embedded file with the surrounding lines."""
        part = self._chunks.get(value(element, "id"))
        return read_chunk(self.package, part, read_docx)

    def _read_chunk(self, element):
        for table in self.chunk(element):
            self._lines.extend(table.before)
            if table.rows:
                self._add_table((table.rows, table.unseen))
            self._lines.extend(table.after)

    def _add_table(self, rows_and_unseen):
        rows, unseen = rows_and_unseen
        place = {"table": len(self._tables) + 1}
        self._tables.append(Table(rows, place, before=self._lines.taken(), unseen=unseen))


def blocks(parent):
    """Yield paragraphs, tables and embedded files, also inside content controls or revisions."""
    return children(parent, *_BLOCKS)


def children(parent, *wanted):
    for child in parent:
        name = local(child)
        if name in wanted:
            yield child
        elif name in _TRANSPARENT and not is_on(child.find("{*}sdtPr/{*}showingPlcHdr")):
            yield from children(child, *wanted)


class _Lines:
    """Lines of text, joined from paragraphs."""

    def __init__(self, numbered=False):
        self.lines, self.struck, self._numbered = [], [], numbered
        self.is_automatic = True  # nothing but automatic numbers
        self._begun = self._number = ""

    def add(self, text):
        self._begun += text.shown
        bullet = "-" if self._numbered and text.has_bullet else ""
        self._number = self._number or text.number or bullet
        if struck := clean_lines(text.struck):
            self.struck.append(struck)
        if not text.goes_on:
            self._end_line(is_struck=bool(struck))

    def _end_line(self, is_struck=False):
        shown, number = clean_lines(self._begun), self._number
        self._begun = self._number = ""
        if shown:
            self.is_automatic = False
            # Of the numbers only those of headings matter: "I." marks a group.
            counts = self._numbered and number or _HEADING_NUMERAL.match(number)
            self.extend([f"{number} {shown}" if counts else shown])
        elif number and not is_struck:
            self.lines.append(number)

    def extend(self, lines):
        for line in lines:
            self.lines += line.split("\n")

    def taken(self):
        """Return the lines so far and clear them."""
        if self._begun:
            self._end_line()
        lines, self.lines = self.lines, []
        return lines


class _TableReader:
    """One table being read."""

    def __init__(self, document, table):
        self._document, self._table = document, table
        self._style = value(table.find("{*}tblPr/{*}tblStyle"))
        self._unseen, self._number, self._hidden = [], 0, []

    def rows(self):
        """Return (rows with text, texts hidden by merged cells)."""
        rows, above = [], {}
        for number, element in enumerate(children(self._table, "tr"), 1):
            self._number = number
            check_row_count(number, self._document.package.file_name)
            if hiding := _hiding(element):
                cells = [Cell(_whole_text(tc)) for tc in children(element, "tc")][:MAX_COLUMNS]
                row = Row(number, cells, hidden=True, why_hidden=hiding)
            else:
                cells, above = self._cells(element, above)
                row = Row(number, cells)
            is_shown = any(cell.text or cell.struck for cell in row.cells)
            if is_shown:
                rows.append(row)
            self._tell_hidden(is_shown)
        return rows, self._unseen

    def _tell_hidden(self, is_shown):
        """Report the text of the row that its formatting hides."""
        if text := " | ".join(filter(None, map(clean_lines, self._hidden))):
            self._unseen.append((self._number, "hidden_text" if is_shown else "hidden_row", text))
        self._hidden = []

    def _cells(self, row, above):
        """Return the cells of one row on the grid; `above` has the open vertical merges."""
        cells, running = [], {}
        skipped = row.find("{*}trPr/{*}gridBefore")
        cells += [Cell() for _ in range(min(integer(value(skipped)), MAX_COLUMNS))]
        head = None  # the first cell of an old horizontal merge
        for element in children(row, "tc"):
            column = len(cells)
            if column >= MAX_COLUMNS:
                break
            properties = element.find("{*}tcPr")
            span = max(1, min(integer(value(_mark(properties, "gridSpan")), 1), MAX_COLUMNS))
            sideways, downwards = _merge(properties, "hMerge"), _merge(properties, "vMerge")
            if sideways == "continue" and head is not None:
                head.span += span
                self._hide(element)
                cell = Cell()
            elif downwards == "continue" and column in above:
                running[column] = above[column]
                self._hide(element)
                cell = Cell(above[column].text, span, continued=True, auto=above[column].auto)
            else:
                cell = self._cell(element, span)
                if downwards:
                    running[column] = cell
            head = cell if sideways == "restart" else head if sideways else None
            cells += [cell, *(Cell() for _ in range(span - 1))]
        return cells, running

    def _cell(self, element, span):
        lines = _Lines(self._document.numbered)
        self._collect(element, lines)
        text, struck = "\n".join(lines.taken()), "\n".join(lines.struck)
        return Cell(text, span, auto=bool(text) and lines.is_automatic, struck=struck)

    def _collect(self, parent, lines):
        """Yield all paragraphs of a cell, including those of its boxes and nested tables."""
        for block in blocks(parent):
            if local(block) == "p":
                text = self._document.texts.read(block, self._style)
                self._hidden.append(text.hidden)
                lines.add(text)
                for box in text.boxes:
                    self._collect(box, lines)
            elif local(block) == "tbl":
                for row in children(block, "tr"):
                    for cell in children(row, "tc") if not _hiding(row) else ():
                        self._collect(cell, lines)
            else:
                self._collect_chunk(block, lines)

    def _collect_chunk(self, element, lines):
        for table in self._document.chunk(element):
            lines.extend(table.before)
            for row in table.rows:
                lines.extend(row.own_texts)
            lines.extend(table.after)
        lines.is_automatic = False

    def _hide(self, cell):
        """A merged cell displays no text of its own; any text in it is reported."""
        if text := _whole_text(cell):
            self._unseen.append((self._number, "under_merge", text))


def _mark(properties, name):
    return None if properties is None else properties.find(f"{{*}}{name}")


def _merge(properties, name):
    """Return "restart", "continue" or None."""
    mark = _mark(properties, name)
    return None if mark is None else "restart" if value(mark) == "restart" else "continue"


def _hiding(row):
    """Return the reason why the row is invisible, None for a visible row."""
    marks = (mark for mark in row.iterfind("{*}trPr/*") if is_on(mark))
    return next((_HIDING[local(mark)] for mark in marks if local(mark) in _HIDING), None)


def _whole_text(cell):
    """Return the text of an invisible cell with deletions, without its numbers."""
    paragraphs = (
        "".join(node.text or "" for node in paragraph.iter("{*}t", "{*}delText"))
        for paragraph in cell.iter("{*}p")
    )
    return clean_lines("\n".join(paragraphs))
