"""Formatting of a Word document that affects the text: font, struck, hidden, raised."""

from dataclasses import dataclass, replace

from ..font.legacy_fonts import encoding
from .xml import is_on, local, value


@dataclass(frozen=True)
class Look:
    """Formatting of a run: the `encoding` of its font, whether it is struck, hidden or raised."""

    kind: str | None = None
    is_struck: bool = False
    is_hidden: bool = False
    is_raised: bool = False


class Styles:
    """The styles of one document: those of the run, then its styles, then the defaults."""

    def __init__(self, package):
        self._styles, self._default, self._bases = {}, None, {}
        self._theme = _theme_fonts(package)
        self._root_look = Look()
        part = package.related(package.main, "styles")
        if part:
            self._load(package.parse(part))

    def _load(self, root):
        for style in root.iterfind("{*}style"):
            self._styles[value(style, "styleId")] = style
            is_default = value(style, "default") in ("1", "true", "on")
            if is_default and value(style, "type") == "paragraph":
                self._default = value(style, "styleId")
        defaults = root.find("{*}docDefaults/{*}rPrDefault/{*}rPr")
        self._root_look = self._changed(Look(), defaults)

    def chain(self, style_id):
        """Yield the style and those it is based on, nearest first."""
        seen = []
        while style_id in self._styles and style_id not in seen:
            seen.append(style_id)
            yield self._styles[style_id]
            style_id = value(self._styles[style_id].find("{*}basedOn"))

    def paragraph_style(self, paragraph):
        return value(paragraph.find("{*}pPr/{*}pStyle")) or self._default

    def base(self, paragraph_style, table_style=None):
        """Return the look of a run of this paragraph without its own properties."""
        key = (paragraph_style, table_style)
        if key not in self._bases:
            look = self._styled(self._root_look, table_style)
            self._bases[key] = self._styled(look, paragraph_style)
        return self._bases[key]

    def look(self, run, base):
        """Return the look of one run."""
        properties = run.find("{*}rPr")
        if properties is None:
            return base
        look = self._styled(base, value(properties.find("{*}rStyle")))
        return self._changed(look, properties)

    def _styled(self, look, style_id):
        for style in reversed(list(self.chain(style_id))):
            look = self._changed(look, style.find("{*}rPr"))
        return look

    def _changed(self, look, properties):
        for mark in properties if properties is not None else ():
            name = local(mark)
            if name == "rFonts" and (font := self._font(mark)):
                look = replace(look, kind=encoding(font))
            elif name in ("strike", "dstrike"):
                look = replace(look, is_struck=is_on(mark))
            elif name == "vanish":
                look = replace(look, is_hidden=is_on(mark))
            elif name == "vertAlign":
                look = replace(look, is_raised=value(mark) == "superscript")
        return look

    def _font(self, fonts):
        """Return the font for Western letters beyond ASCII: old fonts use their codes."""
        theme = value(fonts, "hAnsiTheme")
        return self._theme.get((theme or "")[:5]) or value(fonts, "hAnsi")


def _theme_fonts(package):
    """Return {"major": font, "minor": font} of the theme."""
    part = package.related(package.main, "theme")
    if not part:
        return {}
    root, fonts = package.parse(part), {}
    for kind in ("major", "minor"):
        latin = next(root.iterfind(f".//{{*}}{kind}Font/{{*}}latin"), None)
        if latin is not None:
            fonts[kind] = latin.get("typeface")
    return fonts
