"""The rows that an import skipped, as a list to keep or to forward."""

import io
from collections import Counter

import xlsxwriter

from ...spreadsheet import fitting

_WIDTHS = (30, 40, 100)


def write_left(headers, rows):
    """Return an .xlsx file of these rows; texts remain texts, even if they look like formulas.

    >>> write_left(("Place", "Why", "Text"), [("row 1", "total", "=1+1")])[:2]
    b'PK'
    """
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for column, (header, width) in enumerate(zip(headers, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, header, bold)
        for number, row in enumerate(rows, 1):
            for column, text in enumerate(row):
                sheet.write_string(number, column, fitting(text), wrapped)
        sheet.freeze_panes(1, 0)
    return stream.getvalue()


def count_left(rows):
    """Return how many rows were skipped for each reason, in words.

    >>> count_left([("row 1", "Total", "9"), ("row 2", "Header", ""), ("row 3", "Total", "")])
    'Total: 2; Header: 1'
    >>> count_left([])
    ''
    """
    reasons = Counter(reason for _place, reason, _text in rows)
    return "; ".join(f"{reason}: {count}" for reason, count in reasons.items())
