"""A list of old units and the new units they become, as a spreadsheet.

One row is one old unit; several rows with one new unit are a merger, and one old unit on several
rows is a split. Columns may have any order, with Vietnamese or English headers.
"""

from collections import Counter, defaultdict
from typing import NamedTuple

from ..appendix.sheet.listed_rows import read_listed, values_under
from ..text import fold, tone_blind

HEADERS = {
    "old_code": "mã đơn vị cũ|mã cũ|mã đvhc cũ|mã đvhc trước sắp xếp|mã trước sắp xếp|old code",
    "old_name": (
        "đơn vị cũ|tên cũ|tên đơn vị cũ|đvhc cũ|đơn vị hành chính trước sắp xếp|"
        "đơn vị trước sắp xếp|cơ quan cũ|trước sắp xếp|old unit|old name|old agency"
    ),
    "new_code": "mã đơn vị mới|mã mới|mã đvhc mới|mã đvhc sau sắp xếp|mã sau sắp xếp|new code",
    "new_name": (
        "đơn vị mới|tên mới|tên đơn vị mới|đvhc mới|đơn vị hành chính sau sắp xếp|"
        "đơn vị sau sắp xếp|cơ quan mới|sau sắp xếp|new unit|new name|new agency"
    ),
    "new_short_name": "tên viết tắt mới|tên gọi tắt mới|tên tắt mới|new short name|short name",
}
_FIELD_OF = {
    fold(spelling): field for field, words in HEADERS.items() for spelling in words.split("|")
}
MAXIMUM_ROWS = 5000


class UnitRow(NamedTuple):
    """One row as written, with its number in the sheet."""

    number: int
    old_code: str = ""
    old_name: str = ""
    new_code: str = ""
    new_name: str = ""
    new_short_name: str = ""

    @property
    def old(self):
        """What tells the old unit from others."""
        return self.old_code or tone_blind(self.old_name)

    @property
    def new(self):
        """What tells the new unit from others."""
        return self.new_code or tone_blind(self.new_name)


def read_file(file_name, data):
    """Return the rows of the list in a spreadsheet file.

    Raises SheetError, or AppendixError for a file that cannot be opened.
    """
    return read_listed(file_name, data, read_rows, MAXIMUM_ROWS)


def read_rows(rows):
    """Return the rows under a known header, or None without one.

    >>> read_rows([(1, ["Mã cũ", "Tên cũ", "Mã mới", "Tên mới"]), (2, ["1", "xã A", "9", "xã C"])])
    [UnitRow(number=2, old_code='1', old_name='xã A', new_code='9', new_name='xã C', new_short_name='')]
    >>> read_rows([(1, ["Họ tên", "Cơ quan"])]) is None
    True
    """
    found = values_under(rows, _FIELD_OF, _names_both)
    return found and [UnitRow(number, **values) for number, values in found]


def _names_both(fields):
    """Tell whether a header names the old unit and the new one, by code or name."""
    return bool({"old_code", "old_name"} & fields and {"new_code", "new_name"} & fields)


def sorted_out(rows):
    """Return ``{"rename": rows, "merge": rows, "split": rows}``.

    A unit that becomes one new unit which nobody else becomes is renamed. A new unit that several
    become is a merger; an old unit that becomes several is split.

    >>> one, two, three = (UnitRow(n, old_name=n, new_name="C") for n in "abc")
    >>> found = sorted_out([one, two, UnitRow(3, old_name="x", new_name="y")])
    >>> [(kind, len(rows)) for kind, rows in found.items()]
    [('rename', 1), ('merge', 2), ('split', 0)]
    """
    becomes, comes_from = defaultdict(set), Counter()
    for row in rows:
        if row.new not in becomes[row.old]:
            becomes[row.old].add(row.new)
            comes_from[row.new] += 1
    kinds = {"rename": [], "merge": [], "split": []}
    for row in rows:
        if len(becomes[row.old]) > 1:
            kinds["split"].append(row)
        else:
            kinds["merge" if comes_from[row.new] > 1 else "rename"].append(row)
    return kinds
