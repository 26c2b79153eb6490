"""Files embedded in a Word text (w:altChunk), as written by converters of web pages."""

import re

from ..errors import AppendixError
from ..file.safe_zip import SafeZip
from ..grid import Table
from ..page.table import page_of_web_archive, page_tables, parse_html

_PAGE = re.compile(r"\.x?html?$", re.IGNORECASE)
_ARCHIVED_PAGE = re.compile(r"\.mht(?:ml)?$", re.IGNORECASE)


def read_chunk(package, part, read_docx):
    """Return the tables of the part with the lines round them, possibly only lines.

    :param read_docx: the reader for a Word file inside the Word file
    :raises AppendixError: `chunk`, for a part that cannot be read here
    """
    if part is None or part not in package.names:
        raise AppendixError("chunk", file=package.file_name, part=part or "altChunk")
    if _ARCHIVED_PAGE.search(part):
        page = page_of_web_archive(package.read_binary(part))
        if page is not None:
            return _read_page(package.file_name, page)
    if _PAGE.search(part):
        return _read_page(package.file_name, package.read_html(part))
    data = package.read_binary(part)
    if data.startswith(b"PK"):
        inner = SafeZip(package.file_name, data)
        if inner.main and "document" in inner.main:
            return read_docx(inner)
    if part.lower().endswith(".txt"):
        lines = data.decode("utf-8-sig", errors="replace").splitlines()
        return [Table([], before=lines)]
    raise AppendixError("chunk", file=package.file_name, part=part)


def _read_page(file_name, data):
    return page_tables(file_name, parse_html(file_name, data))
