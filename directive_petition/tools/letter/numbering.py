"""Numbers of letters, matters and visits by a pattern that each agency chooses.

>>> number_by("{n:4}/{year}/ĐT-{code}", 27, 2026, "UBND")
'0027/2026/ĐT-UBND'
"""

import re

PLACE = re.compile(r"\{(?P<name>[a-z]+)(?::(?P<width>\d))?\}")
NAMES = ("n", "year", "yy", "code")


def number_by(pattern, number, year, code=""):
    """Return the number that ``pattern`` gives.

    :param str pattern: text with places in braces: ``{n}`` the running number, ``{n:4}`` with at
        least four digits, ``{year}``, ``{yy}``, ``{code}`` of the agency
    """
    values = {"n": number, "year": year, "yy": f"{year % 100:02}", "code": code}

    def fill(match):
        return str(values[match["name"]]).zfill(int(match["width"] or 0))

    return PLACE.sub(fill, pattern)


def pattern_fault(pattern):
    """Return what is wrong with ``pattern``: "number", "year", "place", or None.

    Numbers begin again each year, so a number without its year would come twice.

    >>> pattern_fault("{n}/{year}"), pattern_fault("{year}"), pattern_fault("{n}")
    (None, 'number', 'year')
    >>> pattern_fault("{n}/{year}/{agency}")
    'place'
    """
    names = [match["name"] for match in PLACE.finditer(pattern)]
    left = PLACE.sub("", pattern)
    if not set(names) <= set(NAMES) or "{" in left or "}" in left:
        return "place"
    if "n" not in names:
        return "number"
    return None if {"year", "yy"} & set(names) else "year"
