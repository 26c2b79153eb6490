"""A secrecy mark that shares its line with other words of the head of a document.

Beside a level in capitals stand the name of an agency, the motto, the kind or the number of the
document; beside one in any letters, the number of the copy. In a sentence neither is a mark.
"""

import re

LEVEL = r"(?:tuyệt\s*mật|tối\s*mật|mật)"
_CAPITALS = r"(?:TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)"
_LONGEST = 120  # characters; a longer line is a sentence
_JOIN = r"[\s,;:/(\[–—-]*"
_BREAK = r"(?:\s*[;,/(\[–—]\s*|\s+-\s*|\s*-\s+|\s\s+)"
_COPY = r"(?:bản|tờ)(?:\s+(?:sao|in|chính))?\s+số\s*:?\s*[\d./…_]*"
_PAPER = r"(?:tài\s+liệu|văn\s+bản|hồ\s+sơ)"
# "Bản số: 01 - MẬT", "Tài liệu mật, bản số 02".
_COPIED = re.compile(
    rf"\W*(?:{_COPY}{_JOIN}(?:độ\s+mật\W*)?{LEVEL}(?=\W*$|\s*[–—,;)-])"
    rf"|(?:{_PAPER}\s+)?{LEVEL}\b{_JOIN}{_COPY})",
    re.IGNORECASE,
)
# "Số: 12/KH-UBND - Mật".
_NUMBERED = re.compile(
    rf"\W*(?:văn\s+bản\s+)?số\s*:?\s*\d+/\S+{_JOIN}(?:độ\s+mật\W*)?{LEVEL}\W*", re.IGNORECASE
)
# "Tài liệu mật", whatever its letters, alone or with an order that is part of the stamp.
_MARKED_PAPER = re.compile(
    rf"\W*{_PAPER}\s+{LEVEL}"
    r"(?:\W*(?:không\s+(?:phổ\s+biến|(?:được\s+)?sao\s+chụp)|cấm\s+sao\s+chụp|lưu\s+hành\s+nội\s+bộ))?[^\w:]*",
    re.IGNORECASE,
)
_AGENCY = (
    r"(?:UBND|HĐND|ĐĐBQH|[UỦ][ỶY]\s+BAN|HỘI\s+ĐỒNG\s+NHÂN\s+DÂN|(?:TỈNH|THÀNH|ĐẢNG)\s+[UỦ][ỶY]|SỞ|BỘ|CÔNG\s+AN|"
    r"VĂN\s+PHÒNG|THANH\s+TRA|(?:TỔNG\s+|CHI\s+)?CỤC|BAN|PHÒNG|TRUNG\s+TÂM)\b"
)
_KIND = (
    r"(?:KẾ\s+HOẠCH|QUYẾT\s+ĐỊNH|BÁO\s+CÁO|CÔNG\s+VĂN|CÔNG\s+ĐIỆN|CHỈ\s+THỊ|TỜ\s+TRÌNH|THÔNG\s+BÁO|NGHỊ\s+QUYẾT|"
    r"PHƯƠNG\s+ÁN|ĐỀ\s+ÁN|BIÊN\s+BẢN|PHỤ\s+LỤC|DANH\s+SÁCH|HỒ\s+SƠ)\b"
)
_MOTTO = r"(?:CỘNG\s+H[ÒO][ÀA]?\s+XÃ|ĐỘC\s+LẬP\b)"
_ORDER = r"(?:LƯU\s+HÀNH|KHÔNG\s+PHỔ\s+BIẾN|KHÔNG\s+SAO\s+CHỤP)\b"
# "UBND TỈNH - MẬT", "Phụ lục I - MẬT": set off from what stands before.
_SET_OFF = re.compile(rf"\W*(?i:{_AGENCY}|{_KIND}|{_ORDER})(.*?){_BREAK}{_CAPITALS}\W*")
# "UBND TỈNH TUYỆT MẬT": nothing but capitals and blanks.
_HEADED = re.compile(rf"\W*(?:{_AGENCY}|PHỤ\s+LỤC\b)(.*?)\s+{_CAPITALS}\W*")
# "TỐI MẬT CỘNG HÒA XÃ HỘI …", "MẬT Kế hoạch 5".
_LEADING = re.compile(rf"\W*{_CAPITALS}{_JOIN}(?:{_MOTTO}|{_AGENCY}|(?i:{_KIND}))")
_TRAILING = re.compile(rf"\W*{_MOTTO}.*\s{_CAPITALS}\W*")
# These words belong to a level after them: "bảo mật", "mức độ mật", "ong - mật".
COMPOUND = re.compile(r"\b(?:bảo|bí|giải|cơ|cẩn|độ|mức|nội|ong|đường|mía|lấy|vắt)$")
# These make a level the end of a phrase: "SỞ NỘI VỤ QUẢN LÝ TÀI LIỆU TUYỆT MẬT".
_PHRASE = re.compile(
    r"\b(?:về|bảo|cấp|loại|dấu|hoặc|không|của|là|thuộc|tin|thư|việc|công\s+tác|tài\s+liệu|văn\s+bản|hồ\s+sơ|danh\s+mục|"
    r"quản\s+lý|ban\s+hành|quy\s+(?:chế|định)|kiểm\s+tra|rà\s+soát|tập\s+huấn|hướng\s+dẫn|xác\s+định)\b"
)
_LEVELS = re.compile(rf"(?:{_PAPER}\s+)?\b{LEVEL}\b", re.IGNORECASE)


def mark_in_line(line):
    """Return the mark in a line, in NFC, beside other words of a document's head, or None.

    >>> mark_in_line("Bản số: 01 - MẬT"), mark_in_line("UBND TỈNH TUYỆT MẬT"), mark_in_line("Tài liệu mật.")
    ('MẬT', 'TUYỆT MẬT', 'Tài liệu mật')
    >>> mark_in_line("SỞ NỘI VỤ QUẢN LÝ TÀI LIỆU MẬT"), mark_in_line("Tăng cường quản lý tài liệu mật")
    (None, None)
    """
    if len(line) > _LONGEST:
        return None
    levels = _LEVELS.findall(line)
    return levels[0] if len(levels) == 1 and _is_of_a_head(line) else None


def _is_of_a_head(line):
    if _COPIED.match(line) or _NUMBERED.fullmatch(line) or _MARKED_PAPER.fullmatch(line):
        return True
    if _LEADING.match(line) or _TRAILING.fullmatch(line):
        return True
    if found := _SET_OFF.fullmatch(line):
        return not COMPOUND.search(found[1].lower())
    found = line.isupper() and _HEADED.fullmatch(line)
    return bool(found) and not _ends_a_phrase(found[1].lower())


def _ends_a_phrase(words):
    """Tell whether a level after these words is no stamp: ``kiểm tra`` may begin a name, as ``quản lý``."""
    return bool(COMPOUND.search(words) or _PHRASE.search(words, 2))
