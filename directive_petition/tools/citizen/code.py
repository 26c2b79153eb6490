"""The look-up number and the secret code of a receipt: made, read back, and compared.

The number is printed in digits that say nothing of how many letters there are. The code has 80
random bits in the 32 signs of Crockford's base 32, which has no letters that look like digits.
Only a salted digest of the code is stored. Guessing cannot succeed, so a fast digest is enough.

>>> grouped("7K2MQ4XT92HBWNC5"), grouped("48210937")
('7K2M-Q4XT-92HB-WNC5', '4821-0937')
>>> read_code(" 7k2m q4xt-92hb.wnc5 "), read_code("7K2MQ4XT92HBWNCS") == read_code("7k2mq4xt92hbwncs")
('7K2MQ4XT92HBWNC5', True)
>>> read_code("O0oIiLl1" * 2), read_code("7K2M"), read_code("é" * 16), read_code(None)
('0001111100011111', '', '', '')
>>> read_number(" 4821 0937 "), read_number("4821-0937"), read_number("٤٨٢١٠٩٣٧"), read_number("1" * 9)
('48210937', '48210937', '', '')
"""

import hashlib
import re
import secrets
from hmac import compare_digest

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16  # 5 bits each
DIGITS = 8
GROUP = 4
LONGEST = 80  # what a person may type, with blanks and dashes

_BLANKS = re.compile(r"[\s.,·•_‐-―-]+")
_LOOK_ALIKE = str.maketrans("OILU", "011V")
_CODE = re.compile(rf"[{SIGNS}]{{{LENGTH}}}")
_NUMBER = re.compile(rf"[0-9]{{{DIGITS}}}")
# Compared with where there is no such receipt, so that this takes as long.
NOBODY = ("00" * 16, "00" * 32)


def new_code():
    """Return a new secret code.

    >>> len(new_code()), new_code() != new_code(), read_code(code := new_code()) == code
    (16, True, True)
    """
    return "".join(secrets.choice(SIGNS) for _sign in range(LENGTH))


def new_number():
    """Return a new look-up number, which never begins with a zero.

    >>> read_number(number := new_number()) == number, number[0] != "0"
    (True, True)
    """
    least = 10 ** (DIGITS - 1)
    return str(least + secrets.randbelow(9 * least))


def grouped(text):
    """Return a number or a code in groups of four, as it is printed."""
    return "-".join(text[start : start + GROUP] for start in range(0, len(text), GROUP))


def read_code(typed):
    """Return the code that a person typed, in whatever case and groups, or "" if it is none."""
    found = _plain(typed).upper().translate(_LOOK_ALIKE)
    return found if _CODE.fullmatch(found) else ""


def read_number(typed):
    """Return the look-up number that a person typed, or "" if it is none."""
    found = _plain(typed)
    return found if _NUMBER.fullmatch(found) else ""


def _plain(typed):
    return _BLANKS.sub("", typed[:LONGEST]) if isinstance(typed, str) else ""


def new_salt():
    """Return a new salt of 16 bytes, in hexadecimal digits."""
    return secrets.token_hex(16)


def digest(code, salt):
    """Return the digest of ``code`` that is stored beside its ``salt``.

    >>> digest("7K2MQ4XT92HBWNC5", "00" * 16) == digest("7K2MQ4XT92HBWNC5", "01" + "00" * 15)
    False
    """
    return hashlib.blake2b(code.encode(), digest_size=32, salt=bytes.fromhex(salt)).hexdigest()


def is_right(code, salt, wanted):
    """Tell in constant time whether ``code`` has the digest ``wanted``.

    >>> salt = new_salt()
    >>> is_right("7K2MQ4XT92HBWNC5", salt, digest("7K2MQ4XT92HBWNC5", salt))
    True
    >>> is_right("", *NOBODY), is_right("7K2MQ4XT92HBWNC5", *NOBODY)
    (False, False)
    """
    return compare_digest(digest(code, salt), wanted)
