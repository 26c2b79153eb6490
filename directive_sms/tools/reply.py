"""Answers by SMS: a token, then a few words.

>>> parse("DH K7F2X NHAN")
Words(token='K7F2X', verb='received', text='', day='')
>>> parse("đh k7f2x đã nhận, nhưng thiếu phụ lục")
Words(token='K7F2X', verb='received', text='nhưng thiếu phụ lục', day='')
>>> parse("DH K7F2X xin lùi đến 15/12 vì chờ số liệu của xã")
Words(token='K7F2X', verb='extension', text='vì chờ số liệu của xã', day='15/12')

A keyword counts if it is alone or separated from a remark. If it begins a sentence, or in any
other doubt, the words are a comment for a person to read.

>>> {parse(f"DH K7F2X {words}").verb for words in (
...     "Nhân dân xã chưa đồng thuận", "Nhận xét: thiếu phụ lục", "nhan dan xa khong dong y",
...     "Đã nhận nhưng thiếu phụ lục", "OK để xem", "Nhận, nhưng chưa nhận phụ lục", "Nhân.",
...     "Gia han giay phep mo 15/12 la viec cua So Xay dung", "HOÀN THÀNH", "xin lùi 5 ngày")}
{'comment'}
>>> {parse(f"DH K7F2X {words}").verb for words in (
...     "nhận", "Da nhan duoc van ban.", "UBND xã đã nhận", "Dạ nhận ạ", "OK", "đã rõ", "xác nhận", "e nhan dc roi a",
...     "đã nhận CV số 12/UBND-KT", "Da nhan 👍", "ok, da nhan a", "NHAN ROI", "Nhận: thiếu phụ lục")}
{'received'}

Of several days in a request the last one counts; years have two or four digits.

>>> [parse(f"DH K7F2X {words}").day for words in (
...     "xin lui han 30/11 den 15/12", "Gia hạn từ 30.11 sang 15/12/27 do mưa ngày 29/11",
...     "đề nghị gia hạn đến ngày 15 tháng 12 năm 2026", "xin lùi hạn nộp báo cáo tới 15/12 ạ",
...     "xin lui den 15/12, neu duoc 20/12", "xin gia han 30/11 -> 15/12", "xin lui 30/11; 15/12", "GIAHAN 15/12")]
['15/12', '15/12/2027', '15/12/2026', '15/12', '', '15/12', '', '15/12']

The sign before the token may be copied, and a blank may be missing.

>>> {parse(words).verb for words in ("dhk7f2x nhan", "DH <K7F2X> NHAN", '"DH K7F2X NHAN"', "K7F2X ok em",
...     "Da nhan. DH K7F2X",
...     "Tra loi: DH K7F2X NHAN", "DH K7F2X\\u200bnhan", "DH K7F2X da nhan dc\\nTran Van A")}
{'received'}
>>> parse("DH K7F2X") is None, parse("Chúc mừng năm mới") is None
(True, True)
"""

import re
import secrets
import unicodedata
from typing import NamedTuple

from . import gsm

# Without I, O, 0 and 1, which are easily confused.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LENGTH = 5
RECEIVED, COMMENT, EXTENSION = "received", "comment", "extension"  # kinds of an answer

_MESSAGE = re.compile(
    rf"^\W*(?:tr[aả] l[oờ]i\W*)?(?:[DĐ]H\W*)?([{ALPHABET}]{{{LENGTH}}})(?!\w)[\s.:,()<>\[\]\"'“”-]*(\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
# "Da nhan. DH K7F2X": the token behind the words.
_TOKEN_LAST = re.compile(
    rf"^(?!\W*(?:[DĐ]H\W*)?[{ALPHABET}]{{{LENGTH}}}(?!\w))(.*\w)\W+[DĐ]H\W*([{ALPHABET}]{{{LENGTH}}})\W*$",
    re.IGNORECASE | re.DOTALL,
)
# Signs of assent that telephones put behind the words; alone they say nothing.
_ASSENT = "👍👌✅✔✓🙏\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff "
_UNSEEN = re.compile("[\x00\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
# Filler words that may accompany the keyword.
_DOCUMENT = r"(?:VAN BAN|VB|CONG VAN|CV)(?: SO)?(?: \d+(?:/[\w-]+)*)?"
_POLITE = (
    rf"(?:ROI|DUOC|DC|DU|{_DOCUMENT}|TIN|TIN NHAN|THONG BAO|NHIEM VU|CHI DAO|YEU CAU|GIAY MOI"
    r"|NHE|AH?|VA|DA|THUC HIEN|ANH|CHI|EM)"
)
_WHO = (
    r"(?:(?:EM|E|TOI|MINH|CHUNG TOI|DON VI|CO QUAN|(?:UBND )?(?:XA|PHUONG|DAC KHU)|UBND|SO)"
    r" (?=DA |NHAN DC|NHAN DUOC|NHAN ROI|XAC))?"
)
_RECEIVED = re.compile(
    rf"(?:(?:(?:DA|VANG),? )?{_WHO}(?:DA |XIN |VANG |DA XIN )?(?:TIEP |XAC )?NHAN|(?:DA |DA NAM )?RO|OK|OKE|OKAY|VANG)"
    rf"(?:[\s,]+(?:OK|NHAN|{_POLITE}))*"
    r"\s*(?:$|[.,;:!)>\]\"'”-]+\s*)"
)
_NOT_RECEIVED = re.compile(r"\b(?:CHUA|KHONG)\b.{0,20}\b(?:NHAN|RO)\b")
_DATE = r"\d{1,2}(?:[/.-]\d{1,2}(?:[/.-](?:\d{4}|\d{2}))?(?!\d)| THANG \d{1,2}(?: NAM \d{4})?)"
_ABOUT = (
    r"(?:HAN|THOI HAN|THOI GIAN|NOP|GUI|HOAN THANH|THUC HIEN|XU LY|BAO CAO|NHIEM VU|VIEC|NAY"
    r"|NGAY|DEN|TOI|SANG|QUA|TU|HET|THEM|XONG|TRUOC|CHO|THANH)"
)
_EXTENSION = re.compile(
    r"(?:(?:EM|TOI|CHUNG TOI|KINH|XIN|DE NGHI|DE XUAT|UBND|TINH|VAN PHONG|LANH DAO|CHO|PHEP|DUOC) )*"
    r"(?:LUI|GIA ?HAN|(?<=XIN )THEM THOI GIAN)\b"
    rf"(?P<request>(?:[\s,.:>=-]*(?:{_ABOUT}\b|{_DATE}))*?[\s,.:>=-]*{_DATE})"
    r"\s*(?P<reason>$|[.,;:!(].*|-(?!>).*|(?:AH?|NHE|NHA|ANH|CHI|EM|VOI)(?: AH?)?\W*$|(?:CO )?DUOC (?:KHONG|KO)\b.*"
    r"|(?:VI|DO|LY DO|BOI|TAI|CHO|DE|DANG|CHUA|CON|NHAM|VOI)\b.*)",
    re.DOTALL,
)
# "..., neu khong thi 20/12": the requested day is ambiguous.
_ANOTHER_DAY = re.compile(rf"(?:^\W+|\b(?:NEU|HOAC|HAY|THI|NHUNG)\b.*)(?<!\d){_DATE}", re.DOTALL)
# A keyword with diacritics must have the right ones: "nhân dân" is not "nhận".
_MARKED = re.compile(r"(?i)\bnh\w{1,2}n\b|\br\w\b")


class Words(NamedTuple):
    """A parsed reply."""

    token: str
    verb: str
    text: str
    day: str = ""


def parse(raw):
    """Return the :class:`Words` of an SMS, or None if it is not a reply to our message."""
    text = unicodedata.normalize("NFC", _UNSEEN.sub(" ", raw)).strip()
    match = _MESSAGE.match(_TOKEN_LAST.sub(r"DH \2 \1", text))
    if not match:
        return None
    # A signature on a line of its own is separated from the keyword.
    words = match[2].rstrip(_ASSENT)
    token, rest = match[1].upper(), " ".join(re.sub(r"(?<=\w)\s*\n", ".\n", words).split())
    plain = gsm.strip(rest).upper()
    if len(plain) != len(rest):  # a character without a counterpart: positions would differ
        return Words(token, COMMENT, match[2].strip())
    return _request(token, rest, plain) or _receipt(token, rest, plain) or _comment(token, match[2])


def _request(token, rest, plain):
    """Return a request for more time, or None if the words are ambiguous."""
    found = _EXTENSION.match(plain)
    if not found:
        return None
    if _ANOTHER_DAY.search(found["reason"]):
        return None
    day = re.findall(_DATE, found["request"])[-1]
    return Words(
        token, EXTENSION, rest[found.start("reason") :].strip(" .,;:") or rest, _written(day)
    )


def _receipt(token, rest, plain):
    """Return an acknowledgement with any separate remark, or None."""
    found = _RECEIVED.match(plain)
    if not found or _NOT_RECEIVED.search(plain) or not _is_marked_rightly(rest[: found.end()]):
        return None
    return Words(token, RECEIVED, rest[found.end() :])


def _comment(token, rest):
    return Words(token, COMMENT, rest.strip())


def _is_marked_rightly(words):
    """Tell whether each "nhan" has no diacritics or is "nhận".

    >>> _is_marked_rightly("Đã nhận"), _is_marked_rightly("NHAN"), _is_marked_rightly("nhân")
    (True, True, False)
    """
    return all(one.lower() in ("nhan", "nhận", "ro", "rõ") for one in _MARKED.findall(words))


def _written(day):
    """Return a day as `answers.read_day` reads it, its year with four digits.

    >>> _written("15.12.27"), _written("15 THANG 12 NAM 2026"), _written("5-1")
    ('15/12/2027', '15/12/2026', '5/1')
    """
    parts = re.findall(r"\d+", day)
    if len(parts) == 3 and len(parts[2]) == 2:
        parts[2] = f"20{parts[2]}"
    return "/".join(parts)


def new_token():
    """Return a random token of 25 bits, valid for one task and one telephone.

    >>> len(new_token()), set(new_token()) <= set(ALPHABET)
    (5, True)
    """
    return "".join(secrets.choice(ALPHABET) for _n in range(LENGTH))
