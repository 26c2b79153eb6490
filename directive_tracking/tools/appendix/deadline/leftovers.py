"""Words of a deadline that were not understood.

Days, periods and frequencies were removed before; here the words that only introduce them are
removed ("trước ngày", "chậm nhất là 17 giờ"). The rest may change the deadline.
"""

import re

from ..blanks import blank, blank_all

# Words between the parts of a wording, blanked in this order; longer ones first.
_FILLERS = tuple(
    re.compile(pattern)
    for pattern in (
        # a remark in brackets about an event, the document it stands in
        r"[(\[]\s*(?:ngay )?(?:sau|khi|theo|tuy)\b[^()\[\]]*[)\]]",
        r"\b(?:theo |tai |cua )?(?:cac )?(?:ke hoach|quyet dinh|thong bao|cong van|van ban|nghi quyet|chi thi|ket luan"
        r"|cong dien|chuong trinh|de an)\b(?: so\b)?(?:\W*(?:cua )?(?:ubnd|hdnd)(?: tinh)?\b)?",
        r"\b(?:dot|lan|giai doan|ky|buoc) (?:\d{1,2}|i{1,3}|iv|mot|hai|ba|cuoi|dau)\b\W?|\bgiai doan\b|\bthoi ky\b",
        # hours and days of the week
        r"\b\d{1,2}(?:\s*(?:h|g|gio)\b\s*(?:\d{1,2})?|\s*[hg]\d\d|:\d\d)\s*(?:'|p\b|phut\b)?(?::\d\d)?(?:\s*(?:sang|chieu|toi|am|pm)\b)?",
        r"\b(?:thu\s*(?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|cn)\b",
        r"\b(?:het|cuoi|trong)? ?(?:gio hanh chinh|gio lam viec|buoi)\b|\b(?:buoi )?(?:sang|chieu)\b",
        # letters of a list, "mỗi tuần một lần", "ngày cuối cùng"
        r"(?<![^\s;])[a-e]\)|\b(?:mot|0?1) lan\b|\bngay (?:lam viec )?cuoi cung\b",
        # a beginning that is no day
        r"\btu (?:ngay |khi )?(?:ky|ban hanh|co hieu luc)\b(?=\s+(?:den|toi)\b)",
        # recipients
        r"\b(?:bao cao|trinh|gui|nop|ve|cho|tham muu|xin y kien)(?: ket qua| du thao| ho so)?(?: cho| ve)? "
        r"(?:ubnd|hdnd|uy ban nhan dan|so|bo|ban|van phong|chinh phu|thu tuong|tinh uy|thanh uy|thuong truc|lanh dao"
        r"|chu tich|cap tham quyen|cap co tham quyen)\b(?: (?!truoc|sau|neu|khi|tru|rieng|va|hoac|den|tu|nhung"
        r"|trong|cham|vao"
        r"|theo|ngay|khong|tuy|co\b)[a-z]+){0,5}",
        r"\bde (?:(?:kip )?(?:thoi )?(?:tong hop|theo doi|chi dao|xem xet|cho y kien|phe duyet|tham dinh|ban hanh|trinh"
        r"|bao cao|trien khai|thuc hien)\b\W*)+",
        # steps and parts
        r"\b(?:bat dau|khoi cong)(?: tu)?\b",
        r"\b(?:gia han|dieu chinh|lui)(?: den| toi| sang| thanh| tu)\b|\bgia han\b",
        r"\b(?:(?:trien khai )?thuc hien|du thao|ban hanh|hoan thanh|ket thuc|hoan thien|phe duyet)\b",
        r"\b(?:bao cao|trinh|gui|nop)(?: ket qua| du thao| ho so| tong ket| so ket)?\b|\b(?:tong|so) ket\b",
        # quality and extent, which change no day
        r"\b(?:dut diem|toan bo|co ban|100(?=\s*%)|(?:viec|nhiem vu) nay|de nghi|yeu cau(?= hoan| bao| gui)"
        r"|to chuc|trien khai)\b",
        r"\b(?:bao|dam) dam (?:(?:chat luong|tien do|yeu cau|quy dinh|thoi gian|hieu qua)\b[\s,]*(?:va )?)+",
        r"\b(?:theo|dung) (?:dung )?(?:quy dinh|yeu cau|tien do)\b",
        # introduction of the day
        r"\bkhong (?:qua|muon hon|cham hon|tre hon)\b|\btruoc hoac (?:trong|vao)\b|\b(?:cham|muon|tre) nhat\b",
        r"\bthoi (?:han|gian|diem)\b|\bhan (?:chot|cuoi|cung|hoan thanh|bao cao)\b|\btoi da\b",
        r"\b(?:du kien|deadline|tien do|moc)\b",
        r"\b(?:ngay trong|trong vong|trong thang|tuan cuoi)\b|\bca nam\b|\btruc\b",
        r"\b(?:\d{1,2}\s*(?:-|÷|den|toi|va|,)\s*(?:ngay )?)+(?=\s{5})",  # "15-20/12/2026" without its last day
        # without "dau", the beginning of a period: its last day may be weeks too late
        r"\b(?:truoc|trong|den|toi|het|cuoi|ngay|thang|nam|quy|qui|la|vao|xong|han|tu|va|cua|nay|phai|can|duoc|ca|dip"
        r"|mung|mong|khoang|cac)\b",
    )
)
_WORD = re.compile(r"[^\W_]+")


def leftover_words(text, plain, spans):
    """Return the words of `text` outside `spans` that are not usual introductory words.

    `plain` is the text's shadow, `spans` have a start and an end in it.

    >>> from types import SimpleNamespace as Span
    >>> leftover_words("Trước 30/6, nếu đủ vốn", "truoc 30/6, neu du von", [Span(start=6, end=10)])
    'nếu đủ vốn'
    >>> leftover_words("Chậm nhất 17h00 30/6", "cham nhat 17h00 30/6", [Span(start=16, end=20)])
    ''
    """
    plain = blank_all(blank(plain, spans), *_FILLERS)
    return " ".join(text[match.start() : match.end()] for match in _WORD.finditer(plain))
