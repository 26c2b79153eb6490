"""Deadlines as offices word them: from the text of a cell to a kind and a date.

The wording is always kept. What cannot be a date is flagged, never guessed.
"""

import re

from ..text import clean, shadow
from .calendar_words import find_days, find_periods, from_serial
from .frequencies import find_frequency, find_frequency_day, is_periodic
from .model import Deadline

_NO_DEADLINE = re.compile(
    r"(?:khong(?: co| quy dinh| xac dinh| gioi han)*(?: thoi)?(?: han)?|chua (?:co|xac dinh)(?: thoi han)?|n/a|0)\.?"
)
# "Theo Kế hoạch số 15/KH-UBND ngày 12/3/2026": number and date of a document, no deadline.
_REFERENCE = re.compile(
    r"(?:số\s*)?\d+\s*/\s*(?:\d{4}\s*/\s*)?[A-ZĐ]{2,}[\w&-]*"
    r"(?:,?\s*ngày\s*\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4})?"
)
_NUMBER = r"(\d{1,3}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)"
_WORKING_DAYS = re.compile(_NUMBER + r"(?: [a-z]+){0,2} ngay ?(?:lam viec|lv)\b")
_NUMBERS = dict(zip("mot hai ba bon nam sau bay tam chin muoi".split(), range(1, 11), strict=True))
# A span counted in calendar days, weeks or hours hangs on an event the file does not date.
_SPAN = re.compile(
    _NUMBER
    + r"(?: [a-z]+)? (?:ngay|tuan|thang|gio)\s*(?:,\s*)?(?:ke tu|tinh tu|sau|tu (?:ngay|khi))"
)
_BARE_SPAN = re.compile(r"(?:trong|sau|trong vong|vong) " + _NUMBER + r" (?:ngay|tuan|gio)\b")
_EVENT = re.compile(
    r"\bsau\b|\bkhi\b|\btheo\b|\bngay sau\b|\bke tu\b|\btet\b|\ble\b|\ble hoi\b|\bmua\b|\bvu (?:dong|he|mua|xuan)"
    r"|\bkhai (?:giang|mac|truong)|\bnam hoc\b|\bky hop\b|\bphien hop\b|\bdai hoi\b|\bhoi nghi\b|\bky nghi\b|\bbau cu\b"
    r"|\bdip\b|\bhe\b|\bngay(?:$|[,;.]| lap tuc| trong)|\bkhan truong\b|\btien do\b|\btrong tuan\b|\bcuoi tuan\b"
)
_STARTS_WITH_EVENT = re.compile(
    r"\W*(?:(?:thuc hien|hoan thanh|trien khai|bao cao|trinh) )?(?:ngay )?(?:sau|khi|theo|tuy)\b(?! ngay \d| \d)"
)
# Words that make the day after them a deadline even in a sentence about an event.
_MARKER = re.compile(
    r"\b(?:truoc|cham nhat|muon nhat|hoan thanh|xong|han|thoi han|den|trong|vao|het)\W*"
    r"(?:(?:la|het|vao|truoc|trong|den)\b\W*)*(?:\d+\s*(?:h|gio)\s*\d*\W*)?(?:ngay)?\W*$"
)
_RANGE = re.compile(r"\s*(?:-|~|den|toi)\s*(?:het\s*)?(?:ngay\s*)?")
_MAX_LENGTH = 500  # a longer text is no deadline, and not worth the search
_SEVERAL = re.compile(r";|\b(?:dot|lan|giai doan|ky) (?:2|ii|hai)\b")


def parse_deadline(text, reference=None):
    """Read one wording; `reference` is the document's date, needed where no year is written.

    >>> from datetime import date
    >>> parse_deadline("Trước 15/01", date(2026, 5, 14)).date
    datetime.date(2027, 1, 15)
    >>> parse_deadline("31/11/2026").warnings
    ('impossible_date',)
    >>> parse_deadline("10 ngày làm việc kể từ ngày ký").working_days
    10
    """
    text = clean(text)
    if not re.search(r"\w", text):
        return Deadline()
    if len(text) > _MAX_LENGTH:
        return Deadline("event", None, text, warnings=("unread_deadline",))
    plain = shadow(text)
    if _NO_DEADLINE.fullmatch(plain):
        return Deadline(text=text)
    if serial := from_serial(plain):
        return _checked(Deadline("date", serial, text), reference)
    return _checked(_parse_words(text, plain, reference), reference)


def _checked(deadline, reference):
    if reference and deadline.date and deadline.date < reference:
        deadline.warnings += ("deadline_before_document",)
    return deadline


def _parse_words(text, plain, reference):
    plain = _without_references(text, plain)
    plain = re.sub(r"[()\[\]]", " ", plain)
    days = [day for day in find_days(plain) if not _is_rhythm_sign(plain, day)]
    possible = [day for day in days if day.is_possible and not day.is_null]
    frequency = find_frequency(plain)
    if days and not possible:
        return Deadline(text=text, warnings=_bad_day_warnings(days))
    if possible and _recurs(plain, possible, frequency):
        return _periodic(text, plain, frequency, possible)
    if possible and not _is_event(plain, possible):
        return _from_days(text, plain, days, possible, reference)
    squeezed = re.sub(r"\s+", " ", plain).strip()
    return _without_days(text, squeezed, frequency, reference)


def _without_references(text, plain):
    for match in _REFERENCE.finditer(text):
        plain = plain[: match.start()] + " " * len(match[0]) + plain[match.end() :]
    return plain


def _is_rhythm_sign(plain, day):
    """24/7 and 24/24 say "always"."""
    return plain[day.start : day.end] in ("24/7", "24/24")


def _bad_day_warnings(days):
    impossible = any(not day.is_possible and not day.is_null for day in days)
    null = any(day.is_null for day in days)
    return ("impossible_date",) * impossible + ("null_date",) * null


def _recurs(plain, days, frequency):
    """Days without a year recur with a named rhythm: "trước 15/12 hằng năm", "hằng quý: 31/3, 30/6"."""
    if frequency in (None, "continuous") or any(day.year for day in days):
        return False
    return len(days) > 1 or frequency == "yearly"


def _is_event(plain, days):
    """The day only names the event ("sau kỳ họp ngày ..."), nothing makes it the deadline."""
    if not _STARTS_WITH_EVENT.match(plain):
        return False
    return not any(_MARKER.search(plain[: day.start]) for day in days)


def _from_days(text, plain, days, possible, reference):
    possible = _ends_of_ranges(plain, possible)
    dates = [found for day in possible if (found := _placed(day, possible, reference))]
    warnings = _bad_day_warnings(days)
    if not dates:
        return Deadline("date", None, text, warnings=(*warnings, "unread_deadline"))
    kind, latest, several = "date", max(dates), len(set(dates)) > 1
    period = _period_bounds(_blank(plain, days), reference)
    if period and not period[0] <= latest <= period[1] and not find_frequency(plain):
        several = True
        kind, latest = max(("date", latest), ("period", period[1]), key=lambda one: one[1])
    return Deadline(kind, latest, text, warnings=warnings + ("multiple_deadlines",) * several)


def _placed(day, days, reference):
    """A day without a year takes the year of a later day in the text, if that keeps their order."""
    if day.year is None:
        year = next((d.year for d in days if d.year and d.start > day.start), None)
        if year and (day.month, day.day) != (2, 29):
            return type(day)(0, 0, year, day.month, day.day).on_or_after(None)
    return day.on_or_after(reference)


def _ends_of_ranges(plain, days):
    """Of "từ ... đến ..." only the end is a deadline."""
    kept = []
    for index, day in enumerate(days):
        follower = days[index + 1] if index + 1 < len(days) else None
        if not (follower and _RANGE.fullmatch(plain[day.end : follower.start])):
            kept.append(day)
    return kept


def _blank(plain, days):
    for day in days:
        plain = plain[: day.start] + " " * (day.end - day.start) + plain[day.end :]
    return plain


def _without_days(text, plain, frequency, reference):
    """Working days, rhythms and events, then periods; the one named first wins a tie."""
    counts = [_count(number) for number in _WORKING_DAYS.findall(plain)]
    if counts:
        several = len(set(counts)) > 1
        return Deadline(
            "working_days",
            None,
            text,
            working_days=max(counts),
            warnings=("multiple_deadlines",) * several,
        )
    if _SPAN.search(plain) or _BARE_SPAN.match(plain):
        return Deadline("event", None, text)
    if is_periodic(plain) and not _STARTS_WITH_EVENT.match(plain):
        return _periodic(text, plain, frequency)
    event = _EVENT.search(plain)
    periods = find_periods(plain, reference)
    if event and not (periods and periods[0].start < event.start()):
        return Deadline("event", None, text)
    if periods:
        return _from_periods(text, plain, periods, reference)
    return Deadline("event", None, text, warnings=("unread_deadline",))


def _periodic(text, plain, frequency, days=()):
    day = None if frequency == "continuous" else find_frequency_day(plain, days)
    return Deadline("periodic", None, text, frequency=frequency, frequency_day=day)


def _from_periods(text, plain, periods, reference):
    possible = [period for period in periods if period.is_possible]
    if not possible:
        return Deadline(text=text, warnings=("impossible_date",))
    warnings = ("impossible_date",) * (len(possible) < len(periods))
    bounds = _latest(plain, possible, reference)
    if bounds is None:
        return Deadline("period", None, text, warnings=(*warnings, "unread_deadline"))
    several = len(possible) > 1 and _SEVERAL.search(plain)
    return Deadline(
        "period", bounds[1], text, warnings=warnings + ("multiple_deadlines",) * bool(several)
    )


def _period_bounds(plain, reference):
    possible = [one for one in find_periods(plain) if one.is_possible]
    return _latest(plain, possible, reference) if possible else None


def _latest(plain, periods, reference):
    """The last period of a range ("tháng 11 đến tháng 2/2027"), else the one that ends last."""
    ends = []
    for period in periods:
        bounds = period.bounds(reference)
        if bounds is None:
            return None
        ends.append(bounds)
        if period.year is None:
            reference = max(reference, bounds[1])
    span = plain[periods[0].start : periods[-1].end]
    is_range = re.search(r"\d\s*-|\bden\b|[iv]\s*-", span)
    return ends[-1] if is_range else max(ends, key=lambda one: one[1])


def _count(number):
    return _NUMBERS.get(number) or int(number)
