"""Wordings that mean many agencies at once: "các sở, ban, ngành", "UBND các xã, phường".

Patterns are matched against a shadow (see tools.text) at the start of a name.
"""

import re
from dataclasses import dataclass

from ..model import (
    ALL_COMMUNES,
    ALL_DEPARTMENTS,
    RELATED_AGENCIES,
    RELATED_COMMUNES,
    RELATED_DEPARTMENTS,
)

_SEP = r"\s*[,;/-]?\s*(?:va\s)?\s*"
_PERSON = r"(?:(?:chu tich|thu truong|giam doc|lanh dao)\s)?"
_AREA = (
    r"(?P<area>(?:\s(?:cua|thuoc|truc thuoc|tren|trong))?"
    r"(?:\s(?:toan|cap|ubnd))?(?:\sdia ban)?\s(?:tinh|thanh pho|dia ban)(?:\s%s)?)?"
)
_RELATED = r"(?P<related>\s*\(?(?:co )?lien quan(?: khac)?\)?)?"
_END = r"(?=\s*(?:$|[,;:.\n/+|()&-]|va\b|cung\b))"
_BAN = r"ban(?! (?:quan|ql|chi huy|to|dan |tiep|thuong|noi|tuyen))"
_OFFICE = r"(?:co quan|don vi|to chuc)(?=\s*(?:$|[,;(]|co lien|lien|don vi|to chuc|va\b|tinh|cap|dia phuong))"
_MORE = rf"(?:{_BAN}|nganh|doan the|hoi(?=\s*[,;]|\s*$|\s*doan)|mat tran|{_OFFICE})"
_KIND = r"(?:xa|phuong|dac khu|thi tran)(?![a-z])"

_DEPARTMENTS = (
    rf"{_PERSON}(?:(?:toan bo|tat ca)\s)?"
    rf"(?:(?P<head>cac\sso\b)(?:{_SEP}{_MORE})*|so\b(?:{_SEP}{_MORE})+|cac\s(?:ban{_SEP})?nganh(?:{_SEP}{_MORE})*"
    r"|cac co quan chuyen mon)"
    rf"{_AREA}(?P<local>{_SEP}(?:cac\s)?dia phuong)?{_RELATED}"
)
_LOCAL = (
    rf"{_PERSON}(?:(?:ubnd|uy ban nhan dan|chinh quyen)\s)?(?:(?:cac|toan bo)\s)?dia phuong"
    rf"(?:\scap xa)?{_AREA}{_RELATED}"
)
_COMMUNES = (
    rf"{_PERSON}(?:(?P<committee>ubnd|uy ban nhan dan|chinh quyen)\s)?"
    rf"(?P<many>(?:(?:toan bo|tat ca)\s)?(?:cac\s)?(?:(?P<count>\d+)\s)?(?:cac\s)?)"
    rf"(?P<kinds>cap\s(?:xa|co so)|don vi hanh chinh cap xa|{_KIND}(?:{_SEP}{_KIND})*){_AREA}{_RELATED}"
)
_AGENCIES = (
    rf"(?:cac\s)?(?:co quan|don vi|to chuc|ben|dia phuong|ca nhan)"
    rf"(?:{_SEP}(?:co quan|don vi|to chuc|dia phuong|ca nhan|phong|ban))*{_AREA}\s*\(?(?:co )?lien quan(?: khac)?\)?"
)


@dataclass(frozen=True)
class Group:
    """A group wording: its tokens, the commune kinds it names, and where it ends.

    A `prefix` is not a group by itself: names follow ("UBND các xã Bảo Yên, Nghĩa Đô").
    """

    end: int
    tokens: tuple = ()
    kinds: frozenset = frozenset()
    count: int | None = None
    prefix: str | None = None  # "so" | "commune"
    complete: bool = True
    first_kind: tuple | None = None  # (end, kind): in "các xã Phượng Dực" only "xã" is a kind


class GroupReader:
    """Recognises the group wordings of one province."""

    def __init__(self, province):
        area = _AREA % (province or "(?!)")
        self._communes = re.compile(_COMMUNES.replace(_AREA, area))
        self._departments = re.compile(_DEPARTMENTS.replace(_AREA, area))
        self._local = re.compile(_LOCAL.replace(_AREA, area) + _END)
        self._agencies = re.compile(_AGENCIES.replace(_AREA, area) + _END)
        self._end = re.compile(_END)

    def read(self, plain, start):
        """Return the group wording that starts there, or None.

        >>> GroupReader("lao cai").read("ubnd cac xa, phuong tren dia ban tinh", 0).tokens
        ('ALL_COMMUNES',)
        >>> GroupReader("").read("cac so, nganh co lien quan", 0).tokens
        ('RELATED_DEPARTMENTS',)
        """
        if match := self._agencies.match(plain, start):
            only_local = not re.search(r"co quan|don vi|to chuc|ben|ca nhan", match[0])
            return Group(match.end(), (RELATED_COMMUNES if only_local else RELATED_AGENCIES,))
        if match := self._local.match(plain, start):
            return Group(match.end(), (RELATED_COMMUNES if match["related"] else ALL_COMMUNES,))
        if match := self._communes.match(plain, start):
            return self._read_communes(plain, match)
        if match := self._departments.match(plain, start):
            return self._read_departments(plain, match)
        return None

    def _read_departments(self, plain, match):
        related = bool(match["related"])
        tokens = (RELATED_DEPARTMENTS if related else ALL_DEPARTMENTS,)
        if match["local"]:
            tokens += (RELATED_COMMUNES if related else ALL_COMMUNES,)
        end, complete = self._finish(plain, match)
        return Group(end, tokens, prefix="so" if match["head"] else None, complete=complete)

    def _finish(self, plain, match):
        """Return (end, whether the wording ends there); "các phường Tịnh Biên" names no province."""
        complete = bool(self._end.match(plain, match.end()))
        cut = not complete and match["area"]
        return (match.start("area") if cut else match.end()), complete

    def _read_communes(self, plain, match):
        kinds = _kinds(match["kinds"])
        whole = {"xa", "phuong"} <= kinds or match["kinds"].startswith(("cap", "don vi"))
        if not whole and not match["many"]:
            return None  # "xã Bát Xát", one unit
        if match["related"]:
            return Group(match.end(), (RELATED_COMMUNES,))
        end, complete = self._finish(plain, match)
        return Group(
            end,
            (ALL_COMMUNES,) if whole else (),
            kinds,
            int(match["count"]) if match["count"] else None,
            "commune",
            complete,
            _first_kind(match),
        )


def _first_kind(match):
    words = re.match(r"(xa|phuong|dac khu) (?=\w)", match["kinds"])
    if words is None:
        return None
    return match.start("kinds") + words.end(), next(iter(_kinds(words[1])))


def _kinds(words):
    names = {"xa": "xa", "phuong": "phuong", "dac khu": "dac_khu"}
    return frozenset(kind for word, kind in names.items() if re.search(rf"\b{word}\b", words))
