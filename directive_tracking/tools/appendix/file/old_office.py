"""Type of an Office file from before 2007, by its streams (MS-CFB, MS-DOC, MS-XLS)."""

import io

import olefile

from ..errors import AppendixError

# Stream -> kind; the first one present decides.
_STREAMS = (("WordDocument", "word"), ("Workbook", "excel_97"), ("Book", "excel_95"))
_OTHERS = (
    ("PowerPoint Document", "presentation"),
    ("__properties_version1.0", "mail"),
)
_MACROS = ("Macros", "_VBA_PROJECT_CUR", "VBA", "_VBA_PROJECT")
_WORD_97 = 0x00C1  # nFib of Word 97; 2000 to 2003 write it too, or a higher one
_ENCRYPTED = 0x0100  # fEncrypted, in the flags after the first ten bytes
_FILEPASS, _EOF = 0x002F, 0x000A
_RECORDS = 200  # FILEPASS is among the first records


def kind_of_ole2(file_name, data):
    """Return word_97, word_95, excel_97 or excel_95.

    :raises AppendixError: for a file that is encrypted, damaged, has macros or has another format
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return _kind(file_name, ole)
    except (OSError, ValueError, IndexError, RecursionError) as error:  # olefile raises OSErrors
        raise AppendixError("damaged", file=file_name, part="ole2_parts") from error


def _kind(file_name, ole):
    names = {entry[0] for entry in ole.listdir(storages=True)}
    if "EncryptedPackage" in names:
        raise AppendixError("password", file=file_name)
    stream, kind = next((pair for pair in _STREAMS if pair[0] in names), (None, None))
    if stream is None:
        found = next((found for name, found in _OTHERS if name in names), "ole2")
        raise AppendixError("wrong_type", file=file_name, found=found)
    content = ole.openstream(stream).read(1_000_000)
    is_encrypted = _is_encrypted_word if kind == "word" else _is_encrypted_excel
    if is_encrypted(content):
        raise AppendixError("password", file=file_name)
    if names.intersection(_MACROS):
        raise AppendixError("macro", file=file_name)
    if kind == "word":
        return "word_97" if _number(content, 2) >= _WORD_97 else "word_95"
    return kind


def _number(content, at):
    return int.from_bytes(content[at : at + 2], "little")


def _is_encrypted_word(content):
    return bool(_number(content, 10) & _ENCRYPTED)


def _is_encrypted_excel(content):
    """
    >>> _is_encrypted_excel(bytes.fromhex("09080000 2f000200 0000 0a000000"))
    True
    >>> _is_encrypted_excel(bytes.fromhex("09080000 0a000000 2f000200 0000"))
    False
    """
    at = 0
    for _record in range(_RECORDS):
        if at + 4 > len(content) or _number(content, at) == _EOF:
            return False
        if _number(content, at) == _FILEPASS:
            return True
        at += 4 + _number(content, at + 2)
    return False
