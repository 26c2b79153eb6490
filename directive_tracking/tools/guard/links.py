"""Attributes that hold a link, for the cleaner of HTML that people enter.

lxml before 6.1.1 does not know the link of a picture in SVG, so that Odoo kept a script there
(CVE-2026-49825). Whoever clicked on it ran it in their own name.
"""

from lxml.html import defs

MISSING = {"xlink:href"}


def complete():
    """Let the cleaner look at all of them; with a newer lxml nothing changes.

    >>> complete()
    >>> "xlink:href" in defs.link_attrs and "href" in defs.link_attrs
    True
    """
    defs.link_attrs = frozenset(defs.link_attrs) | MISSING
