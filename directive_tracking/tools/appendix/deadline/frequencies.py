"""Frequency of a periodic task from its wording (a shadow, see tools.text)."""

import re
from calendar import monthrange
from itertools import pairwise

from ...recurrence import MONTHS, WEEKLY
from ..blanks import blank_all
from .number_words import number_of

_EVERY = r"\b(?:hang|moi|tung|dinh k[yi](?: hang)?)"
# "báo cáo tháng" is a frequency, "báo cáo tháng 6" and "báo cáo quý II" are not.
_OPEN = r"\b(?!\s*(?:\d|[ivx]+\b|dau|cuoi|nay|nam|dinh|che))"
_NTH = re.compile(
    r"(?<![\d/])(\d{1,2}|mot|hai|ba|sau) (ngay|tuan|thang|quy|nam)\s*(?:/|mot|1|co)?\s*(?:mot|1)? ?lan\b"
)
_TIMES = re.compile(
    r"(?:\b\d{1,2} )?\blan\s*(?:/|trong|moi|mot|1)\s*(?:mot |1 )?(ngay|tuan|thang|quy|nam)\b"
)
_WORDS = (
    ("weekly", rf"{_EVERY} tuan\b|bao cao tuan{_OPEN}|\btuan/lan"),
    ("weekly", rf"(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat),? {_EVERY}"),
    ("monthly", rf"{_EVERY} thang\b|bao cao thang{_OPEN}"),
    # "trước ngày 20 của tháng", "ngày làm việc cuối cùng của tháng"
    (
        "monthly",
        r"ngay (?:\d{1,2}|(?:lam viec )?cuoi cung) cua thang\b"
        r"(?!\s*(?:\d|[ivx]+\b|nay|sau|toi|dau|cuoi|mot|hai|ba|tu|nam|bay|tam|chin|muoi))",
    ),
    ("quarterly", r"thang (?:dau|cuoi)(?: tien| cung)?(?: cua)?(?: moi)? quy\b"),
    ("quarterly", rf"{_EVERY} quy\b(?! dinh| che)|bao cao quy{_OPEN}|{_EVERY} 0?3 thang\b"),
    ("half_yearly", rf"{_EVERY} (?:0?6|sau) thang\b|{_EVERY} nua nam|{_EVERY} ban nien"),
    # "6 tháng, hằng năm": the shorter one
    ("quarterly", rf"\b0?3 thang\b(?! (?:dau|cuoi))(?=.*{_EVERY} nam\b)"),
    ("half_yearly", rf"\b0?6 thang\b(?! (?:dau|cuoi))(?=.*{_EVERY} nam\b)"),
    ("yearly", rf"{_EVERY} nam\b|thuong nien"),
    (
        "continuous",
        r"thuong xuyen|lien tuc|\btx\b|hang ngay|moi ngay|24/7|24/24|quanh nam|suot nam",
    ),
)
_RHYTHM = re.compile(r"\bdinh k[yi](?: hang)?\b")
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _WORDS)
_MONTHS = {"thang": 1, "quy": 3, "nam": 12}
_FIRST_MONTH = re.compile(r"\bthang dau(?: tien)?(?: cua)?(?: moi| hang)? quy\b")
_WEEKDAY = re.compile(r"\b(?:thu (hai|ba|tu|nam|sau|bay|[2-7])|(chu nhat))\b")
# The 31st is the last day of a shorter month.
LAST_DAYS = {month: monthrange(2027, month)[1] for month in range(1, 13)}
_WEEKDAYS = {"hai": 1, "ba": 2, "tu": 3, "nam": 4, "sau": 5, "bay": 6}
_DAY = re.compile(r"\b(?:ngay|mung) (\d{1,2})(?!\d|\s*(?:ngay|gio|lan|lam viec))")
_DAY_LIST = re.compile(r"\bngay \d{1,2}\s*(?:,|-|va|den)\s*(?:ngay )?(\d{1,2})\b(?!\s*thang \d)")


def find_frequency(text):
    """Return the highest frequency named; "thuong xuyen" only without any other.

    >>> find_frequency("thuong xuyen, bao cao hang quy"), find_frequency("thuong xuyen")
    ('quarterly', 'continuous')
    >>> find_frequency("6 thang/lan"), find_frequency("1 lan/tuan"), find_frequency("quy i")
    ('half_yearly', 'weekly', None)
    """
    if match := _NTH.search(text):
        return _from_count(match[1], match[2])
    if match := _TIMES.search(text):
        return _from_count("1", match[1])
    return next((name for name, pattern in _PATTERNS if pattern.search(text)), None)


def _from_count(count, unit):
    if unit == "ngay":
        return "continuous"
    if unit == "tuan":
        return "weekly"
    months = _MONTHS[unit] * number_of(count)
    limits = ((2, "monthly"), (5, "quarterly"), (11, "half_yearly"))
    return next((name for limit, name in limits if months <= limit), "yearly")


def without_frequency(text):
    """Return the shadow with every word about a frequency blanked.

    >>> without_frequency("bao cao hang quy, neu co")
    'bao cao         , neu co'
    """
    named = (pattern for _name, pattern in _PATTERNS)
    return blank_all(text, _NTH, _TIMES, *named, _RHYTHM)


def is_periodic(text):
    """Tell whether there is a frequency, or "định kỳ" without one.

    >>> is_periodic("dinh ky"), is_periodic("quy ii")
    (True, False)
    """
    return bool(find_frequency(text)) or bool(re.match(r"(?:bao cao )?dinh k[yi]\b", text))


def find_rhythm(text, frequency, days=()):
    """Return the values of the rhythm, with its day, month or day of the week if exactly one is named.

    Days in several months, evenly spread over the year, are as many times a year.

    >>> from .calendar_words import find_days
    >>> june = find_days("truoc ngay 20/6 hang nam")
    >>> find_rhythm("truoc ngay 20/6 hang nam", "yearly", june)
    {'frequency': 'yearly', 'frequency_day': 20, 'frequency_month': 6, 'frequency_weekday': None}
    >>> find_rhythm("thu hai hang tuan", "weekly")["frequency_weekday"]
    '1'
    """
    months = sorted({day.month for day in days})
    frequency = _times_a_year(months) if frequency == "yearly" else frequency
    return {
        "frequency": frequency,
        "frequency_day": None if frequency == "continuous" else find_frequency_day(text, days),
        "frequency_month": _month_of_period(text, months, frequency),
        "frequency_weekday": _find_weekday(text) if frequency == WEEKLY else None,
    }


def find_unheld(text, frequency, days=()):
    """Return ``(start, end)`` of several days of which a rhythm holds one at most, else None.

    >>> find_unheld("ngay 10 va ngay 25 hang thang", "monthly")
    (0, 18)
    >>> find_unheld("thu tu, thu sau hang tuan", "weekly"), find_unheld("ngay 10", "monthly")
    ((0, 15), None)
    """
    if days:
        places = _places([day.month for day in days], frequency)
        is_one = len(places) == 1 and find_frequency_day(text, days)
        return None if is_one else (days[0].start, days[-1].end)
    if frequency == WEEKLY:
        found = list(_WEEKDAY.finditer(text))
        is_one = len(found) < 2 or _find_weekday(text)
    else:
        found = [*_DAY.finditer(text), *_DAY_LIST.finditer(text)]
        is_one = frequency == "continuous" or len(found) < 2 or find_frequency_day(text)
    return None if is_one else (found[0].start(), max(one.end() for one in found))


def _times_a_year(months):
    apart = 12 // (len(months) or 1)
    evenly = all(two - one == apart for one, two in pairwise(months))
    often = {length: name for name, length in MONTHS.items()}
    return often.get(apart, "yearly") if evenly else "yearly"


def _month_of_period(text, months, frequency):
    """Return the month in which it is due, counted in its period; None for the last one."""
    if frequency == "quarterly" and _FIRST_MONTH.search(text):
        return 1
    places = _places(months, frequency) - {MONTHS.get(frequency)}
    return places.pop() if len(places) == 1 else None


def _places(months, frequency):
    length = MONTHS.get(frequency, 1)
    return {(month - 1) % length + 1 for month in months}


def _find_weekday(text):
    named = {
        "7" if sunday else str(_WEEKDAYS.get(name) or int(name) - 1)
        for name, sunday in _WEEKDAY.findall(text)
    }
    return named.pop() if len(named) == 1 else None


def find_frequency_day(text, days=()):
    """Return the day of the month if exactly one is named; of several last days of months, 31.

    >>> find_frequency_day("hang thang, truoc ngay 10"), find_frequency_day("ngay 10 va 25")
    (10, None)
    """
    if len(days) > 1 and all(day.day == LAST_DAYS.get(day.month) for day in days):
        return 31
    named = {int(number) for number in _DAY.findall(text) + _DAY_LIST.findall(text)}
    named |= {day.day for day in days}
    if len(named) != 1:
        return None
    day = named.pop()
    return day if 1 <= day <= 31 else None
