"""Months and quarters that a column's name or a heading says for the rows below it."""

import re

from ...text import fold, shadow

# A column for each month or quarter; a mark in it says when.
PERIOD_NAME = re.compile(
    r"(?:t|thang|thg) ?(?:1[0-2]|0?[1-9])(?: (?:nam )?20\d\d)?|(?:qu[yi]|q) ?(?:iv|i{1,3}|[1-4])(?: (?:nam )?20\d\d)?"
)
_HEADING = re.compile(
    r"(?:(?:cac )?(?:nhiem vu|cong viec|noi dung|de an) )?(?:(?:trinh|hoan thanh|thuc hien) )?(?:trong )?"
    rf"(?P<period>{PERIOD_NAME.pattern})"
)
# What stands before the time in a heading, and times that are no month or quarter.
_ABOUT = re.compile(
    r"\W*(?:(?:cac|nhung|nhom)\s+)?(?:(?:nhiem vu|cong viec|noi dung|de an)\s*)?"
    r"(?:(?:can|phai)\s+)?(?:(?:trinh|hoan thanh|thuc hien|bao cao|xong)\s+)?(?:trong\s+)?"
)
_DAY = r"(?:ngay\s+)?\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?"
_WHEN = re.compile(
    rf"(?:(?:truoc|den|cham nhat|xong)\s+)*{_DAY}|(?:thang|quy)\s+[\divx]+\s*[/-]\s*\d{{4}}"
    r"|thuong xuyen(?:[, ]+lien tuc)?|(?:hang|dinh ky)\s+(?:hang\s+)?(?:ngay|tuan|thang|quy|nam)"
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
    """Return the time of the first heading that says when its tasks are to be done, or None.

    >>> period_of_headings("Kinh tế", "THÁNG 02"), period_of_headings("Tháng thanh niên")
    ('THÁNG 02', None)
    >>> period_of_headings(None, "Các nhiệm vụ trình trong quý IV/2026")
    'quý IV/2026'
    >>> [period_of_headings(one) for one in (
    ...     "Nhiệm vụ hoàn thành trước ngày 30/5/2026", "NHIỆM VỤ THƯỜNG XUYÊN", "Nhiệm vụ năm 2026 của Sở A")]
    ['trước ngày 30/5/2026', 'THƯỜNG XUYÊN', None]
    """
    for one in filter(None, headings):
        plain = shadow(one)
        rest = one[_ABOUT.match(plain).end() :].strip(" .:")
        if _HEADING.fullmatch(fold(one)) or rest != one and _WHEN.fullmatch(shadow(rest)):
            return rest
    return None
