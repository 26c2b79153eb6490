"""A table with some lines above it, as a spreadsheet ready for the printer."""

import io

import xlsxwriter

from ..spreadsheet import fitting

A4 = 9
SIGNS = 9  # the width of a column of relative width 1


def write_xlsx(lines, titles, widths, rows):
    """Return the bytes of an XLSX file; all cells are text, so that no formula can run.

    :param lines: texts above the table, the first one large
    :param titles: the heading of the table, repeated on each page
    :param widths: relative widths of the columns
    :param rows: tuples of texts

    >>> from openpyxl import load_workbook
    >>> data = write_xlsx(["Order 12"], ["No.", "Agency"], [1, 3], [("1", "=1+1")])
    >>> [[cell.value for cell in row] for row in load_workbook(io.BytesIO(data)).active.rows]
    [['Order 12', None], [None, None], ['No.', 'Agency'], ['1', '=1+1']]
    >>> load_workbook(io.BytesIO(data)).active["B4"].data_type
    's'
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
    for place, (title, width) in enumerate(zip(titles, widths, strict=True)):
        sheet.write_string(top, place, title, heading)
        sheet.set_column(place, place, width * SIGNS)
    for place, row in enumerate(rows, top + 1):
        for column, text in enumerate(row):
            sheet.write_string(place, column, fitting(text), cell)
    _set_page(sheet, top)
    book.close()
    return target.getvalue()


def _set_page(sheet, top):
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    sheet.freeze_panes(top + 1, 0)
    sheet.set_footer("&C&P/&N")
