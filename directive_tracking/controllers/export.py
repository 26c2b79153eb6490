from odoo.addons.web.controllers import export


class ExcelExport(export.ExcelExport):
    """Exports to a spreadsheet hold what people typed as text, never as a formula.

    What an agency writes is exported by the Office: a text such as ``=HYPERLINK(...)`` would
    run on the Office's computer. Odoo marks such texts in CSV files; this does it in XLSX.
    """

    def from_data(self, fields, columns_headers, rows):
        return super().from_data(fields, columns_headers, [_plain_row(row) for row in rows])

    def from_group_data(self, fields, columns_headers, groups):
        _plain_groups(groups)
        return super().from_group_data(fields, columns_headers, groups)


def _plain_groups(node):
    node.data = [_plain_row(row) for row in node.data]
    node.children = {_plain(name): child for name, child in node.children.items()}
    for child in node.children.values():
        _plain_groups(child)


def _plain_row(row):
    return [_plain(value) for value in row]


def _plain(value):
    """Return ``value`` so that a spreadsheet does not calculate it."""
    is_formula = isinstance(value, str) and value.startswith(("=", "{="))
    return f"'{value}" if is_formula else value
