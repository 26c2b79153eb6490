"""Cell styles of a workbook: number format, font, text struck through."""

import re
from dataclasses import dataclass

from ...text import clean_lines
from ..font.legacy_fonts import to_unicode
from .colours import colour_of, theme_colours
from .number_format import format_code

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_OFF = ("0", "false")


@dataclass(frozen=True)
class Look:
    """One cell style, as far as it affects the text."""

    number_format: str = "General"
    font: str | None = None
    is_struck: bool = False
    fill: str | None = None  # RRGGBB


@dataclass(frozen=True)
class Run:
    """A piece of text with its own font; None for the font of the cell."""

    text: str
    font: str | None = None
    is_struck: bool | None = None


def read_looks(package, part, theme=None):
    """The styles of the workbook, by number; `theme` is the part with its colours."""
    if part not in package.names:
        return []
    styles = package.parse(part)
    own = {
        integer(node.get("numFmtId")): node.get("formatCode") or "General"
        for node in styles.iter("{*}numFmt")
    }
    fonts = [_font(node) for node in styles.iterfind("{*}fonts/{*}font")]
    palette = theme_colours(package, theme)
    fills = [_fill(node, palette) for node in styles.iterfind("{*}fills/{*}fill")]
    looks = []
    for style in styles.iterfind("{*}cellXfs/{*}xf"):
        number = integer(style.get("fontId"))
        name, struck = fonts[number] if number < len(fonts) else (None, False)
        number = integer(style.get("fillId"))
        fill = fills[number] if number < len(fills) else None
        number_format = format_code(integer(style.get("numFmtId")), own)
        looks.append(Look(number_format, name, bool(struck), fill))
    return looks


def _fill(node, palette):
    """Return the colour of a solid or patterned fill, None for none."""
    pattern = node.find("{*}patternFill")
    if pattern is None or pattern.get("patternType") in (None, "none", "gray125"):
        return None
    colour = pattern.find("{*}fgColor")
    return None if colour is None else colour_of(colour.attrib, palette)


def _font(node):
    """Return (name, struck) of a font or of a run's properties; None for missing values."""
    name = node.find("{*}name")
    name = node.find("{*}rFont") if name is None else name
    strike = node.find("{*}strike")
    struck = None if strike is None else strike.get("val") not in _OFF
    return (None if name is None else name.get("val")), struck


def read_runs(element):
    """Return the runs of a text, without phonetic hints."""
    runs = []
    for node in element.iter("{*}t"):
        parents = list(node.iterancestors())
        if any(parent.tag.endswith("}rPh") for parent in parents):
            continue
        look = node.getparent().find("{*}rPr")
        runs.append(Run(node.text or "", *((None, None) if look is None else _font(look))))
    return runs


def show_runs(runs, look):
    """Return (visible text, struck text): a struck text is no longer valid."""
    shown, struck = [], []
    for run in runs:
        text = to_unicode(unescaped(run.text), run.font or look.font)
        is_struck = look.is_struck if run.is_struck is None else run.is_struck
        (struck if is_struck else shown).append(text)
    return clean_lines("".join(shown)), clean_lines("".join(struck))


def unescaped(text):
    """Characters not allowed in XML are written `_x000D_`; `_x005F_` is an underscore.

    >>> unescaped("Sở Y tế_x000D_, a_x005F_x000D_b") == "Sở Y tế\\r, a_x000D_b"
    True
    """
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def integer(digits, default=0):
    return int(digits) if digits and digits.isascii() and digits.isdecimal() else default
