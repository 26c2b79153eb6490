"""Kind, level and contents of the matters in a row."""

import re

from odoo.addons.directive_tracking.tools.text import fold

from .model import DENUNCIATION, FIRST, FURTHER, PETITION, SECOND

_KIND = re.compile(
    r"\b(?:(?P<petition>knpa|pakn|kien nghi|phan anh|de nghi|pa|dn)"
    r"|(?P<complaint>khieu nai|khieu kien|kn)|(?P<denunciation>to cao|tc))\b"
)
_SHORT_COMPLAINT = "kn"  # also short for "kiến nghị" beside "phản ánh"
_FIRST_WORD = re.compile(
    r"(?:\d+ )?(?:cong dan |ong |ba )?(?:co )?(?:noi dung )?(?:don )?(?:thu )?(?:tiep (?:tuc )?)?"
    r"(?:(?P<petition>kien nghi|phan anh|de nghi|knpa|pa)|(?P<complaint>khieu nai|kn)"
    r"|(?P<denunciation>to cao|tc))\b"
)
_NO_PETITION = re.compile(
    r"(?:\d+ )?(?:don )?(?:giai quyet )?(?:viec )?(?:tranh chap\b|xin (?:xac nhan|cap|tach|chuyen|dang ky"
    r"|vay|nghi|trich luc)|to khai\b)"
)
_ITEM = re.compile(r"(?:^|(?<=[;.\n\s]))\(?([1-9])[.)/]\s+(?=\D)")
_SECOND = re.compile(r"(?<!tiep )\blan (?:2|hai|ii|thu 2|thu hai)\b|^(?:don )?tiep khieu nai\b|^2$")
_FIRST = re.compile(r"\blan (?:1|dau|mot|i|thu nhat)\b|^1$")
_SETTLED_TWICE = re.compile(
    r"da co (?:qd|quyet dinh)(?: [a-z0-9]+){0,4} lan (?:2|hai|ii)\b|tc tiep|to cao tiep|tiep to cao"
)
_MORE = re.compile(r"^(?:lan )?(?:[3-9]|\d\d)$|^nhieu lan$|^tiep$")


def kinds_of(text):
    """Return the kinds that the column names, in order.

    >>> for text in ("KN", "KN-PA", "KN, TC", "Kiến nghị, phản ánh", "khiếu nại", "Khác", "PA, KN"):
    ...     print(kinds_of(text))
    ['complaint']
    ['petition']
    ['complaint', 'denunciation']
    ['petition']
    ['complaint']
    []
    ['petition']
    """
    found = [(match.lastgroup, match[0]) for match in _KIND.finditer(fold(text))]
    if PETITION in {kind for kind, _word in found}:
        found = [pair for pair in found if pair[1] != _SHORT_COMPLAINT or _stands_alone(found)]
    return list(dict.fromkeys(kind for kind, _word in found))


def _stands_alone(found):
    """Tell whether "KN" beside "PA" is a complaint: there are denunciations as well."""
    return any(kind == DENUNCIATION for kind, _word in found)


def kind_said(content):
    """Return the kind that the first word of the content says.

    >>> kind_said("Đơn khiếu nại về giá đất"), kind_said("Đơn kêu cứu khẩn cấp"), kind_said("KN giá")
    ('complaint', None, 'complaint')
    """
    match = _FIRST_WORD.match(fold(content))
    return match.lastgroup if match else None


def is_no_petition(content):
    """
    >>> is_no_petition("Tranh chấp ranh đất giữa hộ ông A và hộ ông B"), is_no_petition("Đề nghị A")
    (True, False)
    """
    return bool(_NO_PETITION.match(fold(content)))


def level_of(content, column="", note=""):
    """Return the level of a matter: 1, 2 or "further".

    :param column: what the column of levels says, or else that of kinds ("KN lần 2")

    >>> level_of("Khiếu nại (lần 2) quyết định"), level_of("Khiếu nại giá đất", "Lần đầu")
    (2, 1)
    >>> level_of("Giá đất", "KN lần 2"), level_of("Giá đất", "KN lần đầu"), level_of("Đất", "TC tiếp")
    (2, 1, 'further')
    >>> level_of("Tố cáo tiếp ông A"), level_of("Tiếp tục khiếu nại QĐ 245 (tiếp lần 3)")
    ('further', 1)
    >>> level_of("Khiếu nại vụ việc đã có QĐ giải quyết lần 2 số 1450/QĐ-UBND")
    'further'
    """
    said, typed = fold(content), fold(column)
    if _SETTLED_TWICE.search(f"{said} {fold(note)}") or "tiep" in typed or _MORE.match(typed):
        return FURTHER
    if _FIRST.search(typed):
        return FIRST
    return SECOND if _SECOND.search(typed) or _SECOND.search(said) else FIRST


def contents_of(text):
    """Return the contents numbered in one cell, or the whole.

    >>> contents_of("1. Khiếu nại A; 2. Tố cáo ông B")
    ['Khiếu nại A', 'Tố cáo ông B']
    >>> contents_of("Khiếu nại QĐ số 2. Đề nghị xem xét")
    ['Khiếu nại QĐ số 2. Đề nghị xem xét']
    """
    marks = list(_ITEM.finditer(text))
    if len(marks) > 1 and [int(mark[1]) for mark in marks] == list(range(1, len(marks) + 1)):
        if not text[: marks[0].start()].strip(" :;-"):
            ends = [mark.start() for mark in marks[1:]] + [len(text)]
            return [
                text[mark.end() : end].replace("\n", " ").strip(" ;.,")
                for mark, end in zip(marks, ends, strict=True)
            ]
    lines = [line.strip(" -+•;") for line in text.split("\n") if line.strip(" -+•;")]
    if len(lines) > 1 and all(kind_said(line) for line in lines):
        return lines
    return [text.replace("\n", " ")] if text else []
