"""What a later revision of a week changes, entry by entry."""

from odoo.addons.directive_tracking.tools.text import fold

from .words import OFF

TIME = ("date", "half_day", "start", "place")
LENGTH = ("date_to", "end")  # said of a change only where they differ


def difference(old, new):
    """Return the changes from the entries ``old`` to the entries ``new``, in the order of ``new``.

    Entries are the same if they have the same ``meeting_id``; without one, the same content. A
    change is ``{"kind", "content", "old", "new"}``: kind moved (day, half-day, hour or place),
    cancelled, postponed, reinstated, new, removed, or wording, with the ``field`` that differs. An entry may
    be moved and worded anew at once: two changes.

    >>> entry = {"meeting_id": 1, "date": "2026-12-01", "start": "14:00", "content": "Họp A"}
    >>> later = {**entry, "date": "2026-12-02", "start": "08:00"}
    >>> [(one["kind"], one["old"]["start"], one["new"]["start"]) for one in difference([entry], [later])]
    [('moved', '14:00', '08:00')]
    >>> [one["kind"] for one in difference([entry], [{**entry, "state": "cancelled"}])]
    ['cancelled']
    >>> [one["kind"] for one in difference([{**entry, "state": "cancelled"}], [entry])]
    ['reinstated']
    >>> [one["kind"] for one in difference([entry], [{**entry, "content": "Họp B"}])]
    ['wording']
    >>> invited = {**entry, "invited_agencies": ["A"]}
    >>> [(one["field"], one["new"]) for one in difference([entry], [invited])]
    [('invited_agencies', ['A'])]
    >>> [one["kind"] for one in difference([entry], [])], [one["kind"] for one in difference([], [entry])]
    (['removed'], ['new'])
    >>> difference([entry], [dict(entry)])
    []
    """
    pairs, left = _paired(old, new)
    changes = [change for before, after in pairs for change in _changes(before, after)]
    return changes + [_change("removed", entry, _time(entry), None) for entry in left]


def _paired(old, new):
    """Return ``([(old entry or None, new entry)], [old entries without a new one])``."""
    by_id = {entry["meeting_id"]: entry for entry in old if entry.get("meeting_id")}
    pairs, left = [], list(old)
    for entry in new:
        before = by_id.get(entry.get("meeting_id")) or _alike(entry, left)
        if before is not None and before in left:
            left.remove(before)
        pairs.append((before, entry))
    return pairs, left


def _alike(entry, candidates):
    """Return the candidate with the content of ``entry``, rather one of its time, or None.

    An entry at the same time and place is the same, worded anew, if it is the only one left.
    """
    if entry.get("meeting_id"):
        return None
    key = fold(entry["content"])
    same = [one for one in candidates if fold(one["content"]) == key]
    there = [one for one in same or candidates if _time(one) == _time(entry)]
    return next(iter(there or same), None)


def _time(entry, names=TIME):
    return {name: entry.get(name) for name in names}


def _changes(before, after):
    if before is None:
        return [_change("new", after, None, _time(after))]
    state = after.get("state")
    if state in OFF and before.get("state") != state:
        return [_change(state, after, _time(before), None)]
    found = []
    if before.get("state") in OFF and state not in OFF:
        found.append(_change("reinstated", after, None, _time(after)))
    names = TIME + tuple(name for name in LENGTH if before.get(name) != after.get(name))
    if _time(before, names) != _time(after, names):
        found.append(_change("moved", after, _time(before, names), _time(after, names)))
    for name in ("content", "invited_text", "invited_agencies", "participants"):
        if before.get(name) != after.get(name):
            found.append(
                _change("wording", after, before.get(name), after.get(name)) | {"field": name}
            )
    return found


def _change(kind, entry, old, new):
    return {"kind": kind, "content": entry["content"], "old": old, "new": new}
