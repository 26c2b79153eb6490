"""The text of a web page as displayed: line breaks, fonts, struck or hidden text."""

import re
from dataclasses import replace

from ...text import clean_lines
from ..font.legacy_fonts import decode_pieces, encoding
from ..word.styles import Look

BLOCKS = {"p", "div", "li", "ul", "ol", "center", "blockquote", "section", "article", "tr", "table"}
BLOCKS |= {
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "td",
    "th",
    "caption",
    "body",
    "form",
    "dl",
    "dt",
    "dd",
}
_UNSEEN = {"script", "style", "head", "title", "template", "noscript"}
_LINES = {"br", "title", "option"}
_STRUCK = {"s", "strike", "del"}
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_RULE = re.compile(r"(?<![^{}])([^{}]+)\{([^{}]*)\}")
_FAMILY = re.compile(r"(?:^|;)\s*font-family\s*:\s*([^;]+)", re.IGNORECASE)
_LINE_THROUGH = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all", re.IGNORECASE
)
_COMMENT = re.compile(r"<!--|-->|/\*.*?(?:\*/|\Z)", re.DOTALL)


class PageText:
    """Reads the elements of one page with the relevant parts of its style sheet."""

    def __init__(self, root):
        self._rules = {}  # "p", ".xl65" or "p.xl65" -> declarations
        for sheet in root.iter("style"):
            text = _COMMENT.sub(" ", "".join(sheet.itertext()))
            for selectors, declarations in _RULE.findall(text):
                for selector in selectors.split(","):
                    self._rules[selector.strip().lower()] = declarations

    def look(self, element):
        """Return the look of text directly in this element, from its surroundings."""
        look = Look()
        for one in (*reversed(list(element.iterancestors())), element):
            look = self._changed(look, one)
        return look

    def _changed(self, look, element):
        tag = element.tag.lower()
        if tag in _UNSEEN or element.get("hidden") is not None:
            look = replace(look, is_hidden=True)
        if tag in _STRUCK:
            look = replace(look, is_struck=True)
        if face := element.get("face"):
            look = replace(look, kind=_kind(face))
        for declarations in self._declarations(element, tag):
            if family := _FAMILY.search(declarations):
                look = replace(look, kind=_kind(family[1]))
            if _LINE_THROUGH.search(declarations):
                look = replace(look, is_struck=True)
            if _HIDDEN.search(declarations):
                look = replace(look, is_hidden=True)
        return look

    def _declarations(self, element, tag):
        names = [tag]
        for name in (element.get("class") or "").lower().split():
            names += [f".{name}", f"{tag}.{name}"]
        found = (self._rules[name] for name in names if name in self._rules)
        return (*found, element.get("style") or "")

    def texts(self, element, stop=None):
        """Return (text shown, text struck through) of an element, with line breaks.

        :param stop: a tag whose elements are not entered
        """
        pieces = []
        self._walk(element, self.look(element), pieces, stop)
        shown = decoded(piece for piece in pieces if not piece[1].is_struck)
        return clean_lines(shown), clean_lines(decoded(one for one in pieces if one[1].is_struck))

    def walk(self, element, pieces, stop):
        """Collect (text or element with the tag `stop`, look) below an element, in order."""
        self._walk(element, self.look(element), pieces, stop)

    def _walk(self, element, look, pieces, stop):
        if look.is_hidden:
            return
        pieces.append((_BLANKS.sub(" ", element.text or ""), look))
        for child in element:
            if isinstance(child.tag, str):
                self._walk_child(child, look, pieces, stop)
            pieces.append((_BLANKS.sub(" ", child.tail or ""), look))

    def _walk_child(self, child, look, pieces, stop):
        if child.tag == stop:
            pieces.append((child, look))
        elif child.tag == "br":
            pieces.append(("\n", look))
        elif child.tag != "option" or child.get("selected") is not None:
            edge = [("\n", look)] if child.tag in BLOCKS else []
            pieces += edge
            self._walk(child, self._changed(look, child), pieces, stop)
            pieces += edge


def bare_text(element):
    """Return all text below an element, hidden or not, with line breaks around blocks."""
    pieces = [_BLANKS.sub(" ", element.text or "")]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in ("script", "style"):
            edge = "\n" if child.tag in BLOCKS or child.tag in _LINES else ""
            pieces += [edge, bare_text(child), edge]
        pieces.append(_BLANKS.sub(" ", child.tail or ""))
    return "".join(pieces)


def decoded(pieces):
    """Return the text of (text, look) pieces."""
    return decode_pieces((text, look.kind) for text, look in pieces)


def _kind(family):
    """
    >>> _kind("'.VnTime', serif"), _kind("Times New Roman")
    ('tcvn', None)
    """
    return encoding(family.split(",")[0].strip().strip("'\"&quot;"))
