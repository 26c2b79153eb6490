"""The entries of running text: headings of leaders, days and half-days, items below them."""

import re

from odoo.addons.directive_tracking.tools.text import shadow

from .brackets import range_in
from .entry import BULLET
from .items import (
    aside_kind,
    begins_item,
    half_front,
    is_day_off,
    is_ditto,
    is_empty,
    joined,
    split_items,
    with_struck,
    without_bullet,
    without_numeral,
)
from .model import Source
from .moments import ALL_DAY, DAY, days_together, read_day
from .people import is_leader_heading

_RANGE_FRONT = re.compile(
    r"\s*(?:[-+*•]|\(?\d{1,2}[.)])?\s*tu (?:thu \w+|ngay|\d)[^:]{0,60}\b(?:den|-)\b[^:]{0,60}:\s*"
)


# "Thứ Ba, Thứ Tư (01/9 - 02/9):" holds nothing but days.
_DAYS_FRONT = re.compile(
    r"\s*(?:[-+*•]\s*)?(?:(?:tu|den|va|ngay|cn|chu nhat|t[2-7]|thu (?:hai|ba|tu|nam|sau|bay|[2-7])"
    r"|\d{1,2}(?:\s*[/.]\s*\d{1,2})?(?:\s*[/.]\s*\d{4})?)[\s,()&-]*)+:\s*"
)


class LineReader:
    """Reads lines one by one into a walk."""

    def __init__(self, walk, week):
        self.walk, self.week = walk, week
        self.open = None  # the entry to which further lines belong
        self.ended = None  # the kind of what stands below the entries
        self.below_table = False  # nothing is an entry there that does not begin as one

    def read(self, line):
        text, is_struck = with_struck(line.text, line.struck)
        if not text:
            return
        text = without_numeral(text)
        kind = aside_kind(text)
        if self.below_table and not kind and self._is_loose(text):
            self.walk.leave(line.at, "other", text)
            return
        if kind or self.ended:
            self._leave(line, kind)
            return
        self._heading(line.at, text, is_struck)

    def _leave(self, line, kind):
        """Below a note or the recipients nothing is an entry, unless a day begins."""
        if not kind and self._begins_day(line.text):
            self.ended = None
            self._heading(line.at, line.text, False)
            return
        self.walk.leave(line.at, kind or self.ended, line.text)
        self.ended, self.open = kind or self.ended, None

    def _is_loose(self, text):
        """Tell whether a line below a table belongs to no day; one that does ends the table."""
        if self.open or begins_item(text) or half_front(text)[0]:
            return False
        self.below_table = not self._begins_day(text)
        return self.below_table

    def _begins_day(self, text):
        match = DAY.match(shadow(without_bullet(text)))
        return bool(match and read_day(match, self.week)) or is_leader_heading(text)

    def _heading(self, at, text, is_struck):
        walk = self.walk
        if is_leader_heading(text) and not begins_item(re.sub(r"^\d+[.)]\s*", "", text)):
            walk.begin_section(at, text)
            self.open = None
        elif not self._range(at, text, is_struck) and not self._day(at, text, is_struck):
            self._half(at, text, is_struck)

    def _range(self, at, text, is_struck):
        """ "Từ ngày 07/12 đến ngày 09/12: công tác", "Thứ năm (17/12) - Thứ sáu (18/12): công tác"."""
        match = _RANGE_FRONT.match(shadow(text))
        days = range_in(text[: match.end()], self.week) if match else []
        if not days:
            days, end = self._days_named(text) or self._days_in_front(text)
            if len(days) < 2:
                return False
            text = text[end:]
            match = re.match(r"", text)
        if is_day_off(text[match.end() :]):
            self.walk.leave(at, "day_off", text)
        else:
            self._add(at, text[match.end() :], is_struck, days, ALL_DAY)
        self.open = self.open if not is_day_off(text) else None
        return True

    def _days_named(self, text):
        """Return ([first, last], end) of the days that stand alone before a colon, or None."""
        front = _DAYS_FRONT.match(shadow(text))
        days = days_together(text[: front.end()], self.week) if front else []
        return (days, front.end()) if days else None

    def _days_in_front(self, text):
        """Return ([first, last], end) of days joined by a dash, a comma or "và" before a colon."""
        plain = shadow(text)
        front = BULLET.match(text)
        at, days = front.end() if front else 0, []
        while match := DAY.match(plain, at):
            if not (day := read_day(match, self.week)):
                break
            days.append(day)
            joint = re.compile(r"\s*(?:-|,|va|den|\+)\s*").match(plain, match.end())
            at = joint.end() if joint else match.end()
            if not joint:
                break
        end = re.compile(r"\s*[):]*\s*:\s*|\s*$").match(plain, at)
        return (days, end.end()) if end and days == sorted(set(days)) else ([], 0)

    def _day(self, at, text, is_struck):
        front = BULLET.match(text)
        start = front.end() if front else 0
        plain = shadow(text)
        match = DAY.match(plain, start)
        day = read_day(match, self.week) if match else None
        rest = text[match.end() :] if day else ""
        if not day or not re.match(r"\s*(?:$|[:.;,(–-]|\n|\()", rest):
            return False
        self.walk.day, self.walk.half, self.open = day, None, None
        rest = rest.strip(" :.;,–-")
        if half_front(rest)[0]:
            self._half(at, rest, is_struck, keeps=not half_front(rest)[1])
        elif rest:
            self._item(at, rest, is_struck)
        return True

    def _half(self, at, text, is_struck, keeps=True):
        half, rest, has_dash = half_front(text)
        if not half:
            self._item(at, text, is_struck)
            return
        if self.walk.day and half != ALL_DAY:
            self.walk.shown.add((self.walk.day, half))
        self.open = None
        if is_empty(rest):
            self.walk.half = half
            return
        if keeps and not has_dash and half != ALL_DAY:
            self.walk.half = half
        self._item(at, rest, is_struck, half)

    def _item(self, at, text, is_struck, half=None):
        walk = self.walk
        if is_day_off(text):
            walk.leave(at, "day_off", text)
            if walk.day and not (half or walk.half) and not walk.leader:
                walk.off.add(walk.day)
        elif is_empty(text):
            return
        elif self.open and not half and not begins_item(text):
            self.open.text = joined(self.open.text, text)
        elif walk.day is None:
            walk.leave(at, "no_day", text)
        elif is_ditto(without_bullet(text)) and (above := self._above()):
            self._add(at, above.text, is_struck, [walk.day], half or walk.half or above.half_day)
        else:
            self._add(at, text, is_struck, [walk.day], half or walk.half)

    def _above(self):
        """Return the entry before, of the same leader."""
        return next((one for one in self.walk.sources[-1:] if one.leaders == self._leaders()), None)

    def _leaders(self):
        return (self.walk.leader,) if self.walk.leader else ()

    def _add(self, at, text, is_struck, days, half):
        items = split_items(_halves_apart(text), half)
        for number, (words, own_half) in enumerate(items):
            place = at | ({"item": number + 1} if len(items) > 1 else {})
            source = Source(place, words, days[0], days[-1] if len(days) > 1 else None, own_half)
            source.is_struck = is_struck
            source.leaders = self._leaders()
            source.names_leaders = not self.walk.leader
            self.walk.sources.append(source)
            self.open = source


def _halves_apart(text):
    """Put a half-day inside a line on a line of its own.

    >>> _halves_apart("Sáng: họp. Chiều: nghỉ phép")
    'Sáng: họp.\\nChiều: nghỉ phép'
    """
    return re.sub(
        r"(?<=[.;,])\s+(?=(?:Sáng|Chiều|Tối|Buổi sáng|Buổi chiều|Buổi tối)\s*:)", "\n", text
    )
