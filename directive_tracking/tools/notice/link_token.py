"""The last part of a signed link: a row and its signature in portable characters.

Lower-case letters and digits only: every gateway accepts them, none ends a link early, and each
is one unit of an SMS. 16 of them hold 82 bits of the signature.

>>> make(123456, "ab" * 32)
'2n9cssrj0c2skw2kqf8r'
>>> split("2n9cssrj0c2skw2kqf8r"), split("2N9CSSRJ0C2SKW2KQF8R")
((123456, 'ssrj0c2skw2kqf8r'), (123456, 'ssrj0c2skw2kqf8r'))
>>> split("zzzzzz" + "0" * 16) is split("0" * 16) is split("Đ" * 20) is split("") is None
True
"""

import re
import string

DIGITS = string.digits + string.ascii_lowercase
SIGNATURE = 16
HIGHEST_ID = 2**31 - 1  # of a row in PostgreSQL

_TOKEN = re.compile(rf"([0-9a-z]{{1,6}})([0-9a-z]{{{SIGNATURE}}})")


def make(row_id, digest):
    """Return the token of ``row_id``, signed with ``digest`` (hexadecimal)."""
    return _base36(row_id) + signature(digest)


def signature(digest):
    """Return the part of ``digest`` (hexadecimal) that a token contains."""
    return _base36(int(digest, 16) % 36**SIGNATURE).rjust(SIGNATURE, "0")


def split(token):
    """Return the row's id and the signature of ``token``, or None if it is malformed."""
    match = _TOKEN.fullmatch(token.lower())
    row_id = int(match[1], 36) if match else 0
    return (row_id, match[2]) if 0 < row_id <= HIGHEST_ID else None


def _base36(number):
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = DIGITS[rest] + digits
    return digits
