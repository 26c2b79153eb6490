"""Deadlines as offices write them: from the text of a cell to a kind and a date.

The wording is always kept. Invalid dates are flagged, never guessed; a wording understood only in
part is flagged too, with the remaining words.
"""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from ...text import clean, shadow
from ..blanks import blank, blank_all
from ..model import Deadline
from .calendar_words import EPOCH_1900, find_days, from_serial, last_of_month
from .frequencies import find_frequency, find_rhythm, find_unheld, is_periodic, without_frequency
from .leftovers import leftover_words
from .moments import STARTS, Moment, before_its_beginning, find_ends, without_wider
from .number_words import number_of
from .period_words import find_periods

PARTLY, UNREAD, SEVERAL = "partly_read_deadline", "unread_deadline", "multiple_deadlines"

_NO_DEADLINE = re.compile(
    r"(?:khong(?: co| quy dinh| xac dinh| gioi han| an dinh| neu| ghi)*(?: (?:thoi|ky))?(?: han)?"
    r"|chua (?:co|xac dinh)(?: thoi han)?|n/a|0)\.?"
)
# "Theo Kế hoạch số 15/KH-UBND ngày 12/3/2026": number and date of a document, no deadline.
_REFERENCE = re.compile(
    r"(?:số\s*)?\d+\s*/\s*(?:\d{4}\s*/\s*)?(?![IVX]+\s*/)[A-ZĐ]{2,}[\w&-]*"
    r"(?:,?\s*ngày\s*\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4})?"
)
_NUMBER = r"(\d{1,3}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)"
_WORKING_DAYS = re.compile(_NUMBER + r"(?: [a-z]+){0,2} ngay ?(?:lam viec|lv)\b")
# A period in calendar days, weeks or hours starts at an event whose date is not in the file.
_SPAN = re.compile(
    r"(?<!\d)(?<!ngay )"  # "ngày 05 tháng sau"
    + _NUMBER
    + r"(?: [a-z]+)? (ngay|tuan|thang|gio)\s*(?:,\s*)?(?:ke tu|tinh tu|sau|tu (?:ngay|khi))"
)
_BARE_SPAN = re.compile(r"(?:trong|sau|trong vong|vong) " + _NUMBER + r" (?:ngay|tuan|gio)\b")
_COUNTED_FROM = re.compile(r"\b(?:ke tu|tinh tu|sau|tu)(?: ngay| khi)?\W*$")
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
    r"\b(?:truoc|cham nhat|muon nhat|tre nhat|hoan thanh|xong|han|thoi han|den|trong|vao|het)\W*"
    r"(?:(?:la|het|vao|truoc|trong|den)\b\W*)*(?:\d+\s*(?:h|gio)\s*\d*\W*)?(?:ngay)?\W*$"
)
# A day of the lunar calendar is no day of the other one.
_LUNAR = re.compile(r"\b(?:am lich|al|ram thang|thang (?:chap|gieng))\b")
_AND_RHYTHM = re.compile(r"\b(?:va|hoac|sau do)\W+(?:dinh k[yi] )?(?:hang|moi)\b")
# "Thứ Bảy, ngày 06/3/2026", which is a Friday.
_WEEKDAY = re.compile(
    r"\b(?:(?:chu nhat|cn)|thu (?P<day>hai|ba|tu|nam|sau|bay|[2-7]))\W*(?:ngay)?\W*$"
)
_WEEKDAYS = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5, "cn": 6}
_WEEKDAYS |= {str(number + 2): number for number in range(6)}
_MAX_LENGTH = 500  # a longer text is no deadline, and not worth the search
_SEVERAL = re.compile(r";|\b(?:dot|lan|giai doan|ky) (?:2|ii|hai)\b")


def parse_deadline(text, reference=None, epoch=EPOCH_1900):
    """Read one wording; `reference` is the document's date, needed when the year is missing.

    `epoch` is day 0 for bare serial numbers.

    >>> from datetime import date
    >>> parse_deadline("Trước 15/01", date(2026, 5, 14)).date
    datetime.date(2027, 1, 15)
    >>> parse_deadline("Từ tháng 3/2026 đến năm 2027").date
    datetime.date(2027, 12, 31)
    >>> parse_deadline("31/11/2026").warnings
    ('impossible_date',)
    >>> parse_deadline("10 ngày làm việc kể từ ngày ký").working_days
    10
    >>> found = parse_deadline("30/6/2026 nếu được bố trí vốn")
    >>> found.warnings, found.leftover
    (('partly_read_deadline',), 'nếu bố trí vốn')
    >>> parse_deadline("Thứ Bảy, ngày 06/3/2026").leftover
    'Thứ Bảy, ngày 06/3/2026'
    >>> parse_deadline("Trước ngày 20/12 âm lịch", date(2026, 5, 14)).kind
    'event'
    >>> str(parse_deadline("20/12 âm lịch (tức 27/01/2027)").date)
    '2027-01-27'
    """
    text = clean(text)
    if not re.search(r"\w", text):
        return Deadline()
    if len(text) > _MAX_LENGTH:
        return Deadline("event", None, text, warnings=(UNREAD,))
    plain = shadow(text)
    if _NO_DEADLINE.fullmatch(plain):
        return Deadline(text=text)
    if serial := from_serial(plain, epoch):
        return _checked(Deadline("date", serial, text), reference)
    return _checked(_Wording(text, plain, reference).read(), reference)


def _checked(deadline, reference):
    if reference and deadline.date and deadline.date < reference:
        deadline.warnings += ("deadline_before_document",)
    return deadline


class _Wording:
    """One wording being read: its days, its periods, and the deadline among them."""

    def __init__(self, text, plain, reference):
        self.text, self.reference = text, reference
        self.plain = _without_references(text, _with_june(text, plain))
        self.flat = re.sub(r"[()\[\]]", " ", self.plain)
        self.days = [day for day in find_days(self.flat) if _is_calendar_day(self.flat, day)]
        self.undated = blank(self.flat, self.days)
        self.periods = find_periods(self.undated, reference)
        self.frequency = find_frequency(self.flat)

    def read(self):
        possible = [day for day in self.days if day.is_possible and not day.is_null]
        if not possible and (lunar := _LUNAR.search(self.flat)):
            return self._doubted(self._made("event"), self.text[slice(*lunar.span())])
        if self.days and not possible:
            return self._made("none", warnings=_bad_day_warnings(self.days))
        if possible and _recurs(possible, self.frequency):
            return self._periodic(possible)
        if possible and not self._is_event(possible):
            return self._counted(possible) or self._from_moments(possible)
        return self._without_days()

    def _made(self, kind, day=None, warnings=(), **values):
        return Deadline(kind, day, self.text, warnings=tuple(warnings), **values)

    def _doubted(self, deadline, words):
        """Return the same deadline, marked if words remain."""
        if words and UNREAD not in deadline.warnings:
            deadline.leftover = words
            deadline.warnings += (PARTLY,)
        return deadline

    def _is_event(self, found):
        """Tell whether the day only names an event ("sau kỳ họp ngày ...") and is not a deadline."""
        if not _STARTS_WITH_EVENT.match(self.flat):
            return False
        return not any(_MARKER.search(self.flat[: one.start]) for one in found)

    # Days and periods

    def _from_moments(self, days):
        """Return the latest day or period that is not just a beginning."""
        moments, begun = find_ends(self._moments(days), self.flat)
        moments = without_wider(moments, self.flat)
        started = self.text[slice(*begun)] if begun else ""
        warnings = _bad_day_warnings(self.days) or self._bad_period_warnings()
        if not moments:
            kind = "event" if started else "date" if days else "period"
            doubt = PARTLY if started else UNREAD
            return self._made(kind, warnings=(*warnings, doubt), leftover=started or None)
        latest = max(moments, key=lambda one: (one.last, one.is_day))
        if earlier := before_its_beginning(latest, self.flat):
            latest, started = earlier, self.text[: latest.end]
        found = self._made("date" if latest.is_day else "period", latest.last, warnings)
        found.warnings += (SEVERAL,) * self._are_several(moments)
        started = started or self._wrong_weekday(moments)
        return self._doubted(found, started or self._left_over(*self.days, *self.periods))

    def _wrong_weekday(self, moments):
        """Return the words of a weekday that the day behind it is not."""
        for one in moments:
            match = one.is_day and _WEEKDAY.search(self.flat[: one.start])
            if match and one.last.weekday() != _WEEKDAYS[match["day"] or "cn"]:
                return self.text[match.start() : one.end]
        return ""

    def _left_over(self, *spans, text=None):
        plain = text or self.plain
        if not _AND_RHYTHM.search(plain):  # "thường xuyên, xong trước ngày ..." adds nothing
            plain = without_frequency(plain)
        return leftover_words(self.text, plain, spans)

    def _moments(self, days):
        """Return days and periods in text order, each in its year; None if no year is known."""
        year = next((day.year for day in days if day.year), None)
        found, reference = [], self.reference
        for day in days:
            if placed := _placed(day, days, self.reference):
                found.append(Moment(day.start, day.end, placed, placed, True))
        for period in self.periods:
            if not period.is_possible:
                continue
            bounds = (replace(period, year=period.year or year)).bounds(reference)
            if bounds is None:
                return found
            found.append(Moment(period.start, period.end, *bounds, False))
            if period.year is None and reference:
                reference = max(reference, bounds[0])
        return sorted(found, key=lambda one: one.start)

    def _are_several(self, moments):
        """Tell whether there are several deadlines: other days, or separate periods."""
        if len({one.last for one in moments}) < 2:
            return False
        if any(one.is_day for one in moments):
            return not self.frequency or all(one.is_day for one in moments)
        ordered = sorted(moments, key=lambda one: one.first)
        adjoin = all(b.first == a.last + timedelta(days=1) for a, b in pairwise(ordered))
        return not adjoin or bool(_SEVERAL.search(self.flat))

    def _bad_period_warnings(self):
        return ("impossible_date",) * any(not period.is_possible for period in self.periods)

    def _counted(self, days):
        """A period counted from a given day: "15 ngày kể từ ngày 01/6/2026"."""
        if not all(_COUNTED_FROM.search(self.flat[: day.start]) for day in days):
            return None
        if counts := _counts(self.flat):
            found = self._made("working_days", working_days=max(counts))
            return self._doubted(found, self.text[days[0].start : days[-1].end])
        span, start = _SPAN.search(self.flat), _placed(days[0], days, self.reference)
        if not span or not start or span[2] == "gio":
            return None
        day = _later(start, number_of(span[1]), span[2])
        return self._made("date", day, ("counted_deadline",))

    # Free text

    def _without_days(self):
        """Working days, recurrences and events, then periods; the first one named wins a tie."""
        plain = re.sub(r"\s+", " ", self.flat).strip()
        if counts := _counts(plain):
            several = (SEVERAL,) * (len(set(counts)) > 1 and not _is_span_range(plain))
            found = self._made("working_days", warnings=several, working_days=max(counts))
            return self._doubted(found, self._left_over(text=blank_all(self.flat, _WORKING_TERM)))
        if _SPAN.search(plain) or _BARE_SPAN.match(plain):
            return self._event()
        if is_periodic(plain) and not _STARTS_WITH_EVENT.match(plain):
            return self._periodic()
        if self._is_event_first():
            return self._event()
        if self.periods:
            possible = any(period.is_possible for period in self.periods)
            return self._from_moments(()) if possible else self._impossible()
        return self._event() if _EVENT.search(plain) else self._made("event", warnings=(UNREAD,))

    def _impossible(self):
        return self._made("none", warnings=("impossible_date",))

    def _is_event_first(self):
        """Tell whether an event is named, without a period before it or marked as the deadline."""
        event = _EVENT.search(self.flat)
        if not event:
            return False
        if not self.periods:
            return True
        if STARTS.search(self.flat[: self.periods[0].start]):
            return False
        named = [period for period in self.periods if not period.is_whole_year]
        return event.start() < self.periods[0].start and not any(
            _MARKER.search(self.flat[: period.start])
            and period.start > event.end()
            and not _EVENT.search(self.flat[_MARKER.search(self.flat[: period.start]).start() :])
            for period in named
        )

    def _event(self):
        """An event has no day; a day or month next to it may be the deadline after all."""
        named = [one for one in self.periods if not one.is_whole_year]
        spans = [*self.days, *named]
        words = self.text[spans[0].start : spans[-1].end] if spans else ""
        return self._doubted(self._made("event"), words)

    def _periodic(self, days=()):
        plain = re.sub(r"\s+", " ", self.flat).strip()
        found = self._made("periodic", **find_rhythm(plain, self.frequency, days))
        if span := find_unheld(self.flat, found.frequency, days):
            return self._doubted(found, self.text[slice(*span)])
        rest = without_frequency(blank_all(self.plain, _NEXT_TURN))
        rest = blank_all(rest, _RHYTHM_DAYS)
        return self._doubted(found, self._left_over(*days, text=rest))


# Return the parts of a period in working days: the number and its starting event.
_WORKING_TERM = re.compile(
    r"(?:(?:tu|sau) )?(?:\d{1,3}(?: [a-z]+)? (?:den|-) )?(?:\d{1,3}\s+)?"
    + _NUMBER
    + r"(?: [a-z]+){0,2}\s* ngay ?(?:lam viec|lv)\b(?:\W*(?:ke tu|tinh tu|sau|tu (?:ngay|khi)|khi)\b[^;.\d]*)?"
)
_NEXT_TURN = re.compile(
    r"\b(?:thang dau (?:tien )?(?:cua )?)?(?:tuan|thang|quy|nam) (?:sau|truoc|tiep theo)\b(?! do| ngay| \d)"
)  # "tháng đầu quý sau"
# Return the days and lengths that belong to a recurrence: "ngày 10 và ngày 25", "6 tháng, năm".
_RHYTHM_DAYS = re.compile(
    r"(?:truoc )?\b(?:ngay|mung)\s*\d{1,2}\b(?:\s*(?:,|-|va|den)\s*(?:ngay )?\d{1,2}\b)*|\b0?[369] thang\b"
    r"|\bgiai doan 20\d\d\s*-\s*20\d\d\b|\b(?:trong |cua )?(?:ca )?nam 20\d\d\b|\b24/(?:7|24)\b|, 0?1 nam\b"
)


def _with_june(text, plain):
    """ "Tháng sáu" is June, "tháng sau" the next month; their shadows are the same."""
    for match in re.finditer(r"\bthang (sau)\b(?! thang)", plain):
        if text[match.start(1) : match.end(1)].lower() == "sáu":
            plain = plain[: match.start(1)] + "6  " + plain[match.end(1) :]
    return plain


def _without_references(text, plain):
    for match in _REFERENCE.finditer(text):
        plain = plain[: match.start()] + " " * len(match[0]) + plain[match.end() :]
    return plain


def _is_calendar_day(plain, day):
    return not (
        _is_rhythm_sign(plain, day)
        or _is_fraction(plain, day)
        or re.match(r"\W*(?:am lich|al)\b", plain[day.end :])
    )


def _is_fraction(plain, day):
    """1/2 năm, 3/4 năm: a part of a year unless a year follows."""
    written = re.sub(r"\s", "", plain[day.start : day.end])
    return written in ("1/2", "1/3", "2/3", "1/4", "3/4") and re.match(
        r" nam\b(?!\s*\d)", plain[day.end :]
    )


def _is_rhythm_sign(plain, day):
    """24/7 and 24/24 mean "always"."""
    return plain[day.start : day.end] in ("24/7", "24/24")


def _bad_day_warnings(days):
    impossible = any(not day.is_possible and not day.is_null for day in days)
    null = any(day.is_null for day in days)
    return ("impossible_date",) * impossible + ("null_date",) * null


def _recurs(days, frequency):
    """Days without a year are recurring: "trước 15/12 hằng năm", "hằng quý: 31/3, 30/6"."""
    if frequency in (None, "continuous") or any(day.year for day in days):
        return False
    return len(days) > 1 or frequency in ("half_yearly", "yearly")


def _placed(day, days, reference):
    """A day without a year gets the year of a later day in the text, if that keeps their order."""
    if day.year is None:
        year = next((d.year for d in days if d.year and d.start > day.start), None)
        if year and (day.month, day.day) != (2, 29):
            return replace(day, year=year).on_or_after(None)
    return day.on_or_after(reference)


def _counts(plain):
    return [number_of(number) for number in _WORKING_DAYS.findall(plain)]


def _is_span_range(plain):
    return bool(re.search(r"\d (?:-|den) \d{1,3} ngay", plain))


def _later(start, count, unit):
    """The day `count` days, weeks or months after another.

    >>> from datetime import date
    >>> _later(date(2026, 1, 31), 1, "thang"), _later(date(2026, 6, 1), 2, "tuan")
    (datetime.date(2026, 2, 28), datetime.date(2026, 6, 15))
    """
    if unit != "thang":
        return start + timedelta(days=count * (7 if unit == "tuan" else 1))
    years, month = divmod(start.month - 1 + count, 12)
    last = last_of_month(start.year + years, month + 1)
    return last.replace(day=min(start.day, last.day))
