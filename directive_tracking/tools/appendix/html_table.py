"""Reading the HTML tables that web systems hand out under the name .xls."""

from lxml import etree, html

from ..text import clean_lines
from .csv_file import decode
from .errors import AppendixError
from .grid import MAX_COLUMNS, MAX_ROWS, Cell, Row, Table

_BLOCKS = {"br", "p", "div", "li"}


def read_html(file_name, data):
    """Every outermost table; `table` and `row` count from 1."""
    text = decode(file_name, data)
    try:
        root = html.document_fromstring(
            text.encode(),
            parser=html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False),
        )
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise AppendixError("damaged", file=file_name, part="the HTML in it") from error
    tables = []
    outermost = (table for table in root.iter("table") if not _inside_table(table))
    for number, table in enumerate(outermost, 1):
        tables.append(
            Table(_rows(file_name, table), {"table": number}, before=_lines_before(table))
        )
    return tables


def _inside_table(element):
    return any(parent.tag == "table" for parent in element.iterancestors())


def _lines_before(table):
    lines = []
    for element in table.itersiblings(preceding=True):
        if element.tag == "table":
            break
        if isinstance(element.tag, str):
            lines = _text(element).split("\n") + lines
    return [line for line in lines if line]


def _rows(file_name, table):
    rows, hanging = [], {}
    own = (row for row in table.iter("tr") if next(row.iterancestors("table")) is table)
    for number, element in enumerate(own, 1):
        if number > MAX_ROWS:
            raise AppendixError(
                "too_large",
                file=file_name,
                size=f"more than {MAX_ROWS} rows",
                limit=f"{MAX_ROWS} rows",
            )
        cells = _cells(element, hanging)
        hidden = "display:none" in (element.get("style") or "").replace(" ", "")
        if any(cell.text for cell in cells):
            rows.append(Row(number, cells, hidden))
    return rows


def _cells(row, hanging):
    """The cells on the table's grid; `hanging` holds cells reaching down from rows above."""
    cells = []
    _take_hanging(cells, hanging)
    for element in row.iterchildren("td", "th"):
        column = len(cells)
        if column >= MAX_COLUMNS:
            break
        span = _span(element, "colspan", MAX_COLUMNS - column)
        cell = Cell(_text(element), span)
        cells += [cell, *(Cell() for _ in range(span - 1))]
        if (height := _span(element, "rowspan", MAX_ROWS)) > 1:
            hanging[column] = [height - 1, Cell(cell.text, span, continued=True)]
        _take_hanging(cells, hanging, since=column + 1)
    return cells


def _take_hanging(cells, hanging, since=0):
    while (column := len(cells)) in hanging and column >= since:
        hanging[column][0] -= 1
        left, cell = hanging[column]
        cells += [cell, *(Cell() for _ in range(cell.span - 1))]
        if not left:
            del hanging[column]


def _span(element, name, limit):
    digits = (element.get(name) or "1").strip()
    return max(1, min(int(digits) if digits.isascii() and digits.isdecimal() else 1, max(limit, 1)))


def _text(element):
    pieces = []
    for node in element.iter():
        if not isinstance(node.tag, str):
            pieces.append(node.tail or "")
            continue
        if node.tag in _BLOCKS:
            pieces.append("\n")
        if node.tag not in ("script", "style"):
            pieces.append(node.text or "")
        if node is not element:
            pieces.append(node.tail or "")
    return clean_lines("".join(pieces))
