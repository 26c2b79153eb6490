"""The colours of rows, and what the file's own legend says about them."""

import colorsys
import re
from dataclasses import dataclass, field

from ..text import fold
from .words import Meaning, read_claim, read_state

_LABEL = re.compile(
    r"(?:chu giai|chu thich|ghi chu|quy uoc|ky hieu|mau sac|bang mau|y nghia)(?: .*)?|mau|mau o|to mau"
)
_COLOUR_WORDS = (
    (
        "none",
        r"khong (?:to )?(?:mau|nen)|khong to|mau trang|nen trang|trang|khong mau|con lai|cac dong con lai",
    ),
    ("blue", r"xanh (?:da troi|nuoc bien|duong|lam|nuoc|bien)|lam"),
    ("green", r"xanh(?: la(?: cay)?| luc| non| nhat| dam)?|luc"),
    ("yellow", r"vang(?: nhat| dam)?"),
    ("orange", r"(?:da )?cam|cam nhat"),
    ("red", r"do(?: nhat| dam)?"),
    ("pink", r"hong"),
    ("purple", r"tim"),
    ("grey", r"xam|ghi"),
)
_COLOURS = tuple(
    (name, re.compile(rf"(?:(?:to |nen |dong |o )?(?:mau |nen )?)(?:{words})"))
    for name, words in _COLOUR_WORDS
)
_ENTRY = re.compile(r"[;\n]|,(?=\s*(?:màu|nền|không|tô|mau|xanh|đỏ|vàng))")
_SPLIT = re.compile(r"\s*(?:[:=–—-]+>?|\blà\b)\s*")
_MAX_LENGTH = 80
_MAX_ENTRY = 400  # a whole legend may stand in one cell
# The hue of a colour in degrees, up to which it has the name.
_HUES = {
    15: "red",
    50: "orange",
    70: "yellow",
    165: "green",
    255: "blue",
    300: "purple",
    345: "pink",
    361: "red",
}


@dataclass(frozen=True)
class ColourMeaning:
    """What a colour says: a state, punctuality, or both."""

    meaning: Meaning | None
    claim: str | None


@dataclass
class Legend:
    """Meanings by fill (RRGGBB), by the name of a colour, and of rows without a fill (None)."""

    by_fill: dict = field(default_factory=dict)
    by_name: dict = field(default_factory=dict)

    def __bool__(self):
        return bool(self.by_fill or self.by_name)

    def add(self, fill, name, words):
        """Take one entry; the first of a colour holds."""
        said = ColourMeaning(read_state(words), read_claim(words))
        if name == "none" or not fill and not name:
            self.by_fill.setdefault(None, said)
        elif fill:
            self.by_fill.setdefault(fill, said)
        else:
            self.by_name.setdefault(name, said)

    def of(self, fills):
        """Return (meaning, whether the row has a colour that the legend does not know)."""
        known = [self.by_fill[fill] for fill in fills if fill in self.by_fill]
        known += [self.by_name[name] for name in map(hue, fills) if name in self.by_name]
        if known:
            return known[0], False
        if fills:
            return None, True
        return self.by_fill.get(None), False


def hue(fill):
    """Return the name of a colour as a legend would call it.

    >>> [hue(fill) for fill in ("92D050", "FFFF00", "FF0000", "00B0F0", "BFBFBF", "FFC000")]
    ['green', 'yellow', 'red', 'blue', 'grey', 'orange']
    """
    red, green, blue = (int(fill[at : at + 2], 16) / 255 for at in (0, 2, 4))
    angle, light, strength = colorsys.rgb_to_hls(red, green, blue)
    if strength < 0.12 or light < 0.08:
        return "grey"
    return next(name for limit, name in _HUES.items() if angle * 360 < limit)


def colour_name(text):
    """Return the colour that a text names, if it names nothing else.

    >>> colour_name("Màu xanh lá cây"), colour_name("Không tô màu"), colour_name("Hoàn thành")
    ('green', 'none', None)
    """
    folded = fold(text)
    return next((name for name, pattern in _COLOURS if pattern.fullmatch(folded)), None)


def _is_meaning(text):
    if len(text) > _MAX_LENGTH:
        return False
    found = read_state(text)
    return bool(read_claim(text) or found and found.start <= len("nhiem vu da "))


def _entries_in_words(text):
    """Return [(name of a colour, words)] of "Màu xanh: hoàn thành; màu đỏ: quá hạn"."""
    text = re.sub(
        r"^\W*(?:Chú giải|Chú thích|Ghi chú|Quy ước|Ký hiệu)[^:]{0,20}:\s*",
        "",
        text,
        flags=re.IGNORECASE,
    )
    found = []
    for entry in _ENTRY.split(text):
        left, *right = _SPLIT.split(entry.strip(" .-–•*"), maxsplit=1)
        if right and (name := colour_name(left)) and _is_meaning(right[0]):
            found.append((name, right[0]))
        elif right and (name := colour_name(right[0])) and _is_meaning(left):
            found.append((name, left))
    return found


def _is_label(text):
    return bool(_LABEL.fullmatch(fold(text)))


def _is_of_a_task(cell):
    is_number = bool(cell.text) and (cell.is_day or cell.is_number)
    return is_number or len(cell.text) > _MAX_ENTRY


def entries_of(row, columns=None):
    """Return [(fill, name of the colour, words)] of a row of a legend, [] for other rows.

    Every text of such a row is a label, a colour's name or a meaning. `columns` limits the cells.
    """
    cells = [cell for at, cell in enumerate(row.cells) if columns is None or at in columns]
    if any(_is_of_a_task(cell) for cell in cells):
        return []
    texts = [cell for cell in cells if cell.text and not cell.continued]
    in_words = [one for cell in texts for one in _entries_in_words(cell.text)]
    if in_words:
        fits = all(_entries_in_words(cell.text) or _is_label(cell.text) for cell in texts)
        filled = texts[0].fill if len(in_words) == 1 else None
        return [(filled, name, words) for name, words in in_words] if fits else []
    found, swatch = [], None
    for place, cell in enumerate(cells):
        text = "" if cell.continued else cell.line
        if not text:
            swatch = cell.fill or swatch
        elif _is_label(text):
            swatch = None
        elif name := colour_name(text):
            swatch = cell.fill or swatch or name
        elif _is_meaning(text):
            after = cells[place + 1] if place + 1 < len(cells) else None
            fill = cell.fill or swatch or (after.fill if after and not after.text else None)
            found.append((*_fill_or_name(fill), text))
            swatch = None
        else:
            return []
    return found


def _fill_or_name(fill):
    is_fill = bool(fill and re.fullmatch("[0-9A-F]{6}", fill))
    return (fill if is_fill else None), (None if is_fill else fill)


def take_legend(tables):
    """Return (Legend, {table: rows of it}) of the rows that are nothing but a legend.

    A row of meanings counts if one of its colours is its own, as a header has one for all its
    names; without any fill it counts only beside such rows.
    """
    legend, taken = Legend(), {}
    for table in tables:
        blocks = _blocks(table)
        for block in blocks:
            found = [entry for row in block for entry in entries_of(row)]
            fills = [fill for fill, _name, _words in found if fill]
            named = [name for _fill, name, _words in found if name]
            if not fills and not named or len(fills) > 2 and len(set(fills)) == 1:
                continue
            for entry in found:
                legend.add(*entry)
            taken[id(table)] = taken.get(id(table), []) + block
    return legend, taken


def _blocks(table):
    """Return the runs of rows that may be a legend, labels included."""
    blocks, block = [], []
    for row in table.rows:
        if entries_of(row) or block and not row.own_texts or _is_label(" ".join(row.own_texts)):
            block.append(row)
        else:
            blocks, block = [*blocks, block], []
    return [block for block in [*blocks, block] if any(entries_of(row) for row in block)]


def width_of(header):
    """Return the number of columns of a table; what stands right of a gap is not part of it."""
    fields = [column for name, column in header.columns.items() if name != "note"]
    named = {*header.columns.values(), *header.extra}
    last = max(fields, default=0)
    while last + 1 in named:
        last += 1
    return last + 1


def side_legend(legend, row, width):
    """Take a legend that stands right of the table, beside a row; tell whether one does."""
    beside = set(range(width, len(row.cells)))
    found = [one for one in entries_of(row, beside) if one[0] or one[1]] if beside else []
    for entry in found:
        legend.add(*entry)
    return bool(found)
