"""The common form of all file formats: tables of rows of cells, with merged areas marked."""

from dataclasses import dataclass, field
from datetime import date

from ..text import without_stacked_marks
from .deadline.calendar_words import EPOCH_1900
from .errors import AppendixError

MAX_ROWS = 20_000  # filled rows of one file
MAX_WHOLE_ROWS = 60_000  # of one sheet with the tasks of several years
MAX_COLUMNS = 100
MAX_TEXT = 32_767  # characters of one cell, as in Excel
MAX_LINES = 5_000  # of a document that is read line by line, such as a week or a notice


def check_row_count(count, file_name, whole=False):
    """Refuse a table with too many rows to check in a preview.

    :param bool whole: whether the sheet holds the tasks of several years
    :raises AppendixError: "too_many_rows"
    """
    limit = MAX_WHOLE_ROWS if whole else MAX_ROWS
    if count > limit:
        raise AppendixError("too_many_rows", file=file_name, limit=limit)


def check_line_count(count, file_name, limit=MAX_LINES):
    """Refuse a document with far more lines than anybody writes.

    :raises AppendixError: "too_many_lines"
    """
    if count > limit:
        raise AppendixError("too_many_lines", file=file_name, limit=limit)


def check_text(text, file_name):
    """Refuse a cell or line that no office program could hold: mostly a quotation mark is missing.

    :raises AppendixError: "too_long_text"
    """
    if len(text) > MAX_TEXT:
        raise AppendixError("too_long_text", file=file_name, limit=MAX_TEXT)


@dataclass
class Cell:
    """One cell as displayed.

    `continued`: its text is in the row above, merged downwards into this one. `struck`: text
    struck through, which is no longer valid and not part of `text`. `uncalculated`: `text` is a
    formula whose result is not in the file.
    """

    text: str = ""
    span: int = 1
    continued: bool = False
    auto: bool = False  # the text is an automatic number, not typed
    struck: str = ""
    uncalculated: bool = False
    is_number: bool = False  # typed as a number without a format: trailing zeros are lost
    is_day: bool = False  # a real date, not a text
    number: float | None = None  # the value of a number or day, whatever is displayed
    fill: str | None = None  # colour of the cell as RRGGBB, only if the reader was asked for it

    def __post_init__(self):
        self.text = without_stacked_marks(self.text)

    @property
    def line(self):
        return self.text.replace("\n", " ")


@dataclass
class Row:
    """One row with its number in the file, counted from 1."""

    number: int
    cells: list
    hidden: bool = False
    why_hidden: str = "hidden_row"

    def cell(self, column):
        return self.cells[column] if column < len(self.cells) else Cell()

    @property
    def own_texts(self):
        """Return the texts of this row itself, not those merged into it from above."""
        return [cell.line for cell in self.cells if cell.text and not cell.continued]

    @property
    def struck_texts(self):
        return [cell.struck.replace("\n", " ") for cell in self.cells if cell.struck]

    @property
    def shown_texts(self):
        """Return the texts of this row with those struck through, as a person sees them."""
        shown = (f"{cell.struck}\n{cell.text}".strip() for cell in self.cells if not cell.continued)
        return [text.replace("\n", " ") for text in shown if text]


@dataclass(eq=False)
class Table:
    """One sheet, Word table or CSV file; `before` and `after` are the lines of text round it.

    `aside` is the reason to skip the whole table. `unseen` contains its invisible texts as
    (number of the row or None, reason, text). `epoch` is day 0 of serial dates.
    """

    rows: list
    place: dict = field(default_factory=dict)
    row_name: str = "row"
    before: list = field(default_factory=list)
    after: list = field(default_factory=list)
    doubtful: bool = False  # a sheet with "draft", "old" or the like in its name
    is_copy: bool = False  # a sheet with the name of a copy
    aside: str | None = None
    unseen: list = field(default_factory=list)
    epoch: date = EPOCH_1900

    def at(self, row):
        return {**self.place, self.row_name: row.number}
