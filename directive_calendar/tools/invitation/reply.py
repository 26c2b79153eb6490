"""Answers to an invitation as people type them, with or without diacritics.

>>> read("Sẽ dự"), read("DU"), read("Có mặt ạ."), read("chúng tôi sẽ tham dự đúng giờ")
(('attends', ''), ('attends', ''), ('attends', ''), ('attends', ''))
>>> read("CU Nguyễn Văn An, Phó Giám đốc"), read("Cử đ/c Lò Thị Bình - PCT dự thay")
(('substitute', 'Nguyễn Văn An, Phó Giám đốc'), ('substitute', 'Lò Thị Bình - PCT'))
>>> read("Xin vắng: họp Bộ Nội vụ"), read("VANG MAT do om"), read("xin nghi vi di cong tac")
(('excused', 'họp Bộ Nội vụ'), ('excused', 'do om'), ('excused', 'vi di cong tac'))

What might be anything else is a comment for a person to read: "vang" alone is yes or absent.

>>> {read(words)[0] for words in ("vâng", "vang", "Không dự", "chưa chắc dự", "Dự thảo đâu?", "")}
{'comment'}
"""

import re

from odoo.addons.directive_tracking.tools.text import clean, shadow

ATTENDS, SUBSTITUTE, EXCUSED = "attends", "substitute", "excused"
COMMENT = "comment"
_POLITE = r"(?:[\s.,!]|\b(?:a|nhe|anh|chi|em|hop|dung gio|day du)\b)*"
_ATTENDS = re.compile(
    rf"(?:(?:em|toi|chung toi|don vi|xin)\s+)?(?:se\s+)?(?:du|tham du|du hop|co mat|di du){_POLITE}"
)
_SUBSTITUTE = re.compile(
    r"(?:xin\s+)?(?:cu|du thay|nguoi du thay|thay)\b[\s:,-]*(?:(?:d/c|dong chi|ong|ba)\b\.?\s*)?"
)
_END = re.compile(r"[\s,;.-]*\b(?:di\s+)?(?:du|hop)(?:\s+hop)?\s+thay\b[\s.!]*$|[\s.!]+$")
_EXCUSED = re.compile(
    r"(?:(?:em|toi|xin|kinh)\s+)*(?:xin (?:phep )?(?:vang|nghi)|vang mat|xin vang mat)\b[\s:,.-]*"
    r"(?:mat\b[\s:,.-]*)?"
)


def read(words):
    """Return ``(kind, text)`` of an answer in the recipient's own words."""
    text = clean(words)
    plain = shadow(text)
    if _ATTENDS.fullmatch(plain):
        return ATTENDS, ""
    if found := _EXCUSED.match(plain):
        return EXCUSED, text[found.end() :]
    if (found := _SUBSTITUTE.match(plain)) and found.end() < len(text):
        rest = text[found.end() :]
        return SUBSTITUTE, rest[: _END.search(shadow(rest)).start()] if _ends(rest) else rest
    return COMMENT, text


def _ends(rest):
    return bool(_END.search(shadow(rest)))


def person(text):
    """Return ``(name, post)`` of a substitute, from what was typed in one line.

    >>> person("Nguyễn Văn An, Phó Giám đốc"), person("Lò Thị Bình - PCT UBND xã"), person("An")
    (('Nguyễn Văn An', 'Phó Giám đốc'), ('Lò Thị Bình', 'PCT UBND xã'), ('An', ''))
    >>> person("Phó Giám đốc Trần Văn Cường"), person("Trần Văn Cường (Phó Giám đốc)")
    (('Phó Giám đốc Trần Văn Cường', ''), ('Trần Văn Cường', 'Phó Giám đốc'))
    """
    text = clean(text).strip(" ,;.-")
    if text.endswith(")") and "(" in text:
        name, _bracket, post = text[:-1].rpartition("(")
        return name.strip(), post.strip()
    parts = re.split(r"\s*[,;:]\s*|\s+-\s+", text, maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else ""
