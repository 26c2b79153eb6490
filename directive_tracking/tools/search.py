"""What people type into the one search box, made ready to be looked for."""

import re

# A folded copy of a number, in SQL; `number_key` is the same in Python. "Đ" is the only letter
# with a mark that numbers of documents hold. An index stands on this very expression.
NUMBER_KEY_SQL = "lower(regexp_replace(translate({column}, 'Đđ', 'Dd'), '[^0-9A-Za-z]', '', 'g'))"
NUMBER_INDEX = f"USING gin (({NUMBER_KEY_SQL.format(column='number')}) gin_trgm_ops)"

_NOT_KEY = re.compile(r"[^0-9A-Za-z]")
_PIECE_OF_NUMBER = re.compile(r"\d|[/-]")


def number_key(text):
    """The letters and digits of a document's number, whatever stands between them.

    >>> number_key("128/QĐ-UBND") == number_key("128 qd ubnd") == number_key("128QĐUBND")
    True
    """
    return _NOT_KEY.sub("", (text or "").replace("Đ", "D").replace("đ", "d")).lower()


def number_pattern(text):
    """The pattern of the keys of the numbers that hold ``text``, None if it is no part of a number.

    A number of one or two signs is looked for where numbers begin, as an index finds it there.

    >>> number_pattern("128/QĐ"), number_pattern("05"), number_pattern("báo cáo")
    ('%128qd%', '05%', None)
    """
    key = number_key(text)
    if not key or not _PIECE_OF_NUMBER.search(text):
        return None
    return f"%{key}%" if len(key) > 2 else f"{key}%"


def words_pattern(text):
    """The words in their order, with anything in between.

    >>> words_pattern("  nhà   dột nát ")
    'nhà%dột%nát'
    """
    return "%".join((text or "").split())
