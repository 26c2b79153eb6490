"""Opening Office files nobody vouches for: limits and refusals before anything is parsed."""

import io
import re
import zipfile
import zlib

from lxml import etree

from .errors import AppendixError

MAX_FILE = 20 * 1024 * 1024
MAX_MEMBERS = 2_000
MAX_MEMBER = 100 * 1024 * 1024
MAX_TOTAL = 200 * 1024 * 1024
# A part beyond this size may not be packed tighter than real spreadsheets are.
RATIO_FROM, MAX_RATIO = 20 * 1024 * 1024, 400

_MACRO = re.compile(r"vbaproject\.bin$|vbadata\.xml$", re.IGNORECASE)
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def megabytes(size):
    """
    >>> megabytes(20 * 1024 * 1024)
    '20 MB'
    """
    return f"{-(-size // (1024 * 1024))} MB"


class SafeZip:
    """A checked Office file; reads parts as bytes and parses them without entities or network."""

    def __init__(self, file_name, data):
        self.file_name = file_name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise self._damaged("not a readable zip archive") from error
        self._check()

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
        if any(_MACRO.search(member.filename) for member in members):
            raise AppendixError("macro", file=self.file_name)
        if any(member.flag_bits & 0x1 for member in members):
            raise AppendixError("password", file=self.file_name)

    def _damaged(self, part):
        return AppendixError("damaged", file=self.file_name, part=part)

    @property
    def names(self):
        return self._zip.namelist()

    def read(self, name):
        """One part, never more of it than the archive promised and the limits allow."""
        try:
            with self._zip.open(name) as member:
                content = member.read(MAX_MEMBER + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            KeyError,
            OSError,
            NotImplementedError,
        ) as e:
            raise self._damaged(name) from e
        self._refuse_declarations(name, content)
        return content

    def _refuse_declarations(self, name, content):
        head = content[:4]
        if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head:
            content = content.replace(b"\0", b"")
        if _DECLARATION.search(content):
            raise AppendixError("external_entities", file=self.file_name, part=name)

    def parse(self, name):
        """The parsed XML of one part."""
        try:
            root = etree.fromstring(self.read(name), parser=_parser())
        except etree.XMLSyntaxError as error:
            raise self._damaged(name) from error
        if root.getroottree().docinfo.doctype:  # in an encoding the search did not see through
            raise AppendixError("external_entities", file=self.file_name, part=name)
        return root

    def iterate(self, name, *tags):
        """Elements with these local names, one at a time, emptied after use."""
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
        """Relationship id -> part name, of one part (such as xl/workbook.xml)."""
        folder, _slash, leaf = base.rpartition("/")
        relations = f"{folder}/_rels/{leaf}.rels"
        if relations not in self.names:
            return {}
        targets = {}
        for relation in self.parse(relations):
            target = relation.get("Target") or ""
            if relation.get("TargetMode") != "External" and relation.get("Id"):
                targets[relation.get("Id")] = _join(folder, target)
        return targets


def _parser():
    return etree.XMLParser(
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
    if target.startswith("/"):
        return target[1:]
    path = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            path = path[:-1]
        elif step != ".":
            path.append(step)
    return "/".join(path)
