"""The body to which a letter went, in the words of a clause."""

import re

from odoo.addons.directive_tracking.tools.text import fold, shadow

_LEADING = re.compile(
    r"^\W*(?:(?:da|de xuat|tiep tuc|cong dan|don vi|ho so|phieu|van ban|cv|vb|thong tin|duoc|va|lam)\s+)*"
    r"(?:(?:chuyen|huong dan|gui|giao|den|sang|cho|toi|ve|lien he|nop|don|len|khoi kien|tai|ra|qua"
    r"|cong dan|co quan|voi|ho so|co tham quyen|thong tin|yeu cau|de nghi)\s+)+"
)
_TRAILING = re.compile(
    r"\s*(?:[,;(.:]|\s-\s|\b(?:phieu|so \d|vb|cv|cong van|tb|pc|thong bao|ngay \d|de (?:giai|xem|xu|duoc|tra)"
    r"|giai quyet|xu ly|theo (?:tham quyen|quy dinh)|xem xet|lam thong tin|thu ly|tham muu|kiem tra|xac minh"
    r"|tra loi|hoa giai|hd|khoi kien)\b).*"
)
_PAPER_WORD = re.compile(
    r"\s+(?:văn bản\b|số \d+\s*/).*"
)  # with its marks: a commune is called Văn Bàn
_OWN_ROOM = re.compile(
    r"(?:p|phong|bo phan|cong chuc|can bo|chuyen vien|to (?:tiep|hoa giai|cong tac)"
    r"|trung tam phuc vu)\b|(?:vp|van phong) (?:hdnd|ubnd|dang uy)"
)
_PAPERS = re.compile(
    r"(?:\d|so \d|phieu|vb|cv|tb|pc|van ban|cong van|thong bao|truc tiep|khong|x)\b.*"
)


def body_in(text):
    """Return the body that a clause names after its verb, None without one.

    >>> body_in("UBND xã Y Tý, VB số 70/HD-BTCD"), body_in("UBND xã Cốc San (hướng dẫn trực tiếp)")
    ('UBND xã Y Tý', 'UBND xã Cốc San')
    >>> body_in("Chuyển Thanh tra tỉnh làm thông tin phục vụ thanh tra, CV số 225/BTCD-TTr")
    'Thanh tra tỉnh'
    >>> body_in("Đã chuyển P. Kinh tế xã ngày 5/8/2026"), body_in("UBND xã Văn Bàn, VB số 75/HD")
    ('P. Kinh tế xã', 'UBND xã Văn Bàn')
    >>> body_in("Hướng dẫn ra Tòa án khu vực 3"), body_in("Sở Nội vụ văn bản số 5")
    ('Tòa án khu vực 3', 'Sở Nội vụ')
    >>> body_in("Chuyển Sở Xây dựng số 18/PC-UBND ngày 20/02/2026")
    'Sở Xây dựng'
    >>> body_in("Chuyển đơn"), body_in("Phiếu chuyển số 12/PC-UBND ngày 5/8/2026")
    (None, None)
    """
    plain = shadow(text or "") + " "
    start = match.end() if (match := _LEADING.match(plain)) else 0
    rest, words = (text + " ")[start:], plain[start:]
    abbreviation = re.match(r"(?:p|tt)\.\s*", words)
    skip = abbreviation.end() if abbreviation else 0
    end = _TRAILING.search(words, skip)
    body = _PAPER_WORD.sub("", rest[: end.start() if end else None].lower())
    body = rest[: len(body)].strip(" ,;.-")
    if not body or _PAPERS.fullmatch(fold(body)) or not _is_named(body):
        return None
    return body


def _is_named(body):
    """Tell whether it is a name: it has a capital letter, and is no verb alone."""
    return any(sign.isupper() for sign in body) and not re.fullmatch(
        r"(?:chuyen|huong dan|don|phieu chuyen|luu|tra|thu ly|da \w+|dang .*|nt)", fold(body)
    )


def is_own_room(body):
    """Tell whether the body is a room of the same house.

    >>> is_own_room("P. Kinh tế xã"), is_own_room("Công an xã"), is_own_room("Phòng VH-XH")
    (True, False, True)
    """
    return bool(_OWN_ROOM.match(fold(body)))
