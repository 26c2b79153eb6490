"""Distinction of deadlines from beginnings among the days and periods of a wording.

Texts are shadows (see tools.text), brackets blanked.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

_HOUR = r"(?:\d{1,2}\s*(?:h|g|gio|:)\s*\d{0,2}\s*(?:phut|')?\s*)?"
_WEEKDAY = r"(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)\b[\s,]*"
_RANGE = re.compile(
    r"[\s,)]*(?:[-=]>|-|~|→|÷|den|toi|qua|sang|thanh)\s*"
    r"(?:\b(?:truoc|het|cuoi|dau|ngay|thang|nam|quy|qui|het ca|ca)\b\s*)*"
    rf"{_HOUR}(?:{_WEEKDAY})?(?:ngay\s*)?"
)
STARTS = re.compile(
    rf"\b(?:bat dau|khoi cong|(?<!thu )(?:tu|sau))\b\s*{_HOUR}(?:{_WEEKDAY})?"
    r"(?:(?:ngay|dau|giua|cuoi|thang|nam|quy)\b\s*)*$"
)
_RANGE_INSIDE = re.compile(r"\d\s*-\s*(?:thang )?(?:1[0-2]|0?[1-9])(?!\d)|\b(?:den|toi)\b|[iv]\s*-")
_BEFORE = re.compile(r"\btruoc\s+(?:nam\s+)?$")
# "Bắt đầu từ 01/4, hoàn thành 30/9": the end has its own words.
_ENDS = re.compile(r"\b(?:hoan thanh|ket thuc|xong|ban giao|nghiem thu)\b[^;.\d]*$")
_ITS_PART = re.compile(r"[\s,:-]*(?:(?:trong|vao|hoan thanh)\b\s*)*")


@dataclass(frozen=True)
class Moment:
    """A day or period in the text, and its last possible day."""

    start: int
    end: int
    first: date
    last: date
    is_day: bool

    @property
    def is_whole_year(self):
        """Tell whether it is one year, named as such."""
        return not self.is_day and (self.last - self.first).days >= 364


def find_ends(moments, flat):
    """Of "từ ... đến ..." only the end is a deadline; "từ ..." alone is not a deadline.

    Returns the deadlines, and the position (start, end) of a beginning without an end, or None.
    """
    kept, begun = [], None
    for index, one in enumerate(moments):
        follower = moments[index + 1] if index + 1 < len(moments) else None
        if follower and _is_range(one, follower, flat):
            continue
        begins = STARTS.search(flat[: one.start])
        if not begins or _holds_range(one, flat):
            kept.append(one)
        elif not (follower and _ENDS.search(flat[one.end : follower.start])):
            begun = begins.start(), one.end
    return kept, begun


def _is_range(one, follower, flat):
    """Tell whether it is a range; names of a list ("tháng 3 đến 5/2026") share a position."""
    if (one.start, one.end) == (follower.start, follower.end):
        return _holds_range(one, flat)
    return bool(_RANGE.fullmatch(flat[one.end : follower.start]))


def _holds_range(one, flat):
    return not one.is_day and bool(_RANGE_INSIDE.search(flat[one.start : one.end]))


def without_wider(moments, flat):
    """Prefer the more precise one: "trong tháng 6 (trước ngày 25/6)", "quý III, tháng 8"."""
    days = [one.last for one in moments if one.is_day]
    return [
        one
        for index, one in enumerate(moments)
        if one.is_day
        or not any(one.first <= day <= one.last for day in days)
        and not _is_parted(one, moments[index + 1 : index + 2], flat)
    ]


def _is_parted(whole, followers, flat):
    """Tell whether a smaller part of the period directly follows."""
    return any(
        (part.first, part.last) != (whole.first, whole.last)
        and whole.first <= part.first <= part.last <= whole.last
        and _ITS_PART.fullmatch(flat[whole.end : part.start])
        for part in followers
    )


def before_its_beginning(one, flat):
    """Return ``one`` ending before its quarter for "trước quý IV"; None for other wordings.

    >>> q4 = Moment(6, 17, date(2026, 10, 1), date(2026, 12, 31), False)
    >>> before_its_beginning(q4, "truoc quy iv/2026").last
    datetime.date(2026, 9, 30)
    >>> before_its_beginning(q4, "trong quy iv/2026")
    """
    if one.is_day or not _BEFORE.search(flat[: one.start]):
        return None
    return replace(one, last=one.first - timedelta(days=1))
