"""The texts of one part of an Office file, each separate as in print.

Only paragraphs, boxes and names are read here; hidden and deleted text counts.
"""

import re

# Elements with separate text, possibly split into runs: `p` and `h` of Word, drawings and
# OpenDocument, `si` and `is` of a sheet, `text` of its comments, `div` of old drawings.
_PARAGRAPHS = {"p", "h", "si", "is", "text", "div"}
# Containers whose paragraphs may form one stamp together: T Ố I / M Ậ T, one letter per line.
_BOXES = {"txbxContent", "txBody", "txPr", "rich", "text-box", "textbox", "shape"}
_CONTAINERS = _BOXES | {"tc", "table-cell", "hdr", "ftr", "comment", "footnote", "endnote"}
# Lists of choices, conditional formats, people's names, field instructions.
_IGNORED = {"listItem", "formula", "formula1", "formula2", "instrText", "enumeration"}
_PEOPLE = {"creator", "lastModifiedBy", "author", "manager", "initial-creator", "initials"}
_DELETED = {"del", "moveFrom"}
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "s": " ", "line-break": "\n"}
_NAMED = {"sheet", "definedName", "table"}  # elements with a visible name
# "&L&"Times New Roman,Bold"&12MẬT&CTrang &P": formatting codes in a sheet's header.
_HEADERS = ("oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter")
_SECTION = re.compile(r"&[LCR]")
_LITERAL = re.compile(r'"([^"]*)"')
_CODE = re.compile(r'&"[^"]*"|&K[0-9A-Fa-f]{6}|&K\d\d[+-]\d{3}|&\d+|&[A-Za-z]')


def xml_texts(root, looks=False):
    """Yield (place or None, text, the text above it).

    `looks`: a style part, of which only the number formats contain visible text.
    """
    if looks:
        for number_format in root.iter("{*}numFmt"):
            yield from ((None, text, "") for text in _shown_by_format(number_format))
        return
    yield from _walk(root, None)


def _shown_by_format(number_format):
    """Return the code of a number format and each text in it: "MẬT" of `"MẬT";0`."""
    code = number_format.get("formatCode") or ""
    return [code, *_LITERAL.findall(code)]


def sheet_texts(package, name):
    """Like `xml_texts` for one worksheet, which may be too large to hold."""
    tags = ("is", "v", "f", "hyperlink", "dataValidation", "row", *_HEADERS)
    for element in package.iterate(name, *tags):
        if _name(element) in _HEADERS:
            yield from _header_texts(element)
        elif _name(element) != "row":  # named only so that it is freed once read
            for text in (_own_text(element), *element.attrib.values()):
                yield "sheet", text, ""


def _header_texts(element):
    return (("header_footer", text, "") for text in header_sections(element.text))


def header_sections(text):
    """Return the texts of a sheet's header without their codes.

    >>> list(header_sections('&L&"Times,Bold"&12MẬT&CTrang &P'))
    ['MẬT', 'Trang ']
    """
    return [piece for one in _SECTION.split(text or "") if (piece := _CODE.sub("", one))]


def _walk(element, place, inside=False, before=""):
    name = _name(element)
    if not name or name in _IGNORED or name in _PEOPLE:
        return
    if name in _HEADERS:
        yield from _header_texts(element)
    place = "text_box" if name in _BOXES else place
    yield from _attribute_texts(element, name, place)
    if name in _PARAGRAPHS:
        inside = True
        for text in _views(element):
            yield place, text, before
    elif not inside and not len(element):
        yield place, element.text or "", ""
    if name == "ddList":
        yield place, _chosen(element), ""
        return
    above = ""
    for child in element:
        yield from _walk(child, place, inside, above)
        above = _own_text(child) if _name(child) in _PARAGRAPHS else ""
    if name in _CONTAINERS:
        yield place, "\n".join(map(_own_text, _paragraphs(element))), ""


def _attribute_texts(element, name, place):
    for key, value in element.attrib.items():
        key = _local(key)
        if key == "name" and name in _NAMED:
            yield "name", value, ""
        elif key not in _PEOPLE:
            yield place, value, ""


def _chosen(choices):
    """Return the text of an old form field: the selected entry only."""
    entries = [_value(entry) for entry in choices.iterfind("{*}listEntry")]
    chosen = _value(choices.find("{*}result")) or _value(choices.find("{*}default")) or "0"
    index = int(chosen) if chosen.isascii() and chosen.isdecimal() else 0
    return entries[index] if index < len(entries) else ""


def _views(paragraph):
    """Return the text with and without tracked deletions."""
    whole, left = _own_text(paragraph), _own_text(paragraph, deleted=False)
    return [whole] if whole == left else [whole, left]


def _own_text(element, deleted=True):
    pieces = []
    _collect(element, pieces, deleted)
    return "".join(pieces)


def _collect(element, pieces, deleted):
    if element.text and (not len(element) or element.text.strip()):
        pieces.append(element.text)
    for child in element:
        name = _name(child)
        if name in _BREAKS:
            pieces.append(_BREAKS[name])
            _collect(child, pieces, deleted)  # an unclosed break contains the text after it
        elif name and name not in _PARAGRAPHS | _IGNORED and (deleted or name not in _DELETED):
            _collect(child, pieces, deleted)
        if child.tail and child.tail.strip():
            pieces.append(child.tail)


def _paragraphs(container):
    return (node for node in container.iter() if _name(node) in _PARAGRAPHS)


def _name(element):
    return _local(element.tag) if isinstance(element.tag, str) else ""


def _local(tag):
    return tag.rpartition("}")[2]


def _value(element):
    if element is None:
        return ""
    return next((v for k, v in element.attrib.items() if _local(k) == "val"), "")
