"""Vietnamese typed before Unicode, when the font determined the letter for a code.

Old files contain the codes of TCVN 5712 ("ABC" fonts: .VnTime, .VnArialH) or of VNI-Windows
(VNI-Times) as Western letters. Only the font name determines the visible text.
"""

import re
import unicodedata

from ...text import without_stacked_marks
from .symbol_fonts import SYMBOLS, WINGDINGS

# TCVN 5712:1993, table VN3: code -> letter.
TCVN = {
    **dict(zip(range(0xA1, 0xAF), "ĂÂÊÔƠƯĐăâêôơưđ", strict=True)),
    **dict(zip(range(0xB5, 0xBA), "àảãáạ", strict=True)),
    **dict(zip(range(0xBB, 0xBF), "ằẳẵắ", strict=True)),
    **dict(zip(range(0xC6, 0xCD), "ặầẩẫấậè", strict=True)),
    **dict(zip(range(0xCE, 0xD9), "ẻẽéẹềểễếệìỉ", strict=True)),
    **dict(zip(range(0xDC, 0xE0), "ĩíịò", strict=True)),
    **dict(zip(range(0xE1, 0xF0), "ỏõóọồổỗốộờởỡớợù", strict=True)),
    **dict(zip(range(0xF1, 0xFF), "ủũúụừửữứựỳỷỹýỵ", strict=True)),
}
# VNI-Windows: a letter, then a character for its marks; a few letters have their own character.
_VNI_ALONE = dict(zip("ôöñìíæóòî", "ơưđìíỉĩịỵ", strict=True))
_TONES = dict(zip("øùûõï", "\u0300\u0301\u0309\u0303\u0323", strict=True))
_BREVE, _CIRCUMFLEX = "\u0306", "\u0302"
_VNI_MARKS = {
    **_TONES,
    "â": _CIRCUMFLEX,
    **{
        sign: _CIRCUMFLEX + tone
        for sign, tone in zip("àáåãä", "\u0300\u0301\u0309\u0303\u0323", strict=True)
    },
    "ê": _BREVE,
    **{
        sign: _BREVE + tone
        for sign, tone in zip("èéúüë", "\u0300\u0301\u0309\u0303\u0323", strict=True)
    },
}
_VNI_SIGN = "".join(_VNI_MARKS)
_VNI_LETTER = re.compile(
    rf"([aeouyôö])([{_VNI_SIGN}])|[{''.join(_VNI_ALONE)}]", re.IGNORECASE | re.UNICODE
)
# A Unicode letter that is not a code of the old fonts: the text is new.
_UNICODE_LETTER = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]")
_TCVN_FONT = re.compile(
    r"\.vn.*|vn(?:time|arial|avant|helvet|book|courier|southern|aristote)h?", re.IGNORECASE
)
_VNI_FONT = re.compile(r"vni[-_ .]?[a-z].*", re.IGNORECASE)
_PRIVATE_CODES = {0xF000 + code: code for code in range(0x20, 0x100)}


def to_unicode(text, font_name):
    """Return the visible text for this font; unchanged for a modern font.

    >>> to_unicode("Rµ so¸t quy ho¹ch chî", ".VnTime"), to_unicode("ñy ban", ".VnTimeH")
    ('Rà soát quy hoạch chợ', 'ỦY BAN')
    >>> to_unicode("Sôû Noäi vuï, UÛy ban", "VNI-Times"), to_unicode("h­íng", ".VnTime")
    ('Sở Nội vụ, Ủy ban', 'hướng')
    >>> to_unicode("Sở Nội vụ", ".VnTime"), to_unicode("à la carte", "Times New Roman")
    ('Sở Nội vụ', 'à la carte')
    >>> to_unicode("\\uf0b3 2%", "Symbol")
    '≥ 2%'
    """
    kind = encoding(font_name)
    return decode(text, kind) if text and kind else text or ""


def encoding(font_name):
    """Return the encoding of the font: tcvn, tcvn_capitals, vni, symbol, wingdings or None.

    >>> encoding(".VnTimeH"), encoding(".VnArial"), encoding("VNI-Helve"), encoding("Arial")
    ('tcvn_capitals', 'tcvn', 'vni', None)
    """
    name = (font_name or "").strip().strip("'\"")
    if _TCVN_FONT.fullmatch(name):
        return "tcvn_capitals" if name[-1] in "hH" else "tcvn"
    if _VNI_FONT.fullmatch(name):
        return "vni"
    lower = name.lower()
    return lower if lower == "symbol" else "wingdings" if lower.startswith("wingdings") else None


def decode(text, kind):
    """Return the text for codes of one `encoding`."""
    text = unicodedata.normalize("NFC", without_stacked_marks(text))
    if kind in ("symbol", "wingdings"):
        return _from_symbols(text, kind)
    text = text.translate(_PRIVATE_CODES)
    if _UNICODE_LETTER.search(text):
        return text
    if kind == "vni":
        return _VNI_LETTER.sub(_vni_letter, text)
    shown = text.translate(TCVN)
    return shown.upper() if kind == "tcvn_capitals" else shown


def decode_pieces(pieces):
    """Return the text of (text, encoding or None) pieces in order.

    Neighbours of one encoding are decoded together: a letter and its mark may be in two runs.

    >>> decode_pieces([("Rà ", None), ("soa", "vni"), ("ùt", "vni"), (" chî", "tcvn")])
    'Rà soát chợ'
    """
    shown, waiting, kind = "", "", None
    for text, own in (*pieces, ("", None)):
        if own != kind:
            shown += decode(waiting, kind) if kind else waiting
            waiting, kind = "", own
        waiting += text
    return shown + waiting


def _vni_letter(match):
    """
    >>> _vni_letter(_VNI_LETTER.match("AÄ")), _vni_letter(_VNI_LETTER.match("öï"))
    ('Ậ', 'ự')
    """
    base, mark = match[1] or match[0], match[2] or ""
    letter = _VNI_ALONE.get(base.lower(), base.lower())
    letter = unicodedata.normalize("NFC", letter + _VNI_MARKS.get(mark.lower(), ""))
    return letter.upper() if base.isupper() else letter


def _from_symbols(text, kind):
    """Greek, symbols and pictures; a picture without a Unicode character is not text."""
    table = SYMBOLS if kind == "symbol" else WINGDINGS
    rest = {code: None for code in _PRIVATE_CODES}
    private = {0xF000 + code: sign for code, sign in table.items()}
    return text.translate({**rest, **private, **(table if kind == "symbol" else {})})
