"""What every file format is brought to: tables of rows of cells, with merged areas told."""

from dataclasses import dataclass, field

MAX_ROWS = 20_000  # filled rows of one file
MAX_COLUMNS = 100


@dataclass
class Cell:
    """One cell. `continued`: its text stands in the row above, merged downwards into this one."""

    text: str = ""
    span: int = 1
    continued: bool = False
    auto: bool = False  # the text is an automatic number, not typed

    @property
    def line(self):
        return self.text.replace("\n", " ")


@dataclass
class Row:
    """One row with its number in the file, counted from 1."""

    number: int
    cells: list
    hidden: bool = False

    def cell(self, column):
        return self.cells[column] if column < len(self.cells) else Cell()

    @property
    def own_texts(self):
        """Texts that stand in this row itself, not merged into it from above."""
        return [cell.line for cell in self.cells if cell.text and not cell.continued]


@dataclass(eq=False)
class Table:
    """One sheet, Word table or CSV file; `before` are the lines of text standing above it."""

    rows: list
    place: dict = field(default_factory=dict)
    row_name: str = "row"
    before: list = field(default_factory=list)
    doubtful: bool = False  # a sheet whose name says draft, copy or the like

    def at(self, row):
        return {**self.place, self.row_name: row.number}
