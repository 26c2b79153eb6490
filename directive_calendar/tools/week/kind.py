"""What kind of entry a wording speaks of, where it is no meeting."""

import re

from odoo.addons.directive_tracking.tools.text import fold

# Reception days have rules of their own: their kind is chosen, never guessed.
_KINDS = (
    ("visit", r"(?:di )?(?:kiem tra|khao sat|tham|vieng|co so)\b"),
    (
        "other",
        r"(?:lam viec tai (?:co quan|tru so|phong)|nghi|truc|(?:di )?cong tac (?:tai|ngoai|o|nuoc)"
        r"|ban|lich (?:rieng|ca nhan)|viec rieng|kham suc khoe)\b",
    ),
)


def kind_of(text):
    """Return the kind of an entry that is no meeting, else None.

    >>> [kind_of(text) for text in ("Làm việc tại cơ quan", "Đi cơ sở tại xã Y Tý", "Trực lãnh đạo")]
    ['other', 'visit', 'other']
    >>> kind_of("Họp giao ban"), kind_of("Nghiệm thu"), kind_of("Ban hành quy chế: họp"), kind_of("")
    (None, None, None, None)
    """
    plain = fold(text)
    found = (kind for kind, words in _KINDS if re.match(words, plain))
    return next((kind for kind in found if not plain.startswith("ban hanh")), None)
