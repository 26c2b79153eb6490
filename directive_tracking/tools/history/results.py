"""Documents and days in the wordings of results."""

import datetime
import re
from dataclasses import dataclass

from ..appendix.deadline.calendar_words import EPOCH_1900, find_days, from_serial
from ..appendix.reader import SYMBOL
from ..text import fold, shadow
from .words import PARTS

INFERRED, MONTH_ONLY, IMPOSSIBLE = "year_inferred", "month_only", "impossible_date"
_MONTH = re.compile(
    r"(?:\bthang\s*|\bt\.?\s?)(?:1[0-2]|0?[1-9])\s*(?:[/.-]|nam)\s*(?:20)?\d\d(?!\d)"
)
_ONLY_MONTH = re.compile(r"\W*(?:1[0-2]|0?[1-9])\s*[/.-]\s*20\d\d\W*")
_SHARE = re.compile(rf"(?<!ngay )(\b\d+\s*/\s*\d+)\s+{PARTS}")
_STOP = re.compile(r"[;\n]")
# What stands before a document that is no result: it orders, moves, pauses or prolongs the task.
_NO_RESULT = re.compile(
    r"\b(?:tam (?:dung|hoan|ngung)|thu hoi|rut nhiem vu|giao(?! ban)|chuyen|gia han|chi dao"
    r"|(?:lui|dieu chinh) (?:thoi )?(?:han|gian))\b"
    r"|\b(?:theo|can cu)(?: [a-z]+){0,6}$"
)


_ENDS_TASK = re.compile(
    r"^(?:cua [a-z ]{2,40} )?(?:ve (?:viec )?|v v )?(?:cho )?(?:da )?"
    r"(?:tam (?:dung|hoan|ngung)|thu hoi nhiem vu|rut nhiem vu|chuyen (?:nhiem vu|cho|sang)|gia han)\b"
)


@dataclass
class Document:
    """One document of a wording; `end` is the end of its number and date in the text."""

    number: str | None
    date: datetime.date | None = None
    start: int = 0
    end: int = 0
    doubts: tuple = ()


def read_day(text, reference=None, epoch=EPOCH_1900):
    """Return (day, doubts) of a text that holds a day; of several days the latest.

    Without a year it is the first such day on or after ``reference``.

    >>> from datetime import date
    >>> read_day("18/9", date(2025, 8, 13))
    (datetime.date(2025, 9, 18), ('year_inferred',))
    >>> read_day("04 tháng 11 năm 2025"), read_day("T5/2025"), read_day("31/02/2025")
    ((datetime.date(2025, 11, 4), ()), (None, ('month_only',)), (None, ('impossible_date',)))
    >>> read_day("45966.5")
    (datetime.date(2025, 11, 5), ())
    """
    plain = shadow(text or "")
    if serial := from_serial(plain.strip(), epoch):
        return serial, ()
    days = [day for day in find_days(plain) if not day.is_null]
    possible = [day for day in days if day.is_possible]
    if not possible:
        return None, (IMPOSSIBLE,) if days else _month_only(plain)
    placed = [(day.on_or_after(reference), day.year is None) for day in possible]
    known = [one for one in placed if one[0]]
    if not known:
        return None, ()
    day, is_inferred = max(known)
    return day, (INFERRED,) if is_inferred else ()


def _month_only(plain):
    return (MONTH_ONLY,) if _MONTH.search(plain) or _ONLY_MONTH.fullmatch(plain) else ()


def find_documents(text, reference=None):
    """Return the documents named in a text that are results, in order.

    >>> found = find_documents("Báo cáo 927/BC-UBND, 4/6/2025; Tờ trình số 45/TTr-UBND ngày 10/06/2025")
    >>> [(one.number, one.date.day) for one in found]
    [('927/BC-UBND', 4), ('45/TTr-UBND', 10)]
    >>> find_documents("Tạm dừng theo Thông báo số 45/TB-UBND ngày 12/5/2025")
    []
    """
    matches = list(SYMBOL.finditer(text))
    ends = [*(match.start() for match in matches), len(text)][1:]
    found, before = [], 0
    for match, end in zip(matches, ends, strict=True):
        clause = _STOP.split(text[before : match.start()])[-1]
        segment = _STOP.split(text[match.end() : end])[0]
        day, doubts = read_day(segment, reference)
        if not day and not doubts:
            day, doubts = read_day(clause, reference)
        before = match.end() + len(segment)
        after = fold(segment[_end_of_day(segment) :])
        if not _NO_RESULT.search(fold(clause)) and not _ENDS_TASK.match(after):
            number = re.sub(r"\s+", "", match[0]).rstrip(".-")
            last = match.end() + _end_of_day(segment)
            found.append(Document(number, day, match.start(), last, doubts))
    return found


def _end_of_day(segment):
    days = find_days(shadow(segment))
    return days[0].end if days else 0


def without_documents(text):
    """Return the text with the numbers and dates of all documents blanked.

    >>> without_documents("gia hạn đến 9/7/2026 (VB 45/UBND-KT ngày 1/6/2026)").rstrip()
    'gia hạn đến 9/7/2026 (VB'
    """
    for match in reversed(list(SYMBOL.finditer(text))):
        end = match.end() + _end_of_day(_STOP.split(text[match.end() :])[0].split(")")[0])
        text = text[: match.start()] + " " * (end - match.start()) + text[end:]
    return text.replace(" )", "")


def without_shares(text):
    """Return the text without counts of parts, which look like days.

    >>> without_shares("Hoàn thành 5/5 nội dung ngày 6/5").split()
    ['Hoàn', 'thành', 'nội', 'dung', 'ngày', '6/5']
    """
    for match in reversed(list(_SHARE.finditer(shadow(text)))):
        text = text[: match.start(1)] + text[match.end(1) :]
    return text


def pair_lines(numbers, dates, reference=None, epoch=EPOCH_1900):
    """Return the documents of a column of numbers and one of dates, line by line.

    >>> pairs = pair_lines("33/BC-UBND\\n103/TTr-UBND", "13/4/2026\\n22/4/2026")
    >>> [(one.number, one.date.day) for one in pairs]
    [('33/BC-UBND', 13), ('103/TTr-UBND', 22)]
    """
    found = []
    for line in filter(None, map(str.strip, _STOP.split(numbers))):
        named = find_documents(line, reference)
        found += named or [Document(_bare_number(line))]
    days = [line for line in map(str.strip, _STOP.split(dates)) if line]
    for place, line in enumerate(days):
        day, doubts = read_day(line, reference, epoch)
        if place >= len(found):
            found.append(Document(None))
        one = found[place]
        if one.date is None and not one.doubts:
            one.date, one.doubts = day, doubts
    return [one for one in found if one.number or one.date or one.doubts]


def _bare_number(line):
    bare = re.sub(r"^\s*(?:(?:VB|BC|Số|số)\s+)+", "", line).strip()
    return bare if re.search(r"\w", bare) else None


def is_swapped(one, other):
    """Tell whether one day is the other with day and month swapped.

    >>> from datetime import date
    >>> is_swapped(date(2026, 5, 6), date(2026, 6, 5)), is_swapped(date(2026, 5, 5), date(2026, 5, 5))
    (True, False)
    """
    if not (one and other) or one == other:
        return False
    return (one.year, one.month, one.day) == (other.year, other.day, other.month)
