"""Preparation of text from the search box."""

import re

# A folded copy of a number, in SQL; `number_key` is the same in Python. "Đ" is the only accented
# letter in document numbers. An index uses exactly this expression.
NUMBER_KEY_SQL = "lower(regexp_replace(translate({column}, 'Đđ', 'Dd'), '[^0-9A-Za-z]', '', 'g'))"
NUMBER_INDEX = f"USING gin (({NUMBER_KEY_SQL.format(column='number')}) gin_trgm_ops)"

_NOT_KEY = re.compile(r"[^0-9A-Za-z]")
_PIECE_OF_NUMBER = re.compile(r"\d|[/-]")


def number_key(text):
    """Return the letters and digits of a document's number, without separators.

    >>> number_key("128/QĐ-UBND") == number_key("128 qd ubnd") == number_key("128QĐUBND")
    True
    """
    return _NOT_KEY.sub("", (text or "").replace("Đ", "D").replace("đ", "d")).lower()


def number_pattern(text):
    """Return a pattern for keys of numbers with ``text``, None if it cannot be part of one.

    One or two characters are matched only at the start, where an index can be used.

    >>> number_pattern("128/QĐ"), number_pattern("05"), number_pattern("báo cáo")
    ('%128qd%', '05%', None)
    """
    key = number_key(text)
    if not key or not _PIECE_OF_NUMBER.search(text):
        return None
    return f"%{key}%" if len(key) > 2 else f"{key}%"


def words_pattern(text):
    """Return a pattern for the words in order, with anything in between.

    >>> words_pattern("  nhà   dột nát ")
    'nhà%dột%nát'
    """
    return "%".join((text or "").split())
