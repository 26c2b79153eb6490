"""Months, quarters, half years and years found in a Vietnamese wording.

Like calendar_words.py this reads a *shadow* and only reports its content. Callers blank the days
first, because 30/6/2026 also contains 6/2026.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .calendar_words import ENGLISH, english_month, full_year, last_of_month, without_overlap
from .number_words import ORDINALS

_ROMANS = {
    sign: number for number, sign in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), 1)
}
_YEAR = (
    r"(?:\s*(?:/|-|,|\.)?\s*(?:(?:cua|trong|thuoc) )?(?:nam\s*)?(?P<year>20\d\d)(?!\d)"
    r"|\s*[/-]\s*(?P<short>2[4-9]|3\d)(?![\d/]))?"
)
_NEXT = r"\s*(?:,|-|&|\+|va|den|toi|hoac)\s*"
_QUARTER_NO = r"(?:iv|iii|ii|i|v|0?[0-9])(?![a-z0-9])"
_QUARTER = re.compile(
    rf"\b(?:qu[yi]|q)[ .]*({_QUARTER_NO}(?:{_NEXT}(?:qu[yi]\s*)?{_QUARTER_NO}(?!\s*/\s*[a-z]))*){_YEAR}"
)
_QUARTER_WORD = re.compile(rf"\bqu[yi] (mot|nhat|hai|ba|bon|tu)\b{_YEAR}")
_ONE_TO_12 = r"(?:1[0-2]|0?[1-9])(?!\d)"
_MONTH = re.compile(
    rf"(?:\bthang|\bthg|\bt)[ .]*(\d{{1,2}}(?!\d)(?:{_NEXT}(?:thang\s*)?{_ONE_TO_12})*){_YEAR}"
)
_MONTH_ROMAN = re.compile(rf"\bthang ([ivx]{{1,4}})(?![a-z0-9]){_YEAR}")
_MONTH_WORD = re.compile(
    r"(?<!\d )\bthang (muoi mot|muoi hai|muoi|hai|ba|tu|bay|tam|chin|nam(?= nam 20))\b"
    rf"(?! (?:thang|ngay|tuan|lan|dau|cuoi)\b){_YEAR}"
)
_MONTH_YEAR = re.compile(r"(?<![\d/.])(?<!tuan )(\d{1,2})\s*[/.-]\s*(20\d\d)(?!\d)")
_LOST_ZERO = re.compile(r"\s*(\d{1,2})\.(20[2-9])\s*")  # 12.2030 typed as a number
# How Excel and Word show a month under English settings: "Jun-26", "June 2026".
_ENGLISH_MONTH = re.compile(
    rf"(?<![a-z0-9-]){ENGLISH}(?:[-/.]\s*(\d{{4}}|\d{{2}})| (\d{{4}}))(?!\d)"
)
_HALF = re.compile(
    r"(?<![\d/])\b(?:0?6 thang(?! \d| lien tiep)|sau thang(?= dau| cuoi)|nua(?= (?:dau|cuoi)(?: cua)? nam))"
    rf"(?: (dau|cuoi))?(?: cua)?(?: nam)?{_YEAR}"
)
_FIRST_MONTHS = re.compile(
    rf"(?<![\d/])\b(?:0?9 thang(?! \d)|0?([3-578]|1[01]) thang (dau|cuoi))(?: dau)?(?: nam)?{_YEAR}"
)
_YEARS = re.compile(r"(?<![\d/])(20\d\d)(?!\d)")
_THIS_MONTH = re.compile(r"\b(?:trong|cuoi|het|trong ca) thang(?: nay)?(?! \d)\b|\bthang nay\b")
_NEXT_MONTH = re.compile(r"\bthang (?:sau(?! thang)|toi)\b")
_THIS_QUARTER = re.compile(
    r"\b(?:trong|cuoi|het) quy(?: nay)?(?=$|[\s,.;)])(?! [ivx\d])|\bquy nay\b"
)
_NEXT_QUARTER = re.compile(r"\bquy (?:sau|toi)\b")
_THIS_YEAR = re.compile(r"\b(?:trong|cuoi|het|ca) nam(?: nay)?\b(?! \d| sau| toi)|\bnam nay\b")
_NEXT_YEAR = re.compile(r"\b(?:trong |cuoi |het |ca )?nam (?:sau|toi)\b")
_OF = re.compile(r"[\s,()]*(?:cua |trong |thuoc )?(?:ca )?(?:nam)?[\s(]*")


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

    @property
    def is_whole_year(self):
        return (self.first_month, self.last_month) == (1, 12)

    def bounds(self, reference):
        """Return the first and last day; without a year, of the next period to end.

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


def find_periods(text, reference=None):
    """Return every month, quarter, half year or year in the text, in order, valid or not.

    A year applies to all names before it: "quy II, III nam 2026".

    >>> [(p.first_month, p.last_month, p.year) for p in find_periods("quy ii, iii nam 2026")]
    [(4, 6, 2026), (7, 9, 2026)]
    >>> [(p.last_month, p.year) for p in find_periods("6 thang dau nam")]
    [(6, None)]
    >>> [(p.last_month, p.year) for p in find_periods("tu thang 3/2026 den nam 2027")]
    [(3, 2026), (12, 2027)]
    >>> [(p.last_month, p.year) for p in find_periods("6.2026; jun-26; thang vi/26; thang bay 2026")]
    [(6, 2026), (6, 2026), (6, 2026), (7, 2026)]
    """
    found = _named_periods(text) + _relative_periods(text, reference) + _whole_years(text)
    return _share_years(_owners_of_years(without_overlap(found), text))


def _named_periods(text):
    found = []
    for m in _HALF.finditer(text):
        found.append(_period(m, *((7, 12) if m[1] == "cuoi" else (1, 6))))
    for m in _FIRST_MONTHS.finditer(text):
        count = int(m[1] or 9)
        found.append(_period(m, *((13 - count, 12) if m[2] == "cuoi" else (1, count))))
    for m in _QUARTER.finditer(text):
        for number in re.findall(r"\biv\b|\bi{1,3}\b|\bv\b|\d+", m[1]):
            found.append(_quarter(m, _quarter_number(number)))
    found += [_quarter(m, ORDINALS[m[1]]) for m in _QUARTER_WORD.finditer(text)]
    for m in _MONTH.finditer(text):
        found += [_period(m, int(number), int(number)) for number in re.findall(r"\d+", m[1])]
    found += _months_in_words(text)
    for m in _MONTH_YEAR.finditer(text):
        found.append(Period(m.start(), m.end(), int(m[2]), int(m[1]), int(m[1])))
    if m := _LOST_ZERO.fullmatch(text):
        found.append(Period(m.start(), m.end(), int(m[2]) * 10, int(m[1]), int(m[1])))
    return found


def _months_in_words(text):
    found = []
    for pattern, names in ((_MONTH_ROMAN, _ROMANS), (_MONTH_WORD, ORDINALS)):
        for m in pattern.finditer(text):
            number = names.get(m[1], 13)
            found.append(_period(m, number, number))
    for m in _ENGLISH_MONTH.finditer(text):
        month = english_month(m[1])
        found.append(Period(m.start(), m.end(), full_year(m[2] or m[3]), month, month))
    return found


def _quarter(match, number):
    return _period(match, 3 * number - 2, 3 * number)


def _quarter_number(text):
    """Return the number of a quarter, from 1 to 4."""
    number = int(text) if text.isdigit() else _ROMANS[text]
    return number if 1 <= number <= 4 else 9


def _period(match, first, last):
    year = match["year"] and int(match["year"]) or match["short"] and 2000 + int(match["short"])
    return Period(match.start(), match.end(), year or None, first, last)


def _relative_periods(text, reference):
    if reference is None:
        return []
    quarter = (reference.month - 1) // 3
    after = last_of_month(reference.year, reference.month) + timedelta(days=1)
    later = last_of_month(reference.year, 3 * quarter + 3) + timedelta(days=1)
    wordings = (
        (_NEXT_MONTH, after.year, after.month, after.month),
        (_THIS_MONTH, reference.year, reference.month, reference.month),
        (_NEXT_QUARTER, later.year, later.month, later.month + 2),
        (_THIS_QUARTER, reference.year, 3 * quarter + 1, 3 * quarter + 3),
        (_NEXT_YEAR, reference.year + 1, 1, 12),
        (_THIS_YEAR, reference.year, 1, 12),
    )
    return [
        Period(match.start(), match.end(), year, first, last)
        for pattern, year, first, last in wordings
        for match in pattern.finditer(text)
    ]


def _whole_years(text):
    return [Period(m.start(), m.end(), int(m[1]), 1, 12) for m in _YEARS.finditer(text)]


def _owners_of_years(found, text):
    """A year right after a period without one belongs to it and is not a separate period.

    >>> owned = find_periods("quy i va quy ii (nam 2026)")
    >>> [(p.last_month, p.year) for p in owned]
    [(3, 2026), (6, 2026)]
    """
    kept = []
    for one in found:
        before = kept[-1] if kept else None
        if not (before and _belongs(one, before, text)):
            kept.append(one)
        elif before.year is None:
            kept[-1] = replace(before, year=one.year, end=one.end)
    return kept


def _belongs(one, before, text):
    """Tell whether `one` is only the year of the period before it."""
    is_year = one.is_whole_year and not before.is_whole_year and before.year in (None, one.year)
    return is_year and bool(_OF.fullmatch(text[before.end : one.start]))


def _share_years(found):
    """Give a period without a year the next year in the text, else the previous one."""
    years = [one.year for one in found]
    shared = []
    for index, one in enumerate(found):
        later = [y for y in years[index:] if y] + [y for y in reversed(years[:index]) if y]
        shared.append(replace(one, year=later[0] if later else None))
    return shared
