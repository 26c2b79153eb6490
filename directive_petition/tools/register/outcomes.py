"""What was done with a letter, how far it is, and with which result."""

import re

from odoo.addons.directive_tracking.tools.text import fold, shadow

from .days import first_day

# Before what would have been done, or would end a matter: it is denied, or only asked for.
_DENIED = r"(?<!khong )(?<!chua )(?<!khong chiu )(?<!khong dong y )"
_ASKED = r"(?<!de nghi )(?<!de xuat )(?<!kien nghi )"
# The first that matches counts: "không thụ lý" before "thụ lý".
_OUTCOMES = tuple(
    (name, re.compile(words))
    for name, words in (
        ("refused_reception", r"\btu choi tiep\b|khong tiep\b"),
        ("information_for_inspection", r"\bthong tin (?:de )?phuc vu|lam nguon tin|\btt phuc vu"),
        ("not_accepted", r"\b(?:khong|tu choi|chua)(?: du dieu kien| de xuat)? thu ly"),
        ("supplement_asked", r"\bbo sung\b"),
        ("urged", r"\bdon doc\b"),
        ("returned", r"\btra (?:lai )?(?:don|ho so)|\btra lai\b"),
        ("filed", r"\b(?:xep |khong xu ly )?luu\b"),
        ("transferred", rf"{_DENIED}\bchuyen\b"),
        ("guided", r"\bhuong dan\b|\bhd\b"),
        ("accepted", r"\bthu ly\b"),
    )
)
_WITHDRAWN = re.compile(
    rf"{_DENIED}\brut (?:lai )?(?:don|khieu nai|to cao|toan bo)|\bdon (?:xin )?rut\b|\bda rut\b"
)
_SOME_WITHDREW = re.compile(
    r"(\d{1,3})(?:\s*/\s*\d{1,3})?\s*(?:ho|nguoi|cong dan|ca nhan)\b[^.;]{0,30}\brut\b"
)
_STATES = tuple(
    (name, re.compile(words))
    for name, words in (
        ("suspended", rf"{_DENIED}{_ASKED}\btam dinh chi\b"),
        ("terminated", rf"(?<!tam ){_DENIED}{_ASKED}\bdinh chi\b"),
    )
)
_DECIDED = re.compile(
    r"\b(?:da )?(?:co|ban hanh|ra) (?:qd|quyet dinh|kl|ket luan|thong bao ket luan)\b|\bda ket luan\b"
)
_GOING = tuple(
    (name, re.compile(words))
    for name, words in (
        ("verifying", r"\bdang (?:duoc )?(?:tham tra|xac minh|kiem tra|tham dinh)|\bxac minh\b"),
        (
            "closed",
            r"\bda (?:co (?:van ban|cong van|vb|cv) )?(?:tra loi|phuc dap|giai quyet|xu ly|hoan thanh|ket thuc|xong"
            r"|khac phuc|giai thich)|\bxong\b|\bhoa giai (?:xong|thanh)|\btra loi (?:cong dan|truc tiep)"
            r"|\btra loi bang (?:van ban|cong van|vb|cv)|\bket thuc\b",
        ),
        ("accepted", r"\bdang (?:duoc )?(?:giai quyet|xu ly|xem xet|thu ly)|\bda thu ly\b"),
    )
)
_NOT_YET = re.compile(
    r"\b(?:chua|khong) (?:duoc )?(?:giai quyet|tra loi|xu ly|xong)\b|\bhoa giai khong thanh"
)
_RESULTS = tuple(
    (name, re.compile(words))
    for name, words in (
        (
            "upheld",
            r"^cong nhan(?! khieu nai)|\bcong nhan (?:qd|quyet dinh)|\bgiu nguyen\b|\by qd\b",
        ),
        ("changed", rf"{_DENIED}(?<!ong )(?<!ba )\b(?:sua|huy)\b"),
        (
            "partly_right",
            r"\bdung (?:mot|1) phan\b|\bco dung(?:,| va)? co sai\b|\bdung.{0,3}sai\b|\bmot phan\b",
        ),
        ("wrong", r"\bsai\b|\bkhong (?:dung|co co so)\b"),
        ("right", r"\bdung\b(?! (?:han|quy dinh|thoi han|phap luat))"),
    )
)
_SYMBOL = r"\d+[a-zđ]?\s*/\s*(?:\d{4}\s*/\s*)?[A-ZĐ][\wĐ&.]*(?:-[\wĐ&.]+)*|\d+-[A-ZĐ]+/[A-ZĐ]+"
PAPER = re.compile(_SYMBOL)
_EXTENDED = re.compile(
    r"(?<!xin )(?<!nghi )(?<!xuat )\b(?:da |duoc )*gia han(?: [a-z]+){0,3} (?:den|toi)\b"
)
DECISION_SYMBOL = re.compile(r"/\s*(?:\d{4}\s*/\s*)?(?:QĐ|QD|KL)\b|/\s*(?:QĐ|QD|KL)-")
SLIP_SYMBOL = re.compile(r"/\s*(?:\d{4}\s*/\s*)?(?:PC|HD)\b")  # phiếu chuyển, hướng dẫn
NOTICE_SYMBOL = re.compile(r"/\s*(?:\d{4}\s*/\s*)?TB\b")
_REPLY = re.compile(r"\b(?:tra loi|phuc dap|bao cao)\b")


def outcome_of(text):
    """
    >>> [outcome_of(text) for text in ("Đề xuất thụ lý", "Không thụ lý", "Lưu đơn (trùng)", "Trả đơn")]
    ['accepted', 'not_accepted', 'filed', 'returned']
    >>> outcome_of("Không chuyển, lưu đơn"), outcome_of("Không chuyển")
    ('filed', None)
    >>> outcome_of("Chuyển thông tin phục vụ thanh tra"), outcome_of("Văn bản đôn đốc"), outcome_of("")
    ('information_for_inspection', 'urged', None)
    """
    folded = fold(text)
    return next((name for name, words in _OUTCOMES if words.search(folded)), None)


def is_going(text):
    """Tell whether the text says that the matter is being worked on: so it was accepted."""
    folded = fold(text)
    return bool(dict(_GOING)["verifying"].search(folded) or dict(_GOING)["accepted"].search(folded))


def extended_to(text, year=None):
    """Return the day to which the words of a state say the term was extended, None without one.

    >>> str(extended_to("Gia hạn đến 04/4/2026; đang xác minh")), extended_to("đề nghị gia hạn đến 4/4/2026")
    ('2026-04-04', None)
    """
    plain = shadow(text or "")
    granted = _EXTENDED.search(plain)
    return first_day(plain[granted.end() :], year) if granted else None


def withdrawn_of(text):
    """Return (whether the letter was withdrawn, how many persons withdrew from it).

    >>> withdrawn_of("02/12 hộ đã rút đơn"), withdrawn_of("Có đơn rút ngày 02/4/2026")
    ((False, 2), (True, None))
    """
    plain = shadow(text or "")
    if some := _SOME_WITHDREW.search(plain):
        return False, int(some[1])
    return bool(_WITHDRAWN.search(fold(text))), None


def state_of(said, told, has_decision):
    """Return the state, None if nothing tells it.

    :param str said: what the columns of states and results say
    :param str told: the remarks: they tell only what ends or stops a matter

    >>> state_of("Đang xác minh", "", False), state_of("", "Có đơn rút ngày 02/4/2026", False)
    ('verifying', 'withdrawn')
    >>> state_of("", "Sở Nội vụ đã có QĐ giải quyết lần 1", False), state_of("Đã có QĐ", "", False)
    (None, 'decided')
    >>> denied = ("Công dân không rút đơn", "Không đình chỉ", "Đề nghị đình chỉ")
    >>> [state_of(text, "", False) for text in denied]
    [None, None, None]
    >>> state_of("Đã trả lời", "", False), state_of("Đã giải quyết", "", True)
    ('closed', 'decided')
    """
    both = f"{said} {told}"
    if withdrawn_of(both)[0]:
        return "withdrawn"
    for name, words in _STATES:
        if words.search(fold(both)):
            return name
    folded = fold(said)
    if has_decision or _DECIDED.search(folded):
        return "decided"
    bare = _NOT_YET.sub(" ", folded)
    return next((name for name, words in _GOING if words.search(bare)), None)


def result_of(text):
    """
    >>> [result_of(text) for text in ("Đúng một phần", "Sai", "Công nhận QĐ lần 1", "Hủy QĐ", "Đúng hạn")]
    ['partly_right', 'wrong', 'upheld', 'changed', None]
    >>> result_of("Không hủy QĐ"), result_of("Ông Huy đã nhận kết quả")
    (None, None)
    >>> result_of("QĐ số 31/QĐ-UBND công nhận khiếu nại đúng")
    'right'
    """
    folded = fold(text)
    return next((name for name, words in _RESULTS if words.search(folded)), None)


def clauses_of(text):
    """Return [(number of the paper or None, words of the clause)] of a text.

    >>> clauses_of("UBND xã Y Tý, VB số 70/HD-BTCD")
    [('70/HD-BTCD', 'UBND xã Y Tý, VB số 70/HD-BTCD')]
    """
    found = []
    for clause in re.split(r"[;\n]|\.\s", text or ""):
        numbers = [re.sub(r"\s+", "", one).rstrip(".-") for one in PAPER.findall(clause)]
        found += [(number, clause.strip()) for number in numbers or [None]]
    return [(number, clause) for number, clause in found if clause]


def is_reply(clause):
    """Tell whether a paper is the answer of another body, not that of processing."""
    return bool(_REPLY.search(fold(clause)))
