"""Calendar days found in a Vietnamese wording.

All functions read a *shadow* (see tools.text.shadow): plain lower-case letters. They report all
dates in the text; deadlines.py selects the deadline among them.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from .number_words import ORDINALS

# Placeholders that programs write for a missing date.
NULL_DATES = {(1, 1, 1), (1970, 1, 1), (1900, 1, 1), (1899, 12, 30), (1899, 12, 31), (9999, 12, 31)}
NULL_DATES.add((0, 0, 0))
# Day 0 of Excel's two date systems.
EPOCH_1900, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)

_ISO = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)(?:t\d\d:\d\d[\d:.]*z?)?")
_FULL = re.compile(r"(?<!\d)(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{2,6})(?!\d)")
_NOT_MONTHS = r"(?<!thang )(?<!thang)(?<!thg )(?<!quy )(?<!qui )(?<![tq])"  # "tháng 6/26" is no day
# "30/6-2026", "30-6/2026", "30/6 năm 2026": separators may be mixed.
_MIXED = re.compile(
    rf"(?<![\d/.]){_NOT_MONTHS}(\d{{1,2}})\s*[/.]\s*(\d{{1,2}})\s*(?:[/.,-]|[/.,]?\s*(?:cua )?nam)"
    r"\s*((?:19|20)\d\d)(?!\d)"
)
_MIXED_DASH = re.compile(
    rf"(?<![\d/.]){_NOT_MONTHS}(1[3-9]|2\d|3[01])-(\d{{1,2}})[/.]\s*((?:19|20)\d\d)(?!\d)"
)
_WORDS = re.compile(
    r"(?<!\d)(?<!dot )(?<!lan )(?<!ky )(?<!doan )(?<!tuan )(?<!thu )(\d{1,2})\s*(?:thang|/ ?thang) (\d{1,2})(?!\d)"
    r"(?:\s*(?:,|/|-)?\s*(?:nam )?(\d{4})(?!\d))?"
)
_SHORT = re.compile(rf"(?<![\d/.]){_NOT_MONTHS}(\d{{1,2}})\s*/\s*(\d{{1,2}})(?!\d|\s*/)(?! gio)")
_SHORT_DASH = re.compile(
    r"(?:(?:ngay|truoc|nhat|den|vao|dip) |^)(\d{1,2})[.-](\d{1,2})(?![\d/]|[.-]\d| ngay)"
)
# "05 Tháng Bảy 2026", as Vietnamese Windows writes a long date; "6 tháng năm 2026" is no day in May.
_MONTH_NAMES = {name: number for name, number in ORDINALS.items() if name != "nam"}
_LONG = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s*thang ({'|'.join(sorted(_MONTH_NAMES, key=len, reverse=True))}|nam(?=,? nam))"
    r",?\s*(?:nam )?(\d{4})(?!\d)"
)
# "20/III/2026"; "ngày 20 tháng Ba": not "mot", "tu", "nam", "sau", which mean other things as well.
_ROMAN = re.compile(
    r"(?<![\d/.-])(\d{1,2})\s*[/.-]\s*(viii|vii|vi|v|iv|ix|iii|ii|i|xii|xi|x)\s*[/.-]\s*(\d{4}|\d{2})(?!\d)"
)
_NAMED = re.compile(
    r"(?:\b(?:ngay|mung|truoc|nhat|den|het|vao)\s+|^)(\d{1,2})\s*thang (muoi hai|muoi mot|muoi|hai|ba|bay|tam|chin)"
    r"\b(?! (?:lan|ky|thang|ngay|tuan|nam)\b)"
)
# "tháng 6/2026 (trước ngày 20)"
_DAY_OF_MONTH = re.compile(
    r"\bthang (\d{1,2})(?: nam|/|-| )\s*(20\d\d)\W{1,3}(?:truoc |cham nhat )?(?:vao )?ngay (\d{1,2})"
    r"(?!\d|\s*(?:[/.-]|thang|va|den|hang|moi|lam viec))"
)
_WEEK = re.compile(r"\btuan (?:thu |so |lan )?(\d{1,2})\s*(?:/|,? nam )\s*(20\d\d)(?!\d)")
_ROMANS = "i ii iii iv v vi vii viii ix x xi xii".split()
# How Excel shows a day under Vietnamese settings: "05-thg 7-26".
_VIETNAMESE_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})[-/. ]\s?thg\.?\s?(\d{1,2})[-/., ]\s?(\d{4}|\d{2})(?!\d)"
)
# How Excel and Word show a day under English settings: "30-Jun-26", "June 30, 2026".
ENGLISH_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
ENGLISH = rf"({'|'.join(ENGLISH_MONTHS)})(?:[a-z]{{1,6}})?"
_ENGLISH_DAY = re.compile(rf"(?<!\d)(\d{{1,2}})[-/. ]{ENGLISH}[-/., ]\s*(\d{{4}}|\d{{2}})(?!\d)")
_ENGLISH_SHORT = re.compile(rf"(?<![\w/.-])(\d{{1,2}})[-/ ]{ENGLISH}(?![\w/-]|[., ]*\d)")
_AMERICAN_DAY = re.compile(rf"\b{ENGLISH} (\d{{1,2}}),? (\d{{4}})(?!\d)")


@dataclass(frozen=True)
class Day:
    """A calendar day as written; `year` is None when it was left out."""

    start: int
    end: int
    year: int | None
    month: int
    day: int

    @property
    def is_null(self):
        return (self.year, self.month, self.day) in NULL_DATES

    @property
    def is_possible(self):
        """A leap day without a year is valid in a leap year."""
        year = 2000 if self.year is None else self.year
        if not (1900 <= year <= 2200 and 1 <= self.month <= 12):
            return False
        return 1 <= self.day <= calendar.monthrange(year, self.month)[1]

    def on_or_after(self, reference):
        """Return the day; without a year, the first such day on or after the reference.

        >>> Day(0, 0, None, 1, 15).on_or_after(date(2026, 5, 14))
        datetime.date(2027, 1, 15)
        >>> Day(0, 0, None, 2, 29).on_or_after(date(2026, 5, 14))
        datetime.date(2028, 2, 29)
        """
        if self.year is not None:
            return date(self.year, self.month, self.day)
        if reference is None:
            return None
        for year in range(reference.year, reference.year + 9):
            if self.day <= calendar.monthrange(year, self.month)[1]:
                found = date(year, self.month, self.day)
                if found >= reference:
                    return found
        return None


def last_of_month(year, month):
    """
    >>> last_of_month(2028, 2)
    datetime.date(2028, 2, 29)
    """
    return date(year, month, calendar.monthrange(year, month)[1])


def full_year(digits):
    """
    >>> full_year("26"), full_year("2026"), full_year("206")
    (2026, 2026, -1)
    """
    if len(digits) == 2:
        return 2000 + int(digits)
    return int(digits) if len(digits) == 4 else -1


def from_serial(number, epoch=EPOCH_1900):
    """Return the day of an Excel serial number within a plausible range, else None.

    >>> from_serial("46203"), from_serial("44741", EPOCH_1904), from_serial("15")
    (datetime.date(2026, 6, 30), datetime.date(2026, 6, 30), None)
    """
    if not re.fullmatch(r"\d{5}(?:\.\d+)?", number):
        return None
    found = epoch + timedelta(days=int(float(number)))
    return found if 2000 <= found.year <= 2100 else None


def find_days(text):
    """Return every calendar day in the text, in order, valid or not.

    >>> [(d.day, d.month, d.year) for d in find_days("tu 06/6 den 12/6/2026; ngay 5 thang 3")]
    [(6, 6, None), (12, 6, 2026), (5, 3, None)]
    >>> [(d.day, d.month, d.year) for d in find_days("30/6-2026; 2026/07/15; 30-jun-26")]
    [(30, 6, 2026), (15, 7, 2026), (30, 6, 2026)]
    >>> [(d.day, d.month, d.year) for d in find_days("30/6/ nam 2026; 30-jun")]
    [(30, 6, 2026), (30, 6, None)]
    >>> [(d.day, d.month, d.year) for d in find_days("05-thg 7-26; 2026-07-05t00:00:00")]
    [(5, 7, 2026), (5, 7, 2026)]
    >>> [(d.day, d.month) for d in find_days("05 thang bay 2026; 5 thang nam nam 2026; 30.06,2026")]
    [(5, 7), (5, 5), (30, 6)]
    >>> [(d.day, d.month, d.year) for d in find_days("20/iii/2026; den 20 thang ba; tuan 26/2026")]
    [(20, 3, 2026), (20, 3, None), (28, 6, 2026)]
    >>> [(d.day, d.month, d.year) for d in find_days("thang 6/2026 truoc ngay 20")]
    [(20, 6, 2026)]
    >>> find_days("6 thang nam 2026")
    []
    >>> find_days("thang 5 - 6/2026, thang 6/26, truc 24/24 gio, tuan thu 3 thang 12")
    []
    """
    found = []
    found += [_day(m, m[1], m[3], m[4]) for m in _ISO.finditer(text)]
    found += [_day(m, m[4], m[3], m[1]) for m in _FULL.finditer(text)]
    found += [_day(m, m[3], _MONTH_NAMES.get(m[2], 5), m[1]) for m in _LONG.finditer(text)]
    found += [_day(m, m[3], _ROMANS.index(m[2]) + 1, m[1]) for m in _ROMAN.finditer(text)]
    found += [_day(m, m[2], m[1], m[3]) for m in _DAY_OF_MONTH.finditer(text)]
    found += [_end_of_week(m) for m in _WEEK.finditer(text) if 1 <= int(m[1]) <= 52]
    for pattern in (_MIXED, _MIXED_DASH, _VIETNAMESE_MONTH, _WORDS):
        found += [_day(m, m[3], m[2], m[1]) for m in pattern.finditer(text)]
    found += [_day(m, m[3], english_month(m[2]), m[1]) for m in _ENGLISH_DAY.finditer(text)]
    found += [_day(m, m[3], english_month(m[1]), m[2]) for m in _AMERICAN_DAY.finditer(text)]
    found += [_day(m, None, english_month(m[2]), m[1]) for m in _ENGLISH_SHORT.finditer(text)]
    found += [_day(m, None, ORDINALS[m[2]], m[1]) for m in _NAMED.finditer(text)]
    found += [_day(m, None, m[2], m[1]) for m in _SHORT.finditer(text)]
    found += [_day(m, None, m[2], m[1]) for m in _SHORT_DASH.finditer(text)]
    return without_overlap(
        list({(day.start, day.end): day for day in reversed(found)}.values())[::-1]
    )


def english_month(name):
    """
    >>> english_month("jun")
    6
    """
    return ENGLISH_MONTHS.index(name) + 1


def _day(match, year, month, day):
    year = None if year is None else full_year(year)
    return Day(match.start(1), match.end(), year, int(month), int(day))


def _end_of_week(match):
    """Return the Sunday of an ISO week of the year."""
    last = date.fromisocalendar(int(match[2]), int(match[1]), 7)
    return Day(match.start(), match.end(), last.year, last.month, last.day)


def without_overlap(found):
    """Of overlapping matches keep the one searched for first; return them in text order."""
    kept = []
    for one in found:
        if all(_apart(one, other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _apart(one, other):
    """Names of one list ("quy I, II") share a position and do not exclude each other."""
    same = (one.start, one.end) == (other.start, other.end)
    return same or one.end <= other.start or one.start >= other.end
