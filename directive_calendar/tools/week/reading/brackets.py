"""What a bracket or an aside in an entry says."""

import re
from dataclasses import dataclass, field

from odoo.addons.directive_tracking.tools.text import shadow

from .model import CANCELLED, DESK, MOVED, POSTPONED
from .moments import ALL_DAY, HALF, SPAN, WHOLE, days_in, half_of, half_word, read_hours
from .people import leading_leaders, split_people

# Codes of the Office's rooms; a page may explain further ones in its note.
DESKS = frozenset(
    "TH KT NC NCTH VX TCD NN NL NLN TN TNMT CN XD GT DT ĐT KTTH KTN KTNV KGVX NCPC"
    " TCTM QTTV HCTC HCQT TCHC NCTCD HC QT TTHC KSTTHC TTCB KTTC KTXD TTTH".split()
)
_PRIVATE = re.compile(
    r"(?:lich |viec )?(?:khong (?:cong khai|dang|cong bo|dua tin|dua len)|noi bo|ca nhan|rieng)\b"
)
_SEPARATE = re.compile(r"\b(?:giay moi|gm|thu moi|cong van|cv) rieng\b|\bco giay moi\b(?! so)")
_NUMBER = re.compile(
    r"\b(?:giay moi|gm|thu moi)(?: hop)?\s*(?:so)?\s*:?\s*(?P<number>\d+\s*[/-]\s*[\w.&/-]+)"
)
_ASK_NUMBER = re.compile(r"\btheo (?:cong van|cv|giay moi|thu moi)\b")
_CANCELLED = re.compile(r"\b(?:huy|bai bo|khong to chuc|khong hop|da huy)\b")
_POSTPONED = re.compile(
    r"\b(?:tam )?(?:hoan|lui thoi gian|lui lai)\b(?! thanh| thien| toan| chinh)"
)
_MOVED = re.compile(
    r"\b(?:chuyen|doi|doi lich|doi gio|doi thoi gian|thay doi)(?: lich| thoi gian"
    r"| dia diem| gio)? (?:tu|thay cho)\b|\bthay (?:cho )?(?=\d|lich|cuoc|buoi|gio|thoi"
    r"|ngay|sang|chieu|phong|p\.|ph |dia diem)|\bthay doi (?:gio|thoi gian|dia diem)"
    r"|\bdieu chinh (?:tu|gio|thoi gian|dia diem)\b"
)
_LAST_STATE = re.compile(
    r"\s*(?:[-–—]|[=-]>|→)\s*(?P<word>(?:da |tam )?(?:huy|hoan)(?: (?:lich|hop|bo|lai))*)[\s.!]*$"
)
_ADDED = re.compile(
    r"^\W*(?:bo sung|lich bo sung|moi|dieu chinh|cap nhat|dot xuat|khan|hoa toc)(?: (?:lan \d+|moi|lich))?\W*$"
)
_PREPARES = re.compile(r"\bchuan bi\b|\bphuc vu hau can\b|\bsoan thao\b")
_WHAT = (
    ("content", r"noi dung|bao cao|tai lieu|du thao|kich ban"),
    ("invitation", r"thu moi|giay moi|moi hop|thanh phan"),
    ("logistics", r"hau can|co so vat chat|phong hop|khanh tiet|dieu kien"),
)
_TRANSPORT = re.compile(r"\b(?:xe|xuat phat|tap trung|khoi hanh|di chuyen|bay luc|chuyen bay)\b")
_RANGE = re.compile(r"\btu\b.*\b(?:den|-)\b|\d\s*-\s*\d{1,2}/\d|\b(?:het|den het) ngay\b")
ROOM = re.compile(
    r"(?:ph|p\.? ?hop|phong hop|phong khach|phong|hoi truong|tru so|nha (?:khach|van"
    r" hoa|thieu nhi|hat|thi dau)|trung tam hoi nghi|tt hoi nghi|p\. ?\d|san van dong"
    r"|quang truong"
    r"|diem cau|sanh)(?![a-z])(?! (?:chong|ngua|thu|ve|noi vu|kinh te|van xa|tong"
    r" hop|noi chinh|lanh dao|lap|thuong mai))"
)
_WAS_PLACE = re.compile(r"(?:tu|thay cho|cho)\s+(?=" + ROOM.pattern + ")")


@dataclass
class Said:
    """What brackets and asides of one entry say."""

    half: str | None = None
    hours: object = None
    days: list = field(default_factory=list)
    place: str | None = None
    separate: bool = False
    number: str | None = None
    private: bool = False
    state: str | None = None
    moved: str | None = None
    remarks: list = field(default_factory=list)
    preparing: list = field(default_factory=list)  # texts
    people: list = field(default_factory=list)
    office: list = field(default_factory=list)
    invited: list = field(default_factory=list)


def take(said, text, week, *, is_last=False, desks=DESKS):
    """Note in ``said`` what this bracket says; return False if it belongs to the content.

    >>> said = Said(); take(said, "Giấy mời riêng", None), take(said, "lần thứ 21", None), said.separate
    (True, False, True)
    >>> take(said, "GM số 87/GM-SCT ngày 20/11", None), said.number
    (True, '87/GM-SCT')
    >>> take(said, "Sở NN&MT chuẩn bị nội dung", None), said.preparing
    (True, ['Sở NN&MT chuẩn bị nội dung'])
    """
    text = text.strip(" .;,")
    plain = shadow(text)
    if is_last and (text in desks or re.fullmatch(r"[A-ZĐ]{2,4}(?:[-,/] ?[A-ZĐ]{2,4})+", text)):
        said.office.append((text, DESK))
        return True
    if _take_whole(said, text, plain, week):
        return True
    pieces = [piece.strip() for piece in text.split(";")]
    if len(pieces) > 1 and all(_is_known(piece, week) for piece in pieces):
        for piece in pieces:
            _take_whole(said, piece, shadow(piece), week)
        return True
    return False


def _is_known(piece, week):
    return _take_whole(Said(), piece, shadow(piece), week)


def _take_whole(said, text, plain, week):
    takers = (_take_moment, _take_state, _take_paper, _take_preparing, _take_days, _take_place)
    return any(take_one(said, text, plain, week) for take_one in (*takers, _take_people))


def _take_moment(said, text, plain, week):
    """ "cả ngày", "sáng", "14h00", "từ 8h00", "7h30, xuất phát tại trụ sở"."""
    at, found = 0, False
    while at < len(plain):
        if match := re.compile(r"[\s,;:-]+").match(plain, at):
            at = match.end()
            continue
        if match := re.compile(rf"{WHOLE}(?=\s*(?:[,;:-]|$))").match(plain, at):
            said.half, at = ALL_DAY, match.end()
        elif match := re.compile(rf"{HALF}(?=\s*(?:[,;:-]|$|\d))").match(plain, at):
            is_part = plain[match.start() :].startswith("ca buoi")
            said.half, at = said.half if is_part else half_word(match), match.end()
        elif hours := read_hours(plain, at):
            said.hours, at = said.hours or hours, hours.stop
        elif found and plain[at - 1] in " ,;" and text[at:].strip():
            _take_aside(said, text[at:].strip(), week)
            return True
        else:
            return False
        found = True
    return found


def _take_aside(said, text, week):
    """What stands behind the hour in the same bracket: known, or a remark."""
    if not _take_whole(said, text, shadow(text), week):
        said.remarks.append(text)


def _take_state(said, text, plain, week):
    if _MOVED.search(plain):
        said.state, said.moved = said.state or MOVED, text
    elif says(_CANCELLED, text, plain) and len(plain) < 80:
        said.state = CANCELLED
    elif says(_POSTPONED, text, plain):
        said.state = POSTPONED
    elif _ADDED.match(plain):
        pass
    elif _TRANSPORT.search(plain) and not _PREPARES.search(plain):
        pass
    else:
        return False
    said.remarks.append(text)
    return True


def begin(text):
    """Return what is said of an entry and its text; "… - Hủy" at its end counts like a bracket.

    >>> [(begin(text)[0].state, begin(text)[1]) for text in ("Họp du lịch - Hủy", "Tiếp ông Lê - Huy")]
    [('cancelled', 'Họp du lịch'), (None, 'Tiếp ông Lê - Huy')]
    """
    said, match = Said(), _LAST_STATE.search(shadow(text))
    word = text[slice(*match.span("word"))] if match else ""
    is_told = match and (not word.isascii() or text.isascii())
    if is_told and _take_state(said, word, shadow(word), None):
        return said, text[: match.start()]
    return said, text


def says(pattern, text, plain):
    """Tell whether a text says so, and not in a name: "Huy", "Chỉ huy", "phát huy", "bà Hoan".

    >>> [says(_CANCELLED, text, shadow(text)) for text in ("HỦY", "đã huỷ", "Huy", "da huy hop")]
    [True, True, True, True]
    >>> [says(_CANCELLED, text, shadow(text)) for text in ("Bộ Chỉ huy", "Đ/c Huy", "BCH, ong Huy du")]
    [False, False, False]
    """
    whole, is_plain = text.strip(" .()"), text.isascii()
    for match in pattern.finditer(plain):
        word = text[slice(*match.span())]
        is_name = is_plain and word.istitle() and not whole.startswith(word)
        if not word.isascii() or is_plain and not is_name or word.isupper() and whole == word:
            return True
    return False


def _take_paper(said, text, plain, week):
    if match := _NUMBER.search(plain):
        said.number = re.sub(r"\s", "", text[match.start("number") : match.end("number")]).rstrip(
            ".,"
        )
    elif _SEPARATE.search(plain):
        said.separate = True
    elif _PRIVATE.fullmatch(plain.strip(" .")):
        said.private = True
    else:
        return False
    return True


def _take_preparing(said, text, plain, week):
    if not _PREPARES.search(plain):
        return False
    for piece in filter(None, (piece.strip(" .") for piece in text.split(";"))):
        if ROOM.match(shadow(piece)) and not _PREPARES.search(shadow(piece)):
            said.place = said.place or piece
        else:
            said.preparing.append(piece)
    return True


def _take_days(said, text, plain, week):
    if not (week and _RANGE.search(plain)):
        return False
    days = range_in(text, week)
    said.days = said.days or days
    return bool(days)


def range_in(text, week):
    """Return [first, last] of a range of days in a text, or [].

    >>> from .moments import Week; from datetime import date
    >>> [str(day) for day in range_in("từ 03 đến hết ngày 04/12", Week(date(2026, 11, 30)))]
    ['2026-12-03', '2026-12-04']
    """
    days = days_in(text, week)
    plain = shadow(text)
    if len(days) == 1:
        match = re.search(
            r"(?:tu (?:ngay )?)?(?<![\d/])(\d{1,2})\s*(?:-|den)\s*(?:het )?(?:ngay )?\d{1,2}\s*/",
            plain,
        )
        first = match and days[0].replace(day=1) and _same_month(days[0], int(match[1]))
        days = [first, *days] if first else days
        if not first and re.search(r"\b(?:den|het)\b", plain) and not re.search(r"\btu\b", plain):
            return []
    return [days[0], days[1]] if len(days) == 2 and days[0] < days[1] else []


def _same_month(day, number):
    try:
        found = day.replace(day=number)
    except ValueError:
        return None
    return found if found < day else None


def _take_place(said, text, plain, week):
    label = re.match(r"(?:tai|dia diem|diem tai|diem hop|dd|d/d)\s*:?\s+", plain)
    if not label and not ROOM.match(plain):
        return False
    said.place = said.place or text[label.end() if label else 0 :]
    return True


def _take_people(said, text, plain, week):
    if label := re.match(r"(?:moi|thanh phan)(?: [a-z ]{1,20})?\s*:\s*|moi\s+", plain):
        said.invited.append(text[label.end() :])
        return True
    people, office = split_people(text)
    known = all(leading_leaders(person.text)[1] == len(person.text) for person in people)
    if not (people or office) or not known or any(len(person.text) > 60 for person in people):
        return False
    if people and not office and not any(person.role for person in people):
        return False
    said.people += people
    said.office += office
    return True


def take_with_room(said, text, week):
    """Note the room at the end of a bracket, and who stands before it; return what is left of it, None if no room.

    >>> said = Said(); take_with_room(said, "Chủ tịch chủ trì, PH số 1", None), said.place
    ('', 'PH số 1')
    >>> said.people[0].text, said.people[0].role
    ('Chủ tịch', 'chair')
    >>> take_with_room(Said(), "khóa 12, PH số 2", None), take_with_room(Said(), "lần thứ 21", None)
    ('khóa 12', None)
    """
    match = re.search(rf"\s*[,;–-]\s+(?={ROOM.pattern})(?=[^,;]*$)", shadow(text))
    if not match:
        return None
    before, room = text[: match.start()].strip(), text[match.end() :].strip(" .;,")
    said.place = said.place or room
    people, office = split_people(before)
    if people and all(leading_leaders(one.text)[1] == len(one.text) for one in people):
        said.people += people
        said.office += office
        return ""
    return "" if take(said, before, week) else before


def what_of(plain):
    """Return what is prepared.

    >>> what_of("so tai chinh chuan bi noi dung va thu moi")
    ('content', 'invitation')
    """
    return tuple(name for name, words in _WHAT if re.search(rf"\b(?:{words})\b", plain))


def moved_from(text, day, half, week):
    """Return what is said of the time and place before the move.

    >>> from .moments import Week; from datetime import date
    >>> moved_from("chuyển từ 14h00 ngày 01/12", date(2026, 12, 2), "morning", Week(date(2026, 11, 30)))
    {'date': datetime.date(2026, 12, 1), 'half_day': 'afternoon', 'start': datetime.time(14, 0), 'place': None}
    """
    from .moments import DAY, read_day

    plain = shadow(text)
    hour = SPAN.search(plain)
    hours = read_hours(plain, hour.start(), SPAN) if hour else None
    halves = re.search(rf"\b{HALF}", plain)
    weekday = next((m for m in DAY.finditer(plain) if read_day(m, week)), None) if week else None
    before = read_day(weekday, week) if weekday else None
    half_before = half_word(halves) if halves else half_of(hours.start) if hours else None
    was = _WAS_PLACE.search(plain)
    place = re.split(r"[,;]| sang ", text[was.end() :])[0].strip(" ()") if was else None
    if before is None and (hours or half_before):
        before = day
    return {
        "date": before,
        "half_day": half_before,
        "start": hours.start if hours else None,
        "place": place,
    }
