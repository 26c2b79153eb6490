"""What a field of each type can be given: network callers send any JSON for any field.

Other objects than those of JSON come from our own code and are not looked at.
"""

import json
import re
from datetime import date, datetime
from math import isfinite

from .bounds import LARGEST

_TEXTS = ("char", "text", "html", "selection", "reference")
_LISTS = ("one2many", "many2many")
_WITH_ID, _WITH_VALUES, _REPLACING = (1, 2, 3, 4), (0, 1), 6
_LARGEST_AMOUNT = 10**15
_NO_IDS = (float, str, list, tuple, dict)
_JSON = (bool, int, *_NO_IDS)
_NOT_STORABLE = re.compile("[\0\ud800-\udfff]")


def fits(kind, value, translated=False):
    """Tell whether a field of the type ``kind`` can hold ``value``.

    >>> fits("char", "Họp"), fits("char", ["x"]), fits("char", "a\\0b"), fits("char", "\\ud800")
    (True, False, False, False)
    >>> fits("many2one", 7), fits("many2one", "x"), fits("many2one", True), fits("many2one", 2**31)
    (True, False, False, False)
    >>> fits("float", "1.5"), fits("float", float("nan")), fits("float", {}), fits("date", "31/12")
    (True, False, False, False)
    >>> fits("char", {"en_US": "Meeting"}, translated=True), fits("json", {"a": "\\0"})
    (True, False)
    """
    if value is None or value is False or not isinstance(value, _JSON):
        return True
    if kind in _TEXTS:
        texts = value.values() if translated and isinstance(value, dict) else [value]
        return all(_is_text(text) for text in texts)
    check = _CHECKS.get(kind)
    return check is None or check(value)


def are_ids(ids):
    """Tell whether ``ids`` can be the ids of records.

    >>> [are_ids(ids) for ids in ([1, 2], (7,), [False], ["x"], [[1]], [2**40], [True])]
    [True, True, True, False, False, False, False]
    """
    kinds = set(map(type, ids))
    if kinds == {int}:
        return max(ids) <= LARGEST
    return kinds.isdisjoint(_NO_IDS) and not (bool in kinds and any(one is True for one in ids))


def _is_text(value):
    if isinstance(value, (list, tuple, dict)):
        return False
    return not isinstance(value, str) or is_storable(value)


def is_storable(text):
    """Tell whether PostgreSQL can store ``text``: no NUL, no half of a character.

    >>> is_storable("Họp 😀"), is_storable("\\0"), is_storable("\\udc80")
    (True, False, False)
    """
    return not _NOT_STORABLE.search(text)


def _is_id(value):
    return type(value) is int and value <= LARGEST


def _is_link(value):
    """A record may also come with its name, as reading gives it."""
    if isinstance(value, (list, tuple)):
        return not value or _is_id(value[0])
    return _is_id(value)


def _is_list(value):
    return isinstance(value, (list, tuple)) and all(map(_is_command, value))


def _is_command(value):
    """Tell whether ``value`` is an id or one of Odoo's commands.

    >>> [_is_command(one) for one in (7, [4, 7], [6, 0, [7]], [0, 0, {}], [5], [1, 7, {"a": 1}])]
    [True, True, True, True, True, True]
    >>> [_is_command(one) for one in ("x", [4, "x"], [6, 0, ["x"]], [0, 0, 5], [9, 9], [], [[1]], [1, 7])]
    [False, False, False, False, False, False, False, False]
    """
    if not isinstance(value, (list, tuple)):
        return not isinstance(value, _JSON) or _is_id(value)
    code, target, given = (*value, None, None, None)[:3]
    if type(code) is not int and not hasattr(code, "value") or not 0 <= code <= _REPLACING:
        return False
    if code in _WITH_ID and isinstance(target, _JSON) and not _is_id(target):
        return False
    if code in _WITH_VALUES:
        return isinstance(given, dict)
    return code != _REPLACING or not given or _are_given(given)


def _are_given(ids):
    return not isinstance(ids, _JSON) or (isinstance(ids, (list, tuple)) and are_ids(ids))


def _is_amount(value):
    try:
        return isfinite(float(value)) and abs(float(value)) < _LARGEST_AMOUNT
    except (OverflowError, TypeError, ValueError):
        return False


def _is_number(value):
    try:
        return abs(int(value)) <= LARGEST
    except (OverflowError, TypeError, ValueError):
        return False


def _is_day(value):
    return isinstance(value, str) and (not value or _is_in(date, value[:10], "%Y-%m-%d"))


def _is_moment(value):
    return isinstance(value, str) and (
        not value or _is_in(datetime, value, "%Y-%m-%d %H:%M:%S"[: max(len(value) - 2, 0)])
    )


def _is_in(kind, value, form):
    """Tell whether ``value`` is a moment in this form.

    >>> _is_in(date, "2026-02-28", "%Y-%m-%d"), _is_in(date, "2026-02-30", "%Y-%m-%d")
    (True, False)
    """
    try:
        return bool(datetime.strptime(value, form))
    except ValueError:
        return False


def _is_content(value):
    return isinstance(value, str) and value.isascii()


def _is_json(value):
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, default=str)
    except ValueError:
        return False
    return isinstance(value, (dict, list)) and is_storable(text) and "\\u0000" not in text


_CHECKS = {
    **dict.fromkeys(_LISTS, _is_list),
    "many2one": _is_link,
    "many2one_reference": _is_id,
    "integer": _is_number,
    **dict.fromkeys(("float", "monetary"), _is_amount),
    "date": _is_day,
    "datetime": _is_moment,
    "json": _is_json,
    "binary": _is_content,
}
