"""What a change of a meeting is about, from what was and what is."""

from .words import BEGUN, OFF

WHEN = ("day", "date_to", "half_day", "hour_start", "hour_end")
WHERE = ("place", "room_id", "online_points")
# What the form of a change offers.
TYPED = (
    *WHEN,
    "name",
    "kind",
    *WHERE,
    "car_ids",
    "chair_id",
    "attending_ids",
    "agency_ids",
    "invited_text",
    "office_text",
    "is_private",
    "is_urgent",
)


def aspects(old, new):
    """Return the kinds of a change, the weightiest first; none where nothing differs.

    >>> old = {"state": "approved", "day": "2026-12-01", "place": "A", "name": "x"}
    >>> aspects(old, {**old, "day": "2026-12-02", "place": "B"})
    ['moved', 'place']
    >>> cancelled = {**old, "state": "cancelled"}
    >>> aspects(old, cancelled), aspects(old, {**cancelled, "successor_id": [2, "y"]})
    (['cancelled'], ['merged'])
    >>> aspects(old, {**old, "name": "y"}), aspects(old, dict(old)), aspects({}, old)
    (['wording'], [], ['called'])
    >>> aspects({"agency_ids": [[1, "A"], [2, "B"]]}, {"agency_ids": [[2, "B"], [3, "C"]]})
    ['invited', 'excluded']
    >>> aspects({**old, "state": "postponed"}, {**old, "day": "2026-12-09"})
    ['moved']
    >>> aspects({**old, "state": "postponed"}, old), aspects(cancelled, {**old, "day": "2026-12-09"})
    (['reinstated'], ['reinstated', 'moved'])
    >>> aspects({**old, "state": "held"}, old)
    ['not_held']
    """
    if not old:
        return ["called"]
    differing = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
    found = [*_of_state(old, new, differing), *_of_fields(differing), *_of_agencies(old, new)]
    return list(dict.fromkeys(found)) or (["wording"] if differing else [])


def _of_state(old, new, differing):
    if "state" not in differing:
        return []
    if new["state"] == "cancelled":
        return ["merged" if new.get("successor_id") else "cancelled"]
    if new["state"] == "postponed":
        return ["postponed"]
    if old["state"] == "postponed" and differing & set(WHEN):
        return ["moved"]
    if old["state"] in OFF:
        return ["reinstated"]
    return ["not_held"] if old["state"] in BEGUN else []


def _of_fields(differing):
    found = []
    if differing & set(WHEN):
        found.append("moved")
    if differing & set(WHERE):
        found.append("place")
    if "chair_id" in differing:
        found.append("chair")
    return found


def _of_agencies(old, new):
    before = {agency for agency, _name in old.get("agency_ids") or ()}
    after = {agency for agency, _name in new.get("agency_ids") or ()}
    return ["invited"] * bool(after - before) + ["excluded"] * bool(before - after)
