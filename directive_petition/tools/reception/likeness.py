"""Whether what a citizen brings is running already: same person, same object, same content.

Trigrams are PostgreSQL's own (pg_trgm), so that what an index finds is judged alike here.
"""

from dataclasses import dataclass

from odoo.addons.directive_tracking.tools.text import fold

from .keys import id_key, name_key, phone_key

ALIKE = 45  # percent from which two contents are shown as the same
LEGIBLE = 80  # letters by which one content is told from another
SAME = 80  # percent from which nobody would call them different
# Why two people are one, from the surest on
BY_ID, BY_PHONE, BY_NAME, BY_BARE_NAME = "id", "phone", "name_and_address", "name"
SURE = (BY_ID, BY_PHONE, BY_NAME)


@dataclass(frozen=True)
class Somebody:
    """A person as written on a letter or told at the desk."""

    name: str = ""
    id_number: str = ""
    phone: str = ""
    address: str = ""

    @property
    def is_only_named(self):
        """Tell whether nothing but a name is known, by which one Lý A Sùng is every other."""
        return not (self.id_number or self.phone or self.address)


@dataclass(frozen=True)
class Matter:
    """What somebody brings: against whom or what, and about what."""

    people: tuple = ()
    object: str = ""
    content: str = ""


@dataclass(frozen=True)
class Likeness:
    """How two matters agree: by which sign of a person, in the object, in percent of the content."""

    person: str = ""
    object: bool = False
    content: int = 0
    is_only_named: bool = False

    @property
    def is_sure(self):
        """Tell whether person, object and content agree: no new file is opened for it."""
        return self.person in SURE and self.object and self.content >= ALIKE

    @property
    def is_worth_showing(self):
        """Tell whether a clerk should look: the person is known, or somebody brought the same.

        Who gave a name alone is shown to be everybody of that name.
        """
        is_alike = self.content >= ALIKE
        is_known = self.person in SURE or (self.person and (is_alike or self.is_only_named))
        return bool(is_known) or (is_alike and (self.object or self.content >= SAME))

    @property
    def weight(self):
        """Return a number by which the likeliest stands first."""
        people = {BY_ID: 400, BY_PHONE: 300, BY_NAME: 200, BY_BARE_NAME: 50}
        return people.get(self.person, 0) + 200 * self.object + 3 * self.content


def same_person(one, other):
    """Return by which sign two people are one, or an empty text.

    Two different numbers of identity cards are two people, whatever else agrees.

    >>> same_person(Somebody(id_number="010 090"), Somebody(id_number="010090"))
    'id'
    >>> same_person(Somebody("Lý A Sùng", "010090"), Somebody("Lý A Sùng", "010091"))
    ''
    >>> same_person(Somebody("Lý A Sùng", phone="+84912345678"), Somebody("LY A SUNG", "", "0912345678"))
    'phone'
    >>> same_person(Somebody("Lý A Sùng", address="Thôn 3, xã Y Tý"),
    ...             Somebody("Ông Lý A Sùng", address="thôn 3 xã Y Tý"))
    'name_and_address'
    >>> same_person(Somebody("Lý A Sùng", address="Thôn 3"), Somebody("Lý A Sùng"))
    'name'
    >>> same_person(Somebody("Lý A Sùng", phone="0912345678"), Somebody("Vàng Thị Mỷ", phone="0912345678"))
    ''
    """
    mine, theirs = id_key(one.id_number), id_key(other.id_number)
    if mine and theirs:
        return BY_ID if mine == theirs else ""
    if not name_key(one.name) or name_key(one.name) != name_key(other.name):
        return ""  # a household shares a telephone
    if phone_key(one.phone) and phone_key(one.phone) == phone_key(other.phone):
        return BY_PHONE
    if fold(one.address) and fold(one.address) == fold(other.address):
        return BY_NAME
    return BY_BARE_NAME


def compare(one, other):
    """Return the :class:`Likeness` of two matters.

    >>> brought = Matter((Somebody("Lý A Sùng", "010090"),), "UBND xã Y Tý",
    ...                  "Khiếu nại việc thu hồi 200 m2 đất ở thôn 3 không đúng")
    >>> running = Matter((Somebody("Vàng A Páo"), Somebody("Lý A Sùng", "010090")), "ubnd xã Y Tý",
    ...                  "Khiếu nại về việc thu hồi đất ở tại thôn 3, diện tích 200 m2")
    >>> likeness = compare(brought, running)
    >>> likeness.person, likeness.object, likeness.is_sure
    ('id', True, True)
    >>> compare(brought, Matter((Somebody("Lý A Sùng", "010090"),), "", "Xin cấp điện")).is_sure
    False
    >>> bare = compare(Matter((Somebody("ly a sung"),)), running)
    >>> bare.is_worth_showing, bare.is_sure
    (True, False)
    """
    return Likeness(
        _best_sign(one.people, other.people),
        bool(fold(one.object)) and fold(one.object) == fold(other.object),
        percent_alike(one.content, other.content),
        all(person.is_only_named for person in one.people),
    )


def _best_sign(people, others):
    order = (BY_ID, BY_PHONE, BY_NAME, BY_BARE_NAME)
    signs = {same_person(one, other) for one in people for other in others}
    return next((sign for sign in order if sign in signs), "")


def shorten(text):
    """Return the beginning of a text, as one of several is told from the others by it.

    >>> shorten("Thu hồi đất"), shorten(""), len(shorten("Thu hồi đất ở tại thôn 3 " * 9))
    ('Thu hồi đất', '', 80)
    """
    words = " ".join((text or "").split())
    return words if len(words) <= LEGIBLE else f"{words[: LEGIBLE - 1]}…"


def percent_alike(one, other):
    """Return how many percent of the trigrams of two texts are common.

    >>> percent_alike("Thu hồi đất", "THU HOI DAT"), percent_alike("Thu hồi đất", "Xin phép")
    (100, 0)
    >>> percent_alike("", "Thu hồi đất")
    0
    """
    mine, theirs = trigrams(one), trigrams(other)
    if not mine or not theirs:
        return 0
    return round(100 * len(mine & theirs) / len(mine | theirs))


def trigrams(text):
    """Return the trigrams of a text: two blanks before each word and one after it.

    >>> sorted(trigrams("Đất"))
    ['  d', ' da', 'at ', 'dat']
    """
    words = (f"  {word} " for word in fold(text).split())
    return {word[start : start + 3] for word in words for start in range(len(word) - 2)}


def likeliest(brought, running):
    """Return ``[(key, Likeness)]`` of what is worth showing, the likeliest first.

    :param dict running: what is there already, ``{key: Matter}``

    >>> lone = Matter((Somebody("Lý A Sùng", "010090"),), "Xã", "Thu hồi đất")
    >>> [key for key, _found in likeliest(lone, {1: Matter(content="Cấp điện"), 2: lone})]
    [2]
    """
    found = [(key, compare(brought, one)) for key, one in running.items()]
    shown = [row for row in found if row[1].is_worth_showing]
    return sorted(shown, key=lambda row: -row[1].weight)
