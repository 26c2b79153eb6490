"""A file of any kind as lines and tables, each with its place."""

from dataclasses import dataclass, field

from openpyxl.utils.cell import get_column_letter

from odoo.addons.directive_tracking.tools.appendix.errors import AppendixError
from odoo.addons.directive_tracking.tools.appendix.file.file_type import open_file
from odoo.addons.directive_tracking.tools.appendix.grid import (
    Table,
    check_line_count,
    check_text,
)
from odoo.addons.directive_tracking.tools.appendix.page.table import read_html
from odoo.addons.directive_tracking.tools.appendix.sheet.csv_file import read_csv
from odoo.addons.directive_tracking.tools.appendix.sheet.xlsx import read_xlsx
from odoo.addons.directive_tracking.tools.appendix.word.docx import read_body, read_notes
from odoo.addons.directive_tracking.tools.guard.secrecy import is_marked_secret
from odoo.addons.directive_tracking.tools.text import clean_lines

from .pasted import page_of_pasted

PASTED = ".pasted"  # the name of text from the clipboard ends with it


@dataclass
class Line:
    """A line of text outside tables; ``struck`` is what is struck through in it."""

    at: dict
    text: str
    struck: str = ""


@dataclass
class Page:
    """The lines and tables of a file, in order; ``unseen`` are [place, reason, text] not shown."""

    parts: list = field(default_factory=list)
    unseen: list = field(default_factory=list)


def read_page(file_name, data):
    """Return the :class:`Page` of a file.

    :raises AppendixError: if it cannot be read, or bears a secrecy mark
    """
    page = _read_page(file_name, data)
    for part in page.parts:
        for row in part.rows if isinstance(part, Table) else ():
            check_text(max(row.own_texts, key=len, default=""), file_name)
        check_text(getattr(part, "text", ""), file_name)
    return page


def _read_page(file_name, data):
    if file_name.endswith(PASTED):
        return _pasted(data.decode())
    kind, content = open_file(file_name, data)
    if kind == "docx":
        page = _page(_document_parts(content, file_name))
        page.unseen += [({"note": number}, "note", text) for number, text in read_notes(content)]
        return page
    if kind == "xlsx":
        return _page(read_xlsx(content))
    if kind == "csv":
        return _page(read_csv(file_name, content))
    return _page(_with_lines(read_html(file_name, content)))


def _pasted(text):
    """Rows from Word or Excel have tabs between their cells; other text is lines."""
    if is_marked_secret(text):
        raise AppendixError("secret", file="", part=text.strip()[:40])
    if "\t" in text:
        return _page(_with_lines(read_html("", page_of_pasted(text))))
    check_line_count(text.count("\n"), "")
    lines = enumerate(text.splitlines(), 1)
    return _page(Line({"paragraph": n}, clean_lines(line)) for n, line in lines)


def _document_parts(package, file_name):
    for number, part in enumerate(read_body(package)):
        check_line_count(number, file_name)
        yield part if isinstance(part, Table) else Line({"paragraph": part[0]}, *part[1:])


def _with_lines(tables):
    number = 0
    for table in tables:
        for text in table.before:
            number += 1
            yield Line({"paragraph": number}, text)
        if table.rows:
            yield table
        for text in table.after:
            number += 1
            yield Line({"paragraph": number}, text)


def _page(parts):
    page = Page()
    for part in parts:
        if isinstance(part, Table):
            for number, reason, text in part.unseen:
                page.unseen.append(({**part.place, part.row_name: number}, reason, text))
            if part.aside:
                texts = " | ".join(text for row in part.rows for text in row.own_texts)
                page.unseen.append((part.place, part.aside, texts))
                continue
            _leave_hidden(page, part)
            _with_hours(part)
        page.parts.append(part)
    return page


def _with_hours(table):
    """A real day with an hour in one cell shows both: elsewhere only the day of it counts."""
    for row in table.rows:
        for cell in row.cells:
            minutes = round((cell.number or 0) % 1 * 24 * 60) if cell.is_day else 0
            if minutes and ":" not in cell.text:
                cell.text += f" {minutes // 60:02}:{minutes % 60:02}"


def _leave_hidden(page, table):
    for row in table.rows:
        if row.hidden:
            page.unseen.append((table.at(row), row.why_hidden, " | ".join(row.own_texts)))
    table.rows = [row for row in table.rows if not row.hidden]


def place(table, row, column=None, item=None):
    """Return where an entry stands: table and row [and column], or sheet and cell, from 1.

    >>> from types import SimpleNamespace as Some
    >>> place(Some(place={"sheet": "Tuần 50"}, row_name="row"), Some(number=5), 2)
    {'sheet': 'Tuần 50', 'cell': 'C5'}
    >>> place(Some(place={"table": 2}, row_name="row"), Some(number=5), item=2)
    {'table': 2, 'row': 5, 'item': 2}
    """
    at = dict(table.place)
    if "sheet" in at:
        at["cell"] = f"{get_column_letter((column or 0) + 1)}{row.number}"
    else:
        at[table.row_name] = row.number
        at |= {} if column is None else {"column": column + 1}
    return at | ({"item": item} if item else {})
