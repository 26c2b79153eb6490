"""Reading the tables of a .docx as a person sees them.

Inserted revisions count, deleted ones do not; hidden text does not; automatic numbers are
worked out from the numbering definitions.
"""

import re

from ..text import clean_lines
from .errors import AppendixError
from .grid import MAX_COLUMNS, MAX_ROWS, Cell, Row, Table
from .word_numbers import Numbering

_HEADING_NUMERAL = re.compile(r"[IVX]+\b|[A-H]\b")
_SKIPPED = {
    "del",
    "moveFrom",
    "Fallback",
    "instrText",
    "delText",
    "pict",
    "txbxContent",
    "rPr",
    "pPr",
}
_BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-", "ptab": " "}
_TRANSPARENT = {"sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml"}


def read_docx(package):
    """Every table of the body, in order, with the paragraphs above it."""
    body = package.parse(package.main).find("{*}body")
    if body is None:
        raise AppendixError("damaged", file=package.file_name, part=package.main)
    numbering = Numbering(package)
    tables, lines = [], []
    for block in _blocks(body):
        if _name(block) == "p":
            text, _auto = _paragraph(block, numbering)
            lines += text.split("\n") if text else []
        else:
            rows = _rows(block, numbering, package.file_name)
            tables.append(Table(rows, {"table": len(tables) + 1}, before=lines))
            lines = []
    return tables


def _name(element):
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _value(element, name="val"):
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), None)


def _blocks(parent):
    """Paragraphs and tables, also those inside content controls or inserted revisions."""
    for child in parent:
        name = _name(child)
        if name in ("p", "tbl"):
            yield child
        elif name in _TRANSPARENT:
            yield from _blocks(child)


def _rows(table, numbering, file_name):
    rows, above = [], {}
    for number, element in enumerate(_children(table, "tr"), 1):
        if number > MAX_ROWS:
            raise AppendixError(
                "too_large",
                file=file_name,
                size=f"more than {MAX_ROWS} rows",
                limit=f"{MAX_ROWS} rows",
            )
        cells, above = _cells(element, numbering, above)
        hidden = any(
            _name(mark) in ("del", "hidden") and _is_on(mark)
            for mark in element.iterfind("{*}trPr/*")
        )
        if any(cell.text for cell in cells):
            rows.append(Row(number, cells, hidden))
    return rows


def _children(parent, wanted):
    for child in parent:
        name = _name(child)
        if name == wanted:
            yield child
        elif name in _TRANSPARENT:
            yield from _children(child, wanted)


def _cells(row, numbering, above):
    """The cells of one row on the table's grid; `above` is where downward merges continue."""
    cells, running = [], {}
    skipped = row.find("{*}trPr/{*}gridBefore")
    cells += [Cell() for _ in range(min(_number(skipped, 0), MAX_COLUMNS))]
    for element in _children(row, "tc"):
        column = len(cells)
        if column >= MAX_COLUMNS:
            break
        span = max(1, min(_number(element.find("{*}tcPr/{*}gridSpan"), 1), MAX_COLUMNS))
        merge = element.find("{*}tcPr/{*}vMerge")
        text, auto = _cell_text(element, numbering)
        cell = Cell(text, span, auto=auto)
        if merge is not None:
            if _value(merge) == "restart":
                running[column] = cell
            elif column in above and not text:
                running[column] = above[column]
                cell = Cell(above[column].text, span, continued=True, auto=above[column].auto)
        cells.append(cell)
        cells += [Cell() for _ in range(span - 1)]
    return cells, running


def _number(element, default):
    value = _value(element) if element is not None else None
    return int(value) if value and value.isascii() and value.isdecimal() else default


def _is_on(element):
    return _value(element) not in ("0", "false", "off")


def _cell_text(cell, numbering):
    """Text of all paragraphs, nested tables included; auto when it is nothing but a number."""
    lines, automatic = [], True
    for paragraph in cell.iter("{*}p"):
        if not any(_name(parent) in _SKIPPED for parent in paragraph.iterancestors()):
            text, auto = _paragraph(paragraph, numbering)
            if text:
                lines.append(text)
                automatic = automatic and auto
    return "\n".join(lines), bool(lines) and automatic


def _paragraph(paragraph, numbering):
    """(text, whether it is an automatic number only)."""
    pieces = []
    _collect(paragraph, pieces)
    text = clean_lines("".join(pieces))
    number = clean_lines(numbering.next_number(paragraph))
    if not text:
        return number, bool(number)
    # Of a numbered text only a heading's numeral matters: "I." tells a group.
    return (f"{number} {text}" if _HEADING_NUMERAL.match(number) else text), False


def _collect(element, pieces):
    for child in element:
        name = _name(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name in _BREAKS:
            pieces.append(_BREAKS[name])
        elif name == "r" and _is_hidden(child):
            continue
        elif name not in _SKIPPED:
            _collect(child, pieces)


def _is_hidden(run):
    mark = run.find("{*}rPr/{*}vanish")
    return mark is not None and _is_on(mark)
