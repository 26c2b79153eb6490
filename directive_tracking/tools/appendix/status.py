"""Status words in exports of task systems, mapped to the states of a task."""

import re

from ..text import fold

# In order: the first pattern found decides.
_WORDS = (
    ("closed", r"khong (?:thuc hien|hoan thanh) duoc|khong the thuc hien|khong thuc hien"),
    (
        "reported",
        r"(?:cho|dang cho|cho lanh dao) (?:xac nhan|duyet|phe duyet|phe chuan|nghiem thu|tham dinh)|da bao cao",
    ),
    ("returned_by_agency", r"(?:de nghi|xin|yeu cau) (?:chuyen|tra|dieu chuyen)|tu choi"),
    ("revoked", r"thu hoi|\bhuy\b|da huy"),
    ("suspended", r"tam (?:dung|hoan|ngung)"),
    ("redo", r"tra lai|lam lai|thuc hien lai|yeu cau bo sung"),
    (
        "assigned",
        r"chua (?:tiep nhan|thuc hien|xu ly|trien khai|bat dau|nhan)|moi giao|da giao|cho (?:tiep nhan|xu ly)",
    ),
    ("in_progress", r"chua hoan thanh|chua xong|\bdang\b"),
    ("done", r"hoan thanh|da xong|ket thuc|da thuc hien|da xu ly"),
    ("in_progress", r"qua han|trong han|sap den han|da tiep nhan"),
)
_PATTERNS = tuple((status, re.compile(words)) for status, words in _WORDS)


def read_status(text):
    """Return the state for a status wording, None if blank or unknown.

    >>> read_status("Quá hạn chưa hoàn thành"), read_status("Hoàn thành quá hạn")
    ('in_progress', 'done')
    >>> read_status("Đã hoàn thành - chờ xác nhận"), read_status("")
    ('reported', None)
    """
    folded = fold(text)
    return next((status for status, pattern in _PATTERNS if pattern.search(folded)), None)
