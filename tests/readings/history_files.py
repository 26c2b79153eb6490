"""Trackers of past tasks of many kinds, made for the tests of their reader."""

import io
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color

GREEN, YELLOW, RED, BLUE, GREY = "92D050", "FFFF00", "FF0000", "00B0F0", "BFBFBF"


class Filled:
    """A cell with a colour, RRGGBB or (theme, tint), and perhaps a number format."""

    def __init__(self, value=None, fill=None, number_format=None):
        self.value, self.fill, self.number_format = value, fill, number_format


def row_of(fill, *values):
    """A row with one colour in every cell."""
    return [Filled(value, fill) for value in values]


def percent(value):
    return Filled(value, number_format="0%")


def day(text):
    return datetime.strptime(text, "%d/%m/%Y")


def tracker(sheets, **options):
    """Return the bytes of a workbook: {name: rows}; options by sheet name, see `_arrange`."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                _put(sheet.cell(number, column), value)
        _arrange(sheet, **options.get(name.replace(" ", "_"), {}))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _put(cell, value):
    filled = value if isinstance(value, Filled) else Filled(value)
    if filled.value is not None:
        cell.value = filled.value
    if isinstance(filled.value, date):
        cell.number_format = "dd/mm/yyyy"
    if filled.number_format:
        cell.number_format = filled.number_format
    if filled.fill:
        theme = isinstance(filled.fill, tuple)
        colour = Color(theme=filled.fill[0], tint=filled.fill[1]) if theme else f"FF{filled.fill}"
        cell.fill = PatternFill("solid", fgColor=colour)


def _arrange(sheet, merge=(), hide_columns=(), hide_rows=(), filtered=None, hidden=False):
    for area in merge:
        sheet.merge_cells(area)
    for column in hide_columns:
        sheet.column_dimensions[column].hidden = True
    for number in hide_rows:
        sheet.row_dimensions[number].hidden = True
    if filtered:
        sheet.auto_filter.ref = filtered
    if hidden:
        sheet.sheet_state = "hidden"
