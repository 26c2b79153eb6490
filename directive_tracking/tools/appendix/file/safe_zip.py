"""Safe opening of untrusted Office files: limits and refusals before anything is parsed."""

import io
import re
import zipfile
import zlib
from urllib.parse import unquote

from lxml import etree

from ..errors import AppendixError

MAX_FILE = 20 * 1024 * 1024
MAX_MEMBERS = 2_000
MAX_MEMBER = 100 * 1024 * 1024
MAX_TOTAL = 200 * 1024 * 1024
# A part above this size must not be compressed more than real spreadsheets are.
RATIO_FROM, MAX_RATIO = 20 * 1024 * 1024, 400

_MACRO = re.compile(r"vbaproject\.bin$|vbadata\.xml$", re.IGNORECASE)
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# Possible beginnings of an HTML page.
_STRANGE_DECLARATION = re.compile(rb"<!\s*ENTITY|<!\s*DOCTYPE(?!\s+html)", re.IGNORECASE)
_OUTSIDE = re.compile(r"(?:^|/)\.\.(?:/|$)|^[A-Za-z]:")
_XML_DECLARATION = re.compile(r"^\W*<\?xml[^>]*\?>")
_RELATIONS = "_rels/.rels"
_MAIN_PARTS = ("xl/workbook.xml", "word/document.xml", "ppt/presentation.xml", "xl/workbook.bin")


def megabytes(size):
    """
    >>> megabytes(20 * 1024 * 1024)
    '20 MB'
    """
    return f"{-(-size // (1024 * 1024))} MB"


class SafeZip:
    """A checked Office file; it reads parts as bytes and parses them without entities or network."""

    def __init__(self, file_name, data):
        self.file_name = file_name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise self._damaged("zip") from error
        self._members = self._named_members()
        self._spellings = {name.lower(): name for name in self._members}
        self._check()

    def _named_members(self):
        """Return name -> member; some names have backslashes or a leading slash."""
        members = {}
        for member in self._zip.infolist():
            # The name from the archive, independent of this system.
            name = member.orig_filename.partition("\0")[0].replace("\\", "/").lstrip("/")
            if not name or name.endswith("/"):
                continue
            if _OUTSIDE.search(name) or name in members:
                raise self._damaged("strange_names")
            members[name] = member
        return members

    def _check(self):
        members = self._zip.infolist()
        total = sum(member.file_size for member in members)
        tight = any(
            m.file_size > RATIO_FROM and m.file_size > MAX_RATIO * max(m.compress_size, 1)
            for m in members
        )
        largest = max((member.file_size for member in members), default=0)
        if len(members) > MAX_MEMBERS or total > MAX_TOTAL or largest > MAX_MEMBER or tight:
            size, limit = (largest, RATIO_FROM) if tight else (total, MAX_TOTAL)
            raise AppendixError(
                "zip_bomb", file=self.file_name, size=megabytes(size), limit=megabytes(limit)
            )
        if any(map(_MACRO.search, self._members)):
            raise AppendixError("macro", file=self.file_name)
        if any(member.flag_bits & 0x1 for member in members):
            raise AppendixError("password", file=self.file_name)

    def _damaged(self, part):
        return AppendixError("damaged", file=self.file_name, part=part)

    @property
    def names(self):
        return self._members.keys()

    def read(self, name, declarations=_DECLARATION):
        """Return one part, never more than the declared size and the limits allow."""
        try:
            with self._zip.open(self._members[name]) as member:
                content = member.read(MAX_MEMBER + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            KeyError,
            OSError,
            ValueError,
            NotImplementedError,
        ) as e:
            raise self._damaged(name) from e
        self._refuse_declarations(name, content, declarations)
        return content

    def read_html(self, name):
        """Return a part that is a web page, which may have a document type."""
        return self.read(name, _STRANGE_DECLARATION)

    def read_binary(self, name):
        """Return a part that is not parsed here."""
        return self.read(name, None)

    def _refuse_declarations(self, name, content, declarations):
        head = content[:4]
        if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head:
            content = content.replace(b"\0", b"")
        if declarations and declarations.search(content):
            raise AppendixError("external_entities", file=self.file_name, part=name)

    def parse(self, name, recover=False):
        """Return the parsed XML of one part; `recover` allows a damaged one."""
        content = self.read(name)
        try:
            root = etree.fromstring(content, parser=_parser())
        except etree.XMLSyntaxError as error:
            root = _recovered(content) if recover else None
            if root is None:
                raise self._damaged(name) from error
        if root.getroottree().docinfo.doctype:  # in an encoding that the search did not decode
            raise AppendixError("external_entities", file=self.file_name, part=name)
        return root

    def iterate(self, name, *tags):
        """Yield the elements with these local names, one at a time, and clear them after use."""
        wanted = [f"{{*}}{tag}" for tag in tags]
        source = io.BytesIO(self.read(name))
        try:
            for _event, element in etree.iterparse(
                source, tag=wanted, resolve_entities=False, no_network=True, load_dtd=False
            ):
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
        except etree.XMLSyntaxError as error:
            raise self._damaged(name) from error

    def parts(self, base):
        """Return relationship id -> part name for one part (such as xl/workbook.xml)."""
        return {id_: target for id_, _kind, target in self._relations(base)}

    def related(self, base, kind):
        """Return the first part with this relationship (such as "styles") to another, or None."""
        found = (target for _id, own, target in self._relations(base) if own == kind)
        return next((target for target in found if target in self.names), None)

    @property
    def main(self):
        """Return the main part, under any name (word/document2.xml)."""
        usual = (part for part in _MAIN_PARTS if part in self.names)
        return self.related("", "officeDocument") or next(usual, None)

    def _relations(self, base):
        folder, _slash, leaf = base.rpartition("/")
        relations = f"{folder}/_rels/{leaf}.rels" if base else _RELATIONS
        if relations not in self.names:
            return
        for relation in self.parse(relations):
            target, kind = relation.get("Target") or "", relation.get("Type") or ""
            if relation.get("TargetMode") != "External" and relation.get("Id"):
                part = _join(folder, unquote(target))
                # Part names are case-insensitive.
                part = self._spellings.get(part.lower(), part)
                yield relation.get("Id"), kind.rpartition("/")[2], part


def _recovered(content):
    """Return the root of truncated XML or XML with invalid bytes, or None."""
    text = content.replace(b"\0", b"").decode("utf-8", errors="replace")
    text = _XML_DECLARATION.sub("", text)
    return etree.fromstring(text.encode(), parser=_parser(recover=True)) if text.strip() else None


def _parser(recover=False):
    return etree.XMLParser(
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
    )


def _join(folder, target):
    """
    >>> _join("xl", "worksheets/sheet1.xml"), _join("xl", "/xl/styles.xml"), _join("xl/a", "../b.xml")
    ('xl/worksheets/sheet1.xml', 'xl/styles.xml', 'xl/b.xml')
    """
    target = target.replace("\\", "/")
    if target.startswith("/"):
        return target[1:]
    path = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            path = path[:-1]
        elif step != ".":
            path.append(step)
    return "/".join(path)
