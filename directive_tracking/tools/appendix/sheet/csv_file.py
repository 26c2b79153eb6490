"""Reader for .csv exports: unknown encoding, unknown delimiter."""

import codecs
import csv
import io
import re
import unicodedata

from ...text import clean_lines, fold
from ..errors import AppendixError
from ..font.legacy_fonts import decode as decode_font
from ..grid import MAX_COLUMNS, Cell, Row, Table, check_row_count

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# RFC 1456, its codes from 0x80 on.
_VISCII = dict(
    enumerate(
        "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
        "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
        0x80,
    )
)
_SCRAMBLED = re.compile("á[º»]|Ã[\u00a0-\u00bf]|Æ[°¡]|Ä[‘\u0091\u0090]")
_WESTERN = re.compile("[\u00a1-\u00ff]")  # typical codes of old fonts
_ENOUGH = 3  # such pairs; a single one may be intended
_DELIMITERS = ";,\t|"
_HEADER_WORDS = re.compile(
    r"\b(?:stt|noi dung|nhiem vu|co quan|don vi|thoi han|thoi gian|chu tri|phoi hop|han|ghi chu|tinh|cac so|ubnd)\b"
)


def read_csv(file_name, data, whole=False):
    """Return the file as one table; `record` counts CSV records, not lines.

    :param bool whole: whether it holds the tasks of several years
    """
    rows = []
    try:
        for number, record in enumerate(records(file_name, data), 1):
            check_row_count(number, file_name, whole)
            cells = [Cell(clean_lines(value)) for value in record[:MAX_COLUMNS]]
            if any(cell.text for cell in cells):
                rows.append(Row(number, cells))
    except csv.Error as error:
        raise AppendixError("damaged", file=file_name, part="columns") from error
    return [Table(rows, row_name="record")]


def records(file_name, data):
    """Return the lists of cells, as written."""
    text = decode(file_name, data)
    return csv.reader(io.StringIO(text, newline=""), delimiter=find_delimiter(text))


def find_delimiter(text):
    """Return the delimiter that splits the first lines into the most, and most regular, cells.

    >>> find_delimiter('STT;Nội dung;Hạn\\n1;"a, b, c, d, e";30/6')
    ';'
    """
    if match := re.match(r"sep=(.)\r?\n", text):
        return match[1]
    sample = text[:20_000]
    return max(_DELIMITERS, key=lambda sign: _evenness(sample, sign))


def _evenness(sample, delimiter):
    """Return a score: the number of records of the most common width, times the width."""
    try:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        widths = [len(record) for record in reader if record]
    except csv.Error:
        return 0
    common = max(
        set(widths), key=lambda width: (widths.count(width) * (width - 1), width), default=1
    )
    return widths.count(common) * (common - 1)


def decode(file_name, data):
    """Return the text, from any encoding that office software writes.

    >>> decode("a.csv", "Sở Nội vụ".encode("utf-16"))
    'Sở Nội vụ'
    >>> decode("a.csv", b"C\\xbd quan ch\\xfc tr\\xec: S\\xb7 N\\xb5i v\\xf8")
    'Cơ quan chủ trì: Sở Nội vụ'
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _as_meant(_decode(file_name, data, encoding))
    if b"\0" in data[:200]:
        return _decode(file_name, data, "utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
    try:
        return _as_meant(data.decode("utf-8"))
    except UnicodeDecodeError:
        western = data.decode("latin-1")
        readings = _from_cp1258(data), *_in_old_fonts(western), western.translate(_VISCII)
        return _likeliest(*readings)


def _as_meant(text):
    """Return the text without the traces of a wrong encoding or an old font before it was saved.

    >>> decode("a.csv", "\ufeffSá»Ÿ Ná»™i vá»¥, Sá»Ÿ XÃ¢y dá»±ng".encode())
    'Sở Nội vụ, Sở Xây dựng'
    """
    text = _unscrambled(text)
    return _likeliest(text, *_in_old_fonts(text)) if _WESTERN.search(text) else text


def _likeliest(*readings):
    """Return the first with the most header words."""
    return max(readings, key=lambda text: len(_HEADER_WORDS.findall(fold(text[:5_000]))))


def _in_old_fonts(text):
    """Return the text decoded for an old font, if it was one: a text file names no font."""
    return (decode_font(text, kind) for kind in ("tcvn", "vni"))


def _unscrambled(text):
    """Return a repaired text that a program had misread as Western letters.

    >>> _unscrambled("Sá»Ÿ Ná»™i vá»¥, Sá»Ÿ XÃ¢y dá»±ng")
    'Sở Nội vụ, Sở Xây dựng'
    """
    if len(_SCRAMBLED.findall(text)) < _ENOUGH:
        return text
    try:
        return b"".join(map(_western_byte, text)).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def _western_byte(sign):
    """Return the byte of this character; five bytes are undefined in the Windows table."""
    return bytes([ord(sign)]) if 0x80 <= ord(sign) < 0xA0 else sign.encode("cp1252")


def _decode(file_name, data, encoding):
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise AppendixError("damaged", file=file_name, part="encoding") from error


def _from_cp1258(data):
    return unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
