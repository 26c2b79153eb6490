"""Refusing state secrets, which must not enter a networked system (Law 117/2025/QH15)."""

import re

from .text import fold

# A document's secrecy mark stands alone, in brackets, or as a part of its symbol.
_MARK = re.compile(r"\b(?:tuyet mat|toi mat|mat)\b")
_SYMBOL = re.compile(r"[/\-(\[]\s*(?:t(?:uyệt|ối)\s+)?mật\b|\((?:M|TM|TUM)\)", re.IGNORECASE)
_LEVEL = r"(?:độ\s+mật\W*)?(?:tuyệt\s+mật|tối\s+mật|mật)"
_BRACKETED = re.compile(rf"[(\[]\s*{_LEVEL}\s*[)\]]", re.IGNORECASE)
_MARKED_SYMBOL = re.compile(r"\d+/[\w.&-]+\s*\((?:M|TM|TUM)\)")
_WHOLE = re.compile(r"^\W*(?:(?:độ mật\W*)?(?:tuyệt mật|tối mật|mật))\W*$", re.IGNORECASE)


def is_secret_number(number):
    """Tell whether a document's number carries a mark of secrecy.

    >>> is_secret_number("12/QĐ-UBND(M)"), is_secret_number("07/TUYỆT MẬT")
    (True, True)
    >>> is_secret_number("128/QĐ-UBND")
    False
    """
    return bool(_SYMBOL.search(number or "") or _MARK.search(fold(number or "")))


def is_secrecy_mark(text):
    """Tell whether a line is a mark of secrecy and nothing else.

    >>> is_secrecy_mark(" TỐI MẬT "), is_secrecy_mark("Độ mật: Mật")
    (True, True)
    >>> is_secrecy_mark("Bảo vệ bí mật nhà nước"), is_secrecy_mark("Mất mùa")
    (False, False)
    """
    return bool(_WHOLE.match(text or ""))


def is_marked_secret(text):
    """Tell whether a text carries a mark of secrecy: on a line of its own, in brackets, in a symbol.

    >>> is_marked_secret("Kế hoạch 5\\nTỐI MẬT\\nNội dung"), is_marked_secret("[Mật] Kế hoạch 5")
    (True, True)
    >>> is_marked_secret("Thực hiện Quyết định 12/QĐ-UBND(M) của Chủ tịch")
    True
    >>> is_marked_secret("Bảo vệ bí mật nhà nước; phát triển OCOP - mật ong bạc hà")
    False
    """
    text = text or ""
    in_words = _BRACKETED.search(text) or _MARKED_SYMBOL.search(text)
    return bool(in_words) or any(is_secrecy_mark(line) for line in text.splitlines())
