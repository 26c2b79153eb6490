"""Refusal of state secrets, which must not enter a networked system (Law 117/2025/QH15).

A mark differs from an ordinary word by its position: alone in its line, cell or box, after "Độ
mật:", in brackets, or in the symbol of a document. "Bảo mật" in a sentence is not a mark.
"""

import re
import unicodedata

from ..text import fold, without_stacked_marks
from .secrecy_line import COMPOUND as _COMPOUND
from .secrecy_line import LEVEL as _LEVEL
from .secrecy_line import mark_in_line

# Other texts in a stamp: urgency and copy number.
_URGENCY = r"(?:(?:thượng)?khẩn|h(?:ỏa|oả)tốc(?:hẹngiờ)?)?"
_NAMED = r"(?:(?:dấu)?(?:chỉ)?(?:mức|cấp)?độ(?:bảo)?mật|mứcmật|phânloại(?:mật)?|(?:con|đóng)?dấu)?"
_ALONE = re.compile(rf"{_NAMED}{_URGENCY}(?:tuyệtmật|tốimật|mật){_URGENCY}(?:(?:bản)?số\d*)?")
_CAPITALS_ALONE = re.compile(r"(?:TÀILIỆU|VĂNBẢN)(?:TUYỆT|TỐI)?MẬT")
_AFTER_NAME = re.compile(
    rf"(?:độ|mức)\s+(?:bảo\s+)?mật\s*[:=\-–—]\s*{_LEVEL}"
    rf"(?!\s*(?:[,;/|+&–—-]|và|hoặc|hay|đến)\s*{_LEVEL})(?=\s*(?:$|[.,;:)\]|/]|\bsố))",
    re.IGNORECASE | re.MULTILINE,
)
_LIST = re.compile(rf"{_LEVEL}[^\w,;/&]*[,;/&]\W*(?:\d+\.\s*)?(?:và\s+)?{_LEVEL}", re.IGNORECASE)
_BRACKETED = re.compile(rf"[(\[{{]\s*(?:(?:độ|mức)\s+mật\W*)?{_LEVEL}\s*[)\]}}]", re.IGNORECASE)
_SYMBOL = re.compile(r"[/\-(\[]\s*(?:t(?:uyệt|ối)\s+)?mật\b|\((?:M|TM|TUM)\)", re.IGNORECASE)
_MARK = re.compile(r"\b(?:tuyet mat|toi mat|mat)\b")
# As long as symbols are: without an end, a cell of digits would be looked at from each of them.
_MARKED_SYMBOL = re.compile(r"\d{1,9}/[\w.&-]{1,80}\s{0,9}\((?:M|TM|TUM)\)")
_OWN_NUMBER = re.compile(r"\W*số\s*:?\s*(\d\S*(?:\s?\(\w+\))?)", re.IGNORECASE)
# The words of a stamp in the codes of the old fonts (.VnTime, VNI), lower case.
_OLD_CODES = {
    "mật": ("mët", "maät"),
    "tối": ("tèi", "toái"),
    "tuyệt": ("tuyöt", "tuyeät"),
    "độ": ("®é", "§é", "ñoä"),
}
_OLD_WORDS = {code: word for word, codes in _OLD_CODES.items() for code in codes}
_OLD_WORD = re.compile("|".join(_OLD_WORDS))
# Every spelling of a level has one of these characters: a quick check before the slow one.
_POSSIBLE = re.compile("[ậẬËëÄä\u0323]")
# "TÀI LIỆU TỐI MẬT - KHÔNG PHỔ BIẾN", "MẬT (bản số 2)": the level in capitals, then a remark.
_REMARKED = re.compile(
    r"\W*(?:(?:TÀI LIỆU|VĂN BẢN|ĐỘ) )?"
    r"(?:(?:TUYỆT|TỐI)\s+MẬT\b(?=\s*[-–—(:/])|MẬT\b(?=\s*(?:[(:/]|[-–—]\s*(?!MÃ))))"
    # "Tài liệu MẬT, không gửi qua mạng": only the level is in capitals.
    r"|\W*(?:[Tt]ài liệu|[Vv]ăn bản)\s+(?:(?:TUYỆT|TỐI)\s+)?MẬT\b(?=\s*(?:[.,;:!(–—-]|$))"
)
# File names often lack diacritics: "PL_TOI MAT.docx".
_PLAIN = re.compile(r"\s*(?:do mat )?(?:toi|tuyet) ?mat\s*", re.IGNORECASE)
_NAMED_SYMBOL = re.compile(r"\d{1,9}[-_ ][A-ZĐ][\w&-]{0,80}\s?\((?:M|TM|TUM)\)")
_LINES = re.compile(r"[\n\r\t\v\f|]|\s{3,}")
_LONGEST = 80  # characters; a longer line is a sentence
_NAME_PARTS = re.compile(r"[_.,;|+()\[\]{}]|\s[-–—]\s|\s{2,}|(?<=\w)[-–—](?=\w)")
# In capitals next to other words; "MẬT MÃ" and names in capitals are not marks.
_FIRST_WORDS = re.compile(r"(?:TUYỆT |TỐI )?MẬT (?!(?:MÃ|ĐỘ|ONG|VỤ|KHẨU|THƯ|DANH|LỆNH|ƯỚC|NGỮ)\b)")
_LAST_WORDS = re.compile(r"^(.*)\s((?:TUYỆT |TỐI )?MẬT)$")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))
# Letters of other alphabets that look like those of a mark: Icelandic, Cyrillic, Greek.
_LOOK_ALIKE = str.maketrans("ÐðɖɗМмТОоІУу", "ĐđđđMmTOoIYy") | str.maketrans("ΜΤΟΙΥ", "MTOIY")


def is_secret_number(number):
    """Tell whether a document's number has a secrecy mark.

    >>> is_secret_number("12/QĐ-UBND(M)"), is_secret_number("07/TUYỆT MẬT")
    (True, True)
    >>> is_secret_number("128/QĐ-UBND")
    False
    """
    number = _one_form(number)
    return bool(_SYMBOL.search(number) or _MARK.search(fold(number)))


def is_secrecy_mark(text):
    """Tell whether a line is only a secrecy mark.

    >>> is_secrecy_mark(" TỐI MẬT "), is_secrecy_mark("Độ mật: Mật"), is_secrecy_mark("[ M Ậ T ]")
    (True, True, True)
    >>> is_secrecy_mark("TuyÖt mËt"), is_secrecy_mark("HỎA TỐC - MẬT"), is_secrecy_mark("Mật, bản số 3")
    (True, True, True)
    >>> is_secrecy_mark("Dấu TỐI MẬT"), is_secrecy_mark("Con dấu: Mật")
    (True, True)
    >>> is_secrecy_mark("Bảo vệ bí mật nhà nước"), is_secrecy_mark("Mất mùa"), is_secrecy_mark("Bảo mật")
    (False, False, False)
    """
    text = text or ""
    if len(text) > 4 * _LONGEST or not _POSSIBLE.search(text):
        return False
    letters = "".join(filter(str.isalnum, _OLD_WORD.sub(_new_word, _one_form(text).lower())))
    if len(letters) > _LONGEST:
        return False
    return bool(_ALONE.fullmatch(letters) or _CAPITALS_ALONE.fullmatch(_capitals(text)))


def find_mark(text, before=""):
    """Return the words of a mark in this paragraph, cell or box, or None.

    `before` is the line above it, where a broken word may begin.

    >>> find_mark("Số: 12/KH-UBND; Độ mật: Tối mật"), find_mark("TỐI MẬT\\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA")
    ('Độ mật: Tối mật', 'TỐI MẬT')
    >>> find_mark("Tài liệu MẬT, không gửi qua mạng"), find_mark("Tài liệu MẬT, TỐI MẬT của cơ quan")
    ('Tài liệu MẬT', None)
    >>> find_mark("Tập huấn xác định độ mật: Mật, Tối mật, Tuyệt mật"), find_mark("MẬT", "Quy chế bảo")
    (None, None)
    """
    if not text or not _POSSIBLE.search(text) and not _OWN_NUMBER.match(text):
        return None
    if is_secrecy_mark(text) and not _continues(before, text):
        return " ".join(text.split())
    lines = _LINES.split(text)
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        mark = _mark_in_line(line)
        if mark and not (_continues(before, line) or _goes_on(line, after)):
            return mark
        before = line
    text = _one_form(text)
    if found := _AFTER_NAME.search(text) or _remarked(text):
        return found[0].strip()
    own = _OWN_NUMBER.match(text)
    return own[1] if own and is_secret_number(own[1]) else None


def is_marked_secret(text):
    """Tell whether a text has a secrecy mark: on its own line, in brackets or in a symbol.

    >>> is_marked_secret("Kế hoạch 5\\nTỐI MẬT\\nNội dung"), is_marked_secret("[Mật] Kế hoạch 5")
    (True, True)
    >>> is_marked_secret("Thực hiện Quyết định 12/QĐ-UBND(M) của Chủ tịch")
    True
    >>> is_marked_secret("Bảo vệ bí mật nhà nước; phát triển OCOP - mật ong bạc hà")
    False
    """
    text = text or ""
    plain = _one_form(text)
    return bool(_BRACKETED.search(plain) or _MARKED_SYMBOL.search(plain) or find_mark(text))


def is_secret_name(name):
    """Tell whether the name of a file, a sheet or a document has a secrecy mark.

    >>> is_secret_name("KH 12_MẬT.docx"), is_secret_name("TỐI MẬT Kế hoạch 5"), is_secret_name("PL (Mật)")
    (True, True, True)
    >>> is_secret_name("Kế hoạch bảo mật.docx"), is_secret_name("QUY CHẾ BÍ MẬT NHÀ NƯỚC")
    (False, False)
    >>> is_secret_name("KH 12 MẬT"), is_secret_name("Quản lý tài liệu tối mật.docx")
    (True, False)
    """
    return mark_in_name(name) is not None


def mark_in_name(name):
    """Return the mark in a name: a separate part, or the first or last words, or None.

    >>> mark_in_name("KH 12_MẬT.docx"), mark_in_name("kế hoạch; mật"), mark_in_name("bảo mật")
    ('MẬT', 'mật', None)
    """
    name = re.sub(r"\.\w{2,5}$", "", _one_form(name).strip())
    if (
        found := _BRACKETED.search(name)
        or _MARKED_SYMBOL.search(name)
        or _NAMED_SYMBOL.search(name)
    ):
        return found[0]
    if mark := find_mark(name):
        return mark
    parts = [] if _LIST.search(name) else _NAME_PARTS.split(name)
    for before, part in zip(["", *parts], parts, strict=False):
        if (is_secrecy_mark(part) or _PLAIN.fullmatch(part)) and not _COMPOUND.search(
            before.lower()
        ):
            return part.strip()
    if first := _FIRST_WORDS.match(name):
        return first[0].strip()
    last = _LAST_WORDS.search(name)
    return last[2] if last and _stands_out(last[1]) else None


def _stands_out(before):
    """Tell whether capitals after these words are a mark, not part of a word or of capitals."""
    is_loud = before.isupper() and not re.search(r"\d\S*$", before)
    return not is_loud and not _COMPOUND.search(before.lower())


def _mark_in_line(line):
    """Return the mark that a line is, or that stands there beside other words, or None."""
    return line.strip() if is_secrecy_mark(line) else mark_in_line(_one_form(line).strip())


def _remarked(text):
    """Return the level at the beginning of a line in capitals, before a remark, or None."""
    return None if _LIST.search(text) else _REMARKED.match(text)


def _one_form(text):
    """Return NFC text without invisible characters; wide letters (ＭẬＴ) become plain.

    >>> _one_form("Ðộ mật: ＭẬＴ"), _one_form("\u041cẬ\u0422")
    ('Độ mật: MẬT', 'MẬT')
    """
    plain = unicodedata.normalize("NFKC", without_stacked_marks(text or "")).translate(
        _INVISIBLE | _LOOK_ALIKE
    )
    return unicodedata.normalize("NFC", plain)


def _capitals(text):
    return "".join(filter(str.isalnum, _one_form(text)))


def _new_word(match):
    return _OLD_WORDS[match[0]]


def _continues(before, line):
    """Tell whether the line continues a sentence of the line directly above."""
    before, line = _one_form(before).strip(), _one_form(line).strip()
    if line[:1].islower() and (before[-1:].islower() or before[-1:] in {",", ";"}):
        return True
    return line.lower().startswith("mật") and bool(_COMPOUND.search(before.lower()))


def _goes_on(line, after):
    """Tell whether the line is only the first word of the next one: "Mật / khẩu"."""
    return not line.isupper() and _one_form(after).strip()[:1].islower()
