"""Reading the HTML tables that web systems hand out under the name .xls."""

import email
import email.policy

from lxml import etree, html

from ..text import clean_lines
from .csv_file import decode
from .errors import AppendixError
from .grid import MAX_COLUMNS, MAX_ROWS, Cell, Row, Table

_BLOCKS = {"br", "p", "div", "li"}
_CELLS = {"td", "th", "tr", "table", "title", "h1", "h2", "h3", "h4", "h5", "h6", "option"}


def read_html(file_name, data):
    """Every outermost table; `table` and `row` count from 1."""
    return page_tables(file_name, parse_html(file_name, data))


def page_tables(file_name, root):
    """The tables of a parsed page."""
    tables = []
    outermost = (table for table in root.iter("table") if not _inside_table(table))
    for number, table in enumerate(outermost, 1):
        tables.append(
            Table(_rows(file_name, table), {"table": number}, before=_lines_before(table))
        )
    return tables


def parse_html(file_name, data):
    """The root of the page, whatever its encoding."""
    text = decode(file_name, data)
    try:
        return html.document_fromstring(
            text.encode(),
            parser=html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False),
        )
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise AppendixError("damaged", file=file_name, part="html") from error


def html_lines(root):
    """Every line of a page, one a block or cell; also what its title and attributes say."""
    for element in root.iter():
        if isinstance(element.tag, str):
            yield from (element.get(name) or "" for name in ("content", "title", "alt", "value"))
    yield from _text(root, _BLOCKS | _CELLS).split("\n")


def page_of_web_archive(data):
    """The web page in an .mht file, None without one."""
    for part in email.message_from_bytes(data, policy=email.policy.default).walk():
        if part.get_content_type() == "text/html":
            charset = part.get_content_charset() or "utf-8"
            try:
                return part.get_payload(decode=True).decode(charset, errors="replace").encode()
            except LookupError:
                return part.get_payload(decode=True)
    return None


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


def _text(element, blocks=_BLOCKS):
    pieces = []
    for node in element.iter():
        if not isinstance(node.tag, str):
            pieces.append(node.tail or "")
            continue
        if node.tag in blocks:
            pieces.append("\n")
        if node.tag not in ("script", "style"):
            pieces.append(node.text or "")
        if node is not element:
            pieces.append(node.tail or "")
    return clean_lines("".join(pieces))
