"""The place in the heading of what a body prints (Decree 30/2020/NĐ-CP, appendix I)."""

import re

from odoo.addons.directive_tracking.tools.text import clean

_BODY = re.compile(
    r"^(?P<body>UBND|HĐND|Uỷ ban nhân dân|Ủy ban nhân dân)\s+"
    r"(?P<area>(?:tỉnh|thành phố|xã|phường|đặc khu)\s+(?P<place>.+))$",
    re.IGNORECASE,
)

_FOR_ANOTHER = re.compile(r"^(?:KT|TM|TL|TUQ|Q)\.\s*", re.IGNORECASE)
# What the head of a body is called, by the word with which its name begins.
_HEADS = (
    ("sở", "Giám đốc"),
    ("ban", "Trưởng ban"),
    ("chi cục", "Chi cục trưởng"),
    ("thanh tra", "Chánh Thanh tra"),
)


def place_of(name):
    """Return the place of a body, or nothing where its name does not say one.

    >>> place_of("UBND xã Y Tý"), place_of("Ủy ban nhân dân phường Lào Cai"), place_of("Sở Y tế")
    ('Y Tý', 'Lào Cai', '')
    """
    found = _BODY.match(clean(name))
    return found["place"] if found else ""


def in_two_lines(name):
    """Return the heading of a body that names none above it: what it is, and of which place.

    People's councils and committees stand for themselves; other names give nothing.

    >>> in_two_lines("UBND xã Y Tý"), in_two_lines("Sở Y tế")
    ('Ủy ban nhân dân\\nxã Y Tý', '')
    """
    found = _BODY.match(clean(name))
    if not found:
        return ""
    is_council = found["body"].upper() == "HĐND"
    return f"{'Hội đồng' if is_council else 'Ủy ban'} nhân dân\n{found['area']}"


def whole_name(name):
    """Return the name of a body as a document writes it out.

    >>> whole_name("UBND xã Y Tý"), whole_name("Sở Y tế")
    ('Ủy ban nhân dân xã Y Tý', 'Sở Y tế')
    """
    return in_two_lines(name).replace("\n", " ") or clean(name)


def head_of(name):
    """Return what the head of a body is called, or nothing where its name does not say.

    >>> head_of("Sở Y tế"), head_of("Thanh tra tỉnh"), head_of("Công an tỉnh")
    ('Giám đốc', 'Chánh Thanh tra', '')
    """
    words = clean(name).lower()
    return next((head for word, head in _HEADS if words.startswith(f"{word} ")), "")


def authority(post, body):
    """Return who decides, as it stands above the legal basis: the head's post and the body.

    :param str post: the first line above the signature, with or without "KT." or "TM."
    :param str body: the name of the body, written out

    >>> authority("KT. CHỦ TỊCH", "Ủy ban nhân dân xã Y Tý")
    'CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ Y TÝ'
    >>> authority("TM. ỦY BAN NHÂN DÂN", "Ủy ban nhân dân tỉnh X")
    'ỦY BAN NHÂN DÂN TỈNH X'
    >>> authority("CHÁNH THANH TRA", "Thanh tra tỉnh")
    'CHÁNH THANH TRA TỈNH'
    """
    posts = _FOR_ANOTHER.sub("", clean(post)).upper().split()
    words = clean(body).upper().split()
    shared = (size for size in range(len(words), 0, -1) if posts[-size:] == words[:size])
    return " ".join([*posts, *words[next(shared, 0) :]])
