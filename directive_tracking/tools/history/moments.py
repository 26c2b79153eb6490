"""Columns that tell the same of several moments: of each row the newest one that is filled counts.

"Kết quả 6 tháng đầu năm" and "Kết quả đến 30/9/2026" are news of one task, and do not contradict
each other.
"""

import re
from dataclasses import replace

from ..text import fold

_EARLIER = "earlier:"
_NUMBERS = {"ba": 3, "sau": 6, "chin": 9, "muoi hai": 12, "i": 3, "ii": 6, "iii": 9, "iv": 12}
_QUARTERS = {"1": 3, "2": 6, "3": 9, "4": 12}
_MOMENT = re.compile(
    r"(?:(?:tinh |cap nhat )?(?:den|toi|tai) )?(?:het )?(?:ngay |thang |cuoi )*"
    r"(?:(?P<day>\d{1,2}) (?P<month>\d{1,2})(?: (?P<year>20\d\d))?\b"
    r"|(?P<months>\d{1,2}|ba|sau|chin|muoi hai) thang(?: dau| cuoi)?(?: nam)?\b"
    r"|(?<=thang )(?P<of_month>\d{1,2})\b|quy (?P<quarter>iv|i{1,3}|[1-4])\b"
    r"|(?P<whole>ca nam)\b|(?:lan|dot|ky) (?P<turn>\d{1,2})\b)(?: nam)?(?: (?P<of_year>20\d\d))?"
)


def moment_of(folded):
    """Return (year, month, day) or (0, 0, turn) that a folded name tells, and the name without it.

    >>> moment_of("ket qua thuc hien den 30 9 2026")
    ((2026, 9, 30), 'ket qua thuc hien')
    >>> moment_of("ket qua 6 thang dau nam"), moment_of("tinh hinh quy iii 2026")
    (((0, 6, 31), 'ket qua'), ((2026, 9, 31), 'tinh hinh'))
    >>> moment_of("ket qua thang 8"), moment_of("ket qua lan 2"), moment_of("ket qua")
    (((0, 8, 31), 'ket qua'), ((0, 0, 2), 'ket qua'), (None, 'ket qua'))
    """
    match = _MOMENT.search(folded)
    if not match:
        return None, folded
    told = match.groupdict()
    bare = " ".join((folded[: match.start()] + folded[match.end() :]).split())
    if told["turn"]:
        return (0, 0, int(told["turn"])), bare
    year = int(told["year"] or told["of_year"] or 0)
    if told["day"]:
        return (year, int(told["month"]), int(told["day"])), bare
    return (year, _month(told), 31), bare


def _month(told):
    if told["quarter"]:
        return _QUARTERS.get(told["quarter"]) or _NUMBERS[told["quarter"]]
    number = told["months"] or told["of_month"]
    return 12 if told["whole"] else _NUMBERS.get(number) or int(number)


def take_newest(columns, extra, moments):
    """Give a field the newest of its columns; the others are known as earlier ones.

    :param moments: ``{field: {column: its moment}}``
    """
    for field, told in moments.items():
        if len(told) < 2:
            continue
        newest, *earlier = sorted(told, key=lambda column: (told[column], column), reverse=True)
        if columns.get(field) != newest:
            for name in [name for name, column in columns.items() if column == newest]:
                columns.pop(name)
            columns[field] = newest
        for place, column in enumerate(earlier):
            columns[f"{_EARLIER}{place}:{field}"] = column
        for column in told:
            extra.pop(column, None)


def header_of(header, row):
    """Return ``header`` as it holds for ``row``: without the columns that tell older news.

    >>> from types import SimpleNamespace as Names
    >>> header_of(Names(columns={"content": 1}), None).columns
    {'content': 1}
    """
    earlier = sorted(name for name in header.columns if name.startswith(_EARLIER))
    if not earlier:
        return header
    columns = {name: one for name, one in header.columns.items() if name not in earlier}
    for name in earlier:
        field = name.rpartition(":")[2]
        if not row.cell(columns[field]).text.strip():
            columns[field] = header.columns[name]
    return replace(header, columns=columns)


def told_moment(own, above):
    """Return the moment of a column and its name without it, from its name and the one above."""
    moment, bare = moment_of(fold(own))
    if moment and above and above != own:
        return moment, " ".join(filter(None, (bare, fold(above))))
    if moment or not above or above == own:
        return moment, bare
    return None, fold(own)
