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
_GAP, _APART = "[^0-9a-z]*", "[^0-9a-z]+"
_BEFORE, _AFTER = "(?<![0-9a-z])", "(?![0-9a-z])"
_SHORT = 7  # letters of two syllables: a shorter name may be two words, and needs its capital
_TITLES = "ong|ba|anh|chi|co|chu|bac|cau|em|cu|thay|dong chi|d/c|d c|ong ba|ba con|gia dinh|ho ten|nguoi ten"
_FILLERS = ("thi", "van")  # of women and men; often left out
# As digits are typed, and as they are said.
_SAID = ("o|khong", "i|l|mot", "hai", "ba", "bon|tu", "nam|lam", "sau", "bay", "tam", "chin")
_DIGITS = str.maketrans({str(n): f"(?:{n}|{said})" for n, said in enumerate(_SAID)})
_FEWEST_DIGITS = 6
_PLACES = (
    "thon|ban|xom|to|to dan pho|khu|khu pho|ap|so nha|so|duong|pho|ngo|xa|phuong|thi tran|"
    "huyen|thi xa|thanh pho|tp|tinh|x|p|t"
)
_PLACE = re.compile(rf"^(?:{_PLACES})\b\s*(?=[a-z]{{2}}\w*\s)")
_BETWEEN = "[^0-9a-z]+(?:[0-9a-z]+[^0-9a-z]+){0,3}"  # "thuộc", "ở xã"
_COUNTRY = re.compile(r"^(?:\+|00)?84|^0")
# "Thôn 3", "Tổ 5": too many have the same; with a street or the next part they are a place.
_PARTS = re.compile(r"[,;\n]|\s[-–—]\s")


def patterns_of(identity, visible_names=()):
    """Return ``[(kind, pattern)]`` of all that identifies a person.

    :param dict identity: name, id_number, phone, email, address; each may be missing
    :param visible_names: names everybody concerned may read, such as that of the accused

    >>> found = patterns_of({"name": "Tráng Thị Hà", "phone": "0912 345 678"})
    >>> list(dict.fromkeys(kind for kind, _pattern in found))
    ['name', 'short_name', 'phone']
    >>> [kind for kind, _pattern in patterns_of({"name": "Lò Hà"}, ["Vàng Thị Hà"])]
    ['name', 'name']
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
    spellings = [one for one in _orders(syllables) if one not in others]
    found = [(NAME, _spelled(one)) for one in spellings]
    found.append((NAME, f"{_BEFORE}{_APART.join(''.join(syllables))}{_AFTER}"))  # letter by letter
    if len(syllables) > 2:
        found.append((NAME, _with_initials(syllables)))
    given = syllables[-1]
    if len(syllables) > 1 and given not in [one[-1] for one in others if one]:
        found.append((SHORT_NAME, rf"{_BEFORE}(?:{_TITLES})[^0-9a-z]+(?P<given>{given}){_AFTER}"))
    return found


def _orders(syllables):
    """Return a name as people order it: as it is, the given name first, backwards, without a filler.

    >>> _orders(["trang", "thi", "vinh", "ha"])[1:]
    [['ha', 'trang', 'thi', 'vinh'], ['ha', 'vinh', 'thi', 'trang'], ['trang', 'vinh', 'ha']]
    """
    family, *middle, given = syllables if len(syllables) > 1 else [*syllables, ""]
    if not middle:
        return [syllables]
    short = [family, *(one for one in middle if one not in _FILLERS), given]
    ways = (syllables, [given, family, *middle], syllables[::-1], short)
    return [one for place, one in enumerate(ways) if one not in ways[:place]]


def _with_initials(syllables):
    """Return the pattern of a name in which all or some but the given name are initials.

    >>> pattern = _with_initials(["trang", "thi", "vinh", "ha"])
    >>> [bool(re.search(pattern, one)) for one in ("t.t.v. ha", "trang t. v. ha", "t t v ha")]
    [True, True, False]
    """
    parts = [rf"(?:{one}[^0-9a-z]+|{one[0]}\.\s*)" for one in syllables[:-1]]
    return f"{_BEFORE}{''.join(parts)}{syllables[-1]}{_AFTER}"


def _spelled(syllables):
    """Return the pattern of a name.

    >>> bool(re.search(_spelled(["trang", "thi", "ha"]), "don_trangthiha.pdf"))
    True
    >>> bool(re.search(_spelled(["ly", "a"]), "ly do a"))
    False
    """
    if len(syllables) < 3 and len("".join(syllables)) < _SHORT:
        return f"{_BEFORE}(?P<given>{_APART.join(syllables)}){_AFTER}"
    return f"{_BEFORE}{_GAP.join(''.join(syllables))}{_AFTER}"


def _number_patterns(number):
    """Return the pattern of an identity number, however it is grouped.

    >>> bool(re.search(_number_patterns("010 085 001 234")[0], "cccd 010085001234."))
    True
    """
    signs = "".join(re.findall(r"[0-9a-z]", fold(number)))
    enough = sum(sign.isdigit() for sign in signs) >= _FEWEST_DIGITS
    spelled = _GAP.join(one.translate(_DIGITS) for one in signs)
    return [f"{_BEFORE}{spelled}{_AFTER}"] if enough else []


def _phone_patterns(phones):
    """Return the patterns of telephone numbers, with 0 or 84 before them.

    >>> pattern = _phone_patterns("0912.345.678; 0214 3820 001")
    >>> [bool(re.search(one, "dt +84 (0)912 345 678, 02143820001")) for one in pattern]
    [True, True]
    >>> bool(re.search(pattern[0], "khong chin mot hai, 3 bon nam 6 7 8"))
    True
    """
    pieces = re.split(r"[;/\n]|,|\bhoặc\b", phones or "")
    cores = [_COUNTRY.sub("", re.sub(r"[^\d+]", "", bare(piece))) for piece in pieces]
    zero = "0".translate(_DIGITS)
    start = rf"(?<!\d)(?:(?:00)?84{_GAP})?(?:{zero}{_GAP})?"
    return [
        f"{start}{_GAP.join(one.translate(_DIGITS) for one in core)}{_AFTER}"
        for core in cores
        if len(core) >= _FEWEST_DIGITS and core.isdigit()
    ]


def _email_patterns(emails):
    """Return the patterns of e-mail addresses, also where the sign between is spelled out.

    >>> [bool(re.search(_email_patterns("a.b@c.vn")[0], one)) for one in ("a.b (at) c.vn", "a.b c.vn")]
    [True, False]
    """
    addresses = re.findall(r"([^\s;,<>@]+)@([^\s;,<>@]+)", (emails or "").lower())
    return [
        rf"(?<![\w.+-]){re.escape(name)}[\s(\[]*(?:@|\bat\b)[\s)\]]*{re.escape(host)}(?![\w-])"
        for name, host in addresses
    ]


def _address_patterns(address):
    """Return the patterns of an address: the house with its street, and the first two parts.

    >>> found = _address_patterns("Thôn Nậm Pung, xã Mường Hum, tỉnh Lào Cai")
    >>> [any(re.search(one, text) for one in found)
    ...  for text in ("ban nam pung thuoc xa muong hum", "muong hum, nam pung", "xa muong hum")]
    [True, True, False]
    """
    parts = [fold(part) for part in _PARTS.split(address or "")]
    parts = [part for part in parts if part]
    if not parts:
        return []
    found = [_place(parts[0])] if re.search(r"\d", parts[0]) and len(parts[0].split()) > 2 else []
    if len(parts) > 1:
        first, second = map(_place, parts[:2])
        found += [f"{first}{_BETWEEN}{second}", f"{second}{_BETWEEN}{first}"]
    found = found or [_place(parts[0])] * (len(parts[0].split()) > 3)
    return [f"{_BEFORE}{one}{_AFTER}" for one in found]


def _place(part):
    """Return the pattern of a part of an address, whatever kind of place it is called.

    >>> _place("thon nam pung"), _place("thon 3"), _place("ban lien")
    ('nam[^0-9a-z]+pung', 'thon[^0-9a-z]+3', 'ban[^0-9a-z]+lien')
    """
    return "[^0-9a-z]+".join(_PLACE.sub("", part).split())
