"""Detection of the file type by content; other files than appendices are refused."""

import re
import zlib

from ...guard.secrecy import mark_in_name
from ...libreoffice import is_installed
from ..errors import AppendixError
from ..page.table import page_of_web_archive
from ..word.old_word import with_last_paragraph
from .old_formats import OLD_FORMATS, convert
from .old_office import kind_of_ole2
from .safe_zip import MAX_FILE, SafeZip, megabytes
from .stamps import refuse_stamps

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"\0\x01\0\0Standard", "database"),
)
_HTML = re.compile(rb"<(?:!doctype html|html|table|meta|head|body)\b", re.IGNORECASE)
_OFFICE_XML = (
    (re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet"), "excel_xml"),
    (re.compile(rb"schemas\.microsoft\.com/office/word/2003/wordml"), "word_xml"),
    (re.compile(rb'progid="Excel\.Sheet"'), "excel_xml"),
    (re.compile(rb'progid="Word\.Document"'), "word_xml"),
)
_OPEN_DOCUMENT = {
    "application/vnd.oasis.opendocument.text": "odf_text",
    "application/vnd.oasis.opendocument.spreadsheet": "odf_sheet",
}
# The first element of a package's main part, and its reader.
_MAIN = re.compile(rb"<(?:\w+:)?(workbook|document|presentation)\b")
_KINDS = {b"workbook": "xlsx", b"document": "docx"}
_TEXT_NAMES = (".csv", ".txt", ".tsv", ".xls", ".xlsx", ".htm", ".html")


def stamp_in(file_name, data):
    """Return the secrecy mark of a file of any kind, as far as it can be read, else None.

    >>> stamp_in("a.csv", "1;Rà soát\\n;TỐI MẬT".encode()), stamp_in("a.pdf", b"%PDF")
    ('TỐI MẬT', None)
    """
    try:
        if mark := mark_in_name(file_name):
            return mark
        open_file(file_name, data, converting=False)
    except AppendixError as error:
        return error.values["part"] if error.code == "secret" else None
    return None


def open_file(file_name, data, converting=True):
    """(kind, content): xlsx and docx as SafeZip, csv and html as bytes.

    Old formats are converted by LibreOffice. Raises AppendixError for an unreadable file and for
    a file with a secrecy mark.
    """
    if len(data) > MAX_FILE:
        raise AppendixError(
            "too_large", file=file_name, size=megabytes(len(data)), limit=megabytes(MAX_FILE)
        )
    if not data.strip(b"\0 \r\n\t"):
        raise AppendixError("empty", file=file_name, part="empty_file")
    kind, content = _open(file_name, data)
    if kind in OLD_FORMATS:
        if not (converting and is_installed()):
            raise AppendixError("old_format", file=file_name, found=kind)
        kind, content = _converted(file_name, content, kind)
    refuse_stamps(file_name, kind, content)
    return kind, content


def _open(file_name, data):
    """Return (kind, content) without conversion: an old format is returned as bytes."""
    if data.startswith(b"PK"):
        return _open_package(file_name, data)
    if data.startswith(_OLE2):
        kind = kind_of_ole2(file_name, data)
        refuse_stamps(file_name, "ole2", data)
        return kind, data
    if data.startswith(b"{\\rt"):
        return "rtf", data
    for signature, found in _SIGNATURES:
        if data.startswith(signature):
            raise AppendixError("wrong_type", file=file_name, found=found)
    return _open_text(file_name, data)


def _open_package(file_name, data):
    package = SafeZip(file_name, data)
    if package.main and package.main.endswith(".bin"):
        return "excel_binary", data
    if package.main in package.names:
        root = _MAIN.search(package.read(package.main)[:10_000].replace(b"\0", b""))
        if root and root[1] in _KINDS:
            return _KINDS[root[1]], package
        refuse_stamps(file_name, "package", package)
        raise AppendixError("wrong_type", file=file_name, found="presentation" if root else "xml")
    if "mimetype" in package.names:
        return _open_open_document(file_name, data, package)
    refuse_stamps(file_name, "package", package)
    raise AppendixError("wrong_type", file=file_name, found="archive")


def _open_open_document(file_name, data, package):
    mimetype = package.read_binary("mimetype").decode("ascii", errors="replace").strip()
    found = _OPEN_DOCUMENT.get(mimetype.removesuffix("-template"))
    if found is None:
        raise AppendixError("wrong_type", file=file_name, found="odf_other")
    manifest = "META-INF/manifest.xml"
    if manifest in package.names and b"encryption-data" in package.read(manifest):
        raise AppendixError("password", file=file_name)
    if any(name.startswith(("Basic/", "Scripts/")) for name in package.names):
        raise AppendixError("macro", file=file_name)
    refuse_stamps(file_name, "odf", package)
    return found, data


def _converted(file_name, data, found):
    """Return (kind, content) of a file that needs LibreOffice."""
    if found == "word_97":
        data = with_last_paragraph(data)
    kind, content = convert(file_name, data, found)
    package = SafeZip(file_name, content)
    if not package.main:
        raise AppendixError("not_converted", file=file_name, found=found)
    return kind, package


def _open_text(file_name, data):
    head = data[:20_000].replace(b"\0", b"")
    start = head[:2_000]
    if re.search(
        rb"<!\s*ENTITY|<!DOCTYPE(?!\s+html)", data.replace(b"\0", b"")[:100_000], re.IGNORECASE
    ):
        raise AppendixError("external_entities", file=file_name, part="first_lines")
    if start.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").startswith(b"<?xml") or not _HTML.search(start):
        for sign, found in _OFFICE_XML:
            if sign.search(head):
                return found, data
    if re.match(rb"(?:\s*[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*?\s*MIME-Version:", start, re.IGNORECASE):
        return _open_web_archive(file_name, data)
    if _HTML.search(start):
        return "html", data
    if start.startswith(b"<?xml"):
        raise AppendixError("wrong_type", file=file_name, found="xml")
    if not file_name.lower().endswith(_TEXT_NAMES) or _is_binary(data):
        raise AppendixError("wrong_type", file=file_name, found="unknown")
    return "csv", data


def _open_web_archive(file_name, data):
    """ "Export to Word" of some systems: an .mht under the name .doc."""
    page = page_of_web_archive(data)
    if page is None:
        raise AppendixError("wrong_type", file=file_name, found="web_archive")
    return "html", page


def _is_binary(data):
    """Characters that do not occur in text, or as many different bytes as compressed data."""
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
