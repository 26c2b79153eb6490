"""What stands on an administrative document: text only, in the order of Appendix I of Decree 30/2020/NĐ-CP.

All texts are text: signs that no document may hold are left out (:func:`plain`), and nothing in them
is read as a field, a link or a macro.
"""

import unicodedata
from dataclasses import dataclass, field
from datetime import date as Date

LEFT, CENTRE, RIGHT, BOTH = "left", "centre", "right", "both"
# Signs that turn the direction of reading: a number could be shown backwards.
_TURNING = {
    *"\u061c\u200e\u200f",
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2066, 0x206A)),
}


@dataclass(frozen=True)
class Line:
    """A paragraph of the body that differs from running text."""

    text: str
    bold: bool = False
    italic: bool = False
    align: str = BOTH
    indented: bool = True


class Led(str):
    """The text of a cell that begins with ``lead``, in bold.

    >>> led = Led("Chairman, ", "his deputies"); led, led.lead
    ('Chairman, his deputies', 'Chairman, ')
    """

    def __new__(cls, lead, rest=""):
        text = super().__new__(cls, plain(f"{lead}{rest}"))
        text.lead = plain(lead)
        return text


@dataclass(frozen=True)
class Column:
    """A column of a table; widths are relative to each other."""

    title: str
    width: float = 1.0
    align: str = LEFT


@dataclass(frozen=True)
class Table:
    """A table whose heading is repeated on each page; a row of one cell spans all columns."""

    columns: tuple
    rows: tuple
    # Captions above those of the columns: (row, column, rows, columns, title), and their rows.
    heads: tuple = ()
    depth: int = 1
    size: float = 12  # points, the largest
    least_size: float = 0  # down to which it may shrink where words would be torn; 0: it does not
    turned: bool = False  # captions of narrow columns read upwards
    total: tuple = ()  # a last row, bold
    joined: int = 0  # first columns in which None goes on the cell above


@dataclass(frozen=True)
class Signature:
    """Who signs: the lines of authority and post ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), and the name.

    ``note`` stands below the post in italics, as "(Ký, ghi rõ họ tên)".
    """

    posts: tuple = ()
    name: str = ""
    note: str = ""


@dataclass(frozen=True)
class Annex:
    """A table on pages of its own after the signature, across the page where it is wide."""

    title: tuple  # lines, centred, the first one bold
    table: Table
    landscape: bool = True
    below: tuple = ()


@dataclass(frozen=True)
class Paper:
    """One document.

    Without ``kind`` it is an official letter (công văn): ``subject`` then stands below the number
    as "V/v …". ``body`` holds texts, :class:`Line` and :class:`Table`. ``copies`` are the lines of
    "Nơi nhận". ``signers`` sign side by side below the body, as on a receipt or minutes. Of a paper
    that bears no number at all, ``number`` is None. ``landscape`` turns the page for wide tables;
    ``annexes`` follow on pages of their own.
    """

    issuer: str
    subject: str
    above: str = ""
    number: str | None = ""
    place: str = ""
    day: Date | None = None
    kind: str = ""
    recipients: tuple = ()
    body: tuple = ()
    signers: tuple = ()
    signature: Signature = field(default_factory=Signature)
    copies: tuple = ()
    landscape: bool = False
    annexes: tuple = ()


def plain(text):
    """Return ``text`` as a document may hold it: NFC, no control signs but line breaks.

    >>> plain("So\\u031b\\u0309 Nội vụ\\x00\\x1b\\r\\nhai\\tba \\u202e21")
    'Sở Nội vụ\\nhai ba 21'
    >>> plain(None), plain(12)
    ('', '12')
    """
    text = "" if text is None or text is False else str(text)
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\t", " ").replace("\x0b", "\n").replace("\u2028", "\n")
    return "".join(sign for sign in text if sign == "\n" or _is_printed(sign))


def _is_printed(sign):
    is_mark = unicodedata.category(sign) in ("Cc", "Cs", "Cn")
    return not is_mark and sign not in _TURNING and sign != "\ufeff"


def day_in_words(day, place=""):
    """Return place and date as the Decree writes them: days below 10 and months 1 and 2 with a zero.

    >>> day_in_words(Date(2026, 2, 5), "Lào Cai"), day_in_words(Date(2026, 11, 28))
    ('Lào Cai, ngày 05 tháng 02 năm 2026', 'ngày 28 tháng 11 năm 2026')
    >>> day_in_words(Date(2026, 3, 9)), day_in_words(None)
    ('ngày 09 tháng 3 năm 2026', 'ngày      tháng      năm')
    """
    words = "ngày      tháng      năm"
    if day:
        month = f"{day.month:02}" if day.month < 3 else day.month
        words = f"ngày {day.day:02} tháng {month} năm {day.year}"
    return f"{place}, {words}" if place else words


def number_in_words(number):
    """Return the line of number and symbol; a number below 10 gets a zero before it.

    >>> number_in_words("7/VPUBND-TH"), number_in_words("128/QĐ-UBND"), number_in_words("")
    ('Số: 07/VPUBND-TH', 'Số: 128/QĐ-UBND', 'Số:         ')
    """
    first, slash, rest = number.partition("/")
    if first.isdigit() and len(first) == 1:
        first = f"0{first}"
    return f"Số: {first}{slash}{rest}" if number else "Số:         "


def listed(texts):
    """Return the lines of a list: a dash before each, a semicolon after, at last a full stop.

    >>> listed(["Như trên", "Lưu: VT, TH"])
    ['- Như trên;', '- Lưu: VT, TH.']
    """
    last = len(texts) - 1
    return [f"- {text}{'.' if index == last else ';'}" for index, text in enumerate(texts)]
