"""The alphabets of SMS and their cost: 3GPP TS 23.038 (formerly GSM 03.38).

A message in the GSM alphabet has 160 units, or 153 in each part of a longer one; any other
character makes the whole message UCS-2, with 70 and 67 units (TS 23.040, section 9.2.3.24.1).

>>> count("a" * 160), count("a" * 161)
(Count(is_unicode=False, units=160, parts=1), Count(is_unicode=False, units=161, parts=2))
>>> count("đ" + "a" * 69).parts, count("đ" + "a" * 70).parts
(1, 2)
"""

import unicodedata
from typing import NamedTuple

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# Each takes an escape and a second unit.
EXTENSION = frozenset("\f^{}\\[~]|€")
_ALPHABET = BASIC | EXTENSION
SINGLE = {False: 160, True: 70}
PART = {False: 153, True: 67}

# Letters without a decomposition, and typographic characters of word processors.
REPLACEMENTS = {
    "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "₫": "VND",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "`": "'",
    "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "…": "...", "•": "-", "·": "-",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\u200b": "", "\ufeff": "",
}  # fmt: skip
_TABLE = str.maketrans(REPLACEMENTS)
# Combining marks and invisible joiners, hyphens and direction marks.
_UNSEEN = ("Mn", "Cf")


class Count(NamedTuple):
    """The cost of one text."""

    is_unicode: bool
    units: int
    parts: int


def is_gsm(text):
    """Tell whether the GSM alphabet can write ``text``.

    >>> is_gsm("Giá 5€ [à]"), is_gsm("hạn")
    (False, False)
    >>> is_gsm("Gia 5€ [à]")
    True
    """
    return _ALPHABET.issuperset(text)


def count(text):
    """Return the :class:`Count` of ``text`` without changes.

    >>> count("€" * 80).parts, count("€" * 81).parts
    (1, 2)
    """
    is_unicode = not is_gsm(text)
    return Count(is_unicode, _units(text, is_unicode), len(split(text)))


def split(text):
    """Return the parts of ``text``, without splitting escapes or surrogate pairs.

    >>> [len(part) for part in split("a" * 152 + "€" + "b" * 20)]
    [152, 21]
    >>> [len(part) for part in split("đ" * 66 + "😀" + "đ" * 10)]
    [66, 11]
    >>> split("")
    []
    """
    is_unicode = not is_gsm(text)
    if _units(text, is_unicode) <= SINGLE[is_unicode]:
        return [text] if text else []
    widths = [_width(char, is_unicode) for char in text]
    parts, start, used = [], 0, 0
    for position, width in enumerate(widths):
        if used + width > PART[is_unicode]:
            parts.append(text[start:position])
            start, used = position, 0
        used += width
    return [*parts, text[start:]]


def strip(text):
    """Return ``text`` in the GSM alphabet: Vietnamese without its marks, plain quotes and dashes.

    Any other character becomes a question mark.

    >>> strip("Đề nghị khẩn trương – “hỏa tốc”…")
    'De nghi khan truong - "hoa toc"...'
    >>> strip("5€ ☎ à"), strip("ƯỚC")
    ('5€ ? a', 'UOC')
    """
    plain = text.translate(_TABLE)
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFD", plain)
        plain = "".join(char for char in decomposed if unicodedata.category(char) not in _UNSEEN)
    return plain if is_gsm(plain) else "".join(one if is_gsm(one) else "?" for one in plain)


def prepare(text, allow_unicode, forbidden=""):
    """Return ``text`` in a form that a gateway accepts.

    NFC keeps one unit per Vietnamese letter. A forbidden character becomes a blank.

    >>> prepare("Hạn: 5 & 6", allow_unicode=False, forbidden="&")
    'Han: 5 6'
    >>> prepare("Ha\u0323n", allow_unicode=True) == "Hạn"
    True
    """
    text = unicodedata.normalize("NFC", text) if allow_unicode else strip(text)
    for char in forbidden:
        text = text.replace(char, " ")
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())


def fit(text, max_parts, keep=""):
    """Return ``text`` cut at a word to ``max_parts`` parts, with ``keep`` kept whole.

    >>> fit("one two three", 1)
    'one two three'
    >>> short = fit("word " * 40 + "https://x.vn/1", 1, keep="https://x.vn/1")
    >>> short[-22:], count(short).parts
    ('word... https://x.vn/1', 1)
    """
    if len(split(text)) <= max_parts:
        return text
    head, found, tail = text.partition(keep) if keep else (text, "", "")
    tail = f" {keep}" if found else ""
    words = head.split(" ")
    while words and len(split(_cut(words, tail))) > max_parts:
        words.pop()
    return _cut(words, tail) if words else _cut_inside(head, tail, max_parts)


def _cut(words, tail):
    return " ".join(words).rstrip(" ,;:.-") + "..." + tail


def _cut_inside(head, tail, max_parts):
    """Cut a text whose first word is too long."""
    while head and len(split(head + tail)) > max_parts:
        head = head[:-1]
    return (head + tail).strip()


def _units(text, is_unicode):
    """Return the number of units of ``text``: the sum of :func:`_width` over its characters."""
    if is_unicode:
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
    return len(text) + sum(map(text.count, EXTENSION))


def _width(char, is_unicode):
    if is_unicode:
        return 2 if ord(char) > 0xFFFF else 1
    return 2 if char in EXTENSION else 1
