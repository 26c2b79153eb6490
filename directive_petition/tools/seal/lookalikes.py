"""Signs that look like the letters and digits of a name: of other scripts, in circles, with marks.

Whoever wants to get a name past the scanner writes it so that a person still reads it. The table
holds what fonts draw alike, as the Unicode report on confusable signs (UTS 39) lists them for the
letters that Vietnamese names are written with.
"""

import unicodedata

from odoo.addons.directive_tracking.tools.text import CAPITALS

# Each pair: what is written, and as what it is read.
_ALIKE = (
    # Cyrillic
    ("аеорсухіјѕһԁԛԝӏпткмнвгдли", "aeopcyxijshdqwlntkmhbrdlu"),
    ("АВЕКМНОРСТУХІЈЅҮԌԜԚҺ", "ABEKMHOPCTYXIJSYGWQh"),
    # Greek
    ("αβεικνορτυχγηωςδ", "abeikvoptuxynwcd"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
    # Armenian
    ("օսհոցյքլ", "ouhngjpl"),
    # Cherokee
    ("ᎪᏴᏟᎠᎬᏀᎻᏆᎫᏦᏞᎷᏢᎡᏚᎢᏙᏔᏃᎥ", "ABCDEGHIJKLMPRSTVWZi"),
    # Lisu
    ("ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ", "ABCDEFGHIJKLMNOPRSTUVWXYZ"),
    # Latin, small capitals and letters with a bar or hook
    ("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "ABCDEFGHIJKLMNOPRSTUVWYZ"),
    ("ɑɡıɩøłħŧɗƌðƀɓƙƚɨʉƴƶƒʋɵ", "agiiolhtdddbbkliuyzfvo"),
    ("ØŁĦŦƊÐɃƁƘȽƗɄƳƵƑƟ", "OLHTDDBBKLIUYZFO"),
)
_TABLE = {
    ord(one): as_one for alike, read in _ALIKE for one, as_one in zip(alike, read, strict=True)
}
_FILLERS = "\u115f\u1160\u3164\uffa0\u2800"  # blanks that count as letters or signs
_ROWS = (0x1F130, 0x1F150, 0x1F170, 0x1F1E6)  # rows of capitals in squares, circles and flags
_TABLE |= {row + n: chr(ord("A") + n) for row in _ROWS for n in range(26)}
_TABLE |= dict.fromkeys(map(ord, _FILLERS))
_LETTERS = CAPITALS.replace("A-Z", "")
_USUAL = frozenset([*map(chr, range(128)), *_LETTERS, *_LETTERS.lower(), *"\u00a0–—‘’“”…•°²³§«»×"])


def latin(text):
    """Return what a reader takes ``text`` for, in plain letters; "" where it holds nothing unusual.

    >>> latin("Nguyеn Văn Α"), latin("Ｌý\\u200b À"), latin("０９１２ ❸④٥")
    ('Nguyen Van A', 'Ly A', '0912 345')
    >>> latin("🅛🅨 ℌ𝓪"), latin("L̶ý H͟à"), latin("Nguyễn Văn A – đã ký")
    ('LY Ha', 'Ly Ha', '')
    """
    if _USUAL.issuperset(text):
        return ""
    return "".join(map(_read, unicodedata.normalize("NFKD", text).translate(_TABLE)))


def _read(sign):
    if sign.isascii():
        return sign
    kind = unicodedata.category(sign)
    if kind in ("Mn", "Me", "Cf"):  # marks over a letter; what is not seen
        return ""
    digit = unicodedata.digit(sign, None)
    return sign if digit is None else str(digit)
