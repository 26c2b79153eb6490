"""Answers to questions as text, each kind in one form that sorts, adds up and reads back.

Numbers are read as they are written in Vietnam: a point groups thousands, a comma begins the
decimals. They are kept without groups, so that what is read back is the same number.
"""

import re
from datetime import date, datetime
from decimal import Decimal

TEXT, NUMBER, YES_NO, DATE, CHOICE = "text", "number", "yes_no", "date", "choice"
YES, NO = "yes", "no"
MOST_DIGITS = 18
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?")
_PLAIN = re.compile(r"[+-]?\d+([.,]\d+)?")
_DAY_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")


class Unreadable(ValueError):
    """The text is no answer of this kind."""


def canonical(kind, text, choices=()):
    """Return ``text`` in the one form in which an answer of ``kind`` is kept; "" for no answer.

    :param choices: the texts that an answer by choice may have
    :raises Unreadable: if it is no such answer

    >>> [canonical(NUMBER, text) for text in ("1.234", "1.234,50", "1.5", "0,125", "-3", " 12 ", "")]
    ['1234', '1234,5', '1,5', '0,125', '-3', '12', '']
    >>> canonical(DATE, "5/3/2027"), canonical(DATE, "2027-03-05"), canonical(YES_NO, "yes")
    ('2027-03-05', '2027-03-05', 'yes')
    >>> canonical(TEXT, "  None so far. \\n"), canonical(CHOICE, "High", ("Low", "High"))
    ('None so far.', 'High')
    >>> for kind, text in ((NUMBER, "about 5"), (NUMBER, "1,234.5"), (DATE, "soon"), (YES_NO, "maybe")):
    ...     try: canonical(kind, text)
    ...     except Unreadable: print(kind, "cannot be", text)
    number cannot be about 5
    number cannot be 1,234.5
    date cannot be soon
    yes_no cannot be maybe
    """
    text = (text or "").strip()
    if not text or kind == TEXT:
        return text
    if kind == NUMBER:
        return _canonical_number(text)
    if kind == DATE:
        return _canonical_day(text)
    allowed = {YES_NO: (YES, NO), CHOICE: tuple(choices)}.get(kind, ())
    if text not in allowed:
        raise Unreadable(text)
    return text


def _canonical_number(text):
    text = re.sub(r"\s", "", text)
    if _GROUPED.fullmatch(text):
        text = text.replace(".", "")
    elif not _PLAIN.fullmatch(text):
        raise Unreadable(text)
    if sum(sign.isdigit() for sign in text) > MOST_DIGITS:
        raise Unreadable(text)
    return _written(Decimal(text.replace(",", ".")))


def _written(number):
    """Return ``number`` without groups and needless zeros.

    >>> _written(Decimal("1200.500")), _written(Decimal("-0.0")), _written(Decimal("1E+3"))
    ('1200,5', '0', '1000')
    """
    if not number:
        return "0"
    return f"{number.normalize():f}".replace(".", ",")


def _canonical_day(text):
    for form in _DAY_FORMS:
        try:
            day = datetime.strptime(text, form).date()  # noqa: DTZ007 (a day has no time zone)
        except ValueError:
            continue
        if date(1900, 1, 1) <= day <= date(2199, 12, 31):
            return day.isoformat()
    raise Unreadable(text)


def number_of(value):
    """Return the number of a kept answer, or None for no answer.

    >>> number_of("1234,5"), number_of("")
    (Decimal('1234.5'), None)
    """
    return Decimal(value.replace(",", ".")) if value else None


def kept_number(number):
    """Return ``number`` of any kind in the form in which answers are kept; "" for none.

    >>> kept_number(91.67), kept_number(0), kept_number(None)
    ('91,67', '0', '')
    """
    return "" if number is None else _written(Decimal(str(number)))


def decimals_of(numbers):
    """Return how many decimals the most exact of ``numbers`` has: those of one column have as many.

    >>> decimals_of([Decimal(100), Decimal("94.12")]), decimals_of([Decimal("1E+3")]), decimals_of([])
    (2, 0, 0)
    """
    return max((len(_written(one).partition(",")[2]) for one in numbers), default=0)


def number_in_words(number, least=0):
    """Return ``number`` as people read it, thousands grouped, with at least ``least`` decimals.

    >>> number_in_words(Decimal("1234567.5")), number_in_words(Decimal("-12")), number_in_words(0)
    ('1.234.567,5', '-12', '0')
    >>> number_in_words(Decimal(100), 2)
    '100,00'
    """
    whole, _comma, decimals = _written(Decimal(number)).partition(",")
    decimals = decimals.ljust(least, "0")
    grouped = f"{int(whole):,}".replace(",", ".")
    if whole.startswith("-") and not grouped.startswith("-"):
        grouped = f"-{grouped}"
    return f"{grouped},{decimals}" if decimals else grouped
