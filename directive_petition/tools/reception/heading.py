"""The place in the heading of what a body prints (Decree 30/2020/NĐ-CP, appendix I)."""

import re

from odoo.addons.directive_tracking.tools.text import clean

_BODY = re.compile(
    r"^(?P<body>UBND|HĐND|Uỷ ban nhân dân|Ủy ban nhân dân)\s+"
    r"(?P<area>(?:tỉnh|thành phố|xã|phường|đặc khu)\s+(?P<place>.+))$",
    re.IGNORECASE,
)


def place_of(name):
    """Return the place of a body, or nothing where its name does not say one.

    >>> place_of("UBND xã Y Tý"), place_of("Ủy ban nhân dân phường Lào Cai"), place_of("Sở Y tế")
    ('Y Tý', 'Lào Cai', '')
    """
    found = _BODY.match(clean(name))
    return found["place"] if found else ""


def in_two_lines(name):
    """Return the heading of a body that names none above it: what it is, and of which place.

    People's councils and committees stand for themselves; other names give nothing.

    >>> in_two_lines("UBND xã Y Tý"), in_two_lines("Sở Y tế")
    ('Ủy ban nhân dân\\nxã Y Tý', '')
    """
    found = _BODY.match(clean(name))
    if not found:
        return ""
    is_council = found["body"].upper() == "HĐND"
    return f"{'Hội đồng' if is_council else 'Ủy ban'} nhân dân\n{found['area']}"
