"""Who goes: leaders with their roles, and the people of the Office who come along."""

import re

from odoo.addons.directive_tracking.tools.text import CAPITALS, fold, shadow

from .model import (
    ACCOMPANY,
    ATTEND,
    CHAIR,
    OFFICE_LEADER,
    SPECIALIST,
    SUBSTITUTE,
    Participant,
)

_NAME = rf"(?!(?:P?CT|PCTTT|P?GĐ|P?BT|P?C?VP|LĐVP)\b)[{CAPITALS}][\w]*(?![\w.])"
_POST = (
    r"(?:[Pp]hó )?[Cc]hủ tịch(?: [Tt]hường trực)?|CHỦ TỊCH|PHÓ CHỦ TỊCH|PCT\.? ?TT"
    r"|PCTTT|PCT [Tt]hường trực|PCT(?:[. ](?!UBND\b|HĐND\b)[A-ZĐ]{2,4}\b)?"
    r"|P\. ?CT|P\. ?Chủ tịch|CT|(?:[Pp]hó )?[Bb]í thư(?: [Tt]hường trực)?|(?:[Tt]hường"
    r" trực|[Tt]hường vụ|[Ll]ãnh đạo|[Tt]ập thể [Ll]ãnh đạo)"
    r"|P?GĐ|PBT(?:\.? ?TT)?|BT|(?:[Pp]hó )?[Gg]iám đốc|(?:[Pp]hó )?[Cc]hánh [Vv]ăn phòng|P?CVP|PVP|LĐVP|(?:[Pp]hó"
    r" )?[Tt]rưởng (?:ban|phòng|đoàn)|Ủy viên|[Tt]oàn thể"
)
_BODY = (
    r"(?:UBND|HĐND|UBMTTQ|Văn phòng|VP|Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy|Sở|Ban|Đoàn ĐBQH)"
    r"(?: (?:UBND|HĐND))?(?: (?:tỉnh|thành phố|huyện|thị xã|(?:xã|phường|đặc khu)(?: "
    + _NAME
    + r"){0,9}))?"
)
_COMRADE = r"(?:[Cc]ác )?(?:[Đđ]ồng chí|ĐỒNG CHÍ|[Đđ]/c|Đ/C|[Ôô]ng|[Bb]à)\.?:? ?"
# A leader: a post with or without body and name, or a comrade by name.
_LEADER = re.compile(
    rf"(?:(?:{_COMRADE})?(?:[Cc]ác )?(?:{_POST})(?!\w)(?:,? {_BODY})?(?:,? ?(?:{_COMRADE})?{_NAME}(?:"
    rf" {_NAME}){{0,5}})?"
    rf"|{_COMRADE}{_NAME}(?: {_NAME}){{0,5}})(?: liên quan)?"
)
# "Đ/c Lò A Páo - Chủ tịch UBND xã".
_NAME_FIRST = re.compile(
    rf"(?:{_COMRADE})?(?P<name>{_NAME}(?: {_NAME}){{1,5}})\s*[-–,:]\s*(?P<post>(?:{_POST})(?!\w)(?:,? {_BODY})?)"
)
_COMRADE_WITH_POST = re.compile(
    rf"{_COMRADE}{_NAME}(?: {_NAME}){{1,5}}(?:\s*[-–]\s*(?:{_POST})(?!\w)(?:,? {_BODY})?"
    rf"|,\s*(?:{_POST})(?!\w),? {_BODY}(?!,? {_NAME}))"
)
_COMMA = "\x1f"  # stands for one that does not separate people
_VERBS = (
    "chu tri|chu toa|chi dao|du|tham du|tham gia|hop|giao ban|kiem tra|lam viec|tiep"
    "|nghe|tham|nghi|cong tac|di|dang|vieng|truc|khao sat|gap"
    "|thay mat|cung|phat bieu|trao|ky|don|chuc|ban|xu ly|duyet|cho|lich|hoi|le|dong"
    " chu tri|tiep tuc|trien khai|day|hoc|bao cao|dieu hanh|nhan"
    "|don doc|doi thoai|ra quan|khai mac|be mac|chuong trinh|ky hop|phien|toa dam"
    "|tong ket|so ket|to chuc|cac|noi|ban giao|cat bang|dien tap"
)
_VERB = re.compile(rf"(?:{_VERBS})(?![a-z])")
_JOIN = re.compile(r"\s*(?:,|;|\+|\bvà\b|\bcùng(?: với)?\b|\n)\s*(?:cùng\s+)?", re.IGNORECASE)
_SPLIT = re.compile(
    r"\s*[;\n]\s*|\s*,\s+(?!(?:chủ trì|đồng chủ trì|dự|cùng dự|tham dự|cùng đi|đi"
    r" cùng)\b)|\s+và\s+(?=các |PCT|Phó|Chủ|CT\b|[Đđ]/c|[Đđ]ồng)"
)
_OFFICE = re.compile(
    r"(?:(?:dong chi|d/c) )?(?:pvp|pcvp|cvp|ldvp|lanh dao (?:van phong|vp)"
    r"|pho chanh van phong|chanh van phong)(?![a-z])"
)
_OFFICE_LABEL = re.compile(
    r"(?:ldvp|lanh dao (?:vp|van phong)(?: ubnd [a-z ]+)?)(?:\s*(?:cung du|theo doi|cung di|du|phu trach))?\s*:?\s*"
)
_SPECIALIST = re.compile(
    r"(?:(?:chuyen vien|cv)(?:\s*(?:theo doi|phuc vu|phu trach|cung du|du|cung di))?)\s*:?\s*(?=\w)(?![a-z]* vien)"
)
_LABELS = (
    ("dong chu tri|chu tri|chu toa|nguoi chu tri", CHAIR),
    ("du thay", SUBSTITUTE),
    ("cung di|di cung|thap tung|cung doan", ACCOMPANY),
    ("cung du|tham du|du|thanh phan du|cung tham du", ATTEND),
)
_LABEL = re.compile(
    "|".join(rf"(?:(?P<r{n}>{words})\s*:\s*)" for n, (words, _role) in enumerate(_LABELS))
)
_LED = re.compile(
    "|".join(
        rf"(?:(?P<r{n}>{words})\s+(?=cac |pct|pho |chu tich|ct |d/c|dong chi))"
        for n, (words, _r) in enumerate(_LABELS)
    )
)
_SUBSTITUTE = re.compile(
    r"[,(\s]*(?:du thay(?: cho)?|thay mat|di thay|du thay mat|thay(?= (?:chu tich"
    r"|pct|pho|dong chi|d/c)))\s+(?P<whom>.+?)(?:\s+(?:du|chu tri|tham du))?\)?$"
)
_ROLES = (
    (re.compile(r"[,(\s]*\(?(?:dong )?chu (?:tri|toa)\)?$"), CHAIR),
    (re.compile(r"[,(\s]*\((?:nguoi )?du thay\)$"), SUBSTITUTE),
    (re.compile(r"[,(\s]*\(?(?:cung di|di cung|cung doan|thap tung)\)?$"), ACCOMPANY),
    (re.compile(r"[,(\s]*\(?(?:cung (?:tham )?du|tham du|du|cung tham du)\)?$"), ATTEND),
)
_FRONT_ROLES = (
    (
        re.compile(r"(?:dong chu tri|chu tri|chu toa)(?: (?:va|,) (?:chi dao|dieu hanh))?\s*:?\s+"),
        CHAIR,
    ),
    (re.compile(r"(?:cung di|di cung)\s*:?\s+(?!voi )"), ACCOMPANY),
    (
        re.compile(
            r"(?:cung du|tham du|du)(?: va(?= (?:phat bieu|chi dao|trao|cat bang)\b))?\s*:?\s+"
            r"(?!(?:thao|kien|toan|an|phong|bao|tru|luan)\b)"
        ),
        ATTEND,
    ),
)


def split_people(text):
    """Return (participants, office) of a column or a sentence that names people.

    >>> people, office = split_people("Chủ tịch chủ trì; các Phó Chủ tịch; LĐVP: Đ/c Hà Văn Sỹ")
    >>> [(one.text, one.role) for one in people], office
    ([('Chủ tịch', 'chair'), ('các Phó Chủ tịch', None)], [('Đ/c Hà Văn Sỹ', 'office_leader')])
    >>> split_people("PCT Hoàng Khắc Duy dự thay Chủ tịch")[0][0].substitute_for
    'Chủ tịch'
    """
    people, office, open_role, open_office = [], [], None, None
    for piece in _pieces(text or ""):
        piece = piece.strip(" .,;-–+")
        if not fold(piece):
            continue
        if match := _LABEL.match(shadow(piece)) or _LED.match(shadow(piece)):
            open_role, open_office = _role_of(match), None
            piece = piece[match.end() :]
        kind, words = _office_of(piece)
        person = read_person(piece)
        if kind and person.role == CHAIR and person.text == words:
            people.append(person)  # whoever chairs takes part
        elif kind or (open_office and not _is_leader(piece)):
            open_office = kind or open_office
            office += [(one, open_office) for one in [words or piece] if one]
        else:
            if open_role and not person.role:
                person = Participant(person.text, open_role)
            people.append(person)
    return people, office


def _pieces(text):
    """Return the people of a text; "Đồng chí Lò A Páo, Chủ tịch UBND xã" is one.

    >>> _pieces("Đ/c Lò A Páo, Chủ tịch UBND xã; Đ/c Lò A Páo, PCT Sa Văn Ba")
    ['Đ/c Lò A Páo, Chủ tịch UBND xã', 'Đ/c Lò A Páo', 'PCT Sa Văn Ba']
    """
    kept = _COMRADE_WITH_POST.sub(lambda match: match[0].replace(",", _COMMA), text)
    return [piece.replace(_COMMA, ",") for piece in _SPLIT.split(kept)]


def _role_of(match):
    return next(role for n, (_w, role) in enumerate(_LABELS) if match[f"r{n}"])


def _office_of(piece):
    """Return (role, words) of somebody of the Office, (None, None) for anybody else.

    >>> _office_of("LĐVP: Đ/c Hà Văn Sỹ"), _office_of("PVP Ngô Thị Cẩm Tiên")
    (('office_leader', 'Đ/c Hà Văn Sỹ'), ('office_leader', 'PVP Ngô Thị Cẩm Tiên'))
    >>> _office_of("CV theo dõi: Lý A Páo"), _office_of("PCT Bùi Hải Đường")
    (('specialist', 'Lý A Páo'), (None, None))
    """
    plain = shadow(piece)
    if match := _OFFICE_LABEL.match(plain):
        return OFFICE_LEADER, piece[match.end() :].strip() or piece
    if _OFFICE.match(plain) and not plain.startswith("chanh van phong ubnd"):
        return OFFICE_LEADER, read_person(piece).text
    if match := _SPECIALIST.match(plain):
        return SPECIALIST, piece[match.end() :].strip() or piece
    return None, None


def read_person(piece):
    """Return the :class:`Participant` of one piece, with the role said behind it.

    >>> read_person("PCT Đỗ Trọng Khiêm (chủ trì)")
    Participant(text='PCT Đỗ Trọng Khiêm', role='chair', substitute_for=None)
    >>> read_person("PCT Đỗ Trọng Khiêm cùng đi").role
    'accompany'
    """
    plain = shadow(piece)
    if match := _SUBSTITUTE.search(plain):
        whom = piece[match.start("whom") : match.end("whom")].strip(" ()")
        return Participant(piece[: match.start()].strip(" ,("), SUBSTITUTE, whom)
    for pattern, role in _ROLES:
        if match := pattern.search(plain):
            if text := piece[: match.start()].strip(" ,("):
                return Participant(text, role)
    return Participant(piece.strip())


def _is_leader(text):
    return bool(_LEADER.match(text))


def leading_leaders(text):
    """Return ([leader], end) of the leaders before the verb, ([], 0) if the text begins otherwise.

    >>> leading_leaders("Phó Chủ tịch UBND tỉnh Lâm Tấn Phước cùng Chủ tịch UBND tỉnh Đặng Quốc Khải dự hội")[0]
    ['Phó Chủ tịch UBND tỉnh Lâm Tấn Phước', 'Chủ tịch UBND tỉnh Đặng Quốc Khải']
    >>> leading_leaders("họp giao ban"), leading_leaders("PCT.KT Kiểm tra cầu")
    (([], 0), (['PCT.KT'], 6))
    >>> leading_leaders("Đ/c Lò A Páo - Chủ tịch UBND tỉnh gặp mặt doanh nghiệp")[0]
    ['Đ/c Lò A Páo - Chủ tịch UBND tỉnh']
    """
    found, at = [], 0
    while match := _COMRADE_WITH_POST.match(text, at) or _LEADER.match(text, at):
        leader = _without_verb(match[0], text[match.end() :])
        if not leader:
            break
        found.append(leader)
        end = match.start() + len(leader)
        join = _JOIN.match(text, end)
        if not join or not _LEADER.match(text, join.end()):
            return found, end
        at = join.end()
    return found, (len(found) and at)


def _without_verb(leader, rest):
    """Cut a verb in capitals that looks like the end of a name: "PCT.KT Kiểm tra cầu"."""
    words = leader.split()
    for n in range(1, len(words)):
        following = " ".join(words[n:]) + rest
        if words[n][:1].isupper() and _VERB.match(shadow(following)):
            if n + 1 < len(words) and words[n + 1][:1].isupper() and fold(words[n]) not in _SINGLE:
                continue  # "Lê Thăng Long": a name goes on
            return leader[: leader.index(" ".join(words[n:]))].rstrip(" ,")
    return leader


_SINGLE = {"du", "hop", "nghe", "kiem", "tiep", "tham", "lam", "chu"}


def front_role(text):
    """Return (role, rest) of a role word in front of the content.

    >>> front_role("Dự Hội nghị trực tuyến"), front_role("Dự thảo nghị quyết"), front_role("Họp")
    (('attend', 'Hội nghị trực tuyến'), (None, 'Dự thảo nghị quyết'), (None, 'Họp'))
    >>> front_role("chủ trì họp giao ban")
    ('chair', 'họp giao ban')
    >>> front_role("dự và phát biểu tại Hội nghị")
    ('attend', 'phát biểu tại Hội nghị')
    """
    plain = shadow(text)
    for pattern, role in _FRONT_ROLES:
        if match := pattern.match(plain):
            return role, text[match.end() :]
    return None, text


def front_substitute(text):
    """Return (for whom, rest) of "thay mặt X dự …" or "dự thay X …" in front, or (None, text).

    >>> front_substitute("thay mặt Chủ tịch UBND tỉnh dự Lễ khánh thành")
    ('Chủ tịch UBND tỉnh', 'Lễ khánh thành')
    """
    plain = shadow(text)
    match = re.match(r"(?:thay mat|du thay(?: mat| cho)?|thay)\s+", plain)
    if not match:
        return None, text
    leaders, end = leading_leaders(text[match.end() :])
    if not leaders:
        return None, text
    rest = text[match.end() + end :].strip(" ,:")
    return text[match.end() : match.end() + end], front_role(rest)[1]


def tail_substitute(text):
    """Return (for whom, rest) of "…, thay Chủ tịch UBND tỉnh" at the end, or (None, text).

    >>> tail_substitute("Lễ mít tinh tại phường Rạch Giá, thay Chủ tịch UBND tỉnh")
    ('Chủ tịch UBND tỉnh', 'Lễ mít tinh tại phường Rạch Giá')
    >>> tail_substitute("họp bàn việc, thay đổi lịch")
    (None, 'họp bàn việc, thay đổi lịch')
    """
    for match in re.finditer(r",\s*(?:du thay|thay mat|thay)(?: cho)?\s+", shadow(text)):
        leaders, end = leading_leaders(text[match.end() :])
        if len(leaders) == 1 and not text[match.end() + end :].strip(" .;"):
            return leaders[0], text[: match.start()]
    return None, text


def short_heading(text):
    """Return the heading of a column or section in short: no numeral, no name in brackets.

    >>> short_heading("I. PCT.KT (đ/c Lò A)"), short_heading("2) Chủ tịch\\nLò Quang Vịnh:")
    ('PCT.KT', 'Chủ tịch Lò Quang Vịnh')
    >>> short_heading("2. Đ/c Lê Thị Ngà - Phó Chủ tịch UBND phường")
    'Phó Chủ tịch UBND phường Lê Thị Ngà'
    """
    text = " ".join(text.split())
    text = re.sub(r"^\s*(?:[IVX]{1,4}|\d{1,2}|[A-H])\s*[.)/-]\s*|^[-+*•]\s*", "", text)
    text = re.sub(r"\s*\(\s*(?:[Đđ]/c|[Đđ]ồng chí|[Ôô]ng|[Bb]à)[^)]*\)", "", text)
    text = re.sub(r"^[Ll]ịch (?:công tác|làm việc)(?: tuần)?(?: của)?\s+", "", text).strip(" :-–.")
    text = _capital_names(text)
    if match := _NAME_FIRST.fullmatch(text):
        return f"{match['post']} {match['name']}"
    return text


def is_leader_heading(text):
    """Tell whether a line names one leader and nothing else.

    >>> is_leader_heading("1. Chủ tịch Lò Quang Vịnh"), is_leader_heading("II. PCT.KT (đ/c Lò A)")
    (True, True)
    >>> is_leader_heading("CT. Lò Quang Vịnh"), is_leader_heading("PCT. Sở Y tế dự họp")
    (True, False)
    >>> is_leader_heading("I. CT LÒ QUANG VỊNH"), short_heading("III. PCT TT ĐỖ TRỌNG KHIÊM")
    (True, 'PCT TT Đỗ Trọng Khiêm')
    >>> is_leader_heading("Chủ tịch dự hội nghị"), is_leader_heading("Thứ hai")
    (False, False)
    """
    short = _DOTTED_POST.sub(r"\1 ", short_heading(text))
    if re.match(r"các|lãnh đạo|thường trực|thường vụ", short, re.IGNORECASE) or len(short) > 90:
        return False
    match = _LEADER.match(short)
    return bool(match) and not short[match.end() :].strip(" :.,-–()")


_DOTTED_POST = re.compile(r"^(P?CT|P?BT|P?GĐ)\.\s+(?=\w)")
_SHORT = re.compile(r"UBND|HĐND|P?CT(?:\.[A-ZĐ]{2,4})?|PCTTT|P?GĐ|P?BT|P?C?VP|LĐVP|TT")


def _capital_names(text):
    """A heading in capitals is read as if it were not; posts in short stay."""
    if not text.isupper() or " " not in text:
        return text
    words = [w if _SHORT.fullmatch(w) else w.capitalize() for w in text.split()]
    text = " ".join(words)
    for post in (
        "Phó Chủ tịch Thường trực",
        "Phó Chủ tịch",
        "Chủ tịch",
        "Phó Bí thư",
        "Bí thư",
        "Đồng chí",
    ):
        text = re.sub(rf"^{post}\b|(?<= ){post}\b", post, text, flags=re.IGNORECASE)
    return re.sub(r"\b(Tỉnh|Xã|Phường|Huyện)\b", lambda m: m[0].lower(), text)
