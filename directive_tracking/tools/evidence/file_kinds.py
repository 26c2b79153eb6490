"""What a file is by its content, and whether files of that kind are taken.

A name proves nothing: a program stays one when it is called ``report.pdf``. The kind is told by the
first bytes and, for the containers of office programs, by what lies in them. The signatures are
those of the formats' own specifications.
"""

import re
import zipfile
from io import BytesIO

import olefile

UNKNOWN = "unknown"
# Kinds that a province may allow, in the order in which they are shown.
DOCUMENTS = ("pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "rtf")
TEXTS = ("txt", "csv")
PICTURES = ("jpg", "png", "gif", "webp", "heic", "tif", "bmp")
RECORDINGS = ("mp3", "m4a", "mp4")
PACKED = ("zip", "rar", "7z", "p7s")
TAKEN = (*DOCUMENTS, *TEXTS, *PICTURES, *RECORDINGS, *PACKED)

# Endings of files that run or act when they are opened: never taken, whatever they contain.
ACTING = frozenset(
    ("exe", "dll", "com", "scr", "msi", "bat", "cmd", "ps1", "vbs", "js", "jse", "wsf", "hta", "lnk")
    + ("html", "htm", "xhtml", "svg", "xml", "mht", "jar", "apk", "sh", "php", "docm", "xlsm", "pptm")
)  # fmt: skip
SAME = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg", "tiff": "tif", "heif": "heic", "m4v": "mp4"}
# Texts are told apart by their names alone, and so are sound and film in one container.
FAMILIES = {"txt": {"txt", "csv"}, "mp4": {"mp4", "m4a"}}

STRONG = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tif"),
    (b"MM\0*", "tif"),
    (b"{\\rtf", "rtf"),
    (b"7z\xbc\xaf'\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x7fELF", "exe"),
    (b"ID3", "mp3"),
    (b"\xff\xfb", "mp3"),
)
WEAK = ((b"MZ", "exe"), (b"BM", "bmp"))  # a text may begin so as well
HEIF = (b"heic", b"heix", b"hevc", b"mif1", b"msf1")
IN_ZIP = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
OPEN_DOCUMENT = {b"text": "odt", b"spreadsheet": "ods", b"presentation": "odp"}
IN_OLE = (("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"))
SLIDES = "PowerPoint Document"
SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")  # OID 1.2.840.113549.1.7.2, RFC 5652
MARKUP = re.compile(
    rb"^\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script)", re.I | re.S
)
ENDING = re.compile(r"\.([A-Za-z0-9]{1,5})$")
HEAD = 4096


def packed(name, content):
    """Return ``(name, content)`` of a ZIP archive with this file, unchanged.

    >>> name, content = packed("export.xls", b"<html>")
    >>> name, kind_of(content), packed("export.xls", b"<html>")[1] == content
    ('export.xls.zip', 'zip', True)
    """
    with zipfile.ZipFile(made := BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return f"{name}.zip", made.getvalue()


def kind_of(content):
    """Return the kind of a file by its content.

    >>> kind_of(b"%PDF-1.7 ..."), kind_of(b"\\xff\\xd8\\xff\\xe0 JFIF"), kind_of(b"Li\\xc3\\xaan")
    ('pdf', 'jpg', 'txt')
    >>> kind_of(b"<!DOCTYPE html><p>"), kind_of(b"<svg xmlns='x'/>"), kind_of(b"#!/bin/sh")
    ('html', 'svg', 'sh')
    >>> kind_of(b"MZ\\x90\\0\\3\\0"), kind_of(b"MZ is a name"), kind_of(b"\\0\\1\\2")
    ('exe', 'txt', 'unknown')
    """
    head = content[:HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    for start, kind in STRONG:
        if head.startswith(start):
            return kind
    return _container(content, head) or _text(content, head) or _weak(head)


def _container(content, head):
    if head.startswith(b"PK\3\4"):
        return _in_zip(content)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _in_ole(content)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        return "heic" if head[8:12] in HEIF else "mp4"
    if head[:1] == b"\x30" and SIGNED_DATA in head[:64]:
        return "p7s"
    return None


def _in_zip(content):
    """Return the kind of a ZIP container by the files in it.

    >>> def packed(**files):
    ...     with zipfile.ZipFile(made := BytesIO(), "w") as archive:
    ...         for name, text in files.items():
    ...             archive.writestr(name.replace("_", "/"), text)
    ...     return made.getvalue()
    >>> kind_of(packed(word_document="x")), kind_of(packed(scan="x"))
    ('docx', 'zip')
    >>> kind_of(packed(mimetype="application/vnd.oasis.opendocument.text"))
    'odt'
    >>> kind_of(b"PK\\3\\4 broken")
    'unknown'
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            with_type = "mimetype" in names and archive.getinfo("mimetype").file_size < HEAD
            told = archive.read("mimetype") if with_type else b""
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError):
        return UNKNOWN
    for word, kind in OPEN_DOCUMENT.items():
        if told.startswith(b"application/vnd.oasis.opendocument." + word):
            return kind
    found = (kind for place, kind in IN_ZIP if any(name.startswith(place) for name in names))
    return next(found, "zip")


def _in_ole(content):
    try:
        with olefile.OleFileIO(BytesIO(content)) as container:
            if container.exists(SLIDES):
                return "ppt"
            return next((kind for name, kind in IN_OLE if container.exists(name)), UNKNOWN)
    except OSError:
        return UNKNOWN


def _text(content, head):
    """Return the kind of readable text, or None for anything else."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace").encode()
    elif any(byte < 9 or 13 < byte < 27 for byte in head):
        return None
    else:
        text = content
    start = text[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if MARKUP.match(start):
        return "html"
    if b"<svg" in start.lower():
        return "svg"
    if start.startswith(b"#!"):
        return "sh"
    return "xml" if start.startswith(b"<?xml") else "txt"


def _weak(head):
    return next((kind for start, kind in WEAK if head.startswith(start)), UNKNOWN)


def ending_of(name):
    """Return the kind that the ending of ``name`` speaks of, or None.

    >>> ending_of("Ảnh.JPEG"), ending_of("12.2026"), ending_of("Báo cáo"), ending_of("a.pdf.exe")
    ('jpg', '2026', None, 'exe')
    """
    found = ENDING.search(name or "")
    ending = found and found[1].lower()
    return SAME.get(ending, ending)


def read_list(text):
    """Return the kinds written in a setting, each once and in its usual spelling.

    >>> read_list("PDF, .jpeg; docx  jpg")
    ['pdf', 'jpg', 'docx']
    """
    words = (word.strip(".").lower() for word in re.split(r"[\s,;]+", text or ""))
    return list(dict.fromkeys(SAME.get(word, word) for word in words if word))


def not_taken(name, content, allowed):
    """Return the kind for which a file is refused, or None if it is taken.

    :param allowed: the kinds taken, such as ``["pdf", "jpg"]``

    >>> not_taken("a.pdf", b"%PDF-1.4", ["pdf"]), not_taken("a.pdf", b"MZ\\0\\0", ["pdf"])
    (None, 'exe')
    >>> not_taken("a.js", b"alert(1)", ["txt"]), not_taken("b.csv", b"1;2", ["csv"])
    ('js', None)
    >>> not_taken("a.png", b"\\x89PNG\\r\\n\\x1a\\n", ["pdf"]), not_taken("a", b"", ["pdf"])
    ('png', None)
    """
    ending = ending_of(name)
    if ending in ACTING or ending in TAKEN and ending not in allowed:
        return ending
    if not content:
        return None
    kind = kind_of(content)
    return None if FAMILIES.get(kind, {kind}) & set(allowed) else kind


def accept_of(kinds):
    """Return the kinds as a browser's file dialog wants them.

    >>> accept_of(["pdf", "jpg"])
    '.pdf,.jpg,.jpeg'
    """
    others = {kind: [one for one, same in SAME.items() if same == kind] for kind in kinds}
    others["jpg"] = ["jpeg"]
    return ",".join(f".{one}" for kind in kinds for one in (kind, *others[kind]))


def in_megabytes(size):
    """Return a size in words, never as nothing.

    >>> in_megabytes(13002342), in_megabytes(200), in_megabytes(2**20)
    ('12.4 MB', '0.1 MB', '1 MB')
    """
    return f"{max(round(size / 2**20, 1), 0.1):g} MB"
