"""The entries of one cell or run of lines, and lines that are none."""

import re

from odoo.addons.directive_tracking.tools.text import CAPITALS, fold, shadow

from . import sentences
from .entry import BULLET
from .moments import ALL_DAY, HALF, WHOLE, half_word, read_hours
from .people import leading_leaders

_EMPTY = re.compile(r"[\W_]*(?:(?:trong|khong(?: co(?: lich)?)?|chua co(?: lich)?|k)[\W_]*)?")
_DAY_OFF = re.compile(
    r"\W*(?:duoc )?nghi(?: (?:le|tet|bu|hoan doi|cuoi tuan|thu bay|chu nhat|theo quy dinh|quoc khanh|gio to"
    r"|(?:ky niem )?ngay (?:le|tet|van hoa|quoc|giai phong|chien thang|gio to|\d))\b.*)?\W*"
)
_NOTE = re.compile(r"\W*(?:ghi chu|luu y|chu thich|ky hieu|lich cong tac nay thay|lich nay thay)\b")
_RECIPIENTS = re.compile(r"\W*noi nhan\b")
_SIGNATURE = re.compile(
    r"\W*(?:(?:kt|tl|tuq|tm|q)\. |(?:kt|tl|tuq|tm)\.(?=[a-z])|nguoi lap|(?:pho )?chanh van phong\W*$|da ky\b)"
)
_DITTO = re.compile(r"\W*nt\W*|\W*nhu tren\W*|[\"”″〃]+")
# "Sáng:", "* Buổi chiều: 14h00 họp", "+ Cả ngày: …".
_HALF_FRONT = re.compile(
    rf"(?P<bullet>[-+*•–\s]*)(?:(?P<word>{HALF})|(?P<whole>ca ngay|toan ngay))\s*(?P<end>:|$|\.\s*$|\n|(?=\())"
)
# "I. THỨ HAI, NGÀY 14/12", "A. Thứ Ba", "1. Sáng": the numeral of a heading.
_NUMBERED = re.compile(
    r"\s*(?:(?:[ivx]{1,4}|[a-h])\s*[.)/-]\s+(?=(?:thu (?:hai|ba|tu|nam|sau|bay|\d)|chu nhat|ngay \d)(?![a-z]))"
    r"|(?:[ivx]{1,4}|[a-h]|\d)\s*[.)]\s+(?=(?:buoi )?(?:sang|chieu|toi)\W*$))"
)
_NEXT_ITEM = re.compile(rf";\s+[-+•]\s+(?=\(?\d|[{CAPITALS}])")


def is_empty(text):
    """Tell whether a text says that there is nothing.

    >>> is_empty("(trống)"), is_empty("…"), is_empty("-"), is_empty("không"), is_empty("Không công khai")
    (True, True, True, True, False)
    """
    return bool(_EMPTY.fullmatch(shadow(text or "")))


def is_day_off(text):
    """
    >>> is_day_off("Nghỉ."), is_day_off("Nghỉ Tết Dương lịch"), is_day_off("Nghỉ phép")
    (True, True, False)
    >>> is_day_off("Nghỉ Ngày Văn hóa Việt Nam"), is_day_off("Nghỉ hoán đổi"), is_day_off("Nghỉ ngày phép")
    (True, True, False)
    """
    return bool(_DAY_OFF.fullmatch(shadow(text)))


def is_ditto(text):
    """
    >>> is_ditto("nt"), is_ditto("-nt-"), is_ditto("Nội dung")
    (True, True, False)
    """
    return bool(_DITTO.fullmatch(shadow(text)))


def aside_kind(text):
    """Return the kind of a line that is no entry wherever it stands, or None.

    >>> aside_kind("* Ghi chú: TH - Phòng Tổng hợp"), aside_kind("Nơi nhận:"), aside_kind("- 8h: họp")
    ('note', 'recipients', None)
    """
    plain = shadow(text)
    if _NOTE.match(plain):
        return "note"
    if _RECIPIENTS.match(plain):
        return "recipients"
    return "signature" if _SIGNATURE.match(plain) and len(plain) < 80 else None


def without_bullet(text):
    """
    >>> without_bullet("- Thứ hai"), without_bullet("1. Thứ hai"), without_bullet("+ 8.30 họp")
    ('Thứ hai', 'Thứ hai', '8.30 họp')
    """
    text = without_numeral(text)
    match = BULLET.match(text)
    return text[match.end() :] if match else text


def without_numeral(text):
    """Return a heading of a day or half-day without its numeral.

    >>> without_numeral("I. THỨ HAI, NGÀY 14/12"), without_numeral("1. Sáng"), without_numeral("1. Sáng họp")
    ('THỨ HAI, NGÀY 14/12', 'Sáng', '1. Sáng họp')
    """
    match = _NUMBERED.match(shadow(text))
    return text[match.end() :] if match else text


def half_front(text):
    """Return (half-day, rest, whether a dash stands before) of a line that begins with one.

    >>> half_front("* Buổi chiều: (trống)"), half_front("Sáng")
    (('afternoon', '(trống)', True), ('morning', '', False))
    >>> half_front("Sáng mai họp"), half_front("Cả ngày: họp")
    ((None, 'Sáng mai họp', False), ('all_day', 'họp', False))
    """
    match = _HALF_FRONT.match(shadow(text))
    if not match:
        return None, text, False
    half = half_word(match) if match["word"] else ALL_DAY
    return half, text[match.end() :].strip(), bool(match["bullet"].strip())


def begins_item(line):
    """Tell whether a line begins an entry: with a dash or an hour, and no label behind the dash.

    >>> begins_item("- Họp giao ban"), begins_item("(8h30) Họp"), begins_item("Cả ngày: họp")
    (True, True, True)
    >>> begins_item("- Địa điểm: PH số 1"), begins_item("Mời: Sở Y tế"), begins_item("ĐĐ: PH số 1")
    (False, False, False)
    """
    match = BULLET.match(line)
    rest = line[match.end() :] if match else line
    plain = shadow(rest)
    if match and fold(rest):
        return next(iter(sentences.split(rest)), None) is None or _is_content(rest)
    front = re.match(rf"[(\[]?\s*(?:{WHOLE}|{HALF})?[\s,:)–-]*", plain)
    if front and re.match(rf"[(\[]?\s*(?:ca ngay|{HALF}\s*[:,(])", plain):
        return True
    return read_hours(plain, front.end() if front else 0) is not None


def _is_content(text):
    return sentences.split(text)[0].kind in (sentences.CONTENT,)


def split_items(text, half=None):
    """Return [(text, half-day)] of the entries in a cell.

    >>> split_items("- (8h30) Dự khai mạc;\\n- (10h00) Làm việc với Trường")
    [('- (8h30) Dự khai mạc;', None), ('- (10h00) Làm việc với Trường', None)]
    >>> split_items("Sáng: 8h họp\\nMời: Sở Y tế\\nChiều: nghỉ phép")
    [('8h họp\\nMời: Sở Y tế', 'morning'), ('nghỉ phép', 'afternoon')]
    >>> split_items("Họp nghe báo cáo:\\n- Đất đai;\\n- Xây dựng")
    [('Họp nghe báo cáo:\\n- Đất đai;\\n- Xây dựng', None)]
    """
    items, lists = [], False
    for line in _one_each(text or "").split("\n"):
        own, rest, _dash = half_front(line)
        if own:
            half, lists = own, False
            if rest and not is_empty(rest):
                items.append([rest, half])
            else:
                items.append(None)
        elif items and items[-1] and (lists and BULLET.match(line) or not begins_item(line)):
            items[-1][0] += f"\n{line}"
        elif not is_empty(line):
            items.append([line, half])
            lists = line.rstrip().endswith(":") and not begins_item(line)
    return [tuple(item) for item in items if item and not is_empty(item[0])]


def _one_each(text):
    """Put each entry of a line on a line of its own: behind a dash, or behind a further hour.

    >>> _one_each("8h00 CT họp giao ban; 9h30 CT nghe báo cáo. 14h: PCT.KT tiếp khách").split("\\n")
    ['8h00 CT họp giao ban;', '9h30 CT nghe báo cáo.', '14h: PCT.KT tiếp khách']
    >>> _one_each("8h00 CT đi cơ sở. 7h00 xe xuất phát"), _one_each("Họp tổ A; 9h30 nghỉ giải lao")
    ('8h00 CT đi cơ sở. 7h00 xe xuất phát', 'Họp tổ A; 9h30 nghỉ giải lao')
    """
    text = _NEXT_ITEM.sub(lambda m: ";\n" + m[0][1:].strip() + " ", text)
    return "\n".join(map(_hours_apart, text.split("\n")))


def _hours_apart(line):
    """A later hour with a colon or a leader behind it begins an entry, if the line begins with one."""
    plain = shadow(line)
    front = re.match(rf"\W*(?:{HALF})?\W*", plain)
    hours = read_hours(plain, front.end())
    last = hours and hours.start
    for match in reversed(list(re.finditer(r"(?<=[.;])\s+(?=[(\[]?\d)", line))) if hours else ():
        if _is_later_item(line, plain, match.end(), last):
            line = f"{line[: match.start()]}\n{line[match.end() :]}"
    return line


def _is_later_item(line, plain, at, first):
    at += plain[at] in "(["
    hours = read_hours(plain, at)
    if not hours or hours.start <= first:
        return False
    rest = line[hours.stop :].lstrip(" )]")
    return rest.startswith((":", "–", "-")) or bool(leading_leaders(rest.strip(" ,"))[0])


def with_struck(text, struck):
    """Return (text, whether it is struck through as a whole); words struck beside others are dropped.

    >>> with_struck("", "Họp rà soát"), with_struck("(HỦY)", "8h00: Họp rà soát")
    (('Họp rà soát', True), ('8h00: Họp rà soát (HỦY)', True))
    >>> with_struck("9h00: Họp", "8h00")
    ('9h00: Họp', False)
    """
    bare = shadow(re.sub(r"[(\[][^()\[\]]*[)\]]", "", text))
    says_nothing = not fold(bare) or re.fullmatch(
        r"\W*(?:(?:tam )?hoan|huy|da huy|bai bo)\W*", bare
    )
    if struck and says_nothing and len(fold(struck).split()) > 1:
        return f"{struck} {text}".strip(), True
    return text, False


def joined(text, line):
    """Return a text with a further line; one that goes on in small letters is the same sentence."""
    goes_on = line[:1].islower() and not text.rstrip().endswith((".", ";"))
    return f"{text} {line}" if goes_on else f"{text}\n{line}"
