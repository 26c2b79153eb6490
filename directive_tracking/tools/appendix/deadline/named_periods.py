"""Months and quarters that a column's name or a heading says for the rows below it."""

import re

from ...text import fold

# A column for each month or quarter; a mark in it says when.
PERIOD_NAME = re.compile(
    r"(?:t|thang|thg) ?(?:1[0-2]|0?[1-9])(?: (?:nam )?20\d\d)?|(?:qu[yi]|q) ?(?:iv|i{1,3}|[1-4])(?: (?:nam )?20\d\d)?"
)
_HEADING = re.compile(
    r"(?:(?:cac )?(?:nhiem vu|cong viec|noi dung|de an) )?(?:(?:trinh|hoan thanh|thuc hien) )?(?:trong )?"
    rf"(?P<period>{PERIOD_NAME.pattern})"
)
_UNIT = re.compile(
    r"(?P<unit>thang|quy)(?: (?:phai |du kien )?(?:hoan thanh|thuc hien|trinh|bao cao))?"
)
_UNITS = {"thang": "Tháng", "quy": "Quý"}
_BARE = re.compile(
    r"(?=\S)(?:\d{1,2}|[ivx]{1,4})(?:\s*[-,;]\s*(?:\d{1,2}|[ivx]{1,4}))*(?:\s*/\s*20\d\d)?"
)


def with_unit(name, text):
    """Return a bare number of a deadline with the month or quarter that its column's name says.

    >>> with_unit("thang hoan thanh", "6"), with_unit("quy", "II"), with_unit("quy", "Tháng 6")
    ('Tháng 6', 'Quý II', 'Tháng 6')
    >>> with_unit("thoi han", "6")
    '6'
    """
    unit = _UNIT.fullmatch(name)
    if unit and text and _BARE.fullmatch(text.strip().lower()):
        return f"{_UNITS[unit['unit']]} {text}"
    return text


def period_of_headings(*headings):
    """Return the first heading that is nothing but a month or quarter, or None.

    >>> period_of_headings("Kinh tế", "THÁNG 02"), period_of_headings("Tháng thanh niên")
    ('THÁNG 02', None)
    >>> period_of_headings(None, "Các nhiệm vụ trình trong quý IV/2026")
    'Các nhiệm vụ trình trong quý IV/2026'
    """
    return next((one for one in headings if one and _HEADING.fullmatch(fold(one))), None)
