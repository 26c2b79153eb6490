"""A form as a spreadsheet: real cells, formulas that live, a heading repeated on each page.

Rows are written as they come and forgotten, so that a list of 50,000 rows needs little memory.
"""

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from ..paper.fit import heights
from ..spreadsheet import LETTERS, fitting, lines_in
from . import formula as formulas
from .model import COUNT, DAY, PERCENT, TEXT, WEIGHT

A4 = 9
WIDE = 14  # columns; the captions of narrow columns of wider tables read upwards
SIGNS, SIGNS_WIDE = 9, 7.5  # the width of a column of relative width 1
NARROW = 0.9  # the relative width below which a caption is turned
LINE = 15  # points: the height of a line
AROUND = 4  # points above and below a caption of several lines
SMALL, USUAL = 9, 11  # points: the letters of wide tables, and those that widths are counted in
SIGN = 5.5  # points: the length of a sign of a caption that reads upwards
FORMATS = {  # Vietnamese signs for thousands and decimals, wherever it is opened
    COUNT: "[$-42A]#,##0",
    WEIGHT: "[$-42A]#,##0.0",
    PERCENT: "[$-42A]#,##0.00",
    DAY: "dd/mm/yyyy",
    TEXT: "@",
}
CODES = {"italic": True, "font_size": 9, "align": "center", "border": 1, "num_format": "@"}


class Sheet:
    """One form on its way into a file.

    :param target: a path or stream
    :param lines: texts above the table, the first one large
    :param heads: rectangles of `heading.arrange`, and their number of rows
    :param columns: of `model.Column`, the first for the number of the row, the second for its name
    """

    def __init__(self, target, lines, heads, depth, columns, temporary=None):
        options = {"constant_memory": True, "tmpdir": temporary, **LETTERS}
        self.book = xlsxwriter.Workbook(target, options)
        self.sheet = self.book.add_worksheet()
        self.columns = columns
        self.is_wide = len(columns) > WIDE
        signs = SIGNS_WIDE if self.is_wide else SIGNS
        self.widths = [column.width * signs for column in columns]
        self.trees = {one.code: one.formula for one in columns if one.formula is not None}
        self.top = len(lines) + 1
        self.first = self.top + depth + 1  # the first row of figures
        self.next = self.first
        self._make_styles()
        self._set_page(depth)
        self._write_lines(lines)
        self._write_heading(heads, depth)
        self._write_codes(depth)

    def _make_styles(self):
        add = self.book.add_format
        self.large = add({"bold": True, "font_size": 14})
        look = {"bold": True, "border": 1, "text_wrap": True, "align": "center"}
        self.head = add({**look, "valign": "vcenter", "bg_color": "#e9ecef"})
        self.turned = add({**look, "rotation": 90, "valign": "vcenter", "bg_color": "#e9ecef"})
        self.codes = add({**CODES, "text_wrap": True})
        self.styles = {kind: self._style(kind) for kind in FORMATS}
        self.totals = {kind: self._style(kind, bold=True) for kind in FORMATS}

    def _style(self, kind, **look):
        # A number too long for its column is written smaller, not as "###".
        wrap = {"text_wrap": True} if kind == TEXT else {"shrink": True}
        size = {"font_size": SMALL} if self.is_wide else {}
        return self.book.add_format(
            {"border": 1, "valign": "top", "num_format": FORMATS[kind], **size, **wrap, **look}
        )

    def _set_page(self, depth):
        sheet = self.sheet
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(0.5, 0.5, 0.6, 0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(self.top, self.top + depth)
        sheet.freeze_panes(self.first, 2)
        sheet.set_footer("&C&P/&N")
        for place, width in enumerate(self.widths):
            sheet.set_column(place, place, width)

    def _write_lines(self, lines):
        for place, line in enumerate(lines):
            self.sheet.write_string(place, 0, fitting(line), self.large if not place else None)

    def _write_heading(self, heads, depth):
        """Write the captions row by row: what lies in a row already left cannot be written."""
        titles = {(head.row, head.column): head.title for head in heads}
        turned = {head.column for head in heads if self._is_turned(head)}
        high = heights([one for one in heads if not self._is_turned(one)], depth, self._lines_of)
        for row in range(depth):
            self.sheet.set_row(self.top + row, self._height_of_heading(heads, row, high[row]))
            for column in range(len(self.columns)):
                title = titles.get((row, column), "")
                upwards = column in turned and (row, column) in titles
                look = self.turned if upwards and self._ends(heads, row, column) else self.head
                self.sheet.write_string(self.top + row, column, title, look)
        for head in heads:
            if head.rows > 1 or head.columns > 1:
                first, left = self.top + head.row, head.column
                self.sheet.merge.append(
                    [first, left, first + head.rows - 1, left + head.columns - 1]
                )

    def _is_turned(self, head):
        return self.is_wide and head.columns == 1 and self.columns[head.column].width < NARROW

    def _ends(self, heads, row, column):
        """Tell whether the caption that begins here is that of one column, not of several."""
        return any((one.row, one.column, one.columns) == (row, column, 1) for one in heads)

    def _height_of_heading(self, heads, row, lines):
        """Return how high a row of the heading is: so many lines, or what reads upwards needs."""
        ending = [one for one in heads if one.row + one.rows - 1 == row]
        upwards = [len(one.title) for one in ending if self._is_turned(one)]
        long = max((one if one <= 24 else one / 2 for one in upwards), default=0)
        return max(long * SIGN + 10 if long else 0, LINE * lines + (AROUND if lines > 1 else 0))

    def _lines_of(self, title, left, columns):
        return lines_in(title, sum(self.widths[left : left + columns]))

    def _write_codes(self, depth):
        lines = map(lines_in, (one.printed for one in self.columns), self.widths)
        self.sheet.set_row(self.top + depth, LINE * max(1, *lines))
        for place, column in enumerate(self.columns):
            self.sheet.write_string(self.top + depth, place, column.printed, self.codes)

    def write_row(self, values):
        """Write one row: ``values`` in the order of the columns."""
        widths = [width * USUAL / SMALL for width in self.widths] if self.is_wide else self.widths
        lines = [
            lines_in(value, width)
            for value, width in zip(values, widths, strict=True)
            if isinstance(value, str)
        ]
        if max(lines, default=1) > 1:  # not every program finds it by itself
            self.sheet.set_row(self.next, LINE * min(max(lines), 27))
        for place, (column, value) in enumerate(zip(self.columns, values, strict=True)):
            self._write_cell(place, column, value, self.styles)
        self.next += 1

    def _write_cell(self, place, column, value, styles):
        style, row = styles[column.kind], self.next
        if column.formula is not None:
            text = formulas.in_cells(column.formula, self._cells(), column.percent)
            self.sheet.write_formula(row, place, text, style, "" if value is None else value)
        elif value is None or value == "":
            self.sheet.write_blank(row, place, None, style)
        elif column.kind == DAY:
            self.sheet.write_datetime(row, place, value, style)
        elif column.is_number:
            self.sheet.write_number(row, place, value, style)
        else:
            self.sheet.write_string(row, place, fitting(str(value)), style)

    def _cells(self):
        """Return ``{code: its cell in this row}``."""
        return {
            column.code: xl_rowcol_to_cell(self.next, place)
            for place, column in enumerate(self.columns)
            if column.code
        }

    def write_total(self, values):
        """Write the row of all: sums of the rows above, and formulas over these sums."""
        for place, (column, value) in enumerate(zip(self.columns, values, strict=True)):
            is_sum = column.is_number and column.adds and column.formula is None
            if is_sum and column.code and self.next > self.first:
                top = xl_rowcol_to_cell(self.first, place)
                bottom = xl_rowcol_to_cell(self.next - 1, place)
                self.sheet.write_formula(
                    self.next, place, f"=SUM({top}:{bottom})", self.totals[column.kind], value or 0
                )
            else:
                self._write_cell(place, column, value, self.totals)
        self.next += 1

    def close(self, below=()):
        """Write the lines below the table, and end the file."""
        for line in below:
            self.next += 1
            self.sheet.write_string(self.next, 1, fitting(line))
        self.book.close()
