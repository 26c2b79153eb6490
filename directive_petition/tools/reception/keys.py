"""People and contents in the form in which they are looked for."""

import re

from odoo.addons.directive_tracking.tools.phone_digits import bare
from odoo.addons.directive_tracking.tools.text import fold

LEAST_SIGNS = 3  # of a search: less finds everybody
_NOT_DIGIT_OR_LETTER = re.compile(r"[^0-9A-Z]")
_COUNTRY = re.compile(r"^(?:\+?84|0084)(?=\d{9,10}$)")
_TITLES = re.compile(r"^(?:(?:ong|ba|anh|chi|co|chu|bac)\s+)+(?=\S+\s+\S)")


def id_key(text):
    """Return the number of an identity card or a passport without blanks, dots and dashes.

    >>> id_key("010 090.001-234"), id_key("c 1234567"), id_key(None)
    ('010090001234', 'C1234567', '')
    """
    return _NOT_DIGIT_OR_LETTER.sub("", (text or "").upper())


def phone_key(text):
    """Return a telephone number as it is dialled at home; nothing where it is none.

    >>> phone_key("+84 912.345.678"), phone_key("0912 345 678"), phone_key("không có")
    ('0912345678', '0912345678', '')
    """
    digits = _COUNTRY.sub("0", bare(text))
    return digits if digits.isdigit() else ""


def name_key(text):
    """Return a name without case, diacritics, double blanks, and how a person is addressed.

    >>> name_key("Ông  Giàng A Páo"), name_key("GIÀNG A PÁO"), name_key("Bà Nguyễn Thị Hòa")
    ('giang a pao', 'giang a pao', 'nguyen thi hoa')
    >>> name_key("Ba Sinh"), name_key(None)
    ('ba sinh', '')
    """
    return _TITLES.sub("", fold(text))


def looked_for(text):
    """Return what a clerk typed, as the keys it may be: ``{"id": …, "phone": …, "name": …}``.

    Digits are a number of a card or of a telephone, anything else is a name; too little is nothing.

    >>> looked_for("0912 345 678")
    {'id': '0912345678', 'phone': '0912345678'}
    >>> looked_for("010090001234"), looked_for("C1234567")
    ({'id': '010090001234'}, {'id': 'C1234567', 'name': 'c1234567'})
    >>> looked_for("giàng a"), looked_for("ab"), looked_for(None)
    ({'name': 'giang a'}, {}, {})
    """
    number, phone, name = id_key(text), phone_key(text), name_key(text)
    found = {}
    if len(number) >= LEAST_SIGNS and any(sign.isdigit() for sign in number):
        found["id"] = number
    if len(phone) >= LEAST_SIGNS and phone[0] == "0" and len(phone) <= 11:
        found["phone"] = phone
    if len(name) >= LEAST_SIGNS and not name.replace(" ", "").isdigit():
        found["name"] = name
    return found
