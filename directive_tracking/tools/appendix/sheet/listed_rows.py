"""The rows of a plain list in a spreadsheet: one header, whose columns may have any order."""

from ...text import clean, fold
from ..file.file_type import open_file
from .csv_file import read_csv
from .xlsx import read_xlsx

HEADER_SEARCH_DEPTH = 30


class SheetError(Exception):
    """The list cannot be understood; its ``code`` says why."""

    def __init__(self, code):
        self.code = code
        super().__init__(code)


def read_listed(file_name, data, read_rows, most):
    """Return the rows that ``read_rows`` finds in the visible sheets of a spreadsheet.

    :param read_rows: takes pairs of a row's number and the texts of its cells; returns the rows of
        one sheet, or None if it has no known header
    :param int most: how many rows are read at most
    :raises SheetError: "wrong_type", "no_header", "empty" or "too_many_rows"
    :raises AppendixError: if the file cannot be opened
    """
    found = [
        read_rows((row.number, [cell.text for cell in row.cells]) for row in table.rows)
        for table in _tables(file_name, data)
        if not table.aside
    ]
    understood = [rows for rows in found if rows is not None]
    if not understood:
        raise SheetError("no_header")
    rows = [row for some in understood for row in some]
    if not 0 < len(rows) <= most:
        raise SheetError("too_many_rows" if rows else "empty")
    return rows


def _tables(file_name, data):
    kind, content = open_file(file_name, data)
    if kind not in ("xlsx", "csv"):
        raise SheetError("wrong_type")
    return read_xlsx(content) if kind == "xlsx" else read_csv(file_name, content)


def values_under(rows, field_of, is_header):
    """Return ``[(row's number, {field: text})]`` below the header, without empty rows.

    :param dict field_of: the field that each folded header names
    :param is_header: tells from the fields named in a row whether it is the header
    :return: None if there is no header

    >>> rows = [(1, ["List"]), (4, ["Name", "No."]), (5, ["Ann", "1"]), (6, ["", " "]), (7, ["Bo"])]
    >>> values_under(rows, {"name": "name", "no": "number"}, lambda fields: "name" in fields)
    [(5, {'name': 'Ann', 'number': '1'}), (7, {'name': 'Bo'})]
    >>> values_under(rows, {}, lambda fields: "name" in fields) is None
    True
    """
    rows = [(number, [clean(cell) for cell in row]) for number, row in rows]
    for place, (_number, row) in enumerate(rows[:HEADER_SEARCH_DEPTH]):
        columns = _columns_of(row, field_of)
        if is_header(columns.keys()):
            return _values_in(columns, rows[place + 1 :])
    return None


def _columns_of(row, field_of):
    """Return {field: column}; of two columns with one header the first counts."""
    columns = {}
    for column, cell in enumerate(row):
        field = field_of.get(fold(cell))
        if field:
            columns.setdefault(field, column)
    return columns


def _values_in(columns, rows):
    found = []
    for number, row in rows:
        values = {field: row[column] for field, column in columns.items() if column < len(row)}
        if any(values.values()):
            found.append((number, values))
    return found
