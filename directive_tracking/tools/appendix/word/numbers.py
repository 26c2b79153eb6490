"""Automatic numbers of Word paragraphs, which are not part of the text."""

import re
from dataclasses import dataclass, replace

from .xml import integer, is_on, local, value

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"))
_ROMAN += ((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_MAX_SHOWN = 100_000  # longer than any list; limits the length of Roman numerals


@dataclass(frozen=True)
class Level:
    """One level of a list."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None  # restarts after a number of this level (from 1); 0: never
    all_decimal: bool = False
    style: str | None = None  # the paragraph style of this level


class Numbering:
    """Counts the automatic numbers of one document in reading order."""

    def __init__(self, package, styles):
        self._styles = styles
        self._abstract = {}  # abstractNumId -> {level: Level}
        self._links = {}  # abstractNumId -> style with its levels
        self._levels = {}  # numId -> {level: Level}
        self._lists = {}  # numId -> abstract list; numbers of one abstract list count together
        self._counts = {}
        part = package.related(package.main, "numbering")
        if part:
            self._load(package.parse(part))

    def _load(self, root):
        for element in root.iterfind("{*}abstractNum"):
            source = value(element, "abstractNumId")
            self._abstract[source] = {
                integer(value(lvl, "ilvl")): _level(lvl) for lvl in element.iterfind("{*}lvl")
            }
            self._links[source] = value(element.find("{*}numStyleLink"))
        numbers = {value(num, "numId"): num for num in root.iterfind("{*}num")}
        for number, element in numbers.items():
            self._load_number(number, element, numbers)

    def _load_number(self, number, element, numbers):
        source = self._source(element, numbers)
        levels = dict(self._abstract.get(source, {}))
        restarted = False
        for override in element.iterfind("{*}lvlOverride"):
            at = integer(value(override, "ilvl"))
            own = override.find("{*}lvl")
            if own is not None:
                levels[at] = _level(own)
            start = value(override.find("{*}startOverride"))
            if start is not None and at in levels:
                levels[at] = replace(levels[at], start=integer(start, 1))
                restarted = True
        self._levels[number] = levels
        self._lists[number] = number if restarted else f"abstract {source}"

    def _source(self, number, numbers):
        """Return the abstract list with the levels; one without levels refers to a style."""
        seen, source = set(), value(number.find("{*}abstractNumId"))
        while self._links.get(source) and not self._abstract.get(source) and source not in seen:
            seen.add(source)
            linked = self._numbers_of_style(self._links[source])
            other = numbers.get(value(linked.find("{*}numId"))) if linked is not None else None
            if other is None:
                return source
            source = value(other.find("{*}abstractNumId"))
        return source

    def _numbers_of_style(self, style_id):
        found = (style.find("{*}pPr/{*}numPr") for style in self._styles.chain(style_id))
        return next((numbers for numbers in found if numbers is not None), None)

    def next_number(self, paragraph):
        """Return the number that Word displays before this paragraph, "" for none or a bullet."""
        number, at = self._place(paragraph)
        levels = self._levels.get(number, {})
        if at not in levels:
            return ""
        counts = self._counts.setdefault(self._lists[number], {})
        counts[at] = counts.get(at, levels[at].start - 1) + 1
        for deeper in [other for other in counts if other > at]:
            restart = levels.get(deeper, Level()).restart
            if restart is None or at < restart:
                del counts[deeper]
        return _show(levels, at, counts)

    def has_bullet(self, paragraph):
        """Tell whether Word displays a bullet before this paragraph."""
        number, at = self._place(paragraph)
        level = self._levels.get(number, {}).get(at)
        return level is not None and level.form == "bullet"

    def _place(self, paragraph):
        """Return (numId, level) from the paragraph, else from its style."""
        own = paragraph.find("{*}pPr/{*}numPr")
        style_id = self._styles.paragraph_style(paragraph)
        styled = self._numbers_of_style(style_id)
        number = at = None
        for numbers in (own, styled):
            if numbers is not None:
                number = number or value(numbers.find("{*}numId"))
                at = at or value(numbers.find("{*}ilvl"))
        if at is None:
            at = self._level_of_style(number, style_id)
        return number, integer(at)

    def _level_of_style(self, number, style_id):
        names = [value(style, "styleId") for style in self._styles.chain(style_id)]
        levels = self._levels.get(number, {}).items()
        return next((str(at) for at, level in levels if level.style in names), None)


def _level(element):
    # A format of Word 2010 ("001") has an alternative for older programs.
    forms = [value(node) for node in element.iter() if local(node) == "numFmt"]
    form = next((form for form in forms if form and form != "custom"), "decimal")
    restart = value(element.find("{*}lvlRestart"))
    return Level(
        form,
        value(element.find("{*}lvlText")) or "",
        integer(value(element.find("{*}start")), 1),
        None if restart is None else integer(restart),
        is_on(element.find("{*}isLgl")),
        value(element.find("{*}pStyle")),
    )


def _show(levels, at, counts):
    level = levels[at]
    if level.form in ("bullet", "none"):
        return ""

    def number(match):
        deep = int(match[1]) - 1
        own = levels.get(deep, Level())
        form = "decimal" if level.all_decimal and own.form != "decimalZero" else own.form
        return show(counts.get(deep, own.start), form)

    return re.sub(r"%(\d)", number, level.text)


def show(number, form):
    """
    >>> show(4, "upperRoman"), show(3, "lowerLetter"), show(7, "decimalZero"), show(12, "decimal")
    ('IV', 'c', '07', '12')
    >>> show(10**9, "upperRoman")
    '1000000000'
    """
    if number > _MAX_SHOWN or number < 0:
        return str(number)
    if form == "decimalZero":
        return f"{number:02d}"
    if form in ("lowerLetter", "upperLetter") and number:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = ""
        for amount, sign in _ROMAN:
            while number >= amount:
                roman, number = roman + sign, number - amount
        return roman if form == "upperRoman" else roman.lower()
    return "" if form == "none" else str(number)
