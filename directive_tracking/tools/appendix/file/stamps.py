"""Search for secrecy marks anywhere in a file: a marked file is refused before it is read.

The mark may be in a text box, in a page header, on another sheet or only in the properties of the
file, so every part is searched, visible or hidden.
"""

import csv
import re
from itertools import chain

from ...guard.secrecy import find_mark, mark_in_name
from ..errors import AppendixError
from ..page.table import html_lines, page_of_web_archive, parse_html
from ..sheet.csv_file import records
from .safe_zip import MAX_TOTAL, SafeZip, megabytes
from .xml_texts import sheet_texts, xml_texts

_PLACES = (
    (r"(?:^|/)docprops/|^meta\.xml$", "property"),
    (r"(?:^|/)customxml/", "embedded"),
    (r"(?:header|footer)\d*\.xml$", "header_footer"),
    (r"(?:footnotes|endnotes)\d*\.xml$", "note"),
    (r"comment", "comment"),
    (r"drawing|chart|diagram", "text_box"),
    (r"(?:^|/)xl/|^content\.xml$", "sheet"),
)
_XML = re.compile(r"\.(?:xml|vml|rels)$", re.IGNORECASE)
_PAGE = re.compile(r"\.x?html?$", re.IGNORECASE)
_ARCHIVED_PAGE = re.compile(r"\.mht(?:ml)?$", re.IGNORECASE)
_WORKSHEET = re.compile(r"(?:^|/)worksheets/[^/]+\.xml$", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|ttf|odttf|ico)$", re.IGNORECASE)
# Style parts of a document: they contain names and lists of choices that are not in the text.
_LOOKS = re.compile(r"/(?:styles\w*|fonttable|theme\d*|websettings)\.xml$", re.IGNORECASE)
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]+")
_NAMES = ("name", "property")
_DEPTH = 3  # a file in a file in a file


def refuse_stamps(file_name, kind, content):
    """Refuse a file that has a secrecy mark anywhere.

    :param kind: csv, html or ole2 for bytes; anything else for a package
    :raises AppendixError: `secret`, with the mark and its place
    """
    own_name = [("name", file_name, "")]
    for place, text, before in chain(own_name, _texts(file_name, kind, content)):
        mark = find_mark(text, before) or (mark_in_name(text) if place in _NAMES else None)
        if mark:
            raise AppendixError("secret", file=file_name, part=mark, place=place)


def _texts(file_name, kind, content):
    if kind == "csv":
        return _csv_texts(file_name, content)
    if kind == "html":
        return _page_texts(file_name, content, "text")
    if kind == "ole2":
        return _ole2_texts(content)
    return _Package(file_name, content).texts()


def _ole2_texts(data):
    """Yield the runs of text in a file of the old format, at any offset."""
    for start in (0, 1):
        text = data[start:].decode("utf-16-le", errors="replace")
        yield from (("embedded", piece, "") for piece in _CONTROLS.split(text))


def _csv_texts(file_name, data):
    try:
        for record in records(file_name, data):
            yield from (("text", cell, "") for cell in record)
    except csv.Error:
        return  # it will not be imported; the reader reports the error


def _page_texts(file_name, data, place):
    before, root = "", parse_html(file_name, data)
    yield from (("property", title.text_content(), "") for title in root.iter("title"))
    for line in html_lines(root):
        yield place, line, before
        before = line


class _Package:
    """An Office file and its embedded files, with one common limit on the unpacked size."""

    def __init__(self, file_name, package, depth=0, spent=0):
        self.file_name, self.package, self.depth, self.spent = file_name, package, depth, spent

    def texts(self):
        """Yield (place, text, the text above it) of every part."""
        for name in list(self.package.names):
            if not _PICTURE.search(name):
                yield from self._part_texts(name)

    def _part_texts(self, name):
        if _PAGE.search(name):
            return _page_texts(self.file_name, self.package.read_html(name), "embedded")
        if _ARCHIVED_PAGE.search(name):
            page = page_of_web_archive(self.package.read_binary(name))
            return _page_texts(self.file_name, page or b" ", "embedded")
        if _WORKSHEET.search(name):
            return sheet_texts(self.package, name)
        if _XML.search(name):
            return self._xml_texts(name)
        return self._binary_texts(self.package.read_binary(name))

    def _xml_texts(self, name):
        root = self.package.parse(name, recover=True)
        for place, text, before in xml_texts(root, bool(_LOOKS.search(name))):
            yield place or _place(name), text, before

    def _binary_texts(self, data):
        """Yield the texts of an embedded file: another package, or the old Office format."""
        self.spent += len(data)
        if self.depth >= _DEPTH or self.spent > MAX_TOTAL:
            size, limit = megabytes(self.spent), megabytes(MAX_TOTAL)
            raise AppendixError("zip_bomb", file=self.file_name, size=size, limit=limit)
        if data.startswith(b"PK"):
            inner = SafeZip(self.file_name, data)
            yield from _Package(self.file_name, inner, self.depth + 1, self.spent).texts()
        elif data.startswith(_OLE2):
            yield from _ole2_texts(data)
        elif b"\0" not in data:
            text = data.decode("utf-8", errors="replace")
            yield from (("embedded", line, "") for line in text.splitlines())


def _place(name):
    lower = name.lower()
    return next((place for words, place in _PLACES if re.search(words, lower)), "text")
