"""What people answer by SMS: a token, then a few words.

>>> parse("DH K7F2X NHAN")
Words(token='K7F2X', verb='received', text='', day='')
>>> parse("đh k7f2x đã nhận, nhưng thiếu phụ lục")
Words(token='K7F2X', verb='received', text='nhưng thiếu phụ lục', day='')
>>> parse("DH K7F2X xin lùi đến 15/12 vì chờ số liệu của xã")
Words(token='K7F2X', verb='extension', text='vì chờ số liệu của xã', day='15/12')
>>> parse("DH K7F2X HOÀN THÀNH").verb  # words for the Office, never an end of the task
'comment'
>>> parse("DH K7F2X") is None, parse("Chúc mừng năm mới") is None
(True, True)
"""

import re
import secrets
import unicodedata
from typing import NamedTuple

from . import gsm

# Neither I, O, 0 nor 1: they are mistaken for each other.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LENGTH = 5
RECEIVED, COMMENT, EXTENSION = "received", "comment", "extension"  # kinds of an answer

_MESSAGE = re.compile(
    rf"^\W*(?:[DĐ]H\W+)?([{ALPHABET}]{{{LENGTH}}})(?!\w)[\s.:,-]*(\S.*)$", re.IGNORECASE | re.DOTALL
)
_RECEIVED = re.compile(r"(?:DA )?NHAN\b|OK\b")
_EXTENSION = re.compile(r"(?:XIN )?(?:LUI|GIA HAN)\b")
_DAY = re.compile(r"\b(\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?)\b[\s.:,-]*")


class Words(NamedTuple):
    """A reply, taken apart."""

    token: str
    verb: str
    text: str
    day: str = ""


def parse(raw):
    """Return the :class:`Words` of an SMS, or None if it is no reply to a message of ours."""
    text = unicodedata.normalize("NFC", raw.replace("\x00", "")).strip()
    match = _MESSAGE.match(text)
    if not match:
        return None
    token, rest = match[1].upper(), match[2].strip()
    plain = " ".join(gsm.strip(rest).upper().split())
    day = _DAY.search(rest)
    if _EXTENSION.match(plain) and day:
        return Words(token, EXTENSION, rest[day.end() :].strip() or rest, day[1])
    received = _RECEIVED.match(plain)
    if received:
        # `plain` has the same words: what follows the token of receipt is for a person.
        return Words(token, RECEIVED, " ".join(rest.split()[len(received[0].split()) :]))
    return Words(token, COMMENT, rest)


def new_token():
    """Return a token nobody can guess: 25 bits, good for one task and one telephone.

    >>> len(new_token()), set(new_token()) <= set(ALPHABET)
    (5, True)
    """
    return "".join(secrets.choice(ALPHABET) for _n in range(LENGTH))
