from odoo.addons.web.controllers import export

from ...tools.spreadsheet import plain


class CSVExport(export.CSVExport):
    """Exports contain typed text as text, never as a formula, in cells and labels."""

    def from_data(self, fields, columns_headers, rows):
        return super().from_data(fields, _plain_row(columns_headers), map(_plain_row, rows))


class ExcelExport(export.ExcelExport):
    """The same for spreadsheets, and for the names of groups in them."""

    def from_data(self, fields, columns_headers, rows):
        return super().from_data(
            fields, _plain_row(columns_headers), [_plain_row(row) for row in rows]
        )

    def from_group_data(self, fields, columns_headers, groups):
        _plain_groups(groups)
        return super().from_group_data(fields, _plain_row(columns_headers), groups)


def _plain_groups(node):
    node.data = [_plain_row(row) for row in node.data]
    node.children = {_plain_name(name): child for name, child in node.children.items()}
    for child in node.children.values():
        _plain_groups(child)


def _plain_row(row):
    return [plain(_as_text(value)) for value in row]


def _plain_name(name):
    """Return the name of a group, which is a pair where the group is a record."""
    return tuple(map(plain, name)) if isinstance(name, tuple) else plain(name)


def _as_text(value):
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
