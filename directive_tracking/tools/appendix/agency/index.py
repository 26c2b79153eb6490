"""Search for one agency by any common spelling of its name.

Case, diacritics, tone placement, punctuation and blanks are ignored; "và" may be "&", "-" or
missing; "tỉnh" or "tỉnh <name>" at the end may be missing; initials may replace any part of a
name ("Sở NN&MT", "Ban QLDA ĐTXD tỉnh"). Each name is folded once, each wording looked up once.
"""

import re
from collections import Counter, defaultdict
from functools import cache

from ...text import CAPITALS, fold, tone_blind
from ..model import AgencyName

KINDS = {"xa": "xa", "x": "xa", "phuong": "phuong", "p": "phuong", "f": "phuong"}
KINDS |= {"dac khu": "dac_khu", "dk": "dac_khu"}
_COMMUNE = re.compile(
    r"(?P<committee>ubnd |uy ban nhan dan )?(?:(?P<kind>xa|phuong|dac khu|dk|p|f|x) )?(?P<bare>.+)"
)
_TITLE = re.compile(
    r"(?:dong chi |cac dong chi )?(?:thu truong|giam doc|lanh dao|nguoi dung dau|chi huy truong|chi cuc truong"
    r"|chanh(?= van phong| thanh tra)|chu tich(?= ubnd| uy ban)|truong(?= ban | thue | thong ke))\s+"
)
# Optional parts of a name.
_OPTIONAL = re.compile(
    r"\bviet nam\b|^uy ban (?=mat tran)|^ban chi huy (?=bo doi)|^cong ty |\bchi nhanh\b| khu vuc$"
)
# "Ban Quản lý các Khu kinh tế" is the one board.
_OF_SEVERAL = re.compile(r"\bcac (?=khu |kkt\b|kcn\b|du an )")
_CLUSTERS = ("tr", "th", "nh", "ch", "ph", "kh", "ng", "gi", "qu")
_PROVINCE = re.compile(rf"(?:tỉnh|[Tt]hành phố) ([{CAPITALS}].+)")


class AgencyIndex:
    """Search index of all agencies of one province."""

    def __init__(self, agencies, province=None):
        self.agencies = list(agencies)
        self.communes = [agency for agency in self.agencies if agency.kind == "commune"]
        self.province_name = province or self._guess_province()
        self.province = fold(self.province_name)
        names = f"(?: {self.province})?$| tp {self.province}$" if self.province else "$"
        self._ending = re.compile(f" (?:tinh|thanh pho){names}")
        self._exact = defaultdict(list)
        self._communes = defaultdict(list)
        self._names = []  # (agency, words of its full name)
        self._keys = defaultdict(list)  # first letter -> candidates for misspelt names
        self._cache = {}
        for agency in self.agencies:
            self._add(agency)

    def _guess_province(self):
        """Return the province that the aliases name ("Công an tỉnh Lào Cai")."""
        named = Counter()
        for agency in self.agencies:
            if agency.kind != "commune":
                for name in _spellings(agency):
                    if match := _PROVINCE.search(name):
                        named[match[1]] += 1
        return named.most_common(1)[0][0] if named else None

    def _add(self, agency):
        if agency.kind == "commune":
            for name in _spellings(agency):
                match = _COMMUNE.fullmatch(fold(name))
                kind = self.kind_of(agency)
                for entry in {(kind, _compact(match["bare"])), (None, _compact(match["bare"]))}:
                    if agency not in self._communes[entry]:
                        self._communes[entry].append(agency)
            self._add_key(agency, fold(agency.name))
            return
        for name in (*_spellings(agency), *_shorter(fold(agency.name))):
            for key in self._name_keys(fold(name)):
                if agency not in self._exact[key]:
                    self._exact[key].append(agency)
        words = self._without_province(fold(agency.name))
        self._add_key(agency, words)
        bare = words.removesuffix(" " + self.province) if self.province else words
        for form in {words, bare, *_shorter(words)}:
            self._names.append((agency, [word for word in form.split() if word != "va"]))

    def kind_of(self, commune):
        """Return xa, phuong or dac_khu: as given, else from the name."""
        if commune.commune_kind:
            return commune.commune_kind
        return KINDS.get(_COMMUNE.fullmatch(fold(commune.name))["kind"] or "")

    def _add_key(self, agency, folded):
        key = _compact(folded).replace("uybannhandan", "ubnd")
        self._keys[key[:1]].append((agency, key, Counter(key), _slips_allowed(agency, key)))

    def _name_keys(self, folded):
        short = self._without_province(folded)
        keys = {_compact(folded), _compact(short)}
        if self.province and short.endswith(" " + self.province):
            keys.add(_compact(short.removesuffix(self.province)))
        return keys | {_compact(re.sub(r"\bva\b", "", key)) for key in (folded, short)}

    def _without_province(self, folded):
        return self._ending.sub("", folded) or folded

    def forget(self):
        """Clear the cache."""
        self._cache.clear()

    def find(self, text):
        """Return the one agency that this text names exactly, or None."""
        if text not in self._cache:
            self._cache[text] = self._find(text)
        return self._cache[text]

    def _find(self, text):
        folded = _TITLE.sub("", fold(text), count=1)
        if not folded:
            return None
        return (
            self._find_department(folded, text)
            or self._find_named_commune(folded, text)
            or self._find_department(_OF_SEVERAL.sub("", folded), text)
        )

    def _find_department(self, folded, text):
        short = self._without_province(folded)
        for form in (folded, re.sub(r"\bva\b", "", folded), short, re.sub(r"\bva\b", "", short)):
            if found := _only(self._exact.get(_compact(form)), text):
                return found
        words = [word for word in short.split() if word != "va"]
        found = {agency for agency, name in self._names if abbreviates(words, name)}
        return found.pop() if len(found) == 1 else None

    def _find_named_commune(self, folded, text):
        match = _COMMUNE.fullmatch(folded)
        bare = re.sub(rf"(?<=.) tinh {self.province}$", "", match["bare"])
        if match["kind"]:
            found = _only(self._communes.get((KINDS[match["kind"]], _compact(bare))), text)
            if found or not match["committee"]:
                return found
            # "UBND Xa Dung": the apparent kind is the first word of the name itself.
            bare = f"{match['kind']} {bare}"
        elif not match["committee"] or bare == self.province:
            return None
        return self.find_bare(bare, text)

    def find_bare(self, name, text="", kind=None):
        """Return the commune with this name without its kind, preferably of the wanted kind."""
        key = _compact(fold(name))
        found = self._communes.get((kind, key)) or self._communes.get((None, key))
        return _only(found, text or name)

    def find_similar(self, text):
        """Return the one agency whose full name differs only by a typing error, or None."""
        folded = _TITLE.sub("", fold(text), count=1)
        key = _compact(self._without_province(folded))
        if re.match(r"(?:xa|phuong|dackhu)\w", key):
            key = "ubnd" + key
        key = key.replace("uybannhandan", "ubnd")
        letters = Counter(key)
        found = []
        for agency, other, other_letters, limit in self._keys[key[:1]]:
            if abs(len(key) - len(other)) <= limit and _near(letters, other_letters, limit):
                if (slips := distance(key, other)) <= limit:
                    found.append((slips, agency))
        fewest = min((slips for slips, _agency in found), default=0)
        best = [agency for slips, agency in found if slips == fewest]
        return best[0] if len(best) == 1 else None


def _spellings(agency: AgencyName):
    return dict.fromkeys(name for name in (agency.name, agency.short_name, *agency.aliases) if name)


def _shorter(folded):
    """Yield the forms of a folded name without its optional parts."""
    forms = {_OPTIONAL.sub("", folded).strip()}
    forms |= {folded.replace(match[0], " ").strip() for match in _OPTIONAL.finditer(folded)}
    return {re.sub(" +", " ", form) for form in forms} - {folded}


def _compact(folded):
    return folded.replace(" ", "")


def _near(letters, others, limit):
    """A cheap bound: each typing error changes the letter counts by at most two."""
    return ((letters - others).total() + (others - letters).total()) <= 2 * limit


def _slips_allowed(agency, key):
    """Commune names are short and similar, so at most one typing error is allowed."""
    if agency.kind == "commune":
        return 1 if len(key) >= 12 else 0
    return 2 if len(key) >= 14 else 1 if len(key) >= 7 else 0


def _only(found, text):
    """Return the single agency found; if several, the one with the same diacritics."""
    if not found or len(found) == 1:
        return found[0] if found else None
    wanted = _ending(text)
    same = [agency for agency in found if any(_ending(n) == wanted for n in _spellings(agency))]
    return same[0] if len(same) == 1 else None


def _ending(text):
    """Return the last two words with diacritics: commune names differ there."""
    return tone_blind(text).strip(" .,;:").split()[-2:]


def abbreviates(words, name):
    """Tell whether the words, each a syllable or the initials of several, spell the whole name.

    >>> abbreviates("so nn mt".split(), "so nong nghiep moi truong".split())
    True
    >>> abbreviates(["bqlda", "dtxd"], "ban quan ly du an dau tu xay dung".split())
    True
    >>> abbreviates(["so"], ["so", "y", "te"])
    False
    """
    if not words or words[0][0] != name[0][0] or sum(map(len, words)) > sum(map(len, name)):
        return False

    @cache
    def fits(i, j):
        if i == len(words) or j == len(name):
            return i == len(words) and j == len(name)
        if words[i] == name[j] and fits(i + 1, j + 1):
            return True
        return len(words[i]) > 1 and any(fits(i + 1, end) for end in _initials(words[i], name, j))

    return fits(0, 0)


def _initials(word, name, j):
    """Yield the possible ends, within the name, of one word's initials (at least two syllables)."""
    reached = {(0, j)}
    ends = []
    while reached:
        at, syllable = reached.pop()
        if at == len(word):
            if syllable - j > 1:
                ends.append(syllable)
        elif syllable < len(name):
            for size in (1, 2):
                part = word[at : at + size]
                if len(part) == size and name[syllable].startswith(part):
                    if size == 1 or part in _CLUSTERS:
                        reached.add((at + size, syllable + 1))
    return ends


def distance(one, other):
    """Return the edit distance of two words: characters added, dropped, changed or swapped.

    >>> distance("nonghep", "nongnghiep"), distance("soytế", "soyt ế"), distance("ab", "ba")
    (3, 1, 1)
    """
    before, last = None, list(range(len(other) + 1))
    for i, sign in enumerate(one, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (sign != wanted))
            if before and j > 1 and sign == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
