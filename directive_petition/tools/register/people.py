"""The persons in a cell, their address and how many they are."""

import re
from dataclasses import dataclass, field

from odoo.addons.directive_tracking.tools.text import fold, shadow

_ANONYMOUS = re.compile(
    r"\b(?:nac danh|giau ten|khong (?:ro |co |neu |ghi |de |ky )?(?:ho )?ten|khong ky|an danh"
    r"|khong (?:ro|ghi|de) (?:danh tinh|nguoi (?:viet|gui|lam)))\b"
)
_PLACE = (
    r"(?:thôn|ấp|tổ|khóm|khu phố|khu|bản|buôn|bon|xóm|làng|sóc|đội|xã|phường|đặc khu|thị trấn"
    r"|huyện|tp|thành phố|số nhà|số \d|đường|ngõ|hẻm|trú tại|địa chỉ|đ/c|ngụ)"
)
_ADDRESS = re.compile(rf"(?:[,;(\n–-]\s*|\s)(?={_PLACE}\b)", re.IGNORECASE)
_ID = re.compile(
    r"[,;(]?\s*(?:(?:số\s*)?(?:CCCD|CMND|CMT|căn cước(?: công dân)?|định danh)\s*(?:số)?\s*:?\s*)?"
    r"\b(\d{12})\b\)?",
    re.IGNORECASE,
)
_HONORIFIC = re.compile(
    r"^(?:(?:hộ|gia đình)\s+)*(?:(?:ông|bà|anh|chị|cụ|em|cháu|cô|chú|bác|ô|b)(?:\s*/\s*bà)?[.:]?\s+)+"
    r"(?=\w)|^(?:hộ|gia đình)\s+(?=\w)",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"(?:người )?đại diện(?: (?:là|cho))?\s*:?|do (?=ông|bà)", re.IGNORECASE)
_NUMBERING = re.compile(r"(?:^|(?<=[\s;,]))\(?\d{1,2}[.)/]\s+(?=\D)")
_COUNT = re.compile(r"(?<!\d)(\d{1,4})\s*(ho\b|nguoi|cong dan|ca nhan|nhan khau|ba con|thanh vien)")
_MANY = re.compile(
    r"\b(?:tap the|nhan dan|ba con|mot so|cac ho|cac cong dan|cac ong|cac ca nhan|nhieu|toan the"
    r"|nhung nguoi|cong nhan|cu tri|nhom|doan)\b"
)
_COUPLE = re.compile(r"\b(?:hai |2 )?vo chong\b")
_SPOUSE = re.compile(r"\b(?:vo|chong|con(?: trai| gai)?|me|cha|bo|em|anh|chi)\b")
_BODY = re.compile(
    r"(?:cong ty|doanh nghiep|htx|hop tac xa|truong|chi nhanh|co so|ho kinh doanh|hoi|ban|dntn)\b"
)
_AND_OTHERS = re.compile(
    r"[\s,;]+(?:và|cùng|với)\s+(?:với\s+)?(?:khoảng\s+|hơn\s+|gần\s+)?\d{1,4}\s+(?:hộ(?: dân)?|người|công dân)"
    r"(?: khác)?\s*$",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*(?:[,;\n+&]|\s(?:và|cùng|với)(?:\s(?:là|với))?\s)\s*", re.IGNORECASE)
_BRACKET = re.compile(r"\(([^()]*)\)")
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?:\s+[^\W\d_][\w'’.-]*){0,6}")
_LONGEST_NAME = 60


@dataclass
class People:
    """What the words of a cell say about the persons."""

    names: list = field(default_factory=list)
    count: int | None = None
    doubt: str | None = None
    anonymous: bool = False
    is_list: bool = True  # the names are all there are, so their number may contradict
    are_couple: bool = False


def is_anonymous(text):
    """
    >>> [is_anonymous(text) for text in ("Đơn nặc danh", "Không rõ người viết", "(không ký tên)", "Lê Nặc")]
    [True, True, True, False]
    """
    return bool(_ANONYMOUS.search(fold(text)))


def split_person(text):
    """Return (names, address, ID numbers) of a cell that may hold all three.

    >>> split_person("Giàng Đức Sử\\nthôn Làng Mới, xã Si Ma Cai")
    ('Giàng Đức Sử', 'thôn Làng Mới, xã Si Ma Cai', [])
    >>> split_person("Bà Lê Thị Tổ, CCCD 099084589800, tổ 4 (phường Sa Pa)")
    ('Bà Lê Thị Tổ', 'tổ 4 (phường Sa Pa)', ['099084589800'])
    >>> split_person("Nguyễn Văn Tý, tổ 9 và 14 người")
    ('Nguyễn Văn Tý và 14 người', 'tổ 9', [])
    >>> split_person("Ông Lý A Sử, thôn 2\\nLý A Sử, thôn 2")
    ('Ông Lý A Sử', 'thôn 2', [])
    >>> split_person("Một số người dân xã An Minh (không ký tên)")
    ('Một số người dân xã An Minh (không ký tên)', None, [])
    """
    ids = _ID.findall(text)
    bare = _ID.sub("", text)
    if is_anonymous(bare):
        return bare.replace("\n", " ").strip(), None, ids
    lines = [line.strip(" ,;-") for line in bare.split("\n") if line.strip(" ,;-")]
    names, address = [], []
    for line in lines:
        whole, before, after = _divided(line)
        if names and before and _without_title(before) in map(_without_title, names):
            address += [after] if after and after not in address else []
        elif address or whole:
            address.append(line)
        else:
            names.append(before)
            address += [after] if after else []
    if others := _AND_OTHERS.search(place := ", ".join(address)):
        names.append(others[0].strip(" ,;"))  # they live there, and are no part of the place
        address = [place[: others.start()].strip(" ,;")]
    return _joined(names), ", ".join(filter(None, address)) or None, ids


def _without_title(name):
    return fold(_HONORIFIC.sub("", name))


def _joined(names):
    return re.sub(r"; (?=(?:và|cùng|với)\s)", " ", "; ".join(filter(None, names)))


def _divided(line):
    """Return (is it all address, the part before the address, the address)."""
    if re.match(rf"{_PLACE}\b", line, re.IGNORECASE) and not _HONORIFIC.match(line):
        return True, "", line
    for match in _ADDRESS.finditer(line):
        separated = match.group().strip()
        before, after = line[: match.start()], line[match.end() :]
        if not separated and not _is_small(line[match.end() :]):
            continue
        if _MANY.search(fold(before)) and not separated:
            continue
        if separated == "(":
            after = re.sub(r"\)(?=[^()]*$)", "", after, count=1)
        return False, before.strip(" ,;-"), after.strip(" ,;")
    return False, line, None


def _is_small(text):
    """Tell whether the word is one for a place, and not part of a name ("Lê Thị Tổ")."""
    word = text.split()[0] if text.split() else ""
    return word.islower() and len(text.split()) > 1


def read_people(text):
    """Return the :class:`People` of the words of a cell.

    >>> def told(text):
    ...     found = read_people(text)
    ...     return found.names, found.count, found.doubt
    >>> told("Bà Giàng Thị Pàng và 11 người"), told("Lò Văn Toàn + vợ (Vàng Thị Xuân)")
    ((['Giàng Thị Pàng'], 12, None), (['Lò Văn Toàn', 'Vàng Thị Xuân'], 2, None))
    >>> told("Đoàn 23 hộ dân, đại diện: ông Tẩn Láo Sử")
    (['Tẩn Láo Sử'], 23, 'households')
    >>> told("Huỳnh Công Sang, Huỳnh Thị Tươi, Ngô Bích Loan")
    (['Huỳnh Công Sang', 'Huỳnh Thị Tươi', 'Ngô Bích Loan'], 3, None)
    >>> told("Vợ chồng ông Lý A Sử"), told("ông Lý A Sử và vợ"), told("hộ ông Lý A Sử")
    ((['Lý A Sử'], 2, None), (['Lý A Sử'], 2, None), (['Lý A Sử'], 1, None))
    >>> told("Tập thể giáo viên trường Nậm Pung"), told("1. Lý A Sử; 2. Lý A Páo")
    (([], None, 'count_unknown'), (['Lý A Sử', 'Lý A Páo'], 2, None))
    >>> told("Đoàn 15 người do ông Tẩn A Sài đại diện")
    (['Tẩn A Sài'], 15, None)
    >>> told("10 hộ dân thôn Bản Lầu"), told("VÕ THỊ HÒA (đại diện 15 hộ)")
    (([], 10, 'households'), (['VÕ THỊ HÒA'], 15, 'households'))
    """
    text = re.sub(r"\s+", " ", text.replace("\n", "; ")).strip(" ;")
    if not text or is_anonymous(text):
        return People(anonymous=bool(text))
    if _BODY.match(fold(text)):
        return People([text], 1, None, is_list=False)
    crowd = _crowd(text)
    names = list(dict.fromkeys(_names(text)))
    people = People(names, len(names), None)
    people.is_list = not crowd and "đại diện" not in text.lower()
    if crowd:
        people.count, people.doubt = crowd(len(names))
    elif _MANY.search(shadow(text)) and not _looks_named(text):
        people.count, people.doubt, people.is_list = None, "count_unknown", False
    elif len(names) == 1 and _is_couple(text):
        people.count, people.are_couple = 2, True
    elif len(names) == 2 and _is_couple(text):
        people.are_couple = True
    return people


def _looks_named(text):
    """Tell whether a collective word is part of a name: "Lê Nhân Dân"."""
    return bool(_NAME.fullmatch(text)) and text.istitle()


def _is_couple(text):
    plain = shadow(text)
    if _COUPLE.search(plain):
        return True
    parts = [shadow(part.strip()) for part in _JOINT.split(text)[1:]]
    return any(_SPOUSE.match(part) for part in parts)


def _crowd(text):
    """Return a function from the number of names to (count, doubt); None without a number."""
    match = _COUNT.search(shadow(text))
    if not match:
        return None
    number, doubt = int(match[1]), "households" if match[2] == "ho" else None
    before = shadow(text[: match.start()])
    adds = bool(re.search(r"(?:\bva|\bcung|\bvoi|[+&])\s*(?:voi|khoang|hon|gan)?\s*$", before))
    return lambda names: (number + max(names, 1) if adds else number, doubt)


def _names(text):
    """Return the persons named, without honorifics and whom they speak for."""
    for part in _JOINT.split(_NUMBERING.sub(" ; ", text)):
        wife = re.match(r"(?:vợ(?! chồng)|chồng)\b\s*(?:là\s*)?:?\s*", part, re.IGNORECASE)
        inner = _BRACKET.findall(part)
        if wife and inner:
            part = inner[0]
        elif wife:
            part = part[wife.end() :]
        part = _BRACKET.sub(" ", part)
        pieces = _SPEAKER.split(part)[::-1] if "đại diện" in part.lower() else [part]
        if name := next(filter(None, map(_name, pieces)), None):
            yield name


def _name(part):
    """Return the name in a part, None if it names nobody."""
    part = re.sub(r"^\W*(?:hai |2 )?vợ chồng\s+", "", part.strip(), flags=re.IGNORECASE)
    part = re.sub(r"^.*\bdo (?=ông|bà|anh|chị)", "", part)  # "Đoàn 15 người do ông A đại diện"
    part = _HONORIFIC.sub("", part.strip(" .:-"), count=1).strip(" .,:;-")
    folded = fold(part)
    if not part or _COUNT.search(shadow(part)) or _MANY.match(folded) or len(part) > _LONGEST_NAME:
        return None
    words = part.split()
    if not _NAME.fullmatch(part) or not words[0][0].isupper() or len(words) < 2:
        return None
    return part if words[-1][0].isupper() else None


def read_count(text):
    """Return (number of persons, doubt) of the number column; (None, None) if it says none.

    >>> read_count("12"), read_count("05 người"), read_count("12 hộ"), read_count("")
    ((12, None), (5, None), (12, 'households'), (None, None))
    """
    match = re.match(r"\W*(\d{1,4})(?:[.,]0)?\s*(ho\b)?", shadow(text or ""))
    return (int(match[1]), "households" if match[2] else None) if match else (None, None)
