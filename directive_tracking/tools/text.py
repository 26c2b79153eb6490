"""Normalisation of typed Vietnamese text."""

import html
import re
import unicodedata
from functools import lru_cache

_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
_HEAP = re.compile("(?<=[\u0300-\u036f]{4})[\u0300-\u036f]+")
_NOT_ALPHANUMERIC = re.compile(r"[^0-9a-z]+")
# Tone marks: grave, acute, tilde, hook above, dot below.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# Capital letters, for a set in a pattern: a range of letters from À on holds small ones as well.
CAPITALS = "A-ZĐ" + "".join(
    unicodedata.normalize("NFC", letter + tone)
    for letter in "AĂÂEÊIOÔƠUƯY"
    for tone in ("", *_TONES)
)


def clean(text):
    """Return one line of NFC text: no zero-width characters, HTML entities decoded.

    >>> clean("  So\\u031b\\u0309\\xa0NN&amp;MT\\n ")
    'Sở NN&MT'
    """
    return _BLANKS.sub(" ", clean_lines(text)).strip()


def clean_lines(text):
    """Like clean(), but keep line breaks, because they separate names in a cell."""
    if not text:
        return ""
    if "&" in text:
        # Twice, because exports may be encoded twice; "NN&GT" is not an entity.
        text = _ENTITY.sub(_decode, _ENTITY.sub(_decode, text))
    text = unicodedata.normalize("NFC", without_stacked_marks(text)).translate(_ZERO_WIDTH)
    lines = (_BLANKS.sub(" ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _decode(match):
    return html.unescape(match.group())


def without_stacked_marks(text):
    """Return ``text`` with four marks on a letter at most: more is no writing, but keeps readers busy.

    >>> len(without_stacked_marks("a" + "\u0323" * 9)), without_stacked_marks("Họp")
    (5, 'Họp')
    """
    return text if text.isascii() else _HEAP.sub("", text)


def shadow(text):
    """Return plain lower-case letters, with the same number of characters as the text.

    Patterns are matched in the shadow; the match is then cut from the text itself.

    >>> shadow("Đợt 1: Quý I/2026")
    'dot 1: quy i/2026'
    """
    return text.translate(_PLAIN)


class _Plain(dict):
    """Plain signs by code point: what is not among them is looked up each time, and not kept."""

    def __missing__(self, code):
        return _plain_sign(chr(code))


def _plain_sign(sign):
    sign = sign.lower()[0]
    if sign.isascii():
        return sign
    if sign == "đ":
        return "d"
    if sign in "–—−‐‑":
        return "-"
    plain = unicodedata.normalize("NFD", sign)[0]
    return " " if plain.isspace() or unicodedata.combining(plain) else plain


# Latin letters, tone marks, dashes and blanks: all that Vietnamese texts are made of.
_COMMON = (range(0x0250), range(0x0300, 0x0370), range(0x1E00, 0x1F00), range(0x2000, 0x2070))
_PLAIN = _Plain({code: _plain_sign(chr(code)) for part in _COMMON for code in part})
_SHORT = 200  # characters


def fold(text):
    """Return the text without case, diacritics, punctuation or double blanks.

    >>> fold("  UBND  ĐẶC KHU Phú-Quốc ")
    'ubnd dac khu phu quoc'
    >>> fold("Sở NN&MT") == fold("SỞ NN & MT")
    True
    >>> fold(None)
    ''
    """
    text = text or ""
    return _fold_known(text) if len(text) <= _SHORT else _fold(text)


def _fold(text):
    plain = shadow(unicodedata.normalize("NFC", text).translate(_ZERO_WIDTH))
    return _NOT_ALPHANUMERIC.sub(" ", plain).strip()


# Statuses, agencies and names of columns come again and again; whole documents are not kept.
_fold_known = lru_cache(maxsize=4096)(_fold)


def tone_blind(text):
    """Return lower case with diacritics, independent of the position of tone marks.

    >>> tone_blind("Hòa Bình") == tone_blind("HOÀ BÌNH")
    True
    >>> tone_blind("Tân Ân") == tone_blind("Tân An")
    False
    """
    return " ".join(_tone_last(word) for word in clean(text).lower().split())


def _tone_last(word):
    signs = unicodedata.normalize("NFD", word)
    tones = "".join(sign for sign in signs if sign in _TONES)
    return "".join(sign for sign in signs if sign not in _TONES) + tones


_COMMITTEE = re.compile(
    r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân) (?=xã|phường|đặc khu)", re.IGNORECASE
)
_UNITS = {"xã": "Xã", "phường": "P.", "đặc khu": "ĐK"}


def brief_name(name):
    """Return a short name of an agency for narrow lists, without common parts.

    >>> brief_name("Ủy ban nhân dân phường Lào Cai"), brief_name("UBND xã Y Tý")
    ('P. Lào Cai', 'Xã Y Tý')
    >>> brief_name("UBND đặc khu Phú Quốc"), brief_name("Văn phòng UBND tỉnh")
    ('ĐK Phú Quốc', 'Văn phòng UBND tỉnh')
    """
    bare = (
        _COMMITTEE.sub("", clean(name), count=1) if _COMMITTEE.match(clean(name)) else clean(name)
    )
    for word, brief in _UNITS.items():
        if bare.lower().startswith(f"{word} "):
            return brief + bare[len(word) :]
    return bare
