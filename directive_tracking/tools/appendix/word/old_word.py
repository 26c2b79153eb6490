"""Repair of a .doc that ends with a table (MS-DOC).

A Word text ends with a paragraph. LibreOffice writes files without it, and then finds no table in
them; Word adds the paragraph when it opens such a file, and so does this module.
"""

import io
import struct

import olefile

_WIDE, _NARROW = 2, 1  # bytes per character
_CELL_END, _PARAGRAPH_END = "\x07", "\r"
_PAGE = 512
# Offsets in the file information block, and of the (offset, length) pairs that follow it.
_FLAGS, _FC_MAC, _CCP_TEXT, _PAIRS = 10, 28, 76, 154
_SECTIONS, _CHARACTERS, _PARAGRAPHS, _PIECES = 6, 12, 13, 33
_SECOND_TABLE, _COMPRESSED = 0x0200, 0x40000000
_BX = 13  # bytes of a paragraph's entry in a page


def with_last_paragraph(data):
    """Return the file with a paragraph after its last table; unchanged if no repair is needed.

    A file with a structure other than LibreOffice's is left unchanged.
    """
    try:
        stream = io.BytesIO(data)
        with olefile.OleFileIO(stream, write_mode=True) as ole:
            word = _Word(ole)
            if not word.lacks_paragraph() or not word.mend():
                return data
            ole.write_stream("WordDocument", bytes(word.text))
            ole.write_stream(word.table_name, bytes(word.table))
            return stream.getvalue()
    except (OSError, ValueError, struct.error, IndexError):
        return data  # LibreOffice reports whether it can read it


class _Word:
    """The two streams of a .doc, as far as the end of its text matters."""

    def __init__(self, ole):
        self.text = bytearray(ole.openstream("WordDocument").read())
        flags = struct.unpack_from("<H", self.text, _FLAGS)[0]
        self.table_name = "1Table" if flags & _SECOND_TABLE else "0Table"
        self.table = bytearray(ole.openstream(self.table_name).read())
        self.length = self._long(_CCP_TEXT)
        self.pieces = self._find_pieces()

    def _long(self, at):
        return struct.unpack_from("<i", self.text, at)[0]

    def _pair(self, number):
        return struct.unpack_from("<ii", self.text, _PAIRS + 8 * number)

    def _find_pieces(self):
        """Return the offset of the piece list in the table stream; None with several pieces."""
        at, length = self._pair(_PIECES)
        end = at + length
        while at < end and self.table[at] == 1:
            at += 3 + struct.unpack_from("<H", self.table, at + 1)[0]
        size = struct.unpack_from("<I", self.table, at + 1)[0]
        return at + 5 if self.table[at] == 2 and size == 4 + 12 else None

    def lacks_paragraph(self):
        """Tell whether the main text ends with the end of a row."""
        if self.pieces is None or self.length < 1:
            return False
        start = struct.unpack_from("<I", self.table, self.pieces + 8 + 2)[0]
        self.width = _NARROW if start & _COMPRESSED else _WIDE
        start = (start & ~_COMPRESSED) // 2 if start & _COMPRESSED else start
        self.end = start + self.length * self.width
        all_characters = struct.unpack_from("<i", self.table, self.pieces + 4)[0]
        self.all_end = start + all_characters * self.width
        return self.text[self.end - self.width : self.end] == self._coded(_CELL_END)

    def _coded(self, sign):
        return sign.encode("utf-16-le" if self.width == _WIDE else "latin-1")

    def mend(self):
        """Add the paragraph if the text page and its formatting page have room for it."""
        pages = {kind: self._pages(kind) for kind in (_CHARACTERS, _PARAGRAPHS)}
        room = self.text[self.all_end : min(map(min, pages.values())) * _PAGE]
        if len(room) < self.width or any(room) or not self._split_last_row(pages[_PARAGRAPHS]):
            return False
        following = bytes(self.text[self.end : self.all_end])
        self.text[self.end : self.all_end + self.width] = self._coded(_PARAGRAPH_END) + following
        for kind in pages:
            self._shift_bounds(kind)
        self._count()
        return True

    def _pages(self, kind):
        """Return the numbers of the pages with the formatting of characters or paragraphs."""
        at, length = self._pair(kind)
        count = (length - 4) // 8
        return struct.unpack_from(f"<{count}i", self.table, at + 4 * (count + 1))

    def _split_last_row(self, pages):
        """Give the new paragraph an entry without formatting, right after the end of the row."""
        for page in pages:
            start = page * _PAGE
            count = self.text[start + _PAGE - 1]
            bounds = struct.unpack_from(f"<{count + 1}i", self.text, start)
            if self.end in bounds[1:]:
                return self._add_entry(start, count, bounds)
        return False

    def _add_entry(self, start, count, bounds):
        at = bounds.index(self.end)
        entries = bytes(self.text[start + 4 * (count + 1) : start + 4 * (count + 1) + _BX * count])
        used = [entries[_BX * number] * 2 for number in range(count) if entries[_BX * number]]
        size = 4 * (count + 2) + _BX * (count + 1)
        if size > min(used, default=_PAGE - 1):
            return False
        entries = entries[: _BX * at] + bytes(_BX) + entries[_BX * at :]
        # The second bound is moved with all others that follow the row.
        bounds = (*bounds[:at], self.end - 1, *bounds[at:])
        packed = struct.pack(f"<{count + 2}i", *bounds)
        self.text[start : start + size] = packed + entries
        self.text[start + _PAGE - 1] = count + 1
        self._new_bound = start + 4 * at
        return True

    def _shift_bounds(self, kind):
        """Everything after the row moves by one character."""
        at, length = self._pair(kind)
        self._shift(self.table, at, (length - 4) // 8 + 1, self.end, self.width)
        for page in self._pages(kind):
            start = page * _PAGE
            self._shift(self.text, start, self.text[start + _PAGE - 1] + 1, self.end, self.width)
        if kind == _PARAGRAPHS:
            struct.pack_into("<i", self.text, self._new_bound, self.end)

    def _shift(self, stream, at, count, since, by):
        for place in range(at, at + 4 * count, 4):
            bound = struct.unpack_from("<i", stream, place)[0]
            if bound >= since:
                struct.pack_into("<i", stream, place, bound + by)

    def _count(self):
        at, length = self._pair(_SECTIONS)
        self._shift(self.table, at, (length - 4) // 16 + 1, self.length, 1)
        self._shift(self.table, self.pieces + 4, 1, 0, 1)
        struct.pack_into("<i", self.text, _CCP_TEXT, self.length + 1)
        struct.pack_into("<i", self.text, _FC_MAC, self._long(_FC_MAC) + self.width)
