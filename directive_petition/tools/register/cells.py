"""The cells of one record, with "nt" and ditto marks resolved."""

import re

from odoo.addons.directive_tracking.tools.appendix.grid import Cell
from odoo.addons.directive_tracking.tools.text import clean

_DITTO = re.compile(
    r"[\s\-–_.]*(?:[\"“”″〃`]{1,2}|''|//|n\.?t\.?|như trên|nhu tren)[\s\-–_.]*", re.IGNORECASE
)


def is_ditto(text):
    """
    >>> [is_ditto(text) for text in ('"', "nt", "-nt-", "N.T", "Như trên", "NTT", "")]
    [True, True, True, True, True, False, False]
    """
    return bool(text) and bool(_DITTO.fullmatch(text.strip()))


class Cells:
    """The cells of one block of rows by field; `above` holds those of the row before it."""

    def __init__(self, block, above):
        self.block, self.above = block, above
        self.columns = block.header.columns
        self.kept = {}
        for row in block.rows:
            for name, column in self.columns.items():
                self._keep(name, row.cell(column))

    def _keep(self, name, cell):
        if is_ditto(cell.text):
            cell = self.kept.get(name) or self.above.get(name) or Cell()
        self.kept[name] = cell

    def has(self, name):
        """Tell whether the register has such a column."""
        return name in self.columns

    def shown(self, name):
        """Return the text of the first row as it stands there, even a ditto mark."""
        column = self.columns.get(name)
        return clean(self.block.rows[0].cell(column).text) if column is not None else ""

    def cell(self, name, row=None):
        """Return the cell of a field in a row (the first), a ditto mark resolved."""
        column = self.columns.get(name)
        if column is None:
            return Cell()
        rows = self.block.rows
        place = rows.index(row) if row is not None else 0
        for at in range(place, -1, -1):
            found = rows[at].cell(column)
            if not is_ditto(found.text):
                return found
        return self.above.get(name) or Cell()

    def text(self, name, row=None):
        """Return the text of a field on one line; a formula without its result is none."""
        cell = self.cell(name, row)
        return "" if cell.uncalculated else cell.line.strip()

    def own(self, name, row):
        """Return the text that stands in this very row, not merged into it from above."""
        column = self.columns.get(name)
        if column is None or row.cell(column).continued and row is not self.block.rows[0]:
            return ""
        return self.text(name, row)

    def all_texts(self, name):
        """Return the texts of all rows of the record, each once, joined."""
        texts = [self.own(name, row) for row in self.block.rows]
        return "; ".join(dict.fromkeys(filter(None, texts)))
