"""The five sheets of the national database, as far as they do not depend on its unpublished fields."""

import io
from datetime import date

import xlsxwriter

from odoo.addons.directive_tracking.tools.spreadsheet import fitting

STEPS = [
    ("matter", "1. Matters"),
    ("processing", "2. Processing"),
    ("settling", "3. Settling"),
    ("result", "4. Results"),
    ("enforcement", "5. Enforcement"),
]
WIDTH = 18


def write_steps(sheets):
    """Return an .xlsx file of ``[(title, headers, rows)]``; days are days, texts stay texts.

    >>> write_steps([("1. Matters", ["No."], [["=1+1"], [date(2026, 8, 3)], [None]])])[:2]
    b'PK'
    """
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for title, headers, rows in sheets:
            sheet = book.add_worksheet(title[:31])
            sheet.set_column(0, max(len(headers) - 1, 0), WIDTH)
            for column, header in enumerate(headers):
                sheet.write_string(0, column, header, bold)
            for number, row in enumerate(rows, 1):
                for column, value in enumerate(row):
                    _write(sheet, number, column, value, day)
            sheet.freeze_panes(1, 0)
    return stream.getvalue()


def _write(sheet, row, column, value, day):
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, bool | int | float):
        sheet.write_number(row, column, value)
    elif value:
        sheet.write_string(row, column, fitting(str(value)))
