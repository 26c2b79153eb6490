"""The colours of a workbook's cells: written out, from its theme, or from the old palette."""

import colorsys

from openpyxl.styles.colors import COLOR_INDEX

# The order in which styles number the colours of a theme, which lists dark before light.
_THEME_ORDER = (1, 0, 3, 2, *range(4, 12))
_WHITE = "FFFFFF"


def theme_colours(package, part):
    """Return the colours of the theme as styles number them, [] without a theme."""
    if part not in package.names:
        return []
    scheme = package.parse(part).find(".//{*}clrScheme")
    nodes = [] if scheme is None else [node[0] for node in scheme if len(node)]
    found = [(node.get("lastClr") or node.get("val") or "")[-6:].upper() for node in nodes]
    return [found[place] for place in _THEME_ORDER if place < len(found)]


def colour_of(attributes, palette):
    """Return a colour as RRGGBB; None for white, automatic and unknown ones, which say nothing.

    >>> colour_of({"rgb": "FF92D050"}, []), colour_of({"indexed": "13"}, [])
    ('92D050', 'FFFF00')
    >>> colour_of({"theme": "0", "tint": "-0.5"}, ["FFFFFF"]), colour_of({"theme": "0"}, ["FFFFFF"])
    ('808080', None)
    """
    if rgb := attributes.get("rgb"):
        found = rgb[-6:].upper()
    elif (place := attributes.get("theme", "")).isdigit() and int(place) < len(palette):
        found = palette[int(place)]
    elif (place := attributes.get("indexed", "")).isdigit() and int(place) < len(COLOR_INDEX):
        found = COLOR_INDEX[int(place)][-6:]
    else:
        return None
    found = _tinted(found, float(attributes.get("tint") or 0))
    return None if found == _WHITE else found


def _tinted(colour, tint):
    """Return the colour made lighter (tint above 0) or darker."""
    if not tint:
        return colour
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    parts = colorsys.hls_to_rgb(hue, min(max(light, 0), 1), strength)
    return "".join(f"{round(255 * part):02X}" for part in parts)
