"""Who keeps the register, its title and the days it covers, from the lines above its table."""

import calendar
import datetime
import re
from dataclasses import dataclass

from odoo.addons.directive_tracking.tools.appendix.deadline.calendar_words import find_days
from odoo.addons.directive_tracking.tools.text import clean, fold, shadow

_KEEPER = re.compile(
    r"(?:ubnd|uy ban|van phong|vp|ban|thanh tra|phong|so|cong an|hdnd|trung tam)\b"
)
_BARE = ("ubnd", "uy ban nhan dan", "van phong hdnd va ubnd", "van phong hdnd ubnd")
_PLACE = re.compile(r"(?:xa|phuong|dac khu|thi tran|tinh) [a-z ]{2,30}")
_COMMUNE = re.compile(r"\b(?:xa|phuong|dac khu|thi tran)\b")
_TITLE = re.compile(r"sổ\b", re.IGNORECASE)
_FORM_03 = re.compile(r"\b0?3\s*/\s*tcd\b")
_VISITS = re.compile(r"so (?:theo doi )?tiep (?:cong )?dan(?! va)\b")
_ACRONYMS = frozenset(("UBND", "HĐND", "HĐND-UBND", "TCD", "UBMTTQ", "MTTQ", "TP", "VP"))
_KINDS_OF_PLACE = frozenset(("tỉnh", "xã", "phường", "huyện", "tp"))
_TWO_WORD_PLACES = frozenset((("đặc", "khu"), ("thành", "phố"), ("thị", "trấn")))
_UPPER_SECOND = frozenset(("ban", "sở", "phòng"))
_RANGE = re.compile(r"\btu\b.*\bden\b")
_MONTH = re.compile(r"\bthang (\d{1,2})(?:\s*[/-]\s*|\s+nam\s+|\s*,?\s*nam\s+)(\d{4})")
_MONTH_NAME = re.compile(r"(?:t|thang)\s*(\d{1,2})(?:\s*[./-]\s*(\d{4}))?")
_QUARTER = re.compile(r"\bquy (iv|iii|ii|i|[1-4])\s*(?:[/-]|nam)?\s*(\d{4})")
_YEAR = re.compile(r"\bnam (\d{4})\b")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_LAST_MONTH = 12


@dataclass
class Heading:
    agency: str | None = None
    title: str | None = None
    is_form_03: bool = False
    is_commune: bool = False
    period: tuple | None = None  # (first day, last day)

    @property
    def year(self):
        return self.period[1].year if self.period else None


def read_heading(lines):
    """Return the :class:`Heading` of the lines above the table.

    >>> found = read_heading(["UBND TỈNH LÀO CAI", "BAN TIẾP CÔNG DÂN TỈNH", "Mẫu số 03/TCD",
    ...     "SỔ TIẾP CÔNG DÂN", "Từ ngày 01/7/2026 đến ngày 27/11/2026"])
    >>> found.agency, found.title, found.is_form_03, str(found.period[1])
    ('Ban Tiếp công dân tỉnh Lào Cai', 'Sổ tiếp công dân', True, '2026-11-27')
    >>> read_heading(["UBND XÃ MƯỜNG HUM", "SỔ THEO DÕI ĐƠN THƯ NĂM 2026"]).agency
    'UBND xã Mường Hum'
    >>> read_heading(["ỦY BAN NHÂN DÂN", "PHƯỜNG CAM ĐƯỜNG", "Sổ đơn"]).agency
    'Ủy ban nhân dân phường Cam Đường'
    """
    lines = [clean(line) for line in lines if clean(line)]
    title = next((line for line in lines if _TITLE.match(line)), None)
    kept = [line for line in lines if line != title]
    agency = _agency(
        [line for line in kept if _KEEPER.match(fold(line)) or _PLACE.match(fold(line))]
    )
    plain = [shadow(line) for line in lines]
    return Heading(
        agency,
        _lower(title) if title else None,
        any(_FORM_03.search(line) for line in plain) or bool(title and _VISITS.match(fold(title))),
        bool(agency and _COMMUNE.search(fold(agency))),
        _period(plain),
    )


def _agency(lines):
    """Return the first body named; a board "of the province" below it is named with the province."""
    if not lines:
        return None
    if len(lines) > 1 and fold(lines[0]) in _BARE and _COMMUNE.match(fold(lines[1])):
        lines = [f"{lines[0]} {lines[1]}", *lines[2:]]
    first = _proper(lines[0])
    place = re.search(r"\btỉnh\s+(.+)$", first)
    if place and first.startswith(("UBND", "Ủy ban", "Uỷ ban")) and len(lines) > 1:
        second = _proper(lines[1])
        if second.endswith(" tỉnh"):
            return f"{second} {place[1]}"
    return first


def _proper(line):
    """Return a name typed in capitals as it is written.

    >>> _proper("VĂN PHÒNG UBND TỈNH AN GIANG"), _proper("UBND xã Y Tý"), _proper("SỞ NỘI VỤ")
    ('Văn phòng UBND tỉnh An Giang', 'UBND xã Y Tý', 'Sở Nội vụ')
    """
    if not line.isupper():
        return line
    words, found, in_place = line.split(), [], False
    for index, word in enumerate(words):
        low = word.lower()
        pair = (low, words[index + 1].lower()) if index + 1 < len(words) else None
        before = (words[index - 1].lower(), low) if index else None
        if word in _ACRONYMS:
            found.append(word)
        elif low in _KINDS_OF_PLACE and not in_place or pair in _TWO_WORD_PLACES:
            found.append(low)
            in_place = low in _KINDS_OF_PLACE
        elif before in _TWO_WORD_PLACES:
            found.append(low)
            in_place = True
        elif in_place or not index or index == 1 and words[0].lower() in _UPPER_SECOND:
            found.append(word.capitalize())
        else:
            found.append(low)
    text = " ".join(found)
    return text[:1].upper() + text[1:]


def _lower(title):
    if not title.isupper():
        return title
    words = [word if word in _ACRONYMS else word.lower() for word in title.split()]
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def _period(lines):
    """Return (first, last) of the days that the title covers."""
    for line in lines:
        days = [day for day in find_days(line) if day.year and day.is_possible]
        if len(days) > 1 and _RANGE.search(line):
            return days[0].on_or_after(None), days[1].on_or_after(None)
    for line in lines:
        if match := _MONTH.search(line):
            return _months(int(match[2]), int(match[1]), int(match[1]))
    for line in lines:
        if match := _QUARTER.search(line):
            last = 3 * (_QUARTERS.get(match[1]) or int(match[1]))
            return _months(int(match[2]), last - 2, last)
    years = [
        int(match[1]) for line in lines if not find_days(line) for match in _YEAR.finditer(line)
    ]
    return _months(years[0], 1, _LAST_MONTH) if years else None


def month_in(texts):
    """Return (year or None, month) that a line or the name of a sheet says, None without one.

    >>> month_in(["SỔ ĐƠN", "Tháng 8 năm 2026"]), month_in(["T7"]), month_in(["Sổ 2026"])
    ((2026, 8), (None, 7), None)
    """
    for text in texts:
        plain = shadow(clean(text))
        if match := _MONTH.search(plain):
            return int(match[2]), int(match[1])
        if (match := _MONTH_NAME.fullmatch(plain)) and 1 <= int(match[1]) <= _LAST_MONTH:
            return (int(match[2]) if match[2] else None), int(match[1])
    return None


def _months(year, first, last):
    if not 1 <= first <= last <= _LAST_MONTH:
        return None
    end = datetime.date(year, last, calendar.monthrange(year, last)[1])
    return datetime.date(year, first, 1), end
