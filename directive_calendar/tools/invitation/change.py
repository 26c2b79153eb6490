"""What the people of a meeting have to hear when it changes: QĐ 45/2018, and common sense.

What is said of a meeting is a mapping of the names in :data:`SAID`. Compared is what a person was
told last with what holds now, never one revision with the next: whoever missed a message in between
still hears the whole way from what they know to what is true.

>>> told = {"state": "invited", "day": "2026-11-30", "hour_start": 14.0, "place": "Room 2"}
>>> news(told, told | {"place": "Room 5"}, True)
'place'
>>> news(told, told | {"place": "Room 5", "day": "2026-12-02"}, True)
'moved'
>>> news(told, told | {"state": "postponed"}, True), news(told, told | {"state": "cancelled"}, True)
('postponed', 'cancelled')
>>> news(told | {"state": "postponed"}, told | {"day": "2026-12-02"}, True)
'moved'
>>> news(told | {"state": "cancelled"}, told, True), news(told | {"state": "postponed"}, told, True)
('reinstated', 'reinstated')
>>> news(told, told, True) is None, news(told, told | {"name": "Other words"}, True) is None
(True, True)
>>> news(None, told, True), news(told, told, False), news(None, told, False)
('invited', 'excluded', None)
>>> news(None, told | {"state": "cancelled"}, True) is None
True
"""

from ..week.words import OFF

INVITED, EXCLUDED = "invited", "excluded"
CANCELLED, MERGED, POSTPONED = "cancelled", "merged", "postponed"
REINSTATED = "reinstated"
MOVED, CHAIR, PLACE = "moved", "chair", "place"

TIME = ("day", "date_to", "half_day", "hour_start", "hour_end")
WHERE = ("place", "room_id", "online_points")
WHO = ("chair_id",)
# All that is told again when it changes; wording tells nobody.
SAID = ("state", "successor_id", *TIME, *WHERE, *WHO)


def news(known, now, is_invited):
    """Return what a person has to hear, or None.

    :param known: what they were told last, or None if they believe they are not invited
    :param now: what holds now
    :param is_invited: whether they are invited now
    """
    if known is None:
        return INVITED if is_invited and now["state"] not in OFF else None
    if not is_invited:
        return None if known["state"] == "cancelled" else EXCLUDED
    return kind_of(known, now)


def kind_of(old, new):
    """Return the gravest difference between two states of a meeting, or None.

    >>> kind_of({"state": "invited"}, {"state": "cancelled", "successor_id": 7})
    'merged'
    >>> kind_of({"state": "cancelled"}, {"state": "cancelled", "place": "Room 5"}) is None
    True
    """
    if new["state"] == "cancelled":
        if old["state"] == "cancelled":
            return None
        return MERGED if new.get("successor_id") else CANCELLED
    if new["state"] == "postponed":
        return None if old["state"] == "postponed" else POSTPONED
    if old["state"] == "cancelled":
        return REINSTATED
    if _differs(old, new, TIME):
        return MOVED
    if old["state"] in OFF:
        return REINSTATED
    if _differs(old, new, WHO):
        return CHAIR
    return PLACE if _differs(old, new, WHERE) else None


def _differs(old, new, names):
    return any(_key(old.get(name)) != _key(new.get(name)) for name in names)


def _key(value):
    """Return what tells two values apart; a record is kept as its id and its name of that day.

    >>> _key([5, "Room 5"]) == _key([5, "Great hall"]), _key("") == _key(False)
    (True, True)
    """
    return value[0] if isinstance(value, (list, tuple)) and value else value or None


def occurrence(number, base):
    """Return the key of a notice that says what holds since revision ``number``.

    :param base: the revision whose state its recipients knew, or None

    >>> occurrence(5, None), occurrence(5, 2), numbers("5"), numbers("5<2"), numbers("5<2#1")
    ('5', '5<2', (5, None), (5, 2), (5, 2))
    """
    return str(number) if base is None else f"{number}<{base}"


def numbers(key):
    """Return ``(number, base)`` of the key of a notice; (None, None) of any other key.

    >>> numbers("x"), numbers("")
    ((None, None), (None, None))
    """
    number, _less, base = key.partition("#")[0].partition("<")
    if not number.isdecimal():
        return None, None
    return int(number), int(base) if base.isdecimal() else None
