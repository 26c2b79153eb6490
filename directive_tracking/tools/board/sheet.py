"""A table with some lines above it, as a spreadsheet ready for the printer."""

import io

import xlsxwriter

from ..spreadsheet import LETTERS, fitting, lines_in

A4 = 9
SIGNS = 9  # the width of a column of relative width 1
LINE, MOST = 15, 27  # points, and lines of the highest row


def write_xlsx(lines, titles, widths, rows, kept=0):
    """Return the bytes of an XLSX file; numbers are numbers, every text is text and never a formula.

    :param lines: texts above the table, the first one large
    :param titles: the heading of the table, repeated on each page
    :param widths: relative widths of the columns
    :param rows: tuples of texts and numbers
    :param kept: how many columns stay in sight when one goes to the right

    >>> from openpyxl import load_workbook
    >>> data = write_xlsx(["Order 12"], ["No.", "Agency"], [1, 3], [("1", "=1+1")])
    >>> [[cell.value for cell in row] for row in load_workbook(io.BytesIO(data)).active.rows]
    [['Order 12', None], [None, None], ['No.', 'Agency'], ['1', '=1+1']]
    >>> load_workbook(io.BytesIO(data)).active["B4"].data_type
    's'
    >>> from decimal import Decimal
    >>> data = write_xlsx(["Floods"], ["Agency", "Houses"], [3, 3], [("A", Decimal("12.5")), ("B", None)])
    >>> [[cell.value for cell in row] for row in load_workbook(io.BytesIO(data)).active.rows]
    [['Floods', None], [None, None], ['Agency', 'Houses'], ['A', 12.5], ['B', None]]
    """
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, **LETTERS})
    sheet = book.add_worksheet()
    large = book.add_format({"bold": True, "font_size": 14})
    heading = book.add_format({"bold": True, "border": 1, "text_wrap": True, "bg_color": "#e9ecef"})
    cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    for place, line in enumerate(lines):
        sheet.write_string(place, 0, fitting(line), large if not place else None)
    top = len(lines) + 1
    for place, (title, width) in enumerate(zip(titles, widths, strict=True)):
        sheet.write_string(top, place, fitting(title), heading)
        sheet.set_column(place, place, width * SIGNS)
    _set_height(sheet, top, titles, widths)
    for place, row in enumerate(rows, top + 1):
        _set_height(sheet, place, row, widths)
        for column, value in enumerate(row):
            _write(sheet, place, column, value, cell)
    _set_page(sheet, top, kept)
    book.close()
    return target.getvalue()


def _set_height(sheet, row, values, widths):
    """Make a row as high as its longest text; not every program finds it by itself."""
    lines = max(
        lines_in(value, width * SIGNS) if isinstance(value, str) else 1
        for value, width in zip(values, widths, strict=True)
    )
    sheet.set_row(row, LINE * min(lines, MOST))


def _write(sheet, row, column, value, cell):
    if value is None or value == "":
        sheet.write_blank(row, column, None, cell)
    elif isinstance(value, str):
        sheet.write_string(row, column, fitting(value), cell)
    else:
        sheet.write_number(row, column, float(value), cell)


def _set_page(sheet, top, kept):
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    sheet.freeze_panes(top + 1, kept)
    sheet.set_footer("&C&P/&N")
