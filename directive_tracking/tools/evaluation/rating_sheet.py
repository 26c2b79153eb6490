"""The figures for the rating software as a spreadsheet: one sheet of agencies, one of their tasks."""

import io

import xlsxwriter

from ..spreadsheet import plain
from .rating import FIGURES

TASK = ("number", "point", "content", "deadline", "coefficient", "columns")


def rating_sheet(figures, captions):
    """Return the bytes of the spreadsheet.

    :param dict figures: as `directive.rating.read_month` answers
    :param dict captions: the names of sheets and columns, in the reader's language
    """
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        _write(book.add_worksheet(captions["agencies"]), bold, _agencies(figures, captions))
        _write(book.add_worksheet(captions["tasks"]), bold, _tasks(figures, captions))
    return target.getvalue()


def _write(sheet, bold, rows):
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, [plain(value) for value in row], None if number else bold)
    sheet.freeze_panes(1, 2)
    sheet.set_column(1, 1, 40)


def _agencies(figures, captions):
    weighed = [
        heading
        for name in FIGURES
        for heading in (captions[name], captions["weight"] % {"figure": captions[name]})
    ]
    yield [captions["code"], captions["name"], *weighed, captions["returned"]]
    for agency in figures["agencies"]:
        numbers = [value for name in FIGURES for value in agency[name]]
        yield [agency["code"], agency["name"], *numbers, agency["returned"]]


def _tasks(figures, captions):
    yield [captions["code"], captions["name"], *(captions[name] for name in TASK)]
    for agency in figures["agencies"]:
        for task in agency["tasks"]:
            values = (task["number"], task["point"], task["name"], task["deadline"] or "")
            columns = ", ".join(task["columns"])
            yield [agency["code"], agency["name"], *values, task["weight"], columns]
