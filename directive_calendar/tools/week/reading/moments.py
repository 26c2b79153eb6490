"""Days, half-days and hours as a week's page writes them.

Patterns are matched in a shadow (plain lower-case letters, same length as the text).
"""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta

from odoo.addons.directive_tracking.tools.appendix.deadline.calendar_words import find_days
from odoo.addons.directive_tracking.tools.text import shadow

MORNING, AFTERNOON, EVENING, ALL_DAY = "morning", "afternoon", "evening", "all_day"
HALVES = (MORNING, AFTERNOON, EVENING)
_NOON, _DUSK = time(12), time(18)

_WEEKDAYS = {"2": 0, "hai": 0, "3": 1, "ba": 1, "4": 2, "tu": 2, "5": 3, "nam": 3}
_WEEKDAYS |= {"6": 4, "sau": 4, "7": 5, "bay": 5}
WEEKDAY = (
    r"(?:(?:thu|t)\s*(?P<weekday>hai|ba|tu|nam|sau|bay|[2-7])|(?P<sunday>chu nhat|cn))(?![a-z0-9])"
)
_NUMBER = r"\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*(?:\d{4}|\d{2}))?(?!\d)"
_IN_WORDS = r"\d{1,2}\s*thang\s*\d{1,2}(?:\s*nam\s*\d{4})?"
DAY_NUMBER = rf"(?:{_NUMBER}|{_IN_WORDS})"
# "Thứ hai, ngày 07/12/2026", "Thứ 2 (30/11)", "Ngày 30/11 (Thứ 2)", "T2 30/11", "30/11".
DAY = re.compile(
    rf"(?:{WEEKDAY}(?:[\s,:(–-]*(?:ngay\s*)?(?P<day>{DAY_NUMBER}|(?<=ngay )\d{{1,2}}(?!\d|\s*(?:h|g|:))))?\)?"
    rf"|(?:ngay\s*)?(?P<alone>{DAY_NUMBER})(?:[\s,(–-]*(?:thu|t)\s*(?P<after>hai|ba|tu|nam|sau|bay|[2-7])\)?"
    rf"|[\s,(–-]*(?P<after_sunday>chu nhat|cn)\)?)?)"
)
_HALF_WORDS = {"sang": MORNING, "chieu": AFTERNOON, "toi": EVENING, "trua": MORNING}
_HALF_LETTERS = {"s": MORNING, "c": AFTERNOON, "t": EVENING}
_SAME_DAY = r"(?:\s*,?\s*cung ngay(?![a-z]))?"
HALF = rf"(?:(?:ca )?buoi\s*)?(?P<half>sang|chieu|toi|trua)(?![a-z]){_SAME_DAY}"
WHOLE = r"(?:ca ngay|ngay|sang\s*(?:va|,|-|\+|/)\s*chieu|toan ngay)(?![a-z0-9])"
_HOUR = (
    r"(?<![\d/.,])(?P<{0}h>[01]?\d|2[0-4])\s*"
    r"(?:(?:gio|h|g)(?![a-z])\s*(?P<{0}m>[0-5]\d)?\s*(?:phut|['’′])?|[:](?P<{0}c>[0-5]\d))(?!\d)"
)
_DOTTED = (
    r"(?<![\d/.,])(?P<{0}dh>[01]?\d|2[0-3])[.](?P<{0}dm>[0-5]\d)(?=\s*(?:[:)\s–-]|$))(?!\s*[/.]\d)"
)
_RANGE = r"\s*(?:-|–|den|toi|~)\s*"
_BEFORE = r"(?:(?:vao )?(?:luc|hoi|tu|khoang)\s*)?"
_AFTER_HOUR = r"(?:\s*(?:sang|chieu|toi)(?![a-z]))?"
SPAN = re.compile(
    rf"{_BEFORE}{_HOUR.format('a')}{_AFTER_HOUR}(?:{_RANGE}{_HOUR.format('b')})?(?P<spoken>)"
)
# "8.30" is an hour only where one is expected: at the front of an item.
FRONT_SPAN = re.compile(
    rf"{_BEFORE}(?:{_HOUR.format('a')}|{_DOTTED.format('a')})"
    rf"(?:{_RANGE}(?:{_HOUR.format('b')}|{_DOTTED.format('b')}))?(?P<spoken>{_AFTER_HOUR}){_SAME_DAY}"
)


@dataclass(frozen=True)
class Hours:
    """Start and end of an entry, and the end of the words in the text."""

    start: time | None
    end: time | None
    half: str | None  # said beside the hour: "13h30 chiều"
    stop: int


def read_hours(plain, position=0, pattern=FRONT_SPAN):
    """Return the :class:`Hours` that begin at this position of a shadow, or None.

    >>> [str(read_hours(text).start) for text in ("8h30", "8g30", "08 gio 30", "8 gio", "08:30", "8.30")]
    ['08:30:00', '08:30:00', '08:30:00', '08:00:00', '08:30:00', '08:30:00']
    >>> hours = read_hours("13h30 - 15h00) hop"); str(hours.start), str(hours.end)
    ('13:30:00', '15:00:00')
    >>> str(read_hours("15h15') hop").start), str(read_hours("tu 8h00 den 10h").end)
    ('15:15:00', '10:00:00')
    >>> read_hours("13h30 chieu: hop").half, read_hours("30/11 hop"), read_hours("12.5 ty dong")
    ('afternoon', None, None)
    >>> read_hours("19h30 cung ngay: hop").stop, read_hours("19h30 toi cung ngay").half
    (15, 'evening')
    """
    match = pattern.match(plain, position)
    if not match:
        return None
    start = _time(match, "a")
    if start is None:
        return None
    spoken = match["spoken"].strip() if match["spoken"] else None
    return Hours(start, _time(match, "b"), _HALF_WORDS.get(spoken), match.end())


def _time(match, name):
    found = match.groupdict()
    hour = found.get(f"{name}h") or found.get(f"{name}dh")
    minute = found.get(f"{name}m") or found.get(f"{name}c") or found.get(f"{name}dm")
    if not hour or int(hour) > 23:
        return None
    return time(int(hour), int(minute or 0))


def half_of(start):
    """Return the half-day of an hour.

    >>> half_of(time(11, 59)), half_of(time(12)), half_of(time(18))
    ('morning', 'afternoon', 'evening')
    """
    return MORNING if start < _NOON else AFTERNOON if start < _DUSK else EVENING


def half_in(text):
    """Return the half-day that a short text names and nothing else, or None.

    >>> half_in("Buổi sáng:"), half_in("Cả ngày"), half_in("Chiều"), half_in("Sáng mai họp")
    ('morning', 'all_day', 'afternoon', None)
    """
    plain = shadow(text).strip(" *+-:.,()\n")
    if re.fullmatch(WHOLE, plain):
        return ALL_DAY
    match = re.fullmatch(HALF, plain)
    return _HALF_WORDS[match["half"]] if match else None


def short_half(text):
    """Return the half-day of a letter in a column of half-days, or None.

    >>> short_half("S"), short_half("C."), short_half("Sáng"), short_half("CN")
    ('morning', 'afternoon', None, None)
    """
    return _HALF_LETTERS.get(shadow(text).strip(" .:"))


def half_word(match):
    """Return the half-day of a match of HALF."""
    return _HALF_WORDS[match["half"]]


@dataclass(frozen=True)
class Week:
    """The ISO week a page is about."""

    monday: date

    @property
    def sunday(self):
        return self.monday + timedelta(days=6)

    @property
    def year(self):
        return self.monday.isocalendar().year

    @property
    def number(self):
        return self.monday.isocalendar().week

    def day(self, day, month, year=None):
        """Return the day as printed; without a year, the one nearest to the week.

        >>> week = Week(date(2026, 12, 28)); week.day(3, 1), week.day(3, 1, 2026)
        (datetime.date(2027, 1, 3), datetime.date(2026, 1, 3))
        >>> week.day(31, 2) is None
        True
        """
        years = [year] if year else [self.monday.year - 1, self.monday.year, self.monday.year + 1]
        found = [one for one in (_day(y, month, day) for y in years) if one]
        return min(found, key=lambda one: abs(one - self.monday), default=None)

    def weekday(self, index):
        return self.monday + timedelta(days=index)


def week_of(day):
    """
    >>> week_of(date(2026, 12, 3)).monday
    datetime.date(2026, 11, 30)
    """
    return Week(day - timedelta(days=day.weekday()))


def _day(year, month, day):
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_day(match, week):
    """Return the day of a match of DAY in ``week``, or None if there is no such day."""
    words = match["day"] or match["alone"]
    index = weekday_of(match)
    if not words:
        return week.weekday(index) if week and index is not None else None
    if words.isdigit():
        days = [week.weekday(n) for n in range(7)] if week else []
        return next((day for day in days if day.day == int(words)), None)
    numbers = [int(n) for n in re.findall(r"\d+", words)]
    year = numbers[2] if len(numbers) > 2 else None
    year = year + 2000 if year is not None and year < 100 else year
    if week:
        return week.day(numbers[0], numbers[1], year)
    return _day(year, numbers[1], numbers[0]) if year else None


def weekday_of(match):
    """Return 0 for Monday to 6 for Sunday, or None if the text names no weekday."""
    if match["sunday"] or match["after_sunday"]:
        return 6
    return _WEEKDAYS.get(match["weekday"] or match["after"])


# "Thứ 4 - 5, 28-29/10", "Thứ Tư, thứ Năm", "28/10 - 29/10".
_JOINT = r"\s*(?:-|,|den|va|\+)\s*"
_WEEKDAYS_TOGETHER = re.compile(
    rf"(?:thu|t)\s*(?P<first>hai|ba|tu|nam|sau|bay|[2-7]){_JOINT}(?:(?:thu|t)\s*)?"
    r"(?:(?P<last>hai|ba|tu|nam|sau|bay|[2-7])(?![a-z0-9/.])|(?P<sunday>chu nhat|cn)(?![a-z]))"
)
_DAYS_TOGETHER = re.compile(
    r"(?<![\d/.])(?<!thu )(?<!thu)(?P<first>\d{1,2})(?:\s*[/.]\s*(?P<month>\d{1,2}))?"
    rf"{_JOINT}(?P<last>\d{{1,2}})\s*[/.]\s*(?P<last_month>\d{{1,2}})"
)


def days_together(text, week):
    """Return [first, last] where a heading names several days of ``week``, else [].

    >>> week = Week(date(2026, 10, 26))
    >>> [[str(day) for day in days_together(text, week)] for text in ("Thứ 4 - 5, 28-29/10", "Thứ Bảy, CN")]
    [['2026-10-28', '2026-10-29'], ['2026-10-31', '2026-11-01']]
    >>> days_together("Thứ 2, 26/10", week), days_together("Thứ 5 - 6/11", Week(date(2025, 11, 3)))
    ([], [])
    """
    plain = shadow(text)
    found = week and [*_numbered(plain, week), *_named(plain, week)]
    days = (one for one in found or () if week.monday <= one[0] < one[1] <= week.sunday)
    return next(days, [])


def _numbered(plain, week):
    for match in _DAYS_TOGETHER.finditer(plain):
        day, month, last, last_month = (number and int(number) for number in match.groups())
        days = [week.day(day, month or last_month), week.day(last, last_month)]
        if all(days):
            yield days


def _named(plain, week):
    for match in _WEEKDAYS_TOGETHER.finditer(plain):
        last = 6 if match["sunday"] else _WEEKDAYS[match["last"]]
        yield [week.weekday(_WEEKDAYS[match["first"]]), week.weekday(last)]


def days_in(text, week):
    """Return the calendar days named in a text, in order."""
    found = (week.day(one.day, one.month, one.year) for one in find_days(shadow(text)))
    return [day for day in found if day]
