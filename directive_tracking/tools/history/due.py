"""Reading of the deadline of a past task, with its extensions."""

import datetime
import re

from ..appendix.deadline.calendar_words import NULL_DATES, find_days
from ..appendix.deadline.deadlines import parse_deadline
from ..appendix.model import Deadline
from ..appendix.reader import TaskReader
from ..recurrence import RHYTHM
from ..text import shadow
from .results import INFERRED, read_day, without_documents

_EXTENDED = re.compile(
    r"[(,;:\s-]*(?<!khong )(?<!chua )(?:\b(?:da|duoc|xin|cho phep|dong y|ubnd tinh)\s+)*"
    r"\b(?:gia han|dieu chinh|lui)\b"
)
# A new deadline named in remarks without the word of an extension.
_NEW_DEADLINE = re.compile(r"\b(?:thoi )?han (?:moi|dieu chinh)\b")
_ASKED = re.compile(
    r"\b(?:xin|de nghi|de xuat|kien nghi|chua (?:duoc )?|khong (?:duoc |dong y )?)[^,;.]{0,30}$"
)
_GRANTED = re.compile(r"\b(?:dong y|chap thuan|nhat tri|cho phep|duoc)\b")
# In a result an extension counts only if it says that it was granted.
_WAS_GRANTED = re.compile(
    r"\b(?<!chua )(?<!khong )(?:da cho|duoc|cho phep|dong y|chap thuan|nhat tri)(?: [a-z]+){0,5}"
    r" (?:gia han|lui|dieu chinh (?:thoi )?han)\b"
)
_IN_NOTE = "extension_in_note"
_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})")


class DueReader(TaskReader):
    """The part of a row's reader that is about its deadline."""

    def _read_due(self):
        task, text = self.task, self._source_text("deadline")
        task.deadline_text = self._line("deadline")
        if self._cell("deadline").uncalculated:
            self._warn("uncalculated_formula", "deadline", task.deadline_text)
            return
        base, rest = _split_extension(text)
        found = self._parsed(base)
        for name in ("working_days", *RHYTHM):
            setattr(task, name, getattr(found, name))
        task.deadline_kind, task.date_deadline = found.kind, found.date
        task.deadline_text = found.text if not rest else task.deadline_text
        task.date_deadline_original = found.date
        self._doubt_deadline(found, base)
        self._extend(rest, task.date_deadline_original)

    @property
    def start(self):
        """The day from which one without a year counts."""
        return self.task.source_date or self.since

    def _source_text(self, name):
        return self.source.texts.get(name, "")

    def _parsed(self, text):
        text = text.replace("\n", " ")
        if self._cell("deadline").is_day and (day := _plain_day(text)):
            return Deadline("date", day, text, warnings=self._too_early(day))
        found = parse_deadline(text, self.task.source_date, self.source.table.epoch)
        if found.date or self.task.source_date or not self.since:
            return found
        placed = parse_deadline(text, self.since, self.source.table.epoch)
        self.doubts += [INFERRED] if placed.date else []
        return placed if placed.date else found

    def _too_early(self, day):
        start = self.task.source_date
        return ("deadline_before_document",) if start and day < start else ()

    def _doubt_deadline(self, found, text):
        for code in found.warnings:
            self._warn(code, "deadline", found.text)
        if "impossible_date" in found.warnings:
            self.doubts.append("impossible_date")
        days = find_days(shadow(text))
        is_inferred = found.date and days and not any(day.year for day in days)
        if found.kind == "date" and is_inferred and INFERRED not in self.doubts:
            self.doubts.append(INFERRED)

    def _extend(self, rest, original):
        """Move the deadline to the last day that an extension tells, in any column."""
        days = self._days(rest, original)
        if original is None and len(days) > 1:
            self.task.date_deadline_original = days[0]
        column = self._days(self._source_text("extended"), original)
        if before := self._days(self._source_text("original"), self.start):
            self.task.date_deadline_original = before[0]
        if moved := (column or days):
            self._set_deadline(moved[-1])
            return
        told = self._days_in_note(original)
        if told and told[-1] != self.task.date_deadline:
            self._set_deadline(told[-1])
            self.doubts.append(_IN_NOTE)

    def _days_in_note(self, original):
        """Return the days of an extension told in the remarks; one only asked for tells none."""
        note = self._told_of_extension()
        plain = shadow(note)
        match = _EXTENDED.search(plain) or _NEW_DEADLINE.search(plain)
        if not match:
            return []
        start = plain.find("gia han", match.start(), match.end())
        asked = _ASKED.search(plain[: max(start, match.start())])
        granted = _GRANTED.search(plain.replace("khong duoc", "").replace("khong dong y", ""))
        if asked and not granted:
            return []
        return self._days(without_documents(note[match.start() :]), original)

    def _told_of_extension(self):
        """Return the remarks, or else the status or result that says an extension was granted."""
        task = self.task
        if task.state == "done" or _EXTENDED.search(shadow(task.note or "")):
            return task.note or ""
        texts = (task.status_text or "", task.result_text or "")
        granted = (text for text in texts if _WAS_GRANTED.search(shadow(text)))
        return next(granted, task.note or "")

    def _set_deadline(self, day):
        if not self.task.date_deadline:
            self.task.deadline_kind = "date"
        self.task.date_deadline = day

    def _days(self, text, reference):
        """Return the days of a wording in order; a period counts with its last day."""
        text = without_documents(text or "").replace("\n", " ")
        reference = reference or self.start
        days = [day for day in find_days(shadow(text)) if day.is_possible and not day.is_null]
        placed = [day.on_or_after(reference) for day in days]
        if any(day.year is None for day in days):
            self.doubts.append(INFERRED)
        if not days:
            bare = re.sub(r"(?i)gia hạn|điều chỉnh|lùi", " ", text)
            serial = read_day(text, None, self.source.table.epoch)[0]
            placed = [serial or parse_deadline(bare, reference).date]
        return [day for day in placed if day]


def _plain_day(text):
    """Return the day of a date cell without asking the grammar of deadlines; None for null dates.

    >>> _plain_day("30/06/2026"), _plain_day("01/01/1970")
    (datetime.date(2026, 6, 30), None)
    """
    if not (match := _DAY.fullmatch(text)):
        return None
    found = tuple(int(part) for part in reversed(match.groups()))
    return None if found in NULL_DATES else datetime.date(*found)


def _split_extension(text):
    """Return (the deadline before, the words of its extension).

    >>> _split_extension("30/6/2025 (gia hạn đến 29/8/2025)")
    ('30/6/2025', '(gia hạn đến 29/8/2025)')
    """
    match = _EXTENDED.search(shadow(text))
    if not match:
        return text, ""
    start = match.start()
    return text[:start].strip(), text[start:].strip()
