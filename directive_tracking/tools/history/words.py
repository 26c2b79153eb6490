"""States and punctuality as trackers word them.

Patterns are matched in folded text (see tools.text). Of several words the first decides:
"Đang thực hiện, dự kiến hoàn thành 30/6" is in progress.
"""

import re
from typing import NamedTuple

from ..text import clean, fold

OPEN_STATES = ("assigned", "in_progress", "reported", "suspended")
PARTLY, MOVED = "partly_done", "moved_to_other_agency"


class Meaning(NamedTuple):
    """A state in words: where it begins, its doubt, and whether any open state fits it."""

    state: str
    doubt: str | None = None
    is_vague: bool = False
    start: int = 0

    def fits(self, state):
        """Tell whether a row in ``state`` may be said to be this.

        >>> Meaning("in_progress", is_vague=True).fits("assigned"), Meaning("done").fits("assigned")
        (True, False)
        """
        if self.is_vague:
            return state in OPEN_STATES
        return state == self.state or (self.state, state) == ("in_progress", "reported")


_AGENCIES = (
    r"(?:cac )?(?:co quan|don vi|dia phuong|so|ubnd|uy ban|ban|thanh tra|cong an|van phong|trung tam|bo|bch|bql"
    r"|phuong|xa|dac khu|chi cuc|mttq|kho bac|thue)\b"
)
_NO_REVOKING = r"(?! (?:dat|no|tam ung|von|giay|kinh phi|tien|tai san|du an|mat bang|ngan sach|kinh nghiem|gon|\d))"
# Before a state: it is only asked for, or denied.
_ASKED = "".join(
    f"(?<!{words} )" for words in ("nghi", "xin", "xuat", "nghi cho", "xin cho", "khong", "chua")
)
# Before "hoàn thành": only a wish, a plan or a measure.
_WISHES = "chua de se sap gan nghi cau dau kien phai can khi muc nham do le luong khong the"
_NOT_YET = "".join(f"(?<!{word} )" for word in _WISHES.split())
_DONE = rf"{_NOT_YET}(?:hoan (?:thanh|tat)|ht|xong|ok)\b|\bda (?:nghiem thu|thanh ly|ket thuc(?! theo doi))\b"
# "3/5 nội dung" counts parts and is no day.
PARTS = (
    r"(?:noi dung|nhiem vu|chi tieu|hang muc|cong viec|cong trinh|don vi|dia phuong|xa|phuong|buoc|van ban"
    r"|ho so|du an|thu tuc|viec)\b"
)
# (state, doubt, vague, pattern); of patterns that begin at the same place the first wins.
_STRONG = (
    (
        "closed",
        None,
        False,
        rf"{_ASKED}\bkhong (?:the )?(?:tiep tuc )?(?:thuc hien|hoan thanh|trien khai|theo doi)\b",
    ),
    ("closed", None, False, r"(?<!tam )\b(?:ket thuc|dung) theo doi"),
    ("closed", None, False, r"^(?:da )?dung (?:thuc hien|trien khai)\b"),
    (
        "suspended",
        None,
        False,
        rf"{_ASKED}\b(?:dang )?tam (?:thoi )?(?:dung|hoan|ngung|dinh chi|gac)",
    ),
    (
        "suspended",
        None,
        False,
        r"\bgac lai\b|\bdang treo\b|^(?:dang )?(?:dung|ngung)(?: lai)?\b(?: de)? cho\b",
    ),
    (
        "revoked",
        None,
        False,
        rf"{_ASKED}\b(?:da )?(?:thu hoi|rut)\b{_NO_REVOKING}|\b(?:da )?(?:huy|bai)(?: bo)? nhiem vu"
        r"|\b(?:da )?huy(?: bo)?$|^(?:da )?bai bo$",
    ),
    (
        "in_progress",
        MOVED,
        False,
        rf"\b(?:da |duoc )?(?:chuyen (?:giao |sang |cho |ve |den )*|giao lai (?:cho )?){_AGENCIES}",
    ),
    (
        "reported",
        None,
        False,
        r"\bda (?:bao cao|trinh|gui|nop|tham muu|co bao cao|co to trinh)\b.*\bcho\b",
    ),
    (
        "in_progress",
        PARTLY,
        False,
        r"\b(?:da )?co ban (?:da )?hoan thanh|hoan thanh (?:co ban|(?:mot|1) (?:phan|so)|phan lon)"
        rf"|hoan thanh (?:duoc )?(\d+) (?!\1 )\d+ {PARTS}"
        r"|\b(?:da )?(?:thuc hien|lam|xong)(?: duoc| xong)? (?:mot|1) phan\b"
        r"|\b(?:da )?(?:thuc hien )?(?:hoan thanh|ht|xong)(?: xong)? (?:buoc|giai doan|dot) (?:1|dau|mot|i)\b"
        rf"|{_NOT_YET}\b(?:da )?(?:hoan thanh|xong)(?: (?!va\b)[a-z0-9]+){{1,8}}? dang\b",
    ),
    ("in_progress", None, True, r"\bchua (?:hoan thanh|xong|ht|ket thuc|thuc hien xong|bao cao)\b"),
    (
        "assigned",
        None,
        False,
        r"\bchua (?:duoc )?(?:trien khai|thuc hien|th|lam|xu ly|giai quyet|bat dau|khoi dong"
        r"|tiep nhan|nhan)\b(?! xong)",
    ),
    ("assigned", None, False, r"\bmoi (?:giao|nhan|duoc giao)\b|^moi$"),
    ("in_progress", None, False, r"\bdang\b|\b(?:lam|con) do\b|\bdo dang\b"),
    ("done", None, False, _DONE),
)
# Used if no other word is found.
_WEAK = (
    (
        "reported",
        None,
        False,
        r"\bcho (?:xac nhan|duyet|phe duyet|phe chuan|nghiem thu|tham dinh|xem xet|cho y kien)",
    ),
    ("reported", None, False, r"\bda (?:bao cao|trinh)\b"),
    (
        "in_progress",
        None,
        True,
        r"\bthuong xuyen\b|\bqua han\b|\btrong han\b|\b(?:chua|sap) den han\b|\bcon han\b",
    ),
    (
        "in_progress",
        None,
        True,
        r"\bcham (?:tien do|han)\b|\btre han\b|\bda tiep nhan\b|\bda trien khai\b",
    ),
    ("assigned", None, False, r"\bda giao\b|\bcho (?:tiep nhan|xu ly)\b"),
    ("done", None, False, r"\bda (?:thuc hien|xu ly|giai quyet)\b"),
)


def _compiled(rows):
    return tuple((*row[:3], re.compile(row[3])) for row in rows)


_STRONG, _WEAK = _compiled(_STRONG), _compiled(_WEAK)


# "HT", "h.thành", "t/h"
_SHORT_STATES = (
    (re.compile(r"\b(?:ht|h thanh)\b"), "hoan thanh"),
    (re.compile(r"\bt (?:h|hien)\b"), "thuc hien"),
)


def read_state(text):
    """Return the Meaning of a status wording, None if it says none.

    >>> [read_state(text).state for text in ("xong.", "đang TH", "Mới giao", "UBND tỉnh rút nhiệm vụ")]
    ['done', 'in_progress', 'assigned', 'revoked']
    >>> read_state("Cơ bản hoàn thành").doubt, read_state("Đã chuyển Sở Tài chính thực hiện").doubt
    ('partly_done', 'moved_to_other_agency')
    >>> read_state("Hoàn thành 3/5 nội dung").doubt, read_state("Hoàn thành 5/5 nội dung").state
    ('partly_done', 'done')
    >>> [read_state(text).doubt for text in (
    ...     "Xong bước 1/3", "Đã thực hiện một phần", "Đã hoàn thành dự thảo, đang xin ý kiến")]
    ['partly_done', 'partly_done', 'partly_done']
    >>> [read_state(text) for text in ("Đề nghị tạm dừng", "Xin cho rút", "Đã thu hồi 5/10 ha")]
    [None, None, None]
    >>> read_state("Quá hạn, đã hoàn thành").state, read_state("Quá hạn, đang đôn đốc").state
    ('done', 'in_progress')
    >>> [read_state(text).state for text in ("h/thành", "Chưa t/h", "Gác lại", "Bãi bỏ", "Dừng thực hiện")]
    ['done', 'assigned', 'suspended', 'revoked', 'closed']
    >>> read_state("Đã trình, chờ phê duyệt").state, read_state("Chuyển tiếp từ quý trước")
    ('reported', None)
    """
    folded = fold(text)
    for short, long in _SHORT_STATES:
        folded = short.sub(long, folded)
    return _first(folded, _STRONG) or _first(folded, _WEAK)


def _first(folded, rows):
    found = None
    for state, doubt, is_vague, pattern in rows:
        match = pattern.search(folded)
        if match and (found is None or match.start() < found.start):
            found = Meaning(state, doubt, is_vague, match.start())
    return found


# Words in remarks and results that say a state for certain; others there are about something else.
_CERTAIN = re.compile(
    r"(?:nhiem vu )?(?:(?:da |co ban )?(?:hoan thanh|xong)\b|dang (?:thuc hien|trien khai|xu ly|th)\b"
    r"|chua (?:hoan thanh|thuc hien|trien khai|xong)\b|(?:da )?(?:tam dung|thu hoi|rut nhiem vu)\b)"
)


def read_certain_state(text):
    """Return the Meaning of a remark that begins with a state, else None.

    >>> read_certain_state("Đã hoàn thành, chờ cập nhật").state
    'done'
    >>> read_certain_state("NV chuyển tiếp"), read_certain_state("Đề nghị hoàn thành trước 30/6")
    (None, None)
    """
    return read_state(text) if _CERTAIN.match(fold(text)) else None


_ISSUED = re.compile(
    r"\b(?:da |duoc )(?:ky )?(?:ban hanh|phe duyet|phat hanh|cong bo)\b|^(?:ubnd tinh |so [a-z ]{2,40}? )?ban hanh\b"
)


def says_issued(text):
    """Tell whether a result says that a document was issued.

    >>> says_issued("UBND tỉnh đã ban hành Kế hoạch số 408/KH-UBND"), says_issued("Báo cáo 494/BC-X")
    (True, False)
    """
    return bool(_ISSUED.search(fold(text)))


_HEADING_START = re.compile(
    r"(?:(?:phan|muc|nhom|khoi|bang|bieu)(?: (?:[ivx]+|\d+|[a-h]))? )?"
    r"(?:(?:danh sach|danh muc|tong hop|cac|nhom|nhung|so) )*(?:nhiem vu|cong viec|noi dung|van ban|nv)? ?"
    r"(?:(?:ubnd tinh|chu tich ubnd tinh|duoc|da) giao )?(?:con lai )?"
)
_SHORT_HEADING = 8  # words


def read_heading(text):
    """Return the Meaning of a heading over rows of one state, None for one of subjects.

    >>> read_heading("Nhiệm vụ đã hoàn thành").state, read_heading("Các nhiệm vụ quá hạn").state
    ('done', 'in_progress')
    >>> read_heading("Lĩnh vực xây dựng, giao thông"), read_heading("Thu hồi đất, giải phóng mặt bằng")
    (None, None)
    """
    folded = fold(text)
    if not folded or "linh vuc" in folded:
        return None
    rest = folded[_HEADING_START.match(folded).end() :]
    meaning = read_state(rest)
    if meaning and (meaning.start == 0 or len(rest.split()) <= _SHORT_HEADING):
        return meaning
    return None


_NEGATED = re.compile(r"\b(?:khong|chưa|không|chua)(?: bị| bi)? (?:quá|qua) (?:hạn|han)\b")
_NOT_ON_TIME = re.compile(
    r"\b(?:không|khong|chưa|chua) (?:đúng|dung|đảm bảo|bảo đảm) (?:thời |thoi )?(?:hạn|han|tiến độ)\b"
)
_LATE = re.compile(
    r"\b(?:quá|qua) (?:thời |thoi )?(?:hạn|han)\b|\bchậm\b(?! nhất)|\bcham (?:han|tien do|tre)\b"
    r"|\btrễ\b|\btre han\b|\bmuộn\b(?! nhất)|\bqh\b"
)
_ON_TIME = re.compile(
    r"\b(?:đúng|dung) (?:thời |thoi )?(?:hạn|han|tiến độ|tien do|hẹn)\b|\b(?:trước|truoc|sớm|som) (?:thời |thoi )?"
    r"(?:hạn|han)\b|\b(?:trong|còn|con) (?:thời |thoi )?(?:hạn|han)\b|\b(?:chưa|chua) (?:đến|den|tới) (?:hạn|han)\b"
    r"|\b(?:vượt|kịp|đảm bảo|bảo đảm|vuot|kip) (?:tiến độ|tien do|thời hạn|hạn|han)\b|\b(?:đh|dh)\b"
)


def read_claim(text):
    """Return what a wording says about punctuality: on_time, late or None.

    >>> read_claim("Đã hoàn thành (chậm)"), read_claim("Hoàn thành đúng tiến độ"), read_claim("QH")
    ('late', 'on_time', 'late')
    >>> read_claim("Chậm nhất 30/6"), read_claim("Không quá hạn"), read_claim("Chăm sóc trẻ em")
    (None, 'on_time', None)
    >>> read_claim("Hoàn thành không đúng hạn")
    'late'
    """
    plain = re.sub(r"[^\w]+", " ", clean(text).lower())
    if _NOT_ON_TIME.search(plain):
        return "late"
    if _NEGATED.search(plain):
        return "on_time"
    if _LATE.search(plain):
        return "late"
    return "on_time" if _ON_TIME.search(plain) else None


_NO_MARK = re.compile(r"[\W_]*|0")
_DENIED = re.compile(r"khong|ko|k|chua|false|sai|no|n")
_TICKS = "✓✔√☑☒✗✘×✕✖●•■◼+*ü"


def is_mark(text):
    """Tell whether a cell of a column of marks is marked.

    >>> [is_mark(text) for text in ("x ", "✓", "1", "TRUE", "-", "0", "", "FALSE")]
    [True, True, True, True, False, False, False, False]
    """
    text = clean(text)
    if any(tick in text for tick in _TICKS):
        return True
    return not (_NO_MARK.fullmatch(fold(text) or text) or is_denied(text))


def is_denied(text):
    """Tell whether a cell of a column of marks says no: an empty check box, "Chưa".

    >>> is_denied("FALSE"), is_denied("chưa"), is_denied(""), is_denied("x")
    (True, True, False, False)
    """
    return bool(_DENIED.fullmatch(fold(text)))


_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*%")


def read_percent(text):
    """Return the percentage that a wording tells, else None.

    >>> read_percent("Đang thực hiện, đạt khoảng 60 %"), read_percent("Tiến độ 62,5%"), read_percent("12")
    (60, 62.5, None)
    """
    found = _PERCENT.search(text or "")
    return number_of_percent(found[1]) if found else None


def number_of_percent(digits):
    """Return the number, whole if it can be; None beyond 0 to 100.

    >>> number_of_percent("80.0"), number_of_percent("120")
    (80, None)
    """
    number = float(digits.replace(",", "."))
    if not 0 <= number <= 100:
        return None
    return int(number) if number == int(number) else number
