"""Word fields: the result is displayed, the instruction is not."""

import re

from .numbers import show
from .xml import value

_SEQUENCE = re.compile(r"\s*SEQ\s+(\"[^\"]+\"|\S+)(.*)", re.IGNORECASE | re.DOTALL)
_RESET = re.compile(r"\\r\s*(\d+)", re.IGNORECASE)
_FORMS = {
    "roman": "lowerRoman",
    "ROMAN": "upperRoman",
    "alphabetic": "lowerLetter",
    "ALPHABETIC": "upperLetter",
}


class Sequences:
    """Counts the SEQ fields of one document; some programs omit their results."""

    def __init__(self):
        self._counts = {}

    def result(self, instruction, shown):
        """Return the text of the field: its stored result, else the next number of its sequence.

        >>> numbers = Sequences()
        >>> [numbers.result(" SEQ STT \\\\* ARABIC ", shown) for shown in ("1", "", "")]
        ['1', '2', '3']
        >>> numbers.result("SEQ STT \\\\r 7 \\\\* ROMAN", ""), numbers.result("DATE", "x")
        ('VII', 'x')
        """
        match = _SEQUENCE.match(instruction)
        if not match:
            return shown
        name, switches = match[1].strip('"').lower(), match[2]
        count = self._counts.get(name, 0)
        if reset := _RESET.search(switches):
            count = int(reset[1])
        elif not re.search(r"\\c\b", switches):
            count += 1
        if shown.strip().isdecimal():
            count = int(shown)
        self._counts[name] = count
        if shown.strip() or re.search(r"\\h\b", switches):
            return shown
        form = re.search(r"\\\*\s*(\w+)", switches)
        return show(count, _FORMS.get(form[1], "decimal") if form else "decimal")


class OpenFields:
    """The open fields of one paragraph."""

    def __init__(self, sequences):
        self._sequences = sequences
        self._open = []  # [instruction, pieces of the result or None before its mark]

    def take_mark(self, mark):
        """Process a w:fldChar; return the pieces to display for a field that ends."""
        kind = value(mark, "fldCharType")
        if kind == "begin":
            self._open.append(["", None])
        elif kind == "separate" and self._open:
            self._open[-1][1] = []
        elif kind == "end" and self._open:
            return self._close()
        return []

    def take_instruction(self, text):
        if self._open and self._open[-1][1] is None:
            self._open[-1][0] += text

    def take(self, piece):
        """Tell whether a text is in a field: buffer it in a result, else drop it."""
        if not self._open:
            return False
        if self._open[-1][1] is not None:
            self._open[-1][1].append(piece)
        return True

    @property
    def waiting(self):
        """Return the number of pieces in open fields."""
        return sum(len(pieces or ()) for _code, pieces in self._open)

    def rest(self):
        """Return the results of fields that end in a later paragraph."""
        return [piece for _code, pieces in self._open for piece in pieces or ()]

    def _close(self):
        instruction, pieces = self._open.pop()
        shown = "".join(piece.text for piece in pieces or ())
        result = self._sequences.result(instruction, shown)
        if result == shown:
            return pieces or []
        return [result]
