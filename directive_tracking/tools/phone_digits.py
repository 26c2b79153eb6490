"""Digits of telephone numbers as people write and paste them."""

import re
import unicodedata

# Separators: all blanks and dashes, invisible direction marks, and these.
_SIGNS = "().·•'’`"
_SKIPPED = ("Zs", "Pd", "Cf", "Cc")
_FRACTION = re.compile(r"^(\d{9,12})\.0$")  # a number that passed through a table of numbers
_HOME_ZERO = re.compile(r"^(\+?84|0084)0(?=\d{9,10}$)")


def bare(raw):
    """Return ``raw`` without separators, and without the zero after "+84".

    Other characters stay: the caller checks whether it is a number.

    >>> bare("\u202a0912345678\u202c"), bare("0912\u2013345\u2013678"), bare("+84 (0)91.234-5678")
    ('0912345678', '0912345678', '+84912345678')
    >>> bare("'0912345678"), bare("0912 345 678;"), bare("０９１２345678"), bare("912345678.0")
    ('0912345678', '0912345678', '0912345678', '912345678')
    >>> bare("0912345678¹"), bare("091234567①")
    ('0912345678¹', '091234567①')
    >>> bare("+84 0912345678"), bare("84 0912 345 678"), bare("không có"), bare(None)
    ('+84912345678', '84912345678', 'khôngcó', '')
    """
    # Digits of any script are digits; the small one of a footnote is none.
    found = "".join(
        str(unicodedata.decimal(one, one)) for one in unicodedata.normalize("NFC", raw or "")
    )
    found = found.rstrip(" ;,")
    found = _FRACTION.sub(r"\1", found)
    found = "".join(
        one for one in found if one not in _SIGNS and unicodedata.category(one) not in _SKIPPED
    )
    return _HOME_ZERO.sub(r"\1", found.replace("\u2212", ""))
