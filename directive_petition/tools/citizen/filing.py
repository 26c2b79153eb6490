"""What a citizen typed on the page for filing: read, tidied and checked, without a database.

>>> typed = read({"kind": "petition", "name": " Trần  Văn Ba ", "phone": "0912 345 678"})
>>> typed.name, typed.phone
('Trần Văn Ba', '0912345678')
>>> problems(typed)
{'address': 'missing', 'content': 'missing'}
"""

import re
from typing import NamedTuple

from odoo.addons.directive_tracking.tools.guard.secrecy import find_mark
from odoo.addons.directive_tracking.tools.notice.answers import clean
from odoo.addons.directive_tracking.tools.phone_digits import bare

PETITION, COMPLAINT, DENUNCIATION = "petition", "complaint", "denunciation"
KINDS = (PETITION, COMPLAINT, DENUNCIATION)
MISSING, TOO_LONG, TOO_SHORT, WRONG, NEITHER, MARKED = (
    "missing",
    "too_long",
    "too_short",
    "wrong",
    "neither",
    "marked",
)

# The longest text of each field.
LONGEST = {
    "kind": 20,
    "agency": 12,
    "name": 120,
    "id_number": 20,
    "address": 300,
    "phone": 20,
    "email": 120,
    "against": 300,
    "content": 20_000,
    "demand": 2_000,
}
SHORTEST_CONTENT = 20
LINES = ("content", "demand", "address")  # fields of several lines
# What each kind must contain beside the content: Law on Complaints, article 8; Law on
# Denunciations, article 23.
NEEDED = {
    PETITION: ("name", "address", "content"),
    COMPLAINT: ("name", "id_number", "address", "against", "content", "demand"),
    DENUNCIATION: ("name", "id_number", "address", "against", "content"),
}
_ID_NUMBER = re.compile(r"\d{9}|\d{12}|[A-Z]\d{7,8}", re.ASCII)  # identity card, passport
_PHONE = re.compile(r"(?:\+?84|0)\d{9,10}", re.ASCII)
_COUNTRY = re.compile(r"^(?:\+|00)?84|^0")
_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}"
)


class Filing(NamedTuple):
    """A letter as the citizen typed it; texts are tidied but never cut."""

    kind: str = ""
    agency: str = ""
    name: str = ""
    id_number: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    against: str = ""
    content: str = ""
    demand: str = ""


def read(form):
    """Return the :class:`Filing` in a form, ``{field: text}``; other fields are ignored.

    >>> read({"name": ["x"], "other": "y", "id_number": "012 345 678 901"}).id_number
    '012345678901'
    >>> read({"content": "a\\r\\n\\r\\n b", "name": "a\\nb"})[2::6]
    ('a b', 'a\\n\\n b')
    """
    typed = {name: clean(_text(form.get(name))) for name in Filing._fields}
    for name in Filing._fields:
        if name not in LINES:
            typed[name] = " ".join(typed[name].split())
    typed["phone"] = bare(typed["phone"])
    typed["id_number"] = re.sub(r"[\s.-]", "", typed["id_number"]).upper()
    return Filing(**typed)


def problems(filing):
    """Return ``{field: code}`` of what must be mended before the letter can be sent.

    >>> problems(Filing())["kind"], problems(Filing(kind="order"))["kind"]
    ('missing', 'wrong')
    >>> whole = Filing("complaint", "1", "Ba", "012345678901", "Thôn 1", "0912345678", "", "Xã A", "x" * 20, "y")
    >>> problems(whole)
    {}
    >>> problems(whole._replace(id_number="12", phone="12", email="a@b", content="x", demand="y" * 2001))
    {'id_number': 'wrong', 'phone': 'wrong', 'email': 'wrong', 'content': 'too_short', 'demand': 'too_long'}
    >>> problems(whole._replace(phone="", demand=""))
    {'phone': 'neither', 'demand': 'missing'}
    """
    found = {name: code for name in Filing._fields if (code := _problem(filing, name))}
    if not (filing.phone or filing.email):
        found["phone"] = NEITHER
    return {name: found[name] for name in Filing._fields if name in found}


def _problem(filing, name):
    value = getattr(filing, name)
    if not value:
        return MISSING if name in ("kind", *NEEDED.get(filing.kind, ())) else None
    if len(value) > LONGEST[name]:
        return TOO_LONG
    if find_mark(value):  # the system records it: the guard asks only users
        return MARKED
    if name == "content" and len(value) < SHORTEST_CONTENT:
        return TOO_SHORT
    return WRONG if not _is_in_form(name, value) else None


def _is_in_form(name, value):
    if name == "kind":
        return value in KINDS
    forms = {"id_number": _ID_NUMBER, "phone": _PHONE, "email": _EMAIL}
    return name not in forms or bool(forms[name].fullmatch(value))


def file_name(name):
    """Return the name of a file as it is kept: no folders, nothing that cannot be seen.

    >>> file_name("../../a  b.png"), file_name("C:\\\\x\\\\c.pdf"), file_name(None)
    ('a b.png', 'c.pdf', '')
    >>> file_name("don\\u202egnp.png"), file_name("a\\0.png"), file_name("a.png\\u200b")
    ('dongnp.png', 'a.png', 'a.png')
    """
    last = re.split(r"[/\\]", name or "")[-1]
    return " ".join(clean(last).split())


def _text(value):
    return value if isinstance(value, str) else ""


def masked(address):
    """Return an e-mail address or telephone number as it is shown to whoever filed.

    >>> masked("tranvanba@example.com"), masked("0912345678"), masked("a@b.vn"), masked("")
    ('t…@example.com', '…678', 'a…@b.vn', '')
    """
    if "@" in address:
        name, _at, host = address.partition("@")
        return f"{name[:1]}…@{host}"
    return address and f"…{address[-3:]}"


def reached(address):
    """Return who is reached at ``address``, however it is written; limits are counted by it.

    >>> len({reached(one) for one in ("0912345678", "+84912345678", "84912345678")})
    1
    >>> reached("Ba.Tran+2@Example.com"), reached("")
    ('batran@example.com', '')
    """
    if "@" not in address:
        return _COUNTRY.sub("", address)
    name, _at, host = address.lower().partition("@")
    return f"{name.partition('+')[0].replace('.', '')}@{host}"
