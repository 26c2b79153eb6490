"""Calendar days and periods found in a Vietnamese wording.

All functions read a *shadow* (see tools.text.shadow): plain lower-case letters. They say
what is written; which of several findings is the deadline is decided in deadlines.py.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

# What software writes when it has no date.
NULL_DATES = {(1, 1, 1), (1970, 1, 1), (1900, 1, 1), (1899, 12, 30), (1899, 12, 31), (9999, 12, 31)}
NULL_DATES.add((0, 0, 0))

_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_FULL = re.compile(r"(?<!\d)(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{2,6})(?!\d)")
_WORDS = re.compile(
    r"(?<!\d)(?<!dot )(?<!lan )(?<!ky )(?<!doan )(\d{1,2}) thang (\d{1,2})(?!\d)"
    r"(?:\s*(?:,|/|-)?\s*(?:nam )?(\d{4})(?!\d))?"
)
_SHORT = re.compile(r"(?<![\d/.])(\d{1,2})\s*/\s*(\d{1,2})(?!\d|\s*/)(?! gio)")
_SHORT_DASH = re.compile(
    r"(?:(?:ngay|truoc|nhat|den|vao|dip) |^)(\d{1,2})[.-](\d{1,2})(?![\d/]|[.-]\d| ngay)"
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR = r"(?:\s*(?:/|-|,)?\s*(?:nam\s*)?(20\d\d)(?!\d))?"
_NEXT = r"\s*(?:,|-|&|\+|va|den|toi|hoac)\s*"
_QUARTER_NO = r"(?:iv|iii|ii|i|v|[0-9])(?![a-z0-9])"
_QUARTER = re.compile(
    rf"\b(?:quy|q)[ .]*({_QUARTER_NO}(?:{_NEXT}(?:quy\s*)?{_QUARTER_NO}(?!\s*/\s*[a-z]))*){_YEAR}"
)
_MONTH = re.compile(
    rf"(?:\bthang|\bt)[ .]*(\d{{1,2}}(?!\d)(?:{_NEXT}(?:thang\s*)?\d{{1,2}}(?!\d))*){_YEAR}"
)
_MONTH_YEAR = re.compile(r"(?<![\d/.])(\d{1,2})\s*[/-]\s*(20\d\d)(?!\d)")
_HALF = re.compile(
    r"(?<![\d/])\b(?:0?6 thang(?! \d| lien tiep)|sau thang(?= dau| cuoi)|nua(?= (?:dau|cuoi)(?: cua)? nam))"
    rf"(?: (dau|cuoi))?(?: cua)?(?: nam)?{_YEAR}"
)
_FIRST_MONTHS = re.compile(
    rf"(?<![\d/])\b(?:0?9 thang(?! \d)|0?([3-578]|1[01]) thang (dau|cuoi))(?: dau)?(?: nam)?{_YEAR}"
)
_YEARS = re.compile(r"(?<![\d/])(20\d\d)(?!\d)")
_THIS_MONTH = re.compile(r"\b(?:trong|cuoi|het|trong ca) thang(?: nay)?(?! \d)|\bthang nay\b")
_NEXT_MONTH = re.compile(r"\bthang (?:sau|toi)\b")
_THIS_QUARTER = re.compile(r"\b(?:trong|cuoi|het) quy(?: nay)?(?=$|[\s,.;)])|\bquy nay\b")
_THIS_YEAR = re.compile(r"\b(?:trong|cuoi|het|ca) nam(?: nay)?\b(?! \d)|\bnam nay\b")
_NEXT_YEAR = re.compile(r"\bnam (?:sau|toi)\b")


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
        """A leap day without a year is possible: there will be such a year."""
        year = 2000 if self.year is None else self.year
        if not (1900 <= year <= 2200 and 1 <= self.month <= 12):
            return False
        return 1 <= self.day <= calendar.monthrange(year, self.month)[1]

    def on_or_after(self, reference):
        """The day itself, or without a year the first such day not before the reference.

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


@dataclass(frozen=True)
class Period:
    """A run of whole months as written; `year` is None when it was left out."""

    start: int
    end: int
    year: int | None
    first_month: int
    last_month: int

    @property
    def is_possible(self):
        return 1 <= self.first_month <= self.last_month <= 12

    def bounds(self, reference):
        """First and last day; without a year the first period not ended before the reference.

        >>> Period(0, 0, None, 1, 3).bounds(date(2026, 5, 14))
        (datetime.date(2027, 1, 1), datetime.date(2027, 3, 31))
        """
        year = self.year
        if year is None:
            if reference is None:
                return None
            past = last_of_month(reference.year, self.last_month) < reference
            year = reference.year + past
        return date(year, self.first_month, 1), last_of_month(year, self.last_month)


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


def from_serial(number):
    """The day of an Excel serial number in the span offices use, else None.

    >>> from_serial("46203"), from_serial("15")
    (datetime.date(2026, 6, 30), None)
    """
    if not re.fullmatch(r"\d{5}(?:\.\d+)?", number):
        return None
    found = date(1899, 12, 30) + timedelta(days=int(float(number)))
    return found if 2000 <= found.year <= 2100 else None


def find_days(text):
    """Every calendar day in the text, in order, possible or not.

    >>> [(d.day, d.month, d.year) for d in find_days("tu 06/6 den 12/6/2026; ngay 5 thang 3")]
    [(6, 6, None), (12, 6, 2026), (5, 3, None)]
    >>> find_days("thang 5 - 6/2026, truc 24/24 gio")
    []
    """
    found = []
    found += [_day(m, m[1], m[2], m[3]) for m in _ISO.finditer(text)]
    found += [_day(m, m[4], m[3], m[1]) for m in _FULL.finditer(text)]
    found += [_day(m, m[3], m[2], m[1]) for m in _WORDS.finditer(text)]
    found += [_day(m, None, m[2], m[1]) for m in _SHORT.finditer(text)]
    found += [_day(m, None, m[2], m[1]) for m in _SHORT_DASH.finditer(text)]
    return _without_overlap(found)


def _day(match, year, month, day):
    year = None if year is None else full_year(year)
    return Day(match.start(), match.end(), year, int(month), int(day))


def _without_overlap(found):
    """Of overlapping findings the one first looked for, ordered as written."""
    kept = []
    for one in found:
        if all(_apart(one, other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _apart(one, other):
    """Names of one list ("quy I, II") share their place and do not exclude each other."""
    same = (one.start, one.end) == (other.start, other.end)
    return same or one.end <= other.start or one.start >= other.end


def find_periods(text, reference=None):
    """Every month, quarter, half year or year in the text, in order, possible or not.

    A year written once holds for all names before it: "quy II, III nam 2026".

    >>> [(p.first_month, p.last_month, p.year) for p in find_periods("quy ii, iii nam 2026")]
    [(4, 6, 2026), (7, 9, 2026)]
    >>> [(p.last_month, p.year) for p in find_periods("6 thang dau nam")]
    [(6, None)]
    """
    found = _named_periods(text)
    if not found:
        found = _relative_periods(text, reference)
    if not found:
        years = list(_YEARS.finditer(text))
        return [Period(m.start(), m.end(), int(m[1]), 1, 12) for m in years]
    return _share_years(_without_overlap(found), text, reference)


def _named_periods(text):
    found = []
    for m in _HALF.finditer(text):
        months = (7, 12) if m[1] == "cuoi" else (1, 6)
        found.append(Period(m.start(), m.end(), _int(m[2]), *months))
    for m in _FIRST_MONTHS.finditer(text):
        count = int(m[1] or 9)
        months = (13 - count, 12) if m[2] == "cuoi" else (1, count)
        found.append(Period(m.start(), m.end(), _int(m[3]), *months))
    for m in _QUARTER.finditer(text):
        for number in re.findall(r"\biv\b|\bi{1,3}\b|\bv\b|\d", m[1]):
            quarter = _QUARTERS.get(number, 9)
            found.append(Period(*m.span(), _int(m[2]), 3 * quarter - 2, 3 * quarter))
    for m in _MONTH.finditer(text):
        for number in re.findall(r"\d+", m[1]):
            found.append(Period(*m.span(), _int(m[2]), int(number), int(number)))
    for m in _MONTH_YEAR.finditer(text):
        if not any(p.start < m.end() and m.start() < p.end for p in found):
            found.append(Period(m.start(), m.end(), int(m[2]), int(m[1]), int(m[1])))
    return found


def _relative_periods(text, reference):
    if reference is None:
        return []
    quarter = (reference.month - 1) // 3
    this_year = reference.year
    after = last_of_month(this_year, reference.month) + timedelta(days=1)
    wordings = (
        (_NEXT_MONTH, after.year, after.month, after.month),
        (_THIS_MONTH, this_year, reference.month, reference.month),
        (_THIS_QUARTER, this_year, 3 * quarter + 1, 3 * quarter + 3),
        (_NEXT_YEAR, this_year + 1, 1, 12),
    )
    for pattern, year, first, last in wordings:
        if match := pattern.search(text):
            return [Period(match.start(), match.end(), year, first, last)]
    match = _THIS_YEAR.search(text)
    if match and not _YEARS.search(text):
        return [Period(match.start(), match.end(), this_year, 1, 12)]
    return []


def _share_years(found, text, reference):
    """Give a period without a year the year written after it, else before it, else next year's."""
    default = None
    if reference and _NEXT_YEAR.search(text):
        default = reference.year + 1
    elif reference and re.search(r"\bnam nay\b", text):
        default = reference.year
    years = [one.year for one in found]
    shared = []
    for index, one in enumerate(found):
        later = [y for y in years[index:] if y] + [y for y in reversed(years[:index]) if y]
        year = later[0] if later else default
        shared.append(Period(one.start, one.end, year, one.first_month, one.last_month))
    return shared


def _int(digits):
    return int(digits) if digits else None
