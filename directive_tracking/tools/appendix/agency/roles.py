"""Roles written inside a cell: "A (chủ trì), B (phối hợp)", "A chủ trì, phối hợp với B"."""

import re

from ..blanks import blank_all

LEAD, COORDINATOR = "lead", "coordinators"

_BRACKET = re.compile(r"\b(?:chu tri|dau moi|thuc hien chinh)\b|^ct$")
_BRACKET_HELP = re.compile(r"\bphoi hop\b|^ph$")
_ROLE = re.compile(
    r"(?:(?:co quan|don vi|cq|dv)\s+)?(?P<role>chu tri|phoi hop|(?<![a-z])(?<!so )(?:ct|ph)(?=\s*:))"
    r"(?:\s+(?:thuc hien|chinh|tham muu))*"
    r"(?P<label>\s*:|\s+(?=(?:so|cac|ubnd|uy ban|cong an|ban|bo|van phong|thanh tra)\b)"
    r"|\s+(?:chat che\s+)?(?:voi|cung)\b(?:\s+(?:cac (?:co quan|don vi)\s*:))?)?"
)


def bracket_role(plain):
    """Return the role that a bracket gives to the name before it, None for any other remark.

    >>> bracket_role("chu tri"), bracket_role("phoi hop"), bracket_role("cap phep mo")
    ('lead', 'coordinators', None)
    """
    if _BRACKET.search(plain):
        return LEAD
    return COORDINATOR if _BRACKET_HELP.search(plain) else None


def split_roles(plain):
    """Cut a shadow into (start, end, role); None means the role of the column.

    >>> split_roles("so a chu tri, phoi hop voi so b")
    [(0, 4, 'lead'), (27, 31, 'coordinators')]
    >>> split_roles("chu tri: so a; phoi hop: so b")[1][2]
    'coordinators'
    >>> split_roles("ct: so a; ph: so b")
    [(4, 8, 'lead'), (14, 18, 'coordinators')]
    >>> split_roles("ubnd xa a, xa b; so c phoi hop")
    [(0, 15, None), (17, 21, 'coordinators')]
    """
    outside = blank_all(plain, r"\([^()]*\)?")
    parts, start, current = [], 0, None
    for match in _ROLE.finditer(outside):
        role = LEAD if match["role"] in ("chu tri", "ct") else COORDINATOR
        if match["label"]:
            parts.append((start, match.start(), current))
            current = role
        else:
            parts += _behind(outside, start, match.start(), role)
            current = None
        start = match.end()
    parts.append((start, len(plain), current))
    return [_trimmed(plain, part) for part in parts if re.search(r"\w", plain[part[0] : part[1]])]


def _behind(plain, start, end, role):
    """Return the parts before a role that stands behind a name: help is of the last name alone."""
    before = plain[start:end].rstrip(" \n,;:")
    cut = max(before.rfind(";"), before.rfind("\n")) + 1 if role == COORDINATOR else 0
    own = (start + cut, end, role)
    return [(start, start + cut, None), own] if cut else [own]


def _trimmed(plain, part):
    start, end, role = part
    while start < end and plain[start] in " \n,;:.-":
        start += 1
    while start < end and plain[end - 1] in " \n,;:":
        end -= 1
    return start, end, role
