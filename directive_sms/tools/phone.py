"""Vietnamese telephone numbers that can receive an SMS.

Mobile numbers of eleven digits became ten on 15 September 2018 (Decision 798/QĐ-BTTTT); address
books still contain the old ones, which `phonenumbers` rejects.

>>> normalize("0162 912 3456")
'+84329123456'
>>> normalize("+84 (0)91.234-5678"), normalize("0084912345678"), normalize("84912345678")
('+84912345678', '+84912345678', '+84912345678')
"""

import functools
import re

import phonenumbers

from odoo.addons.directive_tracking.tools.phone_digits import bare

REGION = "VN"
# Old national prefix -> new one; the last seven digits stay.
MOVED = {
    "120": "70", "121": "79", "122": "77", "126": "76", "128": "78",
    "123": "83", "124": "84", "125": "85", "127": "81", "129": "82",
    "162": "32", "163": "33", "164": "34", "165": "35", "166": "36",
    "167": "37", "168": "38", "169": "39",
    "186": "56", "188": "58", "199": "59",
}  # fmt: skip
MISSING, SEVERAL, INVALID, NOT_MOBILE = "missing", "several", "invalid", "not_mobile"
LONGEST = 15  # digits of a number (ITU-T E.164)
_MOBILE_TYPES = (
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
)


class PhoneError(ValueError):
    """A number that cannot receive an SMS; ``code`` is the reason."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


@functools.lru_cache(4096)  # called twice per message
def normalize(raw):
    """Return ``raw`` as an E.164 mobile number, or raise :class:`PhoneError`.

    >>> [why(number) for number in ("", "0912345678; 0987654321", "12345", "024 3825 1234", "O912345678")]
    ['missing', 'several', 'invalid', 'not_mobile', 'invalid']
    """
    if not raw or not raw.strip():
        raise PhoneError(MISSING)
    runs = re.findall(r"\d{8,}", bare(raw))
    if len(runs) > 1 or any(len(run) > LONGEST for run in runs):
        raise PhoneError(SEVERAL)
    try:
        number = phonenumbers.parse(_migrate(_digits(raw)), REGION)
    except phonenumbers.NumberParseException as error:
        raise PhoneError(INVALID) from error
    if not phonenumbers.is_valid_number(number):
        raise PhoneError(INVALID)
    if phonenumbers.number_type(number) not in _MOBILE_TYPES:
        raise PhoneError(NOT_MOBILE)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def as_typed(raw):
    """Return ``raw`` in E.164 form without validation: a person has confirmed it.

    >>> as_typed("0521 234 567"), as_typed("+84 89 123 4567")
    ('+84521234567', '+84891234567')
    >>> as_typed("nobody")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    PhoneError: invalid
    """
    digits = _migrate(_digits(raw or ""))
    if not re.fullmatch(r"\+\d{8,15}", digits):
        raise PhoneError(INVALID)
    return digits


def of_sender(raw):
    """Return the number (E.164) an SMS came from, or raise :class:`PhoneError`.

    The leading zero may be missing; and a number confirmed by a person, though unknown to
    `phonenumbers`, can answer as well.

    >>> of_sender("912345678"), of_sender("84521234567")
    ('+84912345678', '+84521234567')
    """
    try:
        return normalize(raw)
    except PhoneError:
        return as_typed(raw)


def same(first, second):
    """Tell whether two spellings are the same number.

    >>> same("84912345678", "+84912345678"), same("0162 912 3456", "+84329123456")
    (True, True)
    >>> same("912345678", "+84912345678"), same("0912345679", "+84912345678"), same("?", "?")
    (True, False, False)
    """
    return bool(_bare(first)) and _bare(first) == _bare(second)


def why(raw):
    """Return the error code for ``raw``, or None.

    >>> why("0912 345 678") is None
    True
    """
    try:
        normalize(raw)
    except PhoneError as error:
        return error.code
    return None


def national(number):
    """Return an E.164 number in national format.

    >>> national("+84912345678"), national("+8562012345678")
    ('0912345678', '+8562012345678')
    """
    return "0" + number[3:] if number.startswith("+84") else number


def written(number, style):
    """Return an E.164 ``number`` in the ``style`` of a provider: +84, 84 or 0.

    >>> [written("+84912345678", style) for style in ("+84", "84", "0")]
    ['+84912345678', '84912345678', '0912345678']
    """
    return {"+84": number, "84": number.lstrip("+"), "0": national(number)}[style]


def mask(number):
    """Return ``number`` masked for logs.

    >>> mask("+84912345678")
    '+8491****678'
    """
    return f"{number[:5]}****{number[-3:]}" if len(number) > 8 else "****"


def _bare(raw):
    """Return the number with its country code, "" if invalid; the zero may be missing."""
    try:
        number = _migrate(_digits(raw or ""))
    except PhoneError:
        return ""
    return number if number.startswith("+") else f"+84{number}"


def _digits(raw):
    """Return ``raw`` without separators; only digits and one leading plus are allowed."""
    number = bare(raw)
    if not re.fullmatch(r"\+?[0-9]+", number):
        raise PhoneError(INVALID)
    return number


def _migrate(number):
    """Return the number with country code and the prefix used since 2018."""
    home = re.sub(r"^(?:\+84|0084|84(?=\d{9,10}$)|0)", "", number)
    if home == number:
        return "+" + number[2:] if number.startswith("00") else number
    if home.startswith("0"):
        home = home[1:]
    if len(home) == 10 and home[:3] in MOVED:
        home = MOVED[home[:3]] + home[3:]
    return "+84" + home
