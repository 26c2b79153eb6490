"""All answers of one round as a spreadsheet: a row for each agency, a column for each question."""

import io

import xlsxwriter

from ..spreadsheet import fitting

A4 = 9
WIDE = 26


def write_answers(lines, titles, rows):
    """Return the bytes of an XLSX file; numbers are numbers, every text is text and never a formula.

    :param lines: texts above the table, the first one large
    :param titles: the headings of the columns, repeated on each page
    :param rows: tuples of texts and numbers

    >>> from decimal import Decimal
    >>> from openpyxl import load_workbook
    >>> data = write_answers(["Floods"], ["Agency", "Houses"], [("=1+1", Decimal("12.5")), ("B", None)])
    >>> sheet = load_workbook(io.BytesIO(data)).active
    >>> [[cell.value for cell in row] for row in sheet.rows]
    [['Floods', None], [None, None], ['Agency', 'Houses'], ['=1+1', 12.5], ['B', None]]
    >>> sheet["A4"].data_type, sheet["B4"].data_type
    ('s', 'n')
    """
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet()
    large = book.add_format({"bold": True, "font_size": 14})
    heading = book.add_format({"bold": True, "border": 1, "text_wrap": True, "bg_color": "#e9ecef"})
    cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    for place, line in enumerate(lines):
        sheet.write_string(place, 0, fitting(line), large if not place else None)
    top = len(lines) + 1
    for place, title in enumerate(titles):
        sheet.write_string(top, place, fitting(title), heading)
    sheet.set_column(0, max(len(titles) - 1, 0), WIDE)
    for place, row in enumerate(rows, top + 1):
        for column, value in enumerate(row):
            _write(sheet, place, column, value, cell)
    _set_page(sheet, top)
    book.close()
    return target.getvalue()


def _write(sheet, row, column, value, cell):
    if value is None or value == "":
        sheet.write_blank(row, column, None, cell)
    elif isinstance(value, str):
        sheet.write_string(row, column, fitting(value), cell)
    else:
        sheet.write_number(row, column, float(value), cell)


def _set_page(sheet, top):
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    sheet.freeze_panes(top + 1, 1)
    sheet.set_footer("&C&P/&N")
