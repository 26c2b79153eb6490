"""The text of Word paragraphs as displayed: fonts, fields, symbols, boxes, revisions."""

import re
from dataclasses import dataclass, field

from ...text import clean_lines
from ..font.legacy_fonts import decode, decode_pieces, encoding
from .fields import OpenFields, Sequences
from .numbers import Numbering
from .styles import Look, Styles
from .xml import is_on, local, value

_SKIPPED = {"del", "moveFrom", "rPr", "pPr", "sdtPr", "rt", "tblPr"}
_BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "ptab": " ", "noBreakHyphen": "-"}
_SOFT_HYPHEN = "\u00ad"  # ư in the codes of .VnTime, unseen elsewhere
_PRIVATE = range(0xE000, 0xF900)
# A raised number is the mark of a note, unless it belongs to a unit ("m2") or a power ("10 3").
_NOTE_MARK = re.compile(r"\s*[(\[]?(?:\d{1,2}|\*{1,3})[)\]]?\s*")
_NOTED = re.compile(r"(?:[^\W\d_]|\d{4}|[).,;:”\"])\s*$")
_UNIT = re.compile(r"\b(?:[kdcm]|da|h)?m$")


@dataclass(frozen=True)
class Piece:
    """A text of one look."""

    text: str
    look: Look


@dataclass
class Text:
    """The raw text of one paragraph; its anchored boxes are separate."""

    shown: str = ""
    struck: str = ""
    hidden: str = ""
    number: str = ""  # the automatic number before it
    boxes: list = field(default_factory=list)  # w:txbxContent
    has_bullet: bool = False  # an automatic one, which has no number
    goes_on: bool = False  # its end is deleted: the next paragraph is the same line


class TextReader:
    """Reads the paragraphs of one document in order, as their numbers are counted in it."""

    def __init__(self, package):
        self.styles = Styles(package)
        self._numbering = Numbering(package, self.styles)
        self._sequences = Sequences()

    def read(self, paragraph, table_style=None):
        """The text of one paragraph."""
        style = self.styles.paragraph_style(paragraph)
        collector = _Collector(self, self.styles.base(style, table_style))
        pieces, boxes = collector.collect(paragraph)
        shown = _decoded(_without_notes([one for one in pieces if not one.look.is_struck]))
        struck = _decoded(piece for piece in pieces if piece.look.is_struck)
        number = self._numbering.next_number(paragraph)
        mark = paragraph.find("{*}pPr/{*}rPr/{*}del")
        bullet = self._numbering.has_bullet(paragraph)
        hidden = _decoded(collector.hidden)
        return Text(shown, struck, hidden, clean_lines(number), boxes, bullet, mark is not None)

    def sequence(self, instruction, shown=""):
        return self._sequences.result(instruction, shown)

    def open_fields(self):
        return OpenFields(self._sequences)


def _decoded(pieces):
    return decode_pieces((piece.text, piece.look.kind) for piece in pieces)


def _without_notes(pieces):
    """Return the pieces without raised marks of notes, which would change the number before them."""
    before, kept = "", []
    for piece in pieces:
        if not (piece.look.is_raised and _is_note_mark(piece.text, before)):
            before += piece.text
            kept.append(piece)
    return kept


def _is_note_mark(text, before):
    """
    >>> _is_note_mark("1", "30/9/2026"), _is_note_mark("(2)", "Sở Y tế")
    (True, True)
    >>> _is_note_mark("2", "500 m"), _is_note_mark("3", "10"), _is_note_mark("a", "Sở")
    (False, False, False)
    """
    noted = _NOTED.search(before) and not _UNIT.search(before)
    return bool(noted and _NOTE_MARK.fullmatch(text))


class _Collector:
    """Collects the visible pieces of one paragraph."""

    def __init__(self, reader, base):
        self._reader, self._base = reader, base
        self._fields = reader.open_fields()
        self._pieces, self._boxes, self.hidden = [], [], []

    def collect(self, paragraph):
        self._walk(paragraph, self._base)
        self._pieces += self._fields.rest()
        return self._pieces, self._boxes

    def _walk(self, element, look):
        for child in element:
            name = local(child)
            if name in _SKIPPED or not name:
                continue
            if name == "r":
                own = self._reader.styles.look(child, self._base)
                if own.is_hidden:
                    self.hidden += [Piece(text.text or "", own) for text in child.iter("{*}t")]
                else:
                    self._walk(child, own)
            elif name == "AlternateContent":
                self._walk_alternative(child, look)
            elif name == "txbxContent":
                self._boxes.append(child)
            elif name == "fldSimple":
                self._walk_simple_field(child, look)
            elif name == "sdt" and is_on(child.find("{*}sdtPr/{*}showingPlcHdr")):
                continue  # "Click here to enter text"
            elif not self._is_text(child, name, look):
                self._walk(child, look)

    def _is_text(self, child, name, look):
        """Process an element that is text or part of a field."""
        if name == "t":
            self._add(child.text or "", look)
        elif name in _BREAKS:
            self._add(_BREAKS[name], look)
        elif name == "softHyphen":
            self._add(_SOFT_HYPHEN, look)
        elif name == "sym":
            self._add_symbol(child, look)
        elif name == "fldChar":
            for piece in self._fields.take_mark(child):
                self._put(piece if isinstance(piece, Piece) else Piece(piece, look))
        elif name == "instrText":
            self._fields.take_instruction(child.text or "")
        else:
            return name == "delText"
        return True

    def _add(self, text, look):
        self._put(Piece(text, look))

    def _put(self, piece):
        if not self._fields.take(piece):
            self._pieces.append(piece)

    def _add_symbol(self, symbol, look):
        """A character by its code in a symbol font (or in an old Vietnamese one)."""
        code, kind = _code(value(symbol, "char")), encoding(value(symbol, "font"))
        if kind in ("symbol", "wingdings") and code < 0x100:
            code += 0xF000
        sign = chr(code) if code else ""
        if kind:
            sign = decode(sign, kind)
        elif code in _PRIVATE:
            sign = ""  # a picture of an unknown font
        self._add(sign, Look(None, look.is_struck))

    def _walk_alternative(self, element, look):
        """Return the first branch with content; the others are for older programs."""
        for branch in element:
            before = len(self._pieces), len(self._boxes), self._fields.waiting
            self._walk(branch, look)
            if before != (len(self._pieces), len(self._boxes), self._fields.waiting):
                return

    def _walk_simple_field(self, element, look):
        start = len(self._pieces)
        self._walk(element, look)
        shown = "".join(piece.text for piece in self._pieces[start:])
        result = self._reader.sequence(value(element, "instr") or "", shown)
        if result != shown:
            self._add(result, look)


def _code(digits):
    """
    >>> _code("F0B3") == 0xF0B3, _code("x"), _code(None)
    (True, 0, 0)
    """
    return int(digits, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", digits or "") else 0
