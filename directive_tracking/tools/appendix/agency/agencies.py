"""Agencies named in a cell: splitting, lists with an elided prefix, groups, doubtful names."""

import re
from dataclasses import dataclass, field

from ...text import clean, clean_lines, shadow
from ..model import ALL_COMMUNES, ALL_DEPARTMENTS, TOKENS
from .former import FormerNames
from .groups import GroupReader
from .index import KINDS, AgencyIndex
from .roles import COORDINATOR, LEAD, bracket_role, split_roles

# Whole groups of agencies, by the kind of their members.
GROUPS = {ALL_DEPARTMENTS: "department", ALL_COMMUNES: "commune"}

_COMRADE = re.compile(r"(?<!\w)đ\s*/\s*c\b[.:]?\s*", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-+•*–●▪]+\s*|\(?\d{1,2}[.)]\s+|[a-zđ]\)\s+)", re.MULTILINE)
_SEPARATOR = re.compile(
    r"\s*(?:[;\n|+,/]+|\bva\s+(?=\w)|\s-+\s|\bcung(?: voi)?\s+(?=\w)"
    r"|(?:\.\s+|\s&\s*)(?=(?:so|ubnd|cong an|ban|van phong|vp)\b))\s*"
)
_STRONG = re.compile(r"[;|+]")
_BRACKET = re.compile(r"\s*\(([^()]*)\)?")
_KIND = re.compile(r"(?:(?:ubnd|uy ban nhan dan) )?(xa|phuong|dac khu|p|x|dk)[ .]")
# First words of agency names: after "và" they begin a new name.
_HEADS = re.compile(
    r"(?:so|ban|bo|cac|cong an|ca|ubnd|uy ban|van phong|vp|chi cuc|cuc|cong ty|trung tam|tt|hoi|lien doan|thanh tra"
    r"|bao|tinh|xa(?! hoi)|phuong|dac khu|kho bac|kbnn|thue|thong ke|bhxh|bao hiem|truong|benh vien"
    r"|vien|quy|dai|don vi|nha)\b"
)
# "Các đơn vị: A, B" and "xã A thuộc huyện B cũ": words around the names.
_LABEL = re.compile(r"(?:cac )?(?:co quan|don vi|dia phuong)[^:;\n]{0,30}:")
_BELONGING = re.compile(r"\s(?:thuoc|truc thuoc|tren dia ban)\b.*")
# "UBND các xã biên giới: A, B" means the names after the colon.
_DESCRIBED = re.compile(r"[^,;:()\n]{1,60}:")
# "UBND các xã, phường (trừ xã Y Tý)": everybody but those named.
_EXCEPT = re.compile(r"\s*[,(]?\s*(?:ngoai )?tru (?!truong)([^()]*)\)?")
_AND_SO_ON = re.compile(r"[,;\s]*(?<!\w)v\.\s?v\b[.…]*", re.IGNORECASE)
# Districts, which no longer exist, in one wording.
_DISTRICTS = re.compile(
    r"(?:(?:ubnd|uy ban nhan dan) )?(?:cac )?(?:huyen|thi xa|thanh pho)"
    r"(?:\s*(?:,|/|-|va )\s*(?:cac )?(?:huyen|thi xa|thanh pho|tx|tp)\b)+"
)
_MAX_JOINED = 5
_MAX_LENGTH = 6_000  # all communes of a province by name take half of this


@dataclass
class Found:
    """One name of a cell; `keys` is empty when it was not matched."""

    value: str
    keys: list = field(default_factory=list)
    role: str | None = None
    inexact: str | None = None  # full name of the agency that was meant
    hint: str | None = None


class AgencyReader:
    """Reads the agency cells of one appendix."""

    def __init__(self, agencies, province=None):
        self.index = AgencyIndex(agencies, province)
        self.groups = GroupReader(self.index.province)
        self.former = FormerNames(self.index)
        self._cache = {}

    def read(self, text):
        """Return every agency, token or unmatched name of the cell, in order, as Found."""
        if text not in self._cache:
            self._cache[text] = self._read(text)
        return self._cache[text]

    def knows(self, text):
        """Tell whether the cell names an agency of the list, among any other text."""
        return any(found.keys and not found.inexact for found in self.read(text))

    def read_once(self, text):
        """Like `read`, without caching: for a long-lived reader with arbitrary input."""
        try:
            return self._read(text)
        finally:
            self.index.forget()

    def _read(self, text):
        if len(text) > _MAX_LENGTH:
            return [Found(clean(text))]
        text = _AND_SO_ON.sub("", _COMRADE.sub("", _BULLET.sub("", clean_lines(text))))
        found = []
        for start, end, role in split_roles(shadow(text)):
            part = _CellScan(self, text[start:end]).scan()
            for one in part:
                one.role = one.role or role
            found += part
        return _spread_roles(found)


def _spread_roles(found):
    """Apply the last bracket to B too: "A (chủ trì); B, C (phối hợp)", after a lead."""
    for index, one in enumerate(found):
        if one.role == COORDINATOR and any(before.role == LEAD for before in found[:index]):
            for before in reversed(found[:index]):
                if before.role:
                    break
                before.role = COORDINATOR
    return found


class _CellScan:
    """One pass over one text, from name to name."""

    def __init__(self, reader, text, is_inner=False):
        self.is_inner = is_inner  # an exception has none of its own
        self.index, self.groups, self.former = reader.index, reader.groups, reader.former
        self.reader = reader
        self.text = text
        self.plain = shadow(text)
        self.context = None  # prefix of an open list: "so", "commune" or a commune kind
        self.found = []

    def scan(self):
        position = self._skip(0)
        while position < len(self.text):
            position = self._skip(self._next(position))
        return self.found

    def _skip(self, position):
        """Skip separators, stray characters and brackets outside names."""
        while position < len(self.text):
            match = _SEPARATOR.match(self.plain, position) or re.compile(r"[\s:.()&-]+").match(
                self.plain, position
            )
            if not match or match.end() == position:
                return position
            position = match.end()
        return position

    def _next(self, position):
        if match := _LABEL.match(self.plain, position):
            return match.end()
        if (end := self._group(position)) or (end := self._name(position)):
            return end
        return self._unmatched(position)

    # Groups

    def _group(self, position):
        group = self.groups.read(self.plain, position)
        if group is None:
            return None
        if not self.is_inner and (excepted := _EXCEPT.match(self.plain, group.end)):
            return self._all_but(position, group, excepted)
        if group.prefix and (
            not group.complete or self.plain[group.end :].lstrip().startswith(":")
        ):
            return self._open_list(position, group)
        if not group.complete:
            return self._unmatched(position)
        if group.prefix and (inside := self._bracket_list(group)):
            return inside
        return self._add_group(position, group)

    def _open_list(self, position, group):
        """Names follow the prefix; if the first does not fit, the whole text is unmatched."""
        context = next(iter(group.kinds)) if len(group.kinds) == 1 else group.prefix
        starts = [(group.end, context), group.first_kind or (group.end, context)]
        if described := _DESCRIBED.match(self.plain, group.end):
            starts.append((described.end(), context))
        for start, self.context in starts:
            start = self._skip(start)
            if start < len(self.plain) and (end := self._name(start)):
                return end
        self.context = context
        return self._unmatched(position)

    def _bracket_list(self, group):
        """Use the names in the brackets, if all are names: "UBND các xã (A, B)"."""
        match = _BRACKET.match(self.plain, group.end)
        if not match or not match[1]:
            return None
        inner = _CellScan(self.reader, self.text[match.start(1) : match.end(1)])
        inner.context = next(iter(group.kinds)) if len(group.kinds) == 1 else group.prefix
        names = inner.scan()
        if not names or not all(name.keys for name in names):
            return None
        self.found += names
        return match.end()

    def _add_group(self, position, group):
        keys = list(group.tokens)
        communes = self.index.communes
        if group.prefix == "commune":
            units = [unit for unit in communes if self.index.kind_of(unit) in group.kinds]
            if not keys:
                keys = [unit.key for unit in units]
            wanted = len(communes) if group.tokens else len(units)
            if group.count and communes and group.count != wanted:
                keys = []
        return self._add(position, group.end, keys)

    def _all_but(self, position, group, excepted):
        """Add the agencies of a group without those excepted; an unknown exception is told."""
        self._add_group(position, group)
        added = self.found[-1]
        scan = _CellScan(self.reader, self.text[slice(*excepted.span(1))], is_inner=True)
        scan.context = group.prefix
        names = scan.scan()
        out = set(expand([key for name in names for key in name.keys], self.index.agencies))
        if out:
            members = expand(added.keys, self.index.agencies)
            added.keys = [key for key in members if key not in out] or added.keys
        self.found += [name for name in names if not name.keys]
        return excepted.end()

    # Single names

    def _name(self, position):
        """Find the longest run of words that names one agency."""
        ends = self._ends(position)
        for end in reversed(ends):
            text = self.text[position:end]
            belonging = _BELONGING.search(self.plain[position:end])
            agency = self._find(text) or (belonging and self._find(text[: belonging.start()]))
            if agency:
                return self._add(position, end, [agency.key])
        for end in reversed(ends):
            text = self.text[position:end]
            if self.former.is_former(text):
                return self._add(position, end, [], hint=self.former.hint(text))
        for end in reversed(ends):
            agency = self.index.find_similar(self.text[position:end])
            if agency and not self.groups.read(self.plain, position):
                self._note_context(position)
                return self._add(position, end, [agency.key], inexact=agency.name)
        return None

    def _ends(self, position):
        """Yield the possible ends of a name that starts here: each of the next weak separators."""
        ends = []
        at = position
        while len(ends) < _MAX_JOINED:
            bracket = self.plain.find("(", at)
            match = _SEPARATOR.search(self.plain, at)
            stop = match.start() if match else len(self.plain)
            if 0 <= bracket < stop:
                ends.append(len(self.plain[:bracket].rstrip()))
                break
            ends.append(stop)
            if not match or _STRONG.search(match[0]):
                break
            at = match.end()
        return [end for end in ends if end > position]

    def _find(self, text):
        agency = self.index.find(text)
        if agency:
            self._note_kind(text, agency)
            return agency
        if self.context == "so":
            return self.index.find("Sở " + text)
        if self.context:
            kind = None if self.context == "commune" else self.context
            return self.index.find_bare(text, kind=kind)
        return None

    def _note_context(self, position):
        match = _KIND.match(self.plain, position)
        if match:
            self.context = KINDS[match[1]]

    def _note_kind(self, text, agency):
        """A full name opens a list: "UBND xã A, B", "Sở Tài chính, Xây dựng"."""
        plain = shadow(text)
        if agency.kind == "commune":
            match = _KIND.match(plain)
            self.context = KINDS[match[1]] if match else "commune"
        elif plain.startswith("so "):
            self.context = "so"

    def _unmatched(self, position):
        end = self._end_of_unknown(position)
        text = self.text[position:end]
        if not self.context and (agency := self.index.find_bare(text)):
            return self._add(position, end, [agency.key], inexact=agency.name)
        return self._add(position, end, [], hint=self.former.hint(text))

    def _end_of_unknown(self, position):
        """An unknown name runs over "và" and "-" unless an agency's name begins there."""
        group = self.groups.read(self.plain, position)
        districts = _DISTRICTS.match(self.plain, position)
        at = group.end if group else districts.end() if districts else position
        while match := _SEPARATOR.search(self.plain, at):
            bracket = self.plain.find("(", at)
            if 0 <= bracket < match.start():
                return len(self.plain[:bracket].rstrip())
            joined = re.fullmatch(r"\s*(?:va|-+)\s*", match[0])
            if not joined or self._begins_name(match.end()):
                return max(match.start(), position + 1)
            at = match.end()
        bracket = self.plain.find("(", at)
        return len(self.plain[:bracket].rstrip()) if bracket > position else len(self.plain)

    def _begins_name(self, position):
        if _HEADS.match(self.plain, position):
            return True
        return any(self._find(self.text[position:end]) for end in self._ends(position))

    def _add(self, start, end, keys, **doubts):
        role = None
        value = self.text[start:end].strip(" \n,;:.")
        if match := _BRACKET.match(self.plain, end):
            role = bracket_role(match[1].strip())
            end = match.end()
        self.found.append(Found(value.replace("\n", " "), keys, role, **doubts))
        return end


def expand(keys, agencies):
    """Return the agencies for the keys and tokens, without duplicates.

    ALL_DEPARTMENTS means the agencies of kind department, without the Office, which follows the
    work up. RELATED_* tokens name no specific agency and yield nothing.
    """
    agencies = list(agencies)
    expanded = []
    for key in keys:
        if key in GROUPS:
            expanded += [one.key for one in agencies if one.kind == GROUPS[key]]
        elif key not in TOKENS:
            expanded.append(key)
    return list(dict.fromkeys(expanded))
