"""Telling what a file is by its content, and refusing what is no appendix."""

import re
import zlib

from .errors import AppendixError
from .safe_zip import MAX_FILE, SafeZip, megabytes

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD = (("Workbook", "Excel 97-2003"), ("Book", "Excel 95"), ("WordDocument", "Word 97-2003"))
_SIGNATURES = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x1f\x8b", "a compressed file"),
    (b"{\\rtf", "a rich text document"),
)
_HTML = re.compile(rb"<(?:!doctype html|html|table|meta|head|body)\b", re.IGNORECASE)
_SPREADSHEET_XML = re.compile(
    rb"urn:schemas-microsoft-com:office:(?:spreadsheet|word)|<\?mso-application", re.IGNORECASE
)
_TEXT_NAMES = (".csv", ".txt", ".tsv", ".xls", ".xlsx", ".htm", ".html")


def open_file(file_name, data):
    """(kind, content): xlsx and docx as SafeZip, csv and html as bytes."""
    if len(data) > MAX_FILE:
        raise AppendixError(
            "too_large", file=file_name, size=megabytes(len(data)), limit=megabytes(MAX_FILE)
        )
    if not data.strip(b"\0 \r\n\t"):
        raise AppendixError("empty", file=file_name, part="the file is empty")
    if data.startswith(b"PK"):
        return _open_package(file_name, data)
    if data.startswith(_OLE2):
        raise _ole2_error(file_name, data)
    for signature, found in _SIGNATURES:
        if data.startswith(signature):
            raise AppendixError("wrong_type", file=file_name, found=found)
    return _open_text(file_name, data)


def _open_package(file_name, data):
    package = SafeZip(file_name, data)
    names = set(package.names)
    for part, kind in (("xl/workbook.xml", "xlsx"), ("word/document.xml", "docx")):
        if part in names:
            return kind, package
    found = "a zip archive"
    if "xl/workbook.bin" in names:
        raise AppendixError("old_format", file=file_name, found="Excel binary workbook, .xlsb")
    if "mimetype" in names:
        found = "an OpenDocument file"
    elif "ppt/presentation.xml" in names:
        found = "a presentation"
    raise AppendixError("wrong_type", file=file_name, found=found)


def _ole2_error(file_name, data):
    if _ENCRYPTED in data:
        return AppendixError("password", file=file_name)
    for stream, found in _OLD:
        if stream.encode("utf-16-le") in data:
            return AppendixError("old_format", file=file_name, found=found)
    return AppendixError("wrong_type", file=file_name, found="an old Office or mail file")


def _open_text(file_name, data):
    start = data[:2_000].replace(b"\0", b"")
    if _SPREADSHEET_XML.search(start) and not _HTML.search(start):
        raise AppendixError("old_format", file=file_name, found="Excel XML 2003")
    if re.search(
        rb"<!\s*ENTITY|<!DOCTYPE(?!\s+html)", data.replace(b"\0", b"")[:100_000], re.IGNORECASE
    ):
        raise AppendixError("external_entities", file=file_name, part="its first lines")
    if _HTML.search(start):
        return "html", data
    if start.startswith((b"MIME-Version", b"<?xml")):
        raise AppendixError("wrong_type", file=file_name, found="a web archive or XML file")
    if not file_name.lower().endswith(_TEXT_NAMES) or _is_binary(data):
        raise AppendixError("wrong_type", file=file_name, found="an unknown kind of file")
    return "csv", data


def _is_binary(data):
    """Signs that no text has, or as many different bytes as compressed data."""
    sample = data[:4_000]
    if sample[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return False
    if b"\0" in sample:
        encoding = "utf-16-le" if sample[1::2].count(0) >= sample[::2].count(0) else "utf-16-be"
        text = sample[: len(sample) // 2 * 2].decode(encoding, errors="replace")
        strange = sum(sign == "\ufffd" or sign < " " and sign not in "\t\r\n" for sign in text)
        return strange * 50 > len(text)
    controls = sum(byte < 32 and byte not in b"\t\r\n\f\x1a" for byte in sample)
    return controls * 50 > len(sample) or len(zlib.compress(sample)) > len(sample) > 1_000
