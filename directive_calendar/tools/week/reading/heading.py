"""What stands above the entries: title, group, issuer, week, revision, time of last update."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from odoo.addons.directive_tracking.tools.appendix.deadline.calendar_words import find_days
from odoo.addons.directive_tracking.tools.text import CAPITALS, fold, shadow

from .moments import SPAN, read_hours, week_of
from .people import is_leader_heading

_TITLE = re.compile(
    r"\b(?:lich|chuong trinh)\s+(?:cong tac|lam viec|hop|tuan|hoat dong|tiep)|^lich tuan"
)
_WEEK = re.compile(
    r"\btuan\s*(?:thu\s*)?(?P<week>\d{1,2})(?!\d)(?:\s*(?:[/,-]|nam)?\s*(?:nam\s*)?(?P<year>20\d\d))?"
)
_REVISION = re.compile(
    r"(?:dieu chinh|cap nhat|sua doi|bo sung|thay the|ban)\s*(?:,\s*bo sung\s*)?(?:lan\s*)(?:thu\s*)?(\d{1,3})"
)
_UPDATED = re.compile(r"cap nhat\s*(?:lan cuoi|luc|moi nhat|ngay|vao|den|den luc)")
_PERIOD = re.compile(
    r"\d{1,2}\s*(?:[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{2,4})?)?\s*(?:-|den)\s*(?:het\s*)?(?:ngay\s*)?\d{1,2}\s*[/.-]\s*\d{1,2}"
)
_ISSUED = re.compile(r"\w,? ngay .{1,4} thang .{1,4} nam")
_LETTERHEAD = re.compile(
    r"cong hoa xa hoi|doc lap|^so:|^so \d|^-+$|ngay .{0,4} thang .{0,4} nam"
    r"|^\W*(?:hoa toc|thuong khan|khan)\b"
)
_PROVINCE = re.compile(r"(?:tỉnh|thành phố|xã|phường|đặc khu)\s", re.IGNORECASE)
_ABBREVIATIONS = {
    "ubnd": "UBND",
    "hđnd": "HĐND",
    "ubmttq": "UBMTTQ",
    "mttq": "MTTQ",
    "vp": "VP",
    "tt": "TT",
    "pct": "PCT",
    "ct": "CT",
}
_UNITS = ("tỉnh", "xã", "phường", "khu", "phố", "huyện")
_COMMITTEE = re.compile(r"ủy ban nhân dân|uỷ ban nhân dân", re.IGNORECASE)


@dataclass
class Heading:
    """The lines above the entries, understood."""

    title: str | None = None
    group: str | None = None
    issuer: str | None = None
    week: object = None
    revision: int = 0
    updated_at: datetime | None = None


def read_heading(letterhead, lines, first_day=None):
    """Return the :class:`Heading` of a page.

    :param letterhead: lines of the cell of the issuer, if the page has one
    :param lines: the other lines above the entries
    :param first_day: a day of the week found in the entries, used if the heading names none
    """
    heading = Heading(revision=_revision(lines), updated_at=_updated(lines))
    heading.week = _week(lines) or (week_of(first_day) if first_day else None)
    heading.issuer = _issuer(letterhead)
    # A menu above may name the page as well: what begins with the words is the title.
    titles = [n for n, line in enumerate(lines) if _TITLE.search(shadow(line))]
    titles.sort(key=lambda n: not _TITLE.match(shadow(lines[n]).strip()))
    if titles:
        _read_title(heading, lines, titles[0])
    return heading


def _revision(lines):
    """
    >>> _revision(["(Điều chỉnh lần 9)"]), _revision(["Bản sửa đổi lần 2"]), _revision(["Tuần 5"])
    (9, 2, 0)
    """
    found = (_REVISION.search(shadow(line)) for line in lines)
    return max((int(match[1]) for match in found if match), default=0)


def _updated(lines):
    """
    >>> _updated(["(Cập nhật lần cuối: 14:36 10/12/2026)"]), _updated(["Cập nhật lần 2"])
    (datetime.datetime(2026, 12, 10, 14, 36), None)
    """
    for line in lines:
        plain = shadow(line)
        days = [day for day in find_days(plain) if day.year]
        match = _UPDATED.search(plain) or re.search(r"cap nhat", plain)
        days = [day for day in days if match and day.start >= match.start()]
        if match and days:
            hour = SPAN.search(plain, match.start())
            hours = read_hours(plain, hour.start(), SPAN) if hour else None
            day = date(days[-1].year, days[-1].month, days[-1].day)
            return datetime.combine(day, hours.start) if hours else datetime(*day.timetuple()[:3])
    return None


def _week(lines):
    """The first day of the period decides; a number of the week alone counts in its year.

    >>> _week(["Tuần 49 năm 2026 (Từ ngày 30/11/2026 đến ngày 06/12/2026)"]).monday
    datetime.date(2026, 11, 30)
    >>> _week(["Tuần 50/2026"]).monday, _week(["(từ 28/12 đến 03/01/2027)"]).monday
    (datetime.date(2026, 12, 7), datetime.date(2026, 12, 28))
    """
    for line in lines:
        plain = shadow(line)
        if _UPDATED.search(plain) or _ISSUED.search(plain):
            continue
        if first := _first_day(plain):
            return week_of(first)
    years = [int(year) for line in lines for year in re.findall(r"\b20\d\d\b", line)]
    for line in lines:
        match = _WEEK.search(shadow(line))
        year = match and (int(match["year"] or 0) or next(iter(years), None))
        if year and 1 <= int(match["week"]) <= 53:
            return _numbered(year, int(match["week"]))
    return None


def _numbered(year, number):
    try:
        return week_of(date.fromisocalendar(year, number, 1))
    except ValueError:
        return None


def _first_day(plain):
    """Return the first day of a period in a line."""
    period = _PERIOD.search(plain)
    days = find_days(plain)
    if not days or not (period or "tu ngay" in plain or "tuan" in plain):
        return None
    last = next((day for day in reversed(days) if day.year), None)
    if last is None or not last.is_possible:
        return None
    end = date(last.year, last.month, last.day)
    first = days[0]
    if period and len(days) == 1:  # "từ 30 đến 06/12/2026", "07-13/12/2026"
        return _day_before(int(re.match(r"\d+", period[0])[0]), end)
    if not first.is_possible:
        return None
    found = date(first.year or end.year, first.month, first.day)
    return found if first.year or found <= end else found.replace(year=end.year - 1)


def _day_before(day, end):
    """Return the last such day of a month not after ``end``."""
    month, year = end.month, end.year
    if day > end.day:
        month, year = (12, year - 1) if month == 1 else (month - 1, year)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _issuer(lines):
    """Return who issues the page, of the left side of its letterhead.

    >>> _issuer(["ỦY BAN NHÂN DÂN TỈNH LÀO CAI", "VĂN PHÒNG", "Số: 412/LCT-VPUBND"])
    'Văn phòng UBND tỉnh Lào Cai'
    >>> _issuer(["UBND TỈNH AN GIANG", "SỞ Y TẾ"]), _issuer(["ỦY BAN NHÂN DÂN", "XÃ BÁT XÁT"])
    ('Sở Y tế', 'UBND xã Bát Xát')
    """
    names = [in_sentence(line) for line in lines if not _LETTERHEAD.search(shadow(line))]
    names = [_COMMITTEE.sub("UBND", name) for name in names if fold(name)]
    if not names:
        return None
    if len(names) > 1 and fold(names[-1]) == "van phong":
        return f"Văn phòng {names[0]}"
    if len(names) > 1 and fold(names[0]) in ("ubnd", "hdnd"):
        return f"{names[0]} {names[1][:1].lower()}{names[1][1:]}"
    return names[-1]


def _read_title(heading, lines, at):
    """Title and group; the group follows the title or is named in it."""
    title = in_sentence(lines[at])
    week = next((m for line in lines if (m := _WEEK.search(shadow(line)))), None)
    whose = re.search(
        r"\bcủa\s+(.+)|\b(thường trực .+|lãnh đạo .+|thường vụ .+)", title, re.IGNORECASE
    )
    below = _group_line(lines[at + 1 :])
    if whose and not below:
        named = (whose[1] or whose[2]).strip()
        named = re.split(r"\s*[-–(]?\s*tuần\s*\d", named, flags=re.IGNORECASE)[0].strip(" ,-–")
        heading.group = _without_province(_first_capital(named))
        heading.issuer = heading.issuer or _body_of(named)
    else:
        heading.group = below or _group_above(lines[:at])
    if week and not _WEEK.search(shadow(title)) and heading.week:
        title = re.sub(r"\s*tuần$", "", title)
        title = f"{title} tuần {week['week']} năm {week['year'] or heading.week.year}"
    heading.title = re.sub(r"\s*\(.*", "", title).strip()


def _group_line(lines):
    for line in lines:
        plain = shadow(line)
        if not plain.strip("- ") or plain.startswith("("):
            continue
        if is_leader_heading(line):
            return None
        if (
            _WEEK.search(plain)
            or find_days(plain)
            or _REVISION.search(plain)
            or "cap nhat" in plain
        ):
            return None
        return _first_capital(re.sub(r"^của\s+", "", in_sentence(line), flags=re.I).strip(" :"))
    return None


def _group_above(lines):
    """
    >>> _group_above(["UBND TỈNH", "THƯỜNG TRỰC UBND TỈNH"]), _group_above(["Trang chủ"])
    ('Thường trực UBND tỉnh', None)
    """
    named = (in_sentence(line) for line in reversed(lines))
    whose = re.compile(r"(?:thuong truc|thuong vu|lanh dao|ban giam doc) ")
    return next((name for name in named if whose.match(shadow(name)) and len(name) < 60), None)


def _first_capital(text):
    return text[:1].upper() + text[1:]


def _body_of(group):
    match = re.search(r"(?:UBND|HĐND|Văn phòng|Sở|Ban|Huyện ủy|Tỉnh ủy|Đảng ủy)\b.*", group)
    return match[0] if match else None


def _without_province(name):
    """
    >>> _without_province("Lãnh đạo UBND tỉnh An Giang"), _without_province("Lãnh đạo UBND xã Y Tý")
    ('Lãnh đạo UBND tỉnh', 'Lãnh đạo UBND xã Y Tý')
    """
    return re.sub(rf"(\btỉnh)(?: [{CAPITALS}][\w]*)+$", r"\1", name)


def in_sentence(text):
    """Return a text in capitals as it stands in a sentence; others unchanged.

    >>> in_sentence("LỊCH LÀM VIỆC CỦA LÃNH ĐẠO UBND TỈNH AN GIANG")
    'Lịch làm việc của lãnh đạo UBND tỉnh An Giang'
    >>> in_sentence("ỦY BAN NHÂN DÂN TỈNH LÀO CAI"), in_sentence("Lịch công tác")
    ('Ủy ban nhân dân tỉnh Lào Cai', 'Lịch công tác')
    """
    text = " ".join(text.split())
    if not text.isupper():
        return text
    words, is_name = [], False
    for word in text.lower().split():
        bare = word.strip("(),.;:")
        if bare in _ABBREVIATIONS:
            is_name, word = False, word.replace(bare, _ABBREVIATIONS[bare])
        elif bare in _UNITS and not is_name:
            is_name = True
        elif is_name and bare not in ("tuần", "năm", "từ", "và", "khóa"):
            word = word[:1].upper() + word[1:]
        else:
            is_name = False
            word = word.capitalize() if words[-1:] == ["sở"] else word
        words.append(word)
    return _first_capital(" ".join(words))
