"""Reading a notice of conclusions (Thông báo kết luận) as offices write them.

Points stand in running text; some notices have their tasks in a table at the end, which the reader
of appendices reads. Nothing of the file is lost: what became no point is listed.
"""

import re

from odoo.addons.directive_tracking.tools.appendix import AppendixError, read_appendix
from odoo.addons.directive_tracking.tools.appendix.deadline.calendar_words import find_days
from odoo.addons.directive_tracking.tools.appendix.document import read_document
from odoo.addons.directive_tracking.tools.appendix.file.file_type import open_file
from odoo.addons.directive_tracking.tools.appendix.grid import check_line_count
from odoo.addons.directive_tracking.tools.appendix.model import Deadline
from odoo.addons.directive_tracking.tools.appendix.page.table import read_html
from odoo.addons.directive_tracking.tools.appendix.sheet.csv_file import decode
from odoo.addons.directive_tracking.tools.appendix.word.docx import blocks, children
from odoo.addons.directive_tracking.tools.appendix.word.text import TextReader
from odoo.addons.directive_tracking.tools.appendix.word.xml import local
from odoo.addons.directive_tracking.tools.text import clean_lines, shadow

from .model import CLOSING, LETTERHEAD, TABLE, Line, Notice, Order, Point
from .order import OrderReader
from .points import is_closing, marked, read_points

_NO_TASKS = ("no_table", "empty")
_TITLE = re.compile(r"^\s*(?:thong bao|ket luan|ban ket luan|bien ban)\b")
_ORDER = re.compile(r"\s*(?:giao (?!ban\b)|yeu cau |de nghi |phan cong )")
_MET = re.compile(r"\b(?:ngay|sang|chieu)\b")


def read_notice(file_name, data, agencies, province=None):
    """Return the :class:`Notice` in a file: its number, its day, its points.

    :raises AppendixError: with a sentence for the user, if the file cannot be read
    """
    kind, content = open_file(file_name, data)
    lines = _lines_of(kind, content, file_name)
    needed = not lines and kind != "csv"
    reading = _read_tables(file_name, data, agencies, province, required=needed)
    if not lines and not reading:
        lines = _text_lines(decode(file_name, content), file_name)
    tasks = reading.tasks if reading else []
    read = {task.at.get("table") for task in tasks}
    notice = read_lines(lines, agencies, province, tables_read=read)
    notice.points += [_point_of(task) for task in tasks]
    notice.left_aside += _left_by_tables(reading, lines)
    if not notice.points:
        raise AppendixError("empty", file=file_name, part="no_rows")
    return notice


def read_text(text, agencies, province=None):
    """Return the notice in typed or pasted text, one paragraph a line.

    Where nothing but points was typed, each line is one, whether it gives an order or not.
    """
    lines = _text_lines(text)
    notice = read_lines(lines, agencies, province)
    if not notice.points or not _are_bare_points(lines):
        return notice
    listed = [line if _goes_on(line) else Line(line.text, "-") for line in lines]
    return read_lines(listed, agencies, province)


def _are_bare_points(lines):
    """Tell whether these lines have no title, no opening and no marks, as typed on a telephone.

    >>> typed = ["Giao Sở Y tế rà soát", "Thống nhất chủ trương"]
    >>> _are_bare_points([Line(one) for one in typed])
    True
    >>> openings = ("1. Sở Nội vụ báo cáo", "Chủ tịch kết luận như sau:", "Ngày 01/12 họp", "THÔNG BÁO")
    >>> [_are_bare_points([Line(one), *map(Line, typed)]) for one in openings]
    [False, False, False, False]
    """
    return not any(
        marked(line)[0] is not None
        or line.text.rstrip().endswith(":")
        or _opens(line)
        or _TITLE.match(shadow(line.text))
        for line in lines
    )


def _goes_on(line):
    """A line in small letters is the rest of the one above; the end belongs to no point."""
    return line.text[:1].islower() or is_closing(line)


def _text_lines(text, file_name=""):
    lines = [Line(line) for line in clean_lines(text).split("\n") if line]
    check_line_count(len(lines), file_name)
    return lines


def _lines_of(kind, content, file_name):
    """Return the lines of a Word file or a web page called one, none for tables alone."""
    if kind == "docx":
        return docx_lines(content)
    lines = []
    for number, table in enumerate(read_html(file_name, content) if kind == "html" else (), 1):
        lines += [Line(text) for text in table.before]
        lines += [Line(text, table=number) for row in table.rows for text in row.own_texts]
        lines += [Line(text) for text in table.after]
    check_line_count(len(lines), file_name)
    return lines


def read_lines(lines, agencies, province=None, tables_read=()):
    """Return the notice of these lines; those of the tables with these numbers are read elsewhere."""
    above, body, tables = _parts(lines)
    orders = OrderReader(agencies, province)
    document = read_document(
        [line.text for line in lines[: _first_point(lines)]],
        province or orders.names.index.province_name,
    )
    day = _meeting_day(body, document.date)
    points, left = read_points(body, lambda text: orders.read(text, document.date or day))
    left = [(LETTERHEAD, line.text) for line in above] + left
    left += _left_of_tables([line for line in tables if line.table not in tables_read])
    return Notice(document.number, document.date, document.title, day, points, left)


def _left_by_tables(reading, lines):
    """Return what the reader of tables left aside, without the lines that were read as text."""
    known = {line.text for line in lines if not line.table}
    left = reading.left_aside if reading else ()
    return [(TABLE, one.text) for one in left if one.text not in known]


def _left_of_tables(lines):
    """Return the lines of tables that hold no tasks; whoever gets it and signs closes the notice."""
    closing = {line.table for line in lines if is_closing(line)}
    return [(CLOSING if line.table in closing else TABLE, line.text) for line in lines]


def _first_point(lines):
    found = (i for i, line in enumerate(lines) if not line.table and _begins_points(line))
    return next(found, len(lines))


def _begins_points(line):
    """Tell whether a line is marked or gives an order: a day named there is none of the notice."""
    return marked(line)[0] is not None or bool(_ORDER.match(shadow(line.text)))


def _parts(lines):
    """Return (letterhead and title, body, lines of tables below the letterhead)."""
    titles = [
        i for i, line in enumerate(lines) if not line.table and _TITLE.match(shadow(line.text))
    ]
    start = titles[0] if titles and titles[0] < _first_point(lines) else 0
    while titles and start < len(lines) and _is_title(lines[start]):
        start += 1
    body = [line for line in lines[start:] if not line.table]
    return lines[:start], body, [line for line in lines[start:] if line.table]


def _is_title(line):
    text = line.text.rstrip()
    return not text.endswith((".", ":", ";")) and marked(line)[0] is None and not _opens(line)


def _opens(line):
    """The first sentence of the body says when they met."""
    return bool(re.match(r"\s*(?:vao |sang |chieu |)(?:hoi .{1,20})?ngay\b", shadow(line.text)))


def _meeting_day(body, reference):
    """Return the day of the meeting: the first one named before the first point."""
    for line in body[: _first_point(body)]:
        for day in find_days(shadow(line.text)):
            if day.is_possible and not day.is_null and _MET.search(shadow(line.text)[: day.end]):
                return day.on_or_after(None) if day.year else None
    return None


def _read_tables(file_name, data, agencies, province, required):
    """Return the reading of the tables of tasks, or None."""
    try:
        return read_appendix(file_name, data, agencies, province=province)
    except AppendixError as error:
        if required or error.code not in _NO_TASKS:
            raise
        return None


def _point_of(task):
    deadline = Deadline(
        task.deadline_kind, task.date_deadline, task.deadline_text, task.working_days
    )
    doubts = [(doubt.code, doubt.value or "") for doubt in task.warnings]
    order = Order(list(task.lead), list(task.coordinators), deadline, doubts, True)
    heading = " › ".join(filter(None, (task.group_parent, task.group, task.subgroup)))
    return Point(task.point or "", task.content, heading, order)


# The lines of a Word file, with the automatic numbers that the reader of tables leaves out


def docx_lines(package):
    """Return the paragraphs of a .docx as displayed, those of tables marked."""
    body = package.parse(package.main).find("{*}body")
    if body is None:
        raise AppendixError("damaged", file=package.file_name, part=package.main)
    reader, lines = TextReader(package), []
    tables = 0
    for block in blocks(body):
        if local(block) == "p":
            lines += _lines(reader, block)
        elif local(block) == "tbl":
            tables += 1
            lines += _table_lines(reader, block, tables)
        check_line_count(len(lines), package.file_name)
    return lines


def _lines(reader, paragraph, table=0):
    found = reader.read(paragraph)
    shown = clean_lines(found.shown).split("\n") if clean_lines(found.shown) else []
    lines = [Line(text, found.number if not i else "", table) for i, text in enumerate(shown)]
    for box in found.boxes:
        for block in blocks(box):
            lines += _lines(reader, block, table) if local(block) == "p" else []
    return lines


def _table_lines(reader, table, number):
    lines = []
    for row in children(table, "tr"):
        for cell in children(row, "tc"):
            for block in blocks(cell):
                if local(block) == "p":
                    lines += _lines(reader, block, number)
                elif local(block) == "tbl":
                    lines += _table_lines(reader, block, number)
    return lines
