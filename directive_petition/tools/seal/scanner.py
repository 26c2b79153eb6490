"""Search of a text for sealed words."""

import html
import re
import unicodedata
from typing import NamedTuple

from odoo.addons.directive_tracking.tools.appendix.font.legacy_fonts import decode
from odoo.addons.directive_tracking.tools.text import shadow

from .lookalikes import latin
from .words import EMAIL, patterns_of

HIDDEN = "[…]"
_TAG = re.compile(r"<[^<>]{0,2000}>")
_OLD_FONTS = ("tcvn", "vni")
_OLD_SIGN = re.compile("[\u00a1-\u00ff]")
_NEW_SIGN = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9\u0300-\u036f]")


class Hit(NamedTuple):
    """Sealed words in a text: their kind, and where they stand; -1 where only a decoded form shows them."""

    kind: str
    start: int
    end: int


class Scanner:
    """Finds what identifies some people.

    :param identities: dictionaries with name, id_number, phone, email and address
    :param visible_names: names that may be read, such as those of the accused

    >>> seal = Scanner([{"name": "Tráng Thị Vỉnh Hà", "id_number": "010085001234"}])
    >>> [seal.find(text)[0].kind for text in ("TRÁNG THỊ VỈNH HÀ", "trang thi vinh ha", "bà Hà nói",
    ...     "TrangThiVinhHa.docx", "T r á n g  T h ị  V ỉ n h  H à", "010.085.001.234", "Тráng Тhị Vỉnh На")]
    ['name', 'name', 'short_name', 'name', 'name', 'id_number', 'name']
    >>> seal.find("Tráng Thị Vỉnh Hảo, hà tiện, bà hà")
    []
    >>> seal.redact("Theo đơn của bà Tráng Thị Vỉnh Hà, thửa 12")
    'Theo đơn của bà […], thửa 12'
    """

    def __init__(self, identities, visible_names=()):
        self.patterns = [
            pattern
            for identity in identities
            for pattern in patterns_of(identity, tuple(visible_names))
        ]

    def __bool__(self):
        return bool(self.patterns)

    def find(self, text):
        """Return the hits in ``text``, in the order in which they stand."""
        if not text or not self.patterns:
            return []
        if found := self._find_as_written(text):
            return found
        return [
            Hit(one.kind, -1, -1) for form in _other_forms(text) for one in self._find_in(form)
        ][:1]

    def redact(self, text):
        """Return ``text`` with the sealed words blackened, the whole of it if they are disguised."""
        hits = self.find(text)
        if any(one.start < 0 for one in hits):
            return HIDDEN
        for one in reversed(hits):
            text = text[: one.start] + HIDDEN + text[one.end :]
        return text

    def _find_as_written(self, text):
        """Return the hits that do not overlap, the longer of two."""
        hits = sorted(self._find_in(text), key=lambda one: (one.start, -one.end))
        kept = []
        for one in hits:
            if not kept or one.start >= kept[-1].end:
                kept.append(one)
        return kept

    def _find_in(self, text):
        plain = shadow(text)
        lower = text.lower() if len(text.lower()) == len(text) else plain
        return [
            Hit(kind, *_span(match))
            for kind, pattern in self.patterns
            for match in pattern.finditer(lower if kind == EMAIL else plain)
            if _is_a_name(match, text)
        ]


def _span(match):
    return match.span("given" if "given" in match.re.groupindex else 0)


def _is_a_name(match, text):
    """Tell whether what may be a word has a capital, as a name has, or the text has none at all."""
    if "given" not in match.re.groupindex:
        return True
    return text[match.start("given")].isupper() or not any(map(str.isupper, text))


def _other_forms(text):
    """Yield the text as a reader sees it: without tags, decoded, in plain letters, in an old font.

    >>> list(_other_forms("Tr&aacute;ng <b>Thị</b>"))[0]
    'Tráng Thị'
    """
    forms = [text]
    if "<" in text or "&" in text:
        forms += [html.unescape(html.unescape(_TAG.sub(gap, text))) for gap in ("", " ")]
    forms += [unicodedata.normalize("NFKC", form) for form in forms]
    forms += filter(None, [latin(form) for form in forms])
    for form in dict.fromkeys(forms):
        if form != text:
            yield form
        if _OLD_SIGN.search(form) and not _NEW_SIGN.search(form):
            yield from (decode(form, font) for font in _OLD_FONTS)
