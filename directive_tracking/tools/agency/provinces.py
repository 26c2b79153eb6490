"""The provinces of Vietnam, their commune-level units and usual agencies, as shipped data.

Two levels since 1 July 2025 (Law 72/2025/QH15): the province and the commune, ward or
special zone. The provincial departments are those of Decree 150/2025/ND-CP.
"""

import csv
import json
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..text import fold, tone_blind

DATA = Path(__file__).parents[2] / "data" / "agency"
LEVELS = {"tinh": "tỉnh", "thanh_pho": "thành phố"}
COMMUNE_WORDS = {"xa": "xã", "phuong": "phường", "dac_khu": "đặc khu"}

# Open syllables with two spellings: the tone mark on the first vowel (hòa) or the second (hoà).
_TONE = "[\u0300\u0301\u0303\u0309\u0323]"
_ON_FIRST = re.compile(rf"([ou])({_TONE})([aey])\b", re.IGNORECASE)
_ON_SECOND = re.compile(rf"([ou])([aey])({_TONE})(?!\w)", re.IGNORECASE)
_OPEN_PAIRS = {"oa", "oe", "uy"}


class Province(NamedTuple):
    """A province or centrally run city, with its units as (code, kind, name)."""

    code: str
    kind: str
    name: str
    units: tuple

    @property
    def level(self):
        """The word in the names of its agencies: tỉnh or thành phố."""
        return LEVELS[self.kind]


class AgencyEntry(NamedTuple):
    """An agency that provinces usually have, with all spellings of its name."""

    code: str
    name: str
    short_name: str
    kind: str
    commune_kind: str
    aliases: tuple

    @property
    def spellings(self):
        """All its names, the full one first."""
        return (self.name, self.short_name, *self.aliases)


@cache
def provinces():
    """Return every province by its official code.

    >>> len(provinces()), sum(len(province.units) for province in provinces().values())
    (34, 3321)
    >>> provinces()["15"].name
    'Lào Cai'
    """
    catalogue = json.loads((DATA / "vn_units.json").read_text("utf-8"))["provinces"]
    return {
        row["code"]: Province(
            row["code"], row["kind"], row["name"], tuple(map(tuple, row["units"]))
        )
        for row in catalogue
    }


def agencies(code):
    """Return the agencies of the province ``code``: provincial ones first, then communes.

    >>> [entry.name for entry in agencies("91")][-1]
    'Ủy ban nhân dân đặc khu Kiên Hải'
    """
    province = provinces()[code]
    return _departments(province) + [_commune(*unit) for unit in province.units]


def place_of(authority):
    """Return the province at the end of an authority's name, or None.

    >>> place_of("Ủy ban nhân dân tỉnh Lào Cai"), place_of("UBND thành phố Hải Phòng")
    ('Lào Cai', 'Hải Phòng')
    >>> place_of("UBND tỉnh (bản dùng thử)") is None
    True
    """
    names = sorted((province.name for province in provinces().values()), key=len, reverse=True)
    plain = tone_blind(authority)
    return next((name for name in names if plain.endswith(tone_blind(f" {name}"))), None)


def tone_variants(text):
    """Return the spellings of ``text`` that differ only in the position of tone marks.

    >>> tone_variants("xã Mỹ Hoà Hưng")
    ['xã Mỹ Hòa Hưng']
    >>> tone_variants("Thủy Nguyên"), tone_variants("Hoài Nhơn")
    (['Thuỷ Nguyên'], [])
    """
    parts = unicodedata.normalize("NFD", text)
    forms = (_ON_SECOND.sub(_to_first, parts), _ON_FIRST.sub(_to_second, parts))
    return [form for form in (unicodedata.normalize("NFC", form) for form in forms) if form != text]


def match(entries, known):
    """Pair catalogue entries with agencies that exist: {index of entry: key of agency}.

    ``known`` holds (key, official code, names). Two different codes mean two agencies, regardless
    of their names. Diacritics distinguish communes (xã Văn Lang, xã Văn Lăng), so they are
    ignored only if the result is unambiguous.

    >>> commune = AgencyEntry("1", "UBND xã Hoà An", "xã Hoà An", "commune", "xa", ())
    >>> match([commune], [("a", "", ["UBND XÃ HÒA AN"]), ("b", "2", ["xã Hoà An"])])
    {0: 'a'}
    """
    known = list(known)
    by_code = {code: key for key, code, _names in known if code}
    pairs, taken = {}, set()
    for rule in (_by_code(by_code), *_by_names(entries, known)):
        for index, entry in enumerate(entries):
            key = None if index in pairs else rule(entry)
            if key is not None and key not in taken:
                pairs[index] = key
                taken.add(key)
    return pairs


def _by_code(by_code):
    return lambda entry: by_code.get(entry.code) if entry.code else None


def _by_names(entries, known):
    """Yield the rules that compare names: exactly, then without diacritics if unambiguous."""
    plain = Counter(name for entry in entries for name in {fold(s) for s in entry.spellings})
    for normal, allowed in ((tone_blind, None), (fold, plain)):
        anybody = {normal(name): key for key, _code, names in known for name in names}
        uncoded = {normal(name): key for key, code, names in known if not code for name in names}

        def rule(entry, normal=normal, allowed=allowed, anybody=anybody, uncoded=uncoded):
            # A commune has its own code: an agency with a different code is a different agency.
            index = uncoded if entry.code else anybody
            names = [normal(name) for name in entry.spellings]
            names = [name for name in names if allowed is None or allowed[name] == 1]
            return next((index[name] for name in names if name in index), None)

        yield rule


def _departments(province):
    entries = []
    with (DATA / "vn_departments.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if _exists_in(row, province.code):
                words = {"level": province.level, "province": province.name}
                texts = {key: row[key].format(**words) for key in ("name", "short_name", "aliases")}
                aliases = [alias for alias in texts["aliases"].split("|") if alias]
                entries.append(
                    _entry("", texts["name"], texts["short_name"], row["kind"], "", aliases)
                )
    return entries


def _exists_in(row, code):
    only, excepted = row["only"].split("|"), row["except"].split("|")
    return code not in excepted and (only == [""] or code in only)


def _commune(code, kind, name):
    unit = f"{COMMUNE_WORDS[kind]} {name}"
    others = [
        spelling
        for variant in tone_variants(unit)
        for spelling in (f"UBND {variant}", variant, f"Ủy ban nhân dân {variant}")
    ]
    name = f"Ủy ban nhân dân {unit}"
    return _entry(code, name, f"UBND {unit}", "commune", kind, [unit, *others])


def _entry(code, name, short_name, kind, commune_kind, aliases):
    others = dict.fromkeys(alias for alias in aliases if alias not in (name, short_name))
    return AgencyEntry(code, name, short_name, kind, commune_kind, tuple(others))


def _to_first(found):
    first, second, tone = found.groups()
    return first + tone + second if (first + second).lower() in _OPEN_PAIRS else found[0]


def _to_second(found):
    first, tone, second = found.groups()
    return first + second + tone if (first + second).lower() in _OPEN_PAIRS else found[0]
