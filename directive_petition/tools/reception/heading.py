"""The place in the heading of what a body prints (Decree 30/2020/NĐ-CP, appendix I)."""

import re

from odoo.addons.directive_tracking.tools.text import clean

_BODY = re.compile(
    r"^(?:UBND|HĐND|Uỷ ban nhân dân|Ủy ban nhân dân)\s+"
    r"(?:tỉnh|thành phố|xã|phường|đặc khu)\s+(?P<place>.+)$",
    re.IGNORECASE,
)


def place_of(name):
    """Return the place of a body, or nothing where its name does not say one.

    >>> place_of("UBND xã Y Tý"), place_of("Ủy ban nhân dân phường Lào Cai"), place_of("Sở Y tế")
    ('Y Tý', 'Lào Cai', '')
    """
    found = _BODY.match(clean(name))
    return found["place"] if found else ""
