"""Deadlines whose parts have columns of their own below one name: "Ngày | Tháng | Năm", "1 | 2 | … | 12"."""

import re

from ...text import fold
from .named_periods import PERIOD_NAME

_UNITS = (("Tháng", re.compile(r"\bthang\b"), 12), ("Quý", re.compile(r"\bquy\b"), 4))
_YEAR = re.compile(r"\bnam (20\d\d)\b")
_PARTS = frozenset(("ngay", "thang", "quy", "nam"))


def with_units(names):
    """Return the names (own, above) of columns, with the unit and year that a common name says.

    >>> with_units([("Việc", "Việc"), ("1", "Tiến độ 2026 (tháng)"), ("2", "Tiến độ 2026 (tháng)")])[1:]
    [('Tháng 1', 'Tiến độ 2026 (tháng)'), ('Tháng 2', 'Tiến độ 2026 (tháng)')]
    >>> with_units([("T1", "Năm 2026"), ("T2", "Năm 2026")])[0], with_units([("6", "Tháng")])[0]
    (('T1/2026', 'Năm 2026'), ('6', 'Tháng'))
    """
    found = []
    for above, columns in _below_one_name(names):
        own = [names[column][0] for column in columns]
        found += [(name, above) for name in _with_year(_with_unit(own, fold(above)), fold(above))]
    return found


def _below_one_name(names):
    """Return (name above, its columns) of each run of columns below the same name."""
    found = []
    for column, (_own, above) in enumerate(names):
        if found and found[-1][0] == above:
            found[-1][1].append(column)
        else:
            found.append((above, [column]))
    return found


def _with_unit(own, above):
    for unit, pattern, most in _UNITS:
        expected = [str(number) for number in range(1, most + 1)]
        numbers = [name.strip().lstrip("0") for name in own]
        is_run = len(own) > 1 and " ".join(numbers) in " ".join(expected)
        if pattern.search(above) and is_run and set(numbers) <= set(expected):
            return [f"{unit} {number}" for number in numbers]
    return own


def _with_year(own, above):
    year = _YEAR.search(above)
    is_named = year and all(PERIOD_NAME.fullmatch(fold(name)) for name in own)
    return (
        [name if str(year[1]) in name else f"{name}/{year[1]}" for name in own] if is_named else own
    )


def columns_of_parts(names, is_deadline):
    """Return {part: column} of the columns that together say one deadline, else nothing.

    >>> columns_of_parts([("STT", ""), ("Ngày", "Hạn"), ("Tháng", "Hạn")], lambda name: name == "Hạn")
    {'ngay': 1, 'thang': 2}
    """
    for above, columns in _below_one_name(names):
        parts = {fold(names[column][0]): column for column in columns}
        if len(parts) > 1 and set(parts) <= _PARTS and is_deadline(above):
            return parts
    return {}


def joined(parts):
    """Return the wording that the parts of a deadline say together.

    >>> joined({"ngay": "15", "thang": "4", "nam": "2026"}), joined({"ngay": "", "thang": "6", "nam": "2026"})
    ('15/4/2026', 'Tháng 6/2026')
    >>> joined({"quy": "II", "nam": ""}), joined({"thang": "", "nam": "2026"})
    ('Quý II', 'Năm 2026')
    >>> joined({"ngay": "thường xuyên", "thang": "6"}), joined({"quy": "I", "thang": "3", "nam": "2026"})
    ('thường xuyên; 6', 'Tháng 3/2026')
    """
    day, month, quarter, year = (parts.get(name, "") for name in ("ngay", "thang", "quy", "nam"))
    said = [text for text in (day, month, quarter, year) if text]
    is_plain = all(re.fullmatch(r"\d{1,2}|\d{4}|[IVX]{1,4}", text) for text in said)
    if len(said) < 2 and not is_plain or not is_plain or (day and not month):
        return "; ".join(said)
    if month:
        wording = f"{day}/{month}" if day else f"Tháng {month}"
    else:
        wording = f"Quý {quarter}" if quarter else "Năm"
    return f"{wording}{' ' if wording == 'Năm' else '/'}{year}" if year else wording if said else ""
