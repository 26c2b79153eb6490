"""One entry that stands with several leaders is one entry with all of them."""

from odoo.addons.directive_tracking.tools.text import fold

from .moments import ALL_DAY

_ONCE = ("place", "start", "end", "invited_text", "number", "remark", "moved_from", "date_to")


def share(entries):
    """Return the entries with those of the same time and content joined, in order.

    Rule 16 of the conventions: the same day, half-day or hour, and content; what only one of them
    says holds.
    """
    found = []
    for entry in entries:
        same = next((one for one in found if _is_same(one, entry)), None)
        if same is None:
            found.append(entry)
        else:
            _join(same, entry)
    return found


def _is_same(one, other):
    if one.date != other.date or fold(one.content) != fold(other.content):
        return False
    if one.start and other.start:
        return one.start == other.start
    if one.start is None and other.start is None and one.date_to != other.date_to:
        return False
    return one.half_day == other.half_day or ALL_DAY in (one.half_day, other.half_day)


def _join(one, other):
    places = one.at if isinstance(one.at, list) else [one.at]
    one.at = [*places, other.at]
    known = {fold(person.text) for person in one.participants}
    one.participants += [person for person in other.participants if fold(person.text) not in known]
    for name in _ONCE:
        if getattr(one, name) is None:
            setattr(one, name, getattr(other, name))
    if other.half_day == ALL_DAY:
        one.half_day = ALL_DAY
    for name in ("invited_agencies", "preparing", "office", "warnings"):
        mine = getattr(one, name)
        mine += [value for value in getattr(other, name) if value not in mine]
    one.separate, one.private = one.separate or other.separate, one.private or other.private
