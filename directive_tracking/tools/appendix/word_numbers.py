"""Automatic numbers of Word paragraphs, which stand in no text of the file."""

import re

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"))
_ROMAN += ((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def _value(element, name="val"):
    if element is None:
        return None
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), None)


class Numbering:
    """Counts the automatic numbers of one document in reading order."""

    def __init__(self, package):
        self._levels = {}  # numId -> {level: (format, text, start)}
        self._lists = {}  # numId -> abstract list; numbers of one abstract list count together
        self._counts = {}
        self._styles = {}
        if "word/numbering.xml" in package.names:
            self._load_numbering(package.parse("word/numbering.xml"))
            if "word/styles.xml" in package.names:
                self._load_styles(package.parse("word/styles.xml"))

    def _load_numbering(self, root):
        abstract = {}
        for element in root.iterfind("{*}abstractNum"):
            levels = {
                _integer(_value(lvl, "ilvl")): _level(lvl) for lvl in element.iterfind("{*}lvl")
            }
            abstract[_value(element, "abstractNumId")] = levels
        for element in root.iterfind("{*}num"):
            number = _value(element, "numId")
            source = _value(element.find("{*}abstractNumId"))
            levels = dict(abstract.get(source, {}))
            restarted = False
            for override in element.iterfind("{*}lvlOverride"):
                level = _integer(_value(override, "ilvl"))
                own = override.find("{*}lvl")
                if own is not None:
                    levels[level] = _level(own)
                start = _value(override.find("{*}startOverride"))
                if start is not None and level in levels:
                    levels[level] = (*levels[level][:2], _integer(start, 1))
                    restarted = True
            self._levels[number] = levels
            self._lists[number] = number if restarted else f"abstract {source}"

    def _load_styles(self, root):
        for style in root.iterfind("{*}style"):
            numbers = style.find("{*}pPr/{*}numPr")
            if numbers is not None:
                self._styles[_value(style, "styleId")] = numbers

    def next_number(self, paragraph):
        """The number Word shows before this paragraph, "" if it has none or only a bullet."""
        numbers = paragraph.find("{*}pPr/{*}numPr")
        if numbers is None:
            numbers = self._styles.get(_value(paragraph.find("{*}pPr/{*}pStyle")))
        if numbers is None:
            return ""
        number = _value(numbers.find("{*}numId"))
        level = _integer(_value(numbers.find("{*}ilvl")))
        levels = self._levels.get(number, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(self._lists[number], {})
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return self._show(levels, level, counts)

    def _show(self, levels, level, counts):
        form, text, _start = levels[level]
        if form in ("bullet", "none"):
            return ""

        def number(match):
            at = int(match[1]) - 1
            form, _text, start = levels.get(at, ("decimal", "", 1))
            return show(counts.get(at, start), form)

        return re.sub(r"%(\d)", number, text)


def _level(element):
    form = _value(element.find("{*}numFmt")) or "decimal"
    text = _value(element.find("{*}lvlText")) or ""
    return form, text, _integer(_value(element.find("{*}start")), 1)


def _integer(digits, default=0):
    return int(digits) if digits and digits.isascii() and digits.isdecimal() else default


def show(number, form):
    """
    >>> show(4, "upperRoman"), show(3, "lowerLetter"), show(7, "decimalZero"), show(12, "decimal")
    ('IV', 'c', '07', '12')
    """
    if form == "decimalZero":
        return f"{number:02d}"
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = ""
        for value, sign in _ROMAN:
            while number >= value:
                roman, number = roman + sign, number - value
        return roman if form == "upperRoman" else roman.lower()
    return str(number)
