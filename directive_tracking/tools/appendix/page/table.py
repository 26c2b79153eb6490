"""Reader for HTML tables that web systems export as .xls or .doc."""

import email
import email.policy
import re

from lxml import etree, html

from ...text import clean_lines
from ..errors import AppendixError
from ..grid import MAX_COLUMNS, MAX_ROWS, Cell, Row, Table, check_row_count
from ..sheet.csv_file import decode
from .text import PageText, bare_text, decoded

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)


def read_html(file_name, data):
    """Return every outermost table; `table` and `row` count from 1."""
    return page_tables(file_name, parse_html(file_name, data))


def page_tables(file_name, root):
    """Return the tables of a parsed page; the text below the last one belongs to it."""
    page, tables, pieces, waiting = PageText(root), [], [], []
    page.walk(root, pieces, "table")
    for piece, look in pieces:
        if isinstance(piece, str):
            waiting.append((piece, look))
            continue
        place = {"table": len(tables) + 1}
        tables.append(Table(_rows(file_name, page, piece), place, before=_lines(waiting)))
        waiting = []
    if tables:
        tables[-1].after = _lines(waiting)
    elif lines := _lines(waiting):
        return [Table([], {"table": 1}, before=lines)]
    return tables


def _lines(pieces):
    shown = decoded(piece for piece in pieces if not piece[1].is_struck)
    return clean_lines(shown).splitlines()


def parse_html(file_name, data):
    """Return the root of the page in any encoding."""
    text = _page_text(file_name, data)
    try:
        return html.document_fromstring(
            text.encode(errors="replace"),
            parser=html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False),
        )
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise AppendixError("damaged", file=file_name, part="html") from error


def _page_text(file_name, data):
    """Return the page decoded as declared, if possible."""
    said = _CHARSET.search(data[:4_000])
    try:
        return data.decode(said[1].decode()) if said else decode(file_name, data)
    except (LookupError, UnicodeDecodeError):
        return decode(file_name, data)


def html_lines(root):
    """Yield every line of a page, visible or not, including its title and attributes."""
    for element in root.iter():
        if isinstance(element.tag, str):
            yield from (element.get(name) or "" for name in ("content", "title", "alt", "value"))
    yield from bare_text(root).split("\n")


def page_of_web_archive(data):
    """Return the web page in an .mht file, or None."""
    for part in email.message_from_bytes(data, policy=email.policy.default).walk():
        if part.get_content_type() == "text/html":
            charset = part.get_content_charset() or "utf-8"
            try:
                return part.get_payload(decode=True).decode(charset, errors="replace").encode()
            except LookupError:
                return part.get_payload(decode=True)
    return None


def _rows(file_name, page, table):
    rows, hanging = [], {}
    own = (row for row in table.iter("tr") if next(row.iterancestors("table")) is table)
    for number, element in enumerate(own, 1):
        check_row_count(number, file_name)
        hidden = page.look(element).is_hidden
        cells = _cells(
            element, hanging, lambda cell, seen=not hidden: _cell_texts(page, cell, seen)
        )
        if any(cell.text or cell.struck for cell in cells):
            rows.append(Row(number, cells, hidden))
    return rows


def _cell_texts(page, cell, is_seen):
    """Return (shown, struck); for an invisible row, its bare text."""
    return page.texts(cell) if is_seen else (clean_lines(cell.text_content()), "")


def _cells(row, hanging, texts):
    """Return the cells on the table's grid; `hanging` holds cells that span down from rows above."""
    cells = []
    _take_hanging(cells, hanging)
    for element in row.iterchildren("td", "th"):
        column = len(cells)
        if column >= MAX_COLUMNS:
            break
        span = _span(element, "colspan", MAX_COLUMNS - column)
        shown, struck = texts(element)
        cell = Cell(shown, span, struck=struck)
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
