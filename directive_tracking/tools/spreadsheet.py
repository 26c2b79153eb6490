"""Text that a spreadsheet displays without executing it.

The Office exports texts of agencies: ``=HYPERLINK(...)`` would run on the Office's computer.
Programs recognise a formula by its first character, some after blanks and some in the wide forms
of East Asian keyboards; ``external:`` opens another file.

>>> [plain(text) for text in ("=1+1", "+84912345678", "-2", "@SUM(A1)", "\\t=1", "＝1", "  =1", "external:x")]
["'=1+1", "'+84912345678", "'-2", "'@SUM(A1)", "'\\t=1", "'＝1", "'  =1", "'external:x"]
>>> [plain(value) for value in ("Sở Nội vụ", "a=b", "", -2, 3.5, None, "'=1")]
['Sở Nội vụ', 'a=b', '', -2, 3.5, None, "'=1"]
"""

import re

# The wide forms are escaped because they look like the plain ones.
_SIGNS = r"=+\-@|%\t\r\n\uff1d\uff0b\uff0d\uff20"
_BLANKS = r" \xa0\u200b\u3000\ufeff"
_FORMULA = re.compile(rf"[{_BLANKS}]*([{_SIGNS}]|\{{=|(in|ex)ternal:|file:)", re.IGNORECASE)


# The letters of every document of the Office, as Decree 30/2020/NĐ-CP asks.
LETTERS = {"default_format_properties": {"font_name": "Times New Roman", "font_size": 11}}
LONGEST = 32_767  # signs in a cell; the writer leaves longer texts out and says nothing


def fitting(text):
    """Return ``text`` as long as a cell may be, with a sign where it was cut.

    >>> len(fitting("x" * 50_000)), fitting("x" * 50_000)[-2:], fitting("Họp"), fitting(None)
    (32767, 'x…', 'Họp', '')
    """
    text = text or ""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def lines_in(text, width):
    """Return about how many lines ``text`` takes in a column so many signs wide.

    >>> lines_in("Họp", 9), lines_in("Ủy ban nhân dân xã Mường Hum", 18), lines_in("", 9), lines_in("x", 0)
    (1, 2, 1, 1)
    """
    return max(1, int(-(-len(text) * 1.15 // width))) if width else 1


def plain(value):
    """Return ``value``; a text is marked so that no spreadsheet calculates it."""
    is_formula = isinstance(value, str) and _FORMULA.match(value)
    return f"'{value}" if is_formula else value
