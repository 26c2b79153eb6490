"""The texts of a file, as far as a machine can read them, to be searched for sealed words.

Every part counts: headers, hidden text, comments, properties, files in files. What only a person can
read (a picture, a scan, an archive of an unknown kind) is told apart from what holds no text.
"""

import io
import re
from itertools import chain
from typing import NamedTuple

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import NameObject, StreamObject

from odoo.addons.directive_tracking.tools.appendix.errors import AppendixError
from odoo.addons.directive_tracking.tools.appendix.file.safe_zip import SafeZip
from odoo.addons.directive_tracking.tools.evidence.file_kinds import kind_of

_TEXTS = ("txt", "csv", "xml", "html", "svg", "sh")
_PACKAGES = ("docx", "xlsx", "pptx", "odt", "ods", "odp", "zip")
_OLD_OFFICE = ("doc", "xls", "ppt")
_PICTURES = ("jpg", "png", "gif", "webp", "heic", "tif", "bmp")
_LOGO = 100_000  # bytes; a larger picture in a document may be a scan
_DEPTH = 3  # a file in a file in a file
_PAGES = 300
_OBJECTS = 20_000  # of a PDF
_RTF_SIGN = re.compile(
    r"\\u(-?\d{1,6}) ?\??|\\'([0-9a-f]{2})|\\[a-z]+-?\d* ?|[{}\r\n]", re.IGNORECASE
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]+")


class Reading(NamedTuple):
    """What a machine reads in a file, and whether that is all of it."""

    texts: tuple
    is_whole: bool


def read_file(name, content, depth=0):
    """Return the ``Reading`` of a file.

    >>> read_file("a.txt", "Đơn của bà Hà".encode())
    Reading(texts=('a.txt', 'Đơn của bà Hà'), is_whole=True)
    >>> read_file("scan.png", b"\\x89PNG\\r\\n\\x1a\\n")
    Reading(texts=('scan.png',), is_whole=False)
    """
    kind = kind_of(content) if content else "txt"
    if kind in _TEXTS:
        found = Reading((_decoded(content),), True)
    elif kind == "rtf":
        found = Reading((_RTF_SIGN.sub(_rtf_sign, content.decode("cp1258", "replace")),), True)
    elif kind == "pdf":
        found = _pdf(content)
    elif kind in _PACKAGES:
        found = _package(name, content, depth)
    elif kind in _OLD_OFFICE:
        found = Reading(tuple(_old_texts(content)), True)
    else:
        found = Reading((), kind in _PICTURES and 0 < depth and len(content) < _LOGO)
    return Reading((name or "", *found.texts), found.is_whole)


def _decoded(content):
    """Return the text of some bytes.

    >>> _decoded("Hà".encode("utf-16")), _decoded("Hà".encode()), _decoded(b"H\\xe0")
    ('Hà', 'Hà', 'Hà')
    """
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return content.decode("cp1258", "replace")


def _rtf_sign(match):
    """Return what a word of RTF stands for.

    >>> _RTF_SIGN.sub(_rtf_sign, r"{\\rtf1 Tr\\'e1ng V\\u7881?nh}")
    'Tráng Vỉnh'
    """
    if match[1]:
        return chr(int(match[1]) % 0x10000)
    return bytes.fromhex(match[2]).decode("cp1258", "replace") if match[2] else ""


def _pdf(content):
    """Return the texts of the pages and properties; a page without text is a picture."""
    try:
        reader = PdfReader(io.BytesIO(content))
        pages = [page.extract_text() for page in reader.pages[:_PAGES]]
        hidden = _pdf_strings(reader)
        held = [read_file(name, files[0], 1) for name, files in reader.attachments.items()]
        whole = len(reader.pages) <= _PAGES and len(hidden) <= _OBJECTS * 10
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError):
        return Reading((), False)
    texts = (*pages, *hidden, *chain.from_iterable(one.texts for one in held))
    return Reading(
        texts, whole and all(map(str.strip, pages)) and all(one.is_whole for one in held)
    )


def _pdf_strings(reader):
    """Return the texts of a PDF beside its pages: properties, notes, forms, bookmarks, metadata."""
    found = [str(value) for value in (reader.metadata or {}).values()]
    numbers = {number for rows in reader.xref.values() for number in rows} | set(reader.xref_objStm)
    for number in sorted(numbers)[:_OBJECTS]:
        found += _strings_in(reader.get_object(number))
    return found


def _strings_in(value):
    if isinstance(value, str):
        yield from [] if isinstance(value, NameObject) else [str(value)]
    elif isinstance(value, StreamObject) and value.get("/Type") == "/Metadata":
        yield value.get_data().decode("utf-8", "replace")
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings_in(one)


def _package(name, content, depth):
    """Return the texts of the files in a container."""
    try:
        package = SafeZip(name, content)
        parts = [(part, package.read_binary(part)) for part in package.names]
    except AppendixError:
        return Reading((), False)
    if depth >= _DEPTH:
        return Reading((), False)
    found = [read_file(part, data, depth + 1) for part, data in parts]
    return Reading(
        tuple(chain.from_iterable(one.texts for one in found)), all(one.is_whole for one in found)
    )


def _old_texts(content):
    """Yield the runs of text in a file of the old formats, at any offset."""
    for start in (0, 1):
        yield from _runs(content[start:].decode("utf-16-le", "replace"))
    yield from _runs(content.decode("cp1258", "replace"))


def _runs(text):
    return (run for run in _CONTROLS.split(text) if len(run) > 2)
