"""From the lines of a notice to its points: numbers, letters and dashes, as they are nested."""

import re
from dataclasses import dataclass, field

from odoo.addons.directive_tracking.tools.text import clean, fold, shadow

from .model import CLOSING, OPENING, Order, Point

_ROMAN, _NUMBER, _LETTER, _DASH, _BARE = range(5)
_MIDDLE = 9  # below all marks of its kind
_MARKS = (
    (_ROMAN, re.compile(r"([IVX]{1,5})\s*[./)-]\s*(?=\D)")),
    (_NUMBER, re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,2})\s*(?:[.)/](?!\d)|(?<=\.\d)\s)\s*")),
    (_LETTER, re.compile(r"([a-zđ])\s*[.)/](?=\s|\w)\s*")),
    (_DASH, re.compile(r"([-–—+*•●▪])\s*")),
)
_CLOSING = re.compile(
    r"(?:tren day la|noi nhan|van phong .{0,60}(?:thong bao|truyen dat)|thua lenh|tl |kt |tm "
    r"|thong bao nay thay|nhan duoc thong bao)\b|phu luc(?: [0-9ivx]+)?$"
)
# Lines that say who and when of the point above: "Cơ quan chủ trì: …", "- Thời hạn: …".
_SAYS_MORE = re.compile(
    r"(?:(?:co quan|don vi) )?(?:chu tri|phoi hop)(?: thuc hien)?\s*:"
    r"|(?:thoi (?:han|gian)|san pham|ket qua|tien do)(?: [a-z]+){0,3}\s*:"
)
_ENDS = re.compile(r"\s*\./\.?\s*$")


@dataclass
class _Item:
    """One marked line, with the items below it."""

    depth: tuple
    mark: str
    text: str
    order: Order
    below: list = field(default_factory=list)

    def is_head(self, above):
        """Its work is told by the items below it; ``above`` is the order it hangs on."""
        has_order = self.order.is_order or above is not None
        return self.text.rstrip().endswith(":") or self.order.is_bare or not has_order


def read_points(lines, read_order):
    """Return (points, left aside) of the lines of the body, in order.

    :param read_order: returns the :class:`Order` in a text
    """
    tree, left = _Tree(read_order), []
    body, closing = _until_closing(lines)
    for line in body:
        if not tree.take(line):
            left.append((OPENING, line.text))
    points = [point for item in tree.items for point in _points(item)]
    return points, left + [(CLOSING, line.text) for line in closing]


def _until_closing(lines):
    for index, line in enumerate(lines):
        if not line.number and is_closing(line):
            return lines[:index], lines[index:]
    return lines, []


def is_closing(line):
    """Tell whether a line stands below the last point.

    >>> from .model import Line
    >>> is_closing(Line("Nơi nhận:")), is_closing(Line("Trên đây là kết luận của Chủ tịch."))
    (True, True)
    """
    return bool(_CLOSING.match(fold(line.text)))


class _Tree:
    """The items so far; a line without a mark goes on with the last one, unless it gives an order."""

    def __init__(self, read_order):
        self._read, self._open, self.items = read_order, [], []

    def take(self, line):
        """Add a line and tell whether it belongs to the points."""
        depth, mark, text = marked(line)
        order = self._read(text)
        if self._open and not mark and _SAYS_MORE.match(shadow(text)):
            return self._go_on(text)
        if depth is None:
            if not order.leads or not _begins_order(text, order):
                return self._go_on(text)
            depth, mark = self._depth_of_bare(order), ""
        self._add(_Item(depth, mark, text, order))
        return True

    def _depth_of_bare(self, order):
        """A line that only says who is told stands above the dashes below it."""
        if not order.is_bare:
            return (_BARE,)
        above = [one.depth for one in self._open if one.depth[0] < _DASH]
        return (_LETTER, _MIDDLE) if above and above[-1][0] == _LETTER else (_NUMBER, _MIDDLE)

    def _go_on(self, text):
        if not self._open:
            return False
        last = self._open[-1]
        last.text = f"{last.text}\n{text}"
        if not last.below:
            last.order = self._read(last.text)
        return True

    def _add(self, item):
        while self._open and self._open[-1].depth >= item.depth:
            self._open.pop()
        siblings = self._open[-1].below if self._open else self.items
        siblings.append(item)
        self._open.append(item)


def marked(line):
    """Return (depth, mark, text without it); depth None for a line without a mark.

    >>> from .model import Line
    >>> marked(Line("1.2. Giao Sở Y tế")), marked(Line("a) Rà soát"))
    (((1, 1), '1.2', 'Giao Sở Y tế'), ((2, 0), 'a', 'Rà soát'))
    >>> marked(Line("II. Nhiệm vụ")), marked(Line("Giao Sở Y tế", "3."))
    (((0, 0), 'II', 'Nhiệm vụ'), ((1, 0), '3', 'Giao Sở Y tế'))
    >>> marked(Line("15 ngày sau")), marked(Line("20/11/2026 họp"))
    ((None, '', '15 ngày sau'), (None, '', '20/11/2026 họp'))
    """
    text = clean(line.text)
    if line.number:
        depth, mark, _rest = _mark_of(f"{clean(line.number)} x")
        return (depth or (_DASH, 0)), mark, text
    return _mark_of(text)


def _mark_of(text):
    for kind, pattern in _MARKS:
        if match := pattern.match(text):
            mark = "" if kind == _DASH else match[1]
            depth = (kind, mark.count(".") if kind != _DASH else match[1] == "+")
            return (kind, int(depth[1])), mark, text[match.end() :].strip()
    return None, "", text


def _begins_order(text, order):
    """Tell whether a line without a mark begins with whom it tells."""
    return bool(re.match(r"(?:giao|yeu cau|de nghi|phan cong)\b", fold(text))) or bool(order.leads)


def _points(item, label="", heading=(), above=None):
    """Return the points of an item and of those below it."""
    label = _label(item, label)
    if not item.below:
        return [_point(item, label, heading, above)]
    is_head = item.is_head(above)
    if not is_head and not any(one.order.is_order for one in item.below):
        return [_whole(item, label, heading, above)]
    inherited = item.order if item.order.leads else above
    title = (*heading, clean(item.text).rstrip(" :"))
    found = [] if is_head else [_point(item, label, heading, above)]
    for count, one in enumerate(item.below, 1):
        mark = label if one.mark else f"{label}.{count}" if label else ""
        found += _points(one, mark, title, inherited)
    return found


def _label(item, above):
    """Return the label of an item under the label ``above``.

    >>> [_label(_Item(depth, mark, "", None), "II.1") for depth, mark in (((2, 0), "a"), ((1, 1), "1.2"))]
    ['II.1.a', 'II.1.2']
    """
    if not above or not item.mark:
        return item.mark or above
    if _hangs(item):
        return f"{above}.{item.mark}"
    part = above.split(".")[0]  # "1.2" repeats the number above it, not the Roman one
    is_below = item.depth[0] == _NUMBER and not part.isdigit()
    return f"{part}.{item.mark}" if is_below else item.mark


def _hangs(item):
    """A letter, and a number after a Roman one, is read with what stands above it."""
    return item.depth[0] == _LETTER or (item.depth[0] == _NUMBER and "." not in item.mark)


def _point(item, label, heading, above):
    order = item.order
    if above and not order.leads:
        order.leads, order.is_order = list(above.leads), True
        order.coordinators = order.coordinators or list(above.coordinators)
        order.warnings = [one for one in order.warnings if one[0] != "missing_lead"]
        if order.deadline.kind == "none":
            order.deadline = above.deadline
    return Point(label, _ENDS.sub("", item.text).rstrip(" ;"), " › ".join(heading), order)


def _whole(item, label, heading, above):
    """One order told in several lines stays one point."""
    below = list(_all_below(item))
    item.text = "\n".join([item.text, *(f"- {one.text}" for one in below)])
    terms = [one.order.deadline for one in (item, *below) if one.order.deadline.kind != "none"]
    item.order.deadline = terms[0] if terms else item.order.deadline
    return _point(item, label, heading, above)


def _all_below(item):
    for one in item.below:
        yield one
        yield from _all_below(one)
