"""Texts in a form that trigrams compare, in Python and the same in SQL.

PostgreSQL compares letters without their diacritics only where both texts are folded alike.
"""

import unicodedata

from .text import fold

LEAST, USUAL, MOST = 30, 60, 100  # percent from which texts are alike
# Texts that share that many trigrams cannot differ more in length; repeated words allow a little.
SLACK = 0.7

_BASES = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_LETTERS = [unicodedata.normalize("NFC", one + tone) for one in _BASES for tone in _TONES] + ["đ"]
_ACCENTED = "".join(one + one.upper() for one in _LETTERS if not one.isascii())
_PLAIN = "".join(fold(one) for one in _ACCENTED)


def likeness_key(text):
    """Return ``text`` as it is compared.

    >>> likeness_key("Báo cáo KẾT QUẢ, giải phóng mặt bằng")
    'bao cao ket qua giai phong mat bang'
    """
    return fold(text)


def likeness_key_sql(column):
    """Return the SQL that folds ``column``, for rows that are written without the ORM.

    >>> likeness_key_sql("name")[:29]
    "lower(translate(name, 'àÀảẢãÃ"
    """
    return f"lower(translate({column}, '{_ACCENTED}', '{_PLAIN}'))"


def lengths(key, percent):
    """Return the least and the greatest length of a text that can be so alike.

    >>> lengths("a" * 100, 60)
    (42, 238)
    """
    share = percent / 100 * SLACK
    return int(len(key) * share), int(len(key) / share)
