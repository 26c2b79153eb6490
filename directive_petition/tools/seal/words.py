"""What of a sealed identity may not appear in a text, as patterns over its plain letters.

A text is searched in its shadow (`directive_tracking.tools.text.shadow`): lower case without
diacritics, sign by sign. So a name is found however it is written: in capitals, without or with
wrong diacritics, spaced out, run together, as part of a file name.
"""

import re

from odoo.addons.directive_tracking.tools.phone_digits import bare
from odoo.addons.directive_tracking.tools.text import fold

NAME, SHORT_NAME, ID_NUMBER, PHONE, EMAIL, ADDRESS = (
    "name",
    "short_name",
    "id_number",
    "phone",
    "email",
    "address",
)
_GAP = "[^0-9a-z]*"
_BEFORE, _AFTER = "(?<![0-9a-z])", "(?![0-9a-z])"
_SHORT = 7  # letters of two syllables: a shorter name may be two words, and needs its capital
_TITLES = "ong|ba|anh|chi|co|chu|bac|cau|em|cu|thay|dong chi|d/c|d c|ong ba|ba con|gia dinh|ho ten|nguoi ten"
_FEWEST_DIGITS = 6
_COUNTRY = re.compile(r"^(?:\+|00)?84|^0")
# "Thôn 3", "Tổ 5": too many have the same; with a street or the next part they are a place.
_PARTS = re.compile(r"[,;\n]|\s[-–—]\s")


def patterns_of(identity, visible_names=()):
    """Return ``[(kind, pattern)]`` of all that identifies a person.

    :param dict identity: name, id_number, phone, email, address; each may be missing
    :param visible_names: names everybody concerned may read, such as that of the accused

    >>> [kind for kind, _pattern in patterns_of({"name": "Tráng Thị Hà", "phone": "0912 345 678"})]
    ['name', 'short_name', 'phone']
    >>> [kind for kind, _pattern in patterns_of({"name": "Lò Hà"}, ["Vàng Thị Hà"])]
    ['name']
    """
    found = _name_patterns(identity.get("name"), visible_names)
    found += [(ID_NUMBER, one) for one in _number_patterns(identity.get("id_number"))]
    found += [(PHONE, one) for one in _phone_patterns(identity.get("phone"))]
    found += [(EMAIL, one) for one in _email_patterns(identity.get("email"))]
    found += [(ADDRESS, one) for one in _address_patterns(identity.get("address"))]
    return [(kind, re.compile(pattern)) for kind, pattern in found]


def _name_patterns(name, visible_names):
    syllables = fold(name).split()
    others = [fold(one).split() for one in visible_names]
    if not syllables or syllables in others:
        return []
    found = [(NAME, _spelled(syllables))]
    given = syllables[-1]
    if len(syllables) > 1 and given not in [one[-1] for one in others if one]:
        found.append((SHORT_NAME, rf"{_BEFORE}(?:{_TITLES})[^0-9a-z]+(?P<given>{given}){_AFTER}"))
    return found


def _spelled(syllables):
    """Return the pattern of a name.

    >>> bool(re.search(_spelled(["trang", "thi", "ha"]), "don_trangthiha.pdf"))
    True
    >>> bool(re.search(_spelled(["ly", "a"]), "ly do a"))
    False
    """
    if len(syllables) < 3 and len("".join(syllables)) < _SHORT:
        return f"{_BEFORE}(?P<given>{'[^0-9a-z]+'.join(syllables)}){_AFTER}"
    return f"{_BEFORE}{_GAP.join(''.join(syllables))}{_AFTER}"


def _number_patterns(number):
    """Return the pattern of an identity number, however it is grouped.

    >>> bool(re.search(_number_patterns("010 085 001 234")[0], "cccd 010085001234."))
    True
    """
    signs = "".join(re.findall(r"[0-9a-z]", fold(number)))
    enough = sum(sign.isdigit() for sign in signs) >= _FEWEST_DIGITS
    return [f"{_BEFORE}{_GAP.join(signs)}{_AFTER}"] if enough else []


def _phone_patterns(phones):
    """Return the patterns of telephone numbers, with 0 or 84 before them.

    >>> pattern = _phone_patterns("0912.345.678; 0214 3820 001")
    >>> [bool(re.search(one, "dt +84 (0)912 345 678, 02143820001")) for one in pattern]
    [True, True]
    """
    pieces = re.split(r"[;/\n]|,|\bhoặc\b", phones or "")
    cores = [_COUNTRY.sub("", re.sub(r"[^\d+]", "", bare(piece))) for piece in pieces]
    start = rf"(?<!\d)(?:(?:00)?84{_GAP})?(?:0{_GAP})?"
    return [
        f"{start}{_GAP.join(core)}{_AFTER}"
        for core in cores
        if len(core) >= _FEWEST_DIGITS and core.isdigit()
    ]


def _email_patterns(emails):
    addresses = re.findall(r"[^\s;,<>]+@[^\s;,<>]+", (emails or "").lower())
    return [rf"(?<![\w.+-]){re.escape(one)}(?![\w-])" for one in addresses]


def _address_patterns(address):
    """Return the patterns of an address: the house with its street, and the first two parts.

    >>> [bool(re.search(one, "thon nam pung xa muong hum"))
    ...  for one in _address_patterns("Thôn Nậm Pung, xã Mường Hum, tỉnh Lào Cai")]
    [True]
    """
    parts = [fold(part) for part in _PARTS.split(address or "")]
    parts = [part for part in parts if part]
    if not parts:
        return []
    wanted = [parts[0]] if re.search(r"\d", parts[0]) and len(parts[0].split()) > 2 else []
    wanted += [" ".join(parts[:2])] if len(parts) > 1 else []
    wanted = wanted or [parts[0]] * (len(parts[0].split()) > 3)
    return [f"{_BEFORE}{'[^0-9a-z]+'.join(one.split())}{_AFTER}" for one in wanted]
