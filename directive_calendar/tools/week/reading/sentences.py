"""The sentences of an entry, each with the field it speaks of."""

import re
from dataclasses import dataclass

from odoo.addons.directive_tracking.tools.text import CAPITALS, shadow

from .brackets import ROOM, what_of

REMOVED = "\x1e"  # stands where a bracket went to a field
CONTENT, INVITED, PLACE, PEOPLE, REMARK, PREPARING = (
    "content",
    "invited",
    "place",
    "people",
    "remark",
    "preparing",
)
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:P|TP|Tp|TX|Q|H|TT|GS|TS|PGS|ThS|BS|Đ/c|đ/c|St|No|[A-ZĐ])$"
)
_STOP = re.compile(rf"\.\s*(?=\x1e|\n|$)|\.\s+(?=[{CAPITALS}(\"“])|\x1e|\n")
_INVITED = re.compile(
    r"(?:kinh )?(?:moi(?! (?:goi|thau|chao|nhat|day)\b)(?: (?:them|cung di|cung du"
    r"|du hop|du|hop|tham du|thanh phan|dai bieu|tham gia|lam viec))?"
    r"|(?:thanh phan|tp)(?: (?:moi|tham du|du hop|du|hop|gom|tham gia))?(?=\s*:)|thanh phan moi)\s*:?\s+"
)
_PLACE = re.compile(
    r"(?:(?:diem tai|diem hop|dia diem(?: hop| to chuc| lam viec)?|dd|d/d|noi hop)(?:\s+tai)?\s*:?\s+|tai\s+)"
)
_PEOPLE = re.compile(
    r"(?:cung du|cung tham du|cung di|di cung|cung lam viec|chu tri|dong chu tri|nguoi"
    r" chu tri|thap tung)\s*(?::|co |gom )|"
    r"(?:cung du|cung di|di cung)\s+(?=(?:co )?(?:cac |pct|pho|chu tich|dong chi|d/c|pvp|ldvp))"
    r"|(?:du|tham du)\s*:|(?:ldvp|lanh dao (?:vp|van phong)(?: ubnd tinh)?|pvp|chuyen"
    r" vien|cv)(?: (?:theo doi|phuc vu|cung du|cung di|phu trach))?\s*[: ]"
)
_REMARK = re.compile(
    r"(?:xe|xuat phat|tap trung|phuong tien|khoi hanh|trang phuc|ghi chu|luu y|lien"
    r" he|thoi gian xuat phat)(?![a-z])(?! (?:cong nghiep|buyt))"
)
_PREPARING = re.compile(
    r"(?:(?:don vi|co quan|phong)\s+)?chuan bi(?: [a-z, ]{0,40})?\s*:"
    r"|(?:giao )?(?:so|ban|van phong|vp|phong|ubnd|cong an|bo |chi cuc|thanh tra|truong"
    r"|trung tam|kho bac|thue|hoi|don vi|co quan)\b.*\bchuan bi\b"
)
# Labels with a colon begin a sentence also behind a comma.
_LABELLED = re.compile(
    r"(?<!thanh phan)(?<!moi)(?<!\s)(?:\s*[,;–-]\s+|\s+)(?=(?:moi(?: [a-z ]{1,14})?|thanh phan(?:"
    r" [a-z ]{1,10})?|tp|dia diem|dd|d/d|diem tai|ldvp|cung du|cung di|chu tri|chuyen"
    r" vien|xe)\s*:)"
    r"|;\s+(?=(?:tai|diem cau) )"
    r"|;\s+(?=moi (?:cac|lanh dao|dai dien|thu truong|so|ubnd|cong an|thuong truc|thanh tra|van phong)\b)"
)
_DASHED_ROOM = re.compile(
    rf"(?<!\s)(?:\s+[–-]\s+(?={ROOM.pattern})|,\s+(?=(?:ph|p\.? ?hop|phong hop|hoi truong) [^,;]*$))"
)


@dataclass
class Sentence:
    """A sentence: its field, its words without label, and the sign that stood before it."""

    kind: str
    text: str
    before: str = ""


def split(text):
    """Return the sentences of a text, in order.

    >>> [(one.kind, one.text) for one in split("Họp rà soát. Mời: Sở Y tế; UBND xã Cốc San. Điểm tại PH số 2.")]
    [('content', 'Họp rà soát'), ('invited', 'Sở Y tế; UBND xã Cốc San'), ('place', 'PH số 2')]
    >>> [(one.kind, one.text) for one in split("Họp tại TP. Hà Nội – P. họp 2")]
    [('content', 'Họp tại TP. Hà Nội'), ('place', 'P. họp 2')]
    """
    found = []
    for before, piece in _stops(text):
        for number, part in enumerate(_labelled(piece)):
            sentence = _sentence(part, is_first=not found)
            sentence.before = "" if number else before
            _add(found, sentence)
    return found


def _stops(text):
    at = start = 0
    before = ""
    while match := _STOP.search(text, at):
        at = match.end()
        is_stop = match[0][:1] == "." and match.end() < len(text)
        if is_stop and _is_abbreviation(text[start : match.start()], text[match.end() :]):
            continue
        if piece := text[start : match.start()].strip(" \n"):
            yield before, piece
            before = ". " if match[0][:1] == "." else " "
        elif match[0][:1] != ".":
            before = before or " "
        start = at
    if piece := text[start:].strip(" \n."):
        yield before, piece


def _is_abbreviation(before, after):
    """Tell whether a full stop belongs to the word before it: no label follows.

    >>> _is_abbreviation("Họp tại TP", "Hà Nội"), _is_abbreviation("Mời Cục A", "Điểm tại PH số 1")
    (True, False)
    """
    plain = shadow(after)
    is_label = any(pattern.match(plain) for pattern in (_INVITED, _PLACE, _PEOPLE))
    return bool(_ABBREVIATED.search(before)) and not is_label


def _labelled(piece):
    plain, start = shadow(piece), 0
    for match in _LABELLED.finditer(plain):
        if match.start() > start:
            yield piece[start : match.start()]
            start = match.end()
    yield piece[start:]


def _add(found, sentence):
    """Words such as "mời thêm:" go on with the invited; a room behind a dash is a place."""
    last = found[-1] if found else None
    if (
        sentence.kind == INVITED
        and last
        and last.kind == INVITED
        and not sentence.before.strip(". ")
    ):
        last.text = (
            f"{last.text}; {sentence.whole}"
            if not sentence.before
            else f"{last.text}; {sentence.text}"
        )
        return
    found.append(sentence)
    if sentence.kind in (CONTENT, INVITED) and (match := _last(_DASHED_ROOM, sentence.text)):
        found.append(Sentence(PLACE, sentence.text[match.end() :]))
        sentence.text = sentence.text[: match.start()]


def _last(pattern, text):
    return next(reversed(list(pattern.finditer(shadow(text)))), None)


def _sentence(text, is_first):
    text = text.strip(" ;,–-") if not is_first else text.strip(" ;")
    plain = shadow(text)
    if match := _INVITED.match(plain):
        sentence = Sentence(INVITED, text[match.end() :])
    elif (match := _PLACE.match(plain)) and not (is_first and plain.startswith("tai ")):
        sentence = Sentence(PLACE, text[match.end() :])
    elif plain.startswith("diem cau") and not is_first:
        sentence = Sentence(PLACE, text)
    elif _PEOPLE.match(plain):
        sentence = Sentence(PEOPLE, text)
    elif _REMARK.match(plain):
        sentence = Sentence(REMARK, text)
    elif _PREPARING.match(plain) and (what_of(plain) or ":" in plain) and not is_first:
        sentence = Sentence(PREPARING, text)
    else:
        sentence = Sentence(CONTENT, text)
    sentence.whole = text
    return sentence
