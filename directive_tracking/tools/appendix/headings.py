"""The headings over the rows of a table, and their numbers."""

import re
from dataclasses import dataclass, field


@dataclass
class Headings:
    """Return the current headings."""

    parent: str | None = None
    group_no: str | None = None
    group: str | None = None
    numbered: list = field(default_factory=list)  # (point, text) of open numbered headings

    def open_group(self, numeral, text):
        if numeral and re.fullmatch("[A-H]", numeral):
            self.parent, self.group_no, self.group = text, None, None
        else:
            self.group_no, self.group = numeral, text
        self.numbered = []

    def close_numbered(self, point):
        """Close the numbered headings that do not contain this row."""
        while self.numbered and not is_child(self.numbered[-1][0], point):
            self.numbered.pop()

    @property
    def subgroup(self):
        return self.numbered[-1][1] if self.numbered else None


def is_child(point, other):
    """Tell whether a row numbered `other` belongs to the heading numbered `point`.

    >>> is_child("28", "28.1"), is_child("28", "a"), is_child("28", None), is_child("28", "29")
    (True, True, True, False)
    """
    if not other:
        return True
    if other.startswith(point + "."):
        return True
    return bool(re.fullmatch(r"[\d.]+", point) and re.fullmatch(r"[a-zđ]{1,2}", other))


def is_next(last, point):
    """Tell whether `point` is the number after `last`.

    >>> is_next("2", "3"), is_next("1.9", "1.10"), is_next("2", "2.1"), is_next("2", "1")
    (True, True, True, False)
    """
    if not re.fullmatch(r"\d+(?:\.\d+)*", last) or not re.fullmatch(r"\d+(?:\.\d+)*", point):
        return False
    one, other = ([int(part) for part in text.split(".")] for text in (last, point))
    depth = len(other)
    if depth > len(one):
        return other == [*one, 1]
    return other == [*one[: depth - 1], one[depth - 1] + 1]


def show_point(text):
    """Return a number without its closing punctuation; None for a bullet or nothing.

    >>> show_point("01"), show_point("28.1."), show_point("a)"), show_point("-")
    ('01', '28.1', 'a', None)
    """
    text = text.strip().strip("()").rstrip(".):/ ").strip()
    return text if re.search(r"\w", text) else None
