"""How a letter came, in the words of a register."""

import re

from odoo.addons.directive_tracking.tools.text import fold

_SOURCES = tuple(
    (name, re.compile(words))
    for name, words in (
        ("dropbox", r"\b(?:hop|hom|thung) (?:thu|don)\b"),
        ("post", r"\bbuu (?:chinh|dien|pham|ta)\b|\bduong thu\b|\bgui thu\b"),
        (
            "online",
            r"\b(?:email|e mail|thu dien tu|zalo|facebook|truc tuyen|cong (?:dich|thong)|mang|app|online)\b",
        ),
        ("phone", r"\bdien thoai\b|\bduong day nong\b|\b1022\b"),
        ("agency", r"\bchuyen\b|\bco quan khac\b|\bcap tren\b"),
        ("handed", r"\btrao tay\b|\bnop ho\b"),
        ("direct", r"\btruc tiep\b|\btru so\b|\btiep (?:cong )?dan\b|\bcong dan nop\b|\bnop\b"),
        (
            "agency",
            r"^(?:ubnd|so|ban|thanh tra|van phong|vp|doan|huyen|tinh|cong an|toa an|vien|bo|hdnd|ubkt|mttq)\b",
        ),
    )
)


def source_of(text):
    """
    >>> [source_of(text) for text in ("Bưu điện", "Đoàn ĐBQH tỉnh chuyển", "Hộp thư UBND tỉnh", "")]
    ['post', 'agency', 'dropbox', None]
    """
    folded = fold(text)
    return next((name for name, words in _SOURCES if words.search(folded)), None)
