"""Number, date and title of the document, from the lines above its table."""

import re

from ..text import fold, shadow
from .deadline.calendar_words import find_days
from .model import Document

_SYMBOL = r"(\d+[a-zđ]?\s*/\s*(?:\d{4}\s*/\s*)?[A-ZĐ][\wĐ&.-]*|\d+\s*-\s*[A-ZĐ]+/[A-ZĐ]+)"
_NUMBER = re.compile(r"(?:[Ss]ố|SỐ)\s*:?\s*" + _SYMBOL)
_OWN_NUMBER = re.compile(r"\s*(?:[Ss]ố|SỐ)\s*:?\s*" + _SYMBOL)
_ATTACHED = re.compile(r"\bkem theo\b|\bban hanh theo\b")
_PLACE_DATE = re.compile(
    r"[^,]{2,40},\s*ngay\s+(?:\d{1,2}\s+thang\s+\d{1,2}\s+nam\s+\d{4}"
    r"|\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}\W*$)"
)
_TYPES = (
    "thong bao|quyet dinh|ke hoach|chi thi|bao cao|ket luan|cong dien|to trinh|chuong trinh|huong dan"
    "|nghi quyet|thong bao ket luan|phieu giao nhiem vu|phuong an|bien ban"
)
_TYPE = re.compile(rf"(?:{_TYPES})(?: so \d+.*)?")
_NAMED = re.compile(rf"(?:{_TYPES}) so \d")
_APPENDIX = re.compile(r"(?:phu luc|bieu|bieu so|danh muc)(?: (?:so )?(?:[0-9]+|[ivx]+))?")
_LETTERHEAD = re.compile(
    r"cong hoa xa hoi.*|(?:chu tich|tm|kt) (?:uy ban nhan dan|ubnd).{0,40}"
    r"|doc lap tu do.*|(?:uy ban nhan dan|ubnd|hoi dong nhan dan|van phong|tinh uy|dang bo)\b.{0,60}"
    r"|(?:tinh|thanh pho|xa|phuong|dac khu|so) [a-z ]{2,40}|so\b.*|kinh gui.*|don vi tinh.*|mau so.*|bieu mau.*|v v"
    r"|.*\bngay thang nam\b.*|.{2,40} ngay \d+ thang \d+ nam \d+|tu ngay .*|thoi gian.*|ngay (?:xuat|in|ket xuat).*"
    r"|(?:[a-z]+ ){1,3}ngay \d+ \d+ \d+"
    r"|tong (?:so|cong).*|nguoi (?:xuat|in|lap).*|sep .|khan|hoa toc|thuong khan|du thao.*"
)
_PROSE = re.compile(
    r"(?:can cu|kinh gui|thuc hien|xet|noi nhan|theo de nghi|ngay \d|trong |yeu cau|de \w+ |\d+ )"
)
_TRAILING_DATE = re.compile(
    r"[\s,;(-]*(?:(?:sang|chieu)?\s*thu (?:hai|ba|tu|nam|sau|bay)\W*|chu nhat\W*)?(?:ngay\s+)?"
    r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}\s*\)?\s*$"
)
_ACRONYMS = {
    "UBND",
    "HĐND",
    "UBMTTQ",
    "IUU",
    "APEC",
    "TTHC",
    "GPMB",
    "ODA",
    "FDI",
    "KTXH",
    "OCOP",
    "AI",
    "PAPI",
    "CĐS",
}
_NAMES = (
    "Ủy ban nhân dân",
    "Uỷ ban nhân dân",
    "Hội đồng nhân dân",
    "Thủ tướng Chính phủ",
    "Chính phủ",
    "Việt Nam",
)
_NUMERAL = re.compile(r"\b(phụ lục|quý|biểu|kỳ|đợt) ([ivx]+)\b")
_MAX_TITLE_LINE = 200


def read_document(lines, province=None):
    """Data about the document from the lines above the table.

    >>> read_document(["PHỤ LỤC", "(Kèm theo Kế hoạch số 18/KH-UBND ngày 12/01/2026)"]).number
    '18/KH-UBND'
    >>> read_document(["UBND TỈNH", "Lào Cai, ngày 05/8/2026", "KẾ HOẠCH"]).date
    datetime.date(2026, 8, 5)
    >>> read_document(["GIAO BAN TUẦN 25, THỨ HAI NGÀY 15/6/2026"]).title
    'Giao ban tuần 25'
    >>> read_document(["Kế hoạch số 77/KH-UBND ngày 05/01/2026 của UBND tỉnh"]).number
    '77/KH-UBND'
    """
    attached = _attached_lines(lines)
    named = [line for line in lines if _NAMED.match(fold(line))]
    number = (
        _first(_NUMBER, attached)
        or _first(_OWN_NUMBER, lines, at_start=True)
        or _first(_NUMBER, named)
    )
    found = _first_date(attached) or _first_date(_place_dates(lines)) or _first_date(named)
    title_lines = _title_lines(lines)
    if found is None:
        found = _first_date([line for line in title_lines if _TRAILING_DATE.search(shadow(line))])
    return Document(number, found, _title(title_lines, province))


def _attached_lines(lines):
    """Return the lines "(Kèm theo ...)", each up to its closing bracket."""
    found = []
    for line, follower in zip(lines, [*lines, ""][1:], strict=True):
        if _ATTACHED.search(shadow(line)):
            found.append(f"{line} {follower}" if "(" in line and ")" not in line else line)
    return found


def _first(pattern, lines, at_start=False):
    for line in lines:
        if match := (pattern.match(line) if at_start else pattern.search(line)):
            return re.sub(r"\s+", "", match[1]).rstrip(".-")
    return None


def _place_dates(lines):
    return [line for line in lines if _PLACE_DATE.match(shadow(line))]


def _first_date(lines):
    for line in lines:
        for day in find_days(shadow(line)):
            if day.year and day.is_possible and not day.is_null:
                return day.on_or_after(None)
    return None


def _title_lines(lines):
    """Return the lines after the type ("THÔNG BÁO"), else the first below the letterhead."""
    folded = [fold(line) for line in lines]
    start = next((i + 1 for i, text in enumerate(folded) if _TYPE.fullmatch(text)), None)
    if start is None:
        start = next((i for i, text in enumerate(folded) if _is_title(lines[i], text)), len(lines))
    subject = next((i for i, line in enumerate(lines) if re.match(r"v/v\b", shadow(line))), None)
    if subject is not None and subject < start:
        return [re.sub(r"^\S+\s*", "", lines[subject])]
    found = []
    for line, text in zip(lines[start:], folded[start:], strict=True):
        if not _is_title(line, text):
            if found:
                break
            continue
        found.append(line)
    return found


def _is_title(line, folded):
    if not folded or len(line) > _MAX_TITLE_LINE or line.rstrip().endswith((".", ":", ";")):
        return False
    if _ATTACHED.search(folded) or _PROSE.match(folded):
        return False
    return not _LETTERHEAD.fullmatch(folded) or bool(_APPENDIX.fullmatch(folded))


def _title(lines, province):
    if not lines:
        return None
    parts = []
    for line in lines:
        match = _TRAILING_DATE.search(shadow(line))
        kept = line[: match.start()].rstrip(" ,;(-") if match and match.start() else line
        parts.append(_sentence_case(kept, province) if kept.isupper() else kept)
    title = " ".join(part.strip() for part in parts)
    return title[:1].upper() + title[1:]


def _keeps_capitals(word):
    """Tell whether a word is an acronym, or the number of a paper.

    >>> _keeps_capitals("UBND,"), _keeps_capitals("77/KH-UBND"), _keeps_capitals("THỰC")
    (True, True, False)
    """
    bare = word.strip("(),;:")
    return bare in _ACRONYMS or bool(re.match(r"\d+\w?/", bare))


def _sentence_case(line, province):
    """Return the text in lower case, except names and acronyms."""
    words = [word if _keeps_capitals(word) else word.lower() for word in line.split()]
    text = _NUMERAL.sub(lambda match: f"{match[1]} {match[2].upper()}", " ".join(words))
    for name in (*_NAMES, province):
        if name:
            text = re.sub(rf"\b{re.escape(name.lower())}\b", name, text)
    return text
