"""The rows of a published week: every day and half-day, empty ones too."""

from datetime import date, timedelta

_ORDER = ("all_day", "morning", "afternoon", "evening")
_ALWAYS = ("morning", "afternoon")


def days_of(entries, first):
    """Return [(day, [(half-day, entries)])] of the week that begins on ``first``.

    Morning and afternoon are shown on each day, also empty ones; the whole day and the evening
    only where something stands. An entry of several days stands on the first of them. Within a
    half-day the order stays as it is.

    >>> days = days_of([{"date": "2026-12-01", "half_day": "evening", "start": "19:30"}], date(2026, 11, 30))
    >>> [half for half, _entries in days[0][1]], [half for half, _entries in days[1][1]]
    (['morning', 'afternoon'], ['morning', 'afternoon', 'evening'])
    """
    days = [first + timedelta(days=n) for n in range(7)]
    return [(day, _halves([one for one in entries if _day(one) == day])) for day in days]


def in_order(entries):
    """Return entries in the order of a page, given in the order in which they were typed.

    By day, half-day and hour. One without an hour stays behind the one after which it was typed.

    >>> typed = [("08:00", "a"), (None, "b"), ("10:00", "c"), ("09:00", "d"), (None, "e")]
    >>> rows = [{"date": "2026-12-01", "half_day": "morning", "start": at, "name": name} for at, name in typed]
    >>> "".join(one["name"] for one in in_order(rows))
    'abdec'
    """
    last, found = {}, []
    for entry in entries:
        half = entry["date"], _ORDER.index(entry["half_day"])
        last[half] = entry["start"] or last.get(half, "")
        found.append((half, last[half], len(found), entry))
    return [entry for *_key, entry in sorted(found, key=lambda one: one[:3])]


def _day(entry):
    return date.fromisoformat(entry["date"])


def _halves(entries):
    halves = []
    for half in _ORDER:
        found = [one for one in entries if one["half_day"] == half]
        if found or half in _ALWAYS:
            halves.append((half, found))
    return halves


def hours_in_words(entry):
    """Return the hours as a week prints them before the content, "" where none is known.

    >>> hours_in_words({"start": "08:30", "end": None}), hours_in_words({"start": "13:30", "end": "15:00"})
    ('(8h30) ', '(13h30 - 15h00) ')
    >>> hours_in_words({"start": None, "end": None})
    ''
    """
    hours = [_hour(entry[name]) for name in ("start", "end") if entry[name]]
    return f"({' - '.join(hours)}) " if hours else ""


def _hour(text):
    """
    >>> _hour("08:05")
    '8h05'
    """
    hour, minute = text.split(":")
    return f"{int(hour)}h{minute}"


def shown_in_public(entries):
    """Return the entries of a page for everybody: private ones left out, nobody of the Office named.

    >>> shown_in_public([{"private": True}, {"private": False, "office": "Đ/c A", "remark": "xe"}])
    [{'private': False, 'office': None, 'remark': None}]
    """
    return [one | {"office": None, "remark": None} for one in entries if not one["private"]]
