"""Reading of one row of a tracker: what it says and what it means."""

import re

from ..text import fold
from .columns import is_mark_field, meaning_of_mark
from .due import DueReader
from .legend import width_of
from .model import PastTask
from .results import (
    find_documents,
    is_swapped,
    pair_lines,
    read_day,
    without_documents,
    without_shares,
)
from .words import (
    OPEN_STATES,
    Meaning,
    is_denied,
    is_mark,
    number_of_percent,
    read_certain_state,
    read_claim,
    read_heading,
    read_percent,
    read_state,
    says_issued,
)

_CLOSED_WITH = ("suspended", "revoked", "closed")
_SWAPPED = "day_month_swapped"
_COUNT_BESIDE = re.compile(r"\s*(?:\([^)]*\)|:?\s*\d+ (?:nhiệm vụ|nv|việc))\s*$", re.IGNORECASE)
# "Đúng hạn", "Quá hạn" of a result; "Trong hạn" is said of an open task.
_JUDGED = re.compile(r"(?:dung|truoc|som|dat|qua|cham|tre|dh|qh)\b")
_ONLY_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d+)?")


class PastTaskReader(DueReader):
    """One row being understood; `legend` tells colours, `sheet` is the last resort for a state."""

    def __init__(self, source, names, legend, percents_are_shares, since=None):
        """:param since: from when a day without a year counts where the order has no day"""
        super().__init__(source, names, None)
        self.since = since
        self.legend = legend
        self.shares = percents_are_shares
        self.doubts, self.contradictions = [], []

    def read(self):
        plain = super().read()
        self.task = task = PastTask(plain.at, plain.content, plain.point)
        task.group = plain.subgroup or plain.group or plain.group_parent
        task.group_parent = plain.group_parent
        for name in ("leader", "lead", "coordinators", "note", "status_text", "product", "extra"):
            setattr(task, name, getattr(plain, name))
        task.source_number, task.source_date = plain.source_number, plain.source_date
        task.result_text = self._result_text()
        self._read_state()
        self._read_due()
        self._read_results()
        self._read_reported()
        self._read_percent()
        task.warnings = self.warnings
        task.doubts = list(dict.fromkeys(self.doubts))
        task.contradictions = list(dict.fromkeys(self.contradictions))
        return task

    # The appendix's reader asks for these

    def _read_agencies(self, task):
        """Where no column names the lead, the nearest heading or the sheet may be an agency."""
        if "lead" in self.source.header.columns or not self._lead_above(task):
            super()._read_agencies(task)

    def _lead_above(self, task):
        """Take the lead from what stands above the row; return whether there is one."""
        source, sheet = self.source, self.source.table.place.get("sheet")
        for text in (source.subgroup, source.group, source.group_parent, sheet):
            found = self.names.read(_COUNT_BESIDE.sub("", text)) if text else []
            if len(found) == 1 and len(found[0].keys) == 1 and not found[0].inexact:
                task.lead = list(found[0].keys)
                return True
        return False

    def _read_deadline(self, task):
        """The deadline is read later, when the day of the order is known."""

    def _day(self, name):
        since = self.since if name == "source_date" else None
        day, doubts = read_day(self._line(name), since, self.source.table.epoch)
        if name.startswith("source"):
            if self._swap(name, day):
                day = self._swap(name, day)
                doubts = (_SWAPPED,)
            self.doubts += doubts
        return day

    def _swap(self, name, day):
        """Return the day in the text of the number, if the date's cell is its swap."""
        beside = name == "source_date" and self._cell(name).is_day and self._line("source_number")
        written = beside and read_day(beside)[0]
        return written if is_swapped(day, written) else None

    # State

    def _read_state(self):
        task = self.task
        marks = self._marks()
        status = read_state(task.status_text) if task.status_text else None
        self.result_meaning = read_state(task.result_text) if task.result_text else None
        colour, is_unknown = self._colour()
        heading = self._heading()
        coloured = colour.meaning if colour else None
        sources = (
            ("text", status or self._done_by_claim()),
            ("mark", self._mark_meaning(marks)),
            ("result", self.result_meaning),
            ("colour", coloured),
            ("heading", heading),
            ("result", self._inferred()),
        )
        self.is_moved = False
        for kind, meaning in sources:
            if kind == "colour" and is_unknown and meaning is None and self._colours_count(heading):
                task.state_from = "colour"
                self.doubts.append("colour_without_legend")
                break
            if meaning:
                task.state, task.state_from = meaning.state or None, kind
                self._take_doubt(meaning)
                break
        else:
            self.doubts.append("no_status")
        self._read_claim(marks, colour)
        self._compare(coloured, heading)

    def _done_by_claim(self):
        """ "Hoàn thành đúng hạn" in the column of the claim says the state as well."""
        meaning = read_state(self._line("claim") or "")
        return meaning if meaning and meaning.state == "done" else None

    def _colours_count(self, heading):
        """Without any legend, a colour under a heading of a state is mere decoration."""
        return bool(self.legend) or not heading

    def _take_doubt(self, meaning):
        self.is_moved = meaning.doubt == "moved_to_other_agency"
        if meaning.doubt:
            self.doubts.append(meaning.doubt)

    def _marks(self):
        """Return the (state, claim) of each column that is marked in this row."""
        columns = self.source.header.columns
        names = [name for name in columns if is_mark_field(name)]
        return [meaning_of_mark(name) for name in names if is_mark(self._cell(name).line)]

    def _mark_meaning(self, marks):
        states = [state for state, _claim in marks if state]
        if len(states) > 1:
            self.contradictions.append("two_marks")
            return _Mark(None)
        if states:
            return _Mark(states[0])
        return Meaning("in_progress", is_vague=True) if self._is_denied() else None

    def _is_denied(self):
        """Tell whether the column of what is done says no in words or by an empty check box."""
        columns = self.source.header.columns
        done = [one for one in columns if is_mark_field(one) and meaning_of_mark(one)[0] == "done"]
        return any(is_denied(self._cell(name).line) for name in done)

    def _inferred(self):
        """Return "done" for a document issued, or a result with a day of completion or judged in time or late."""
        text = self.task.result_text or self.task.status_text or ""
        number = self._line("result_number") or ""
        has_paper = bool(number or find_documents(text))
        completed = read_day(self._line("completed_date"), None, self.source.table.epoch)[0]
        judged = _JUDGED.match(fold(self._line("claim")))
        if has_paper and (completed or judged or says_issued(text)):
            return _Mark("done", "state_from_result")
        return None

    def _colour(self):
        cells = self.source.row.cells[: width_of(self.source.header)]
        fills = list(dict.fromkeys(cell.fill for cell in cells if cell.fill))
        return self.legend.of(fills)

    def _heading(self):
        """Return the meaning of the nearest heading that says a state; an exact one is better."""
        sheet = self.source.table.place.get("sheet")
        headings = (self.source.subgroup, self.source.group, self.source.group_parent, sheet)
        found = [meaning for text in headings if text and (meaning := read_heading(text))]
        return min(found, key=lambda meaning: meaning.is_vague, default=None)

    def _heading_claim(self):
        sheet = self.source.table.place.get("sheet")
        texts = (self.source.subgroup, self.source.group, self.source.group_parent, sheet)
        texts = [text for text in texts if text and (read_heading(text) or len(text) < 30)]
        return next(filter(None, map(read_claim, texts)), None)

    def _read_claim(self, marks, colour):
        task = self.task
        told = [claim for _state, claim in marks if claim]
        if len(set(told)) > 1:
            self.contradictions.append("two_marks")
            told = []
        column = read_claim(self._line("claim") or "") or _bare_claim(self._line("claim"))
        said = (told[0] if told else None) or column or read_claim(task.status_text or "")
        in_colour = colour.claim if colour else None
        task.claim = said or self._heading_claim() or in_colour
        if said and in_colour and said != in_colour:
            self.contradictions.append("colour_against_claim")

    def _compare(self, coloured, heading):
        """Note where a weaker source says another state than the one taken."""
        state = self.task.state
        if state is None:
            return
        stronger = self.task.state_from in ("text", "mark", "result")
        if stronger and coloured and not coloured.fits(state):
            self.contradictions.append("colour_against_text")
        if self.task.state_from != "heading" and heading and not heading.fits(state):
            self.contradictions.append("status_against_heading")
        told = [read_certain_state(self.task.note or "")]
        if self.task.state_from in ("text", "mark"):
            told.append(read_certain_state(self.task.result_text or ""))
        if any(one and not one.fits(state) for one in told):
            self.contradictions.append("status_against_note")

    # Results and days

    def _result_text(self):
        """Return the wording of the result; numbers and days in columns of their own are none."""
        if text := self._line("result_text"):
            return text
        alone = "result_date" not in self.source.header.columns
        return (
            self._line("result_number")
            if alone and "result_text" not in self.source.header.columns
            else None
        )

    def _read_results(self):
        task, start = self.task, self.start
        found = self._status_documents()
        found += find_documents(self._source_text("result_text"), start)
        found += self._paired(start)
        for name in self.source.header.columns:
            if is_mark_field(name):
                found += find_documents(self._source_text(name), start)
        for one in found:
            is_order = one.number and fold(one.number) == fold(task.source_number)
            if is_order and one.date in (None, task.source_date) or self._is_known(one):
                continue
            task.results.append({"number": one.number, "date": one.date})
            self.doubts += one.doubts

    def _is_known(self, one):
        """Tell whether a document was named before; a day told only now is added to it."""
        for known in self.task.results:
            if fold(known["number"]) != fold(one.number):
                continue
            if one.date in (None, known["date"]):
                return True
            if known["date"] is None:
                known["date"] = one.date
                self.doubts += one.doubts
                return True
        return False

    def _status_documents(self):
        text = self._source_text("status_text")
        if not text or self.task.state in _CLOSED_WITH or self.is_moved:
            return []
        return find_documents(text, self.start)

    def _paired(self, start):
        numbers, dates = self._source_text("result_number"), self._source_text("result_date")
        if not numbers and not dates:
            return []
        found = pair_lines(numbers, dates, start, self.source.table.epoch)
        beside = self._cell("result_date")
        if beside.is_day and len(found) == 1:
            found[0].date = self._as_written(
                read_day(beside.text)[0], [found[0].date, *self._written("completed_date")]
            )
        return found

    def _as_written(self, in_cell, written):
        """Return the day of a date cell, or the written day of which it is the swap."""
        swapped = [day for day in written if is_swapped(in_cell, day)]
        if not swapped:
            return next(filter(None, written[:1]), in_cell)
        self.doubts.append(_SWAPPED)
        return swapped[0]

    def _written(self, name):
        """Return the days that a cell tells in a text, none for a cell that is a day itself."""
        if self._cell(name).is_day or not self._line(name):
            return []
        lines = self._source_text(name).split("\n")
        return [day for line in lines if (day := read_day(line, self.start)[0])]

    def _read_reported(self):
        task = self.task
        self.completed = self._completed()
        dates = [one["date"] for one in task.results if one["date"]]
        if self.completed:
            task.date_reported = self.completed
        elif task.state in ("done", "reported") and dates:
            task.date_reported = max(dates)
        elif task.state in ("done", "reported"):
            task.date_reported = self._day_in_words()
        if self.completed and dates and max(dates) > self.completed:
            self.contradictions.append("result_after_completion")
        unsure = {"impossible_date", "month_only"} & set(self.doubts)
        if task.state == "done" and not task.date_reported and not unsure:
            self.doubts.append("missing_date")

    def _completed(self):
        """Return the day of completion: of its column, or of a mark written as a day."""
        columns = self.source.header.columns
        names = ["completed_date", *(name for name in columns if is_mark_field(name))]
        for name in names:
            day, doubts = read_day(self._line(name), self.start, self.source.table.epoch)
            if is_mark_field(name) and (
                meaning_of_mark(name)[0] != "done" or find_documents(self._source_text(name))
            ):
                continue
            self.doubts += doubts
            if day and self._cell(name).is_day:
                return self._as_written(day, [None, *self._written_results()])
            if day:
                return day
        return None

    def _written_results(self):
        """Return the days of results told in texts, not in a date cell of their own."""
        texts = ("result_text", "result_number", "status_text")
        found = [one.date for name in texts for one in find_documents(self._source_text(name))]
        return [day for day in found if day] + self._written("result_date")

    def _day_in_words(self):
        """Return the day told in the status or result itself: "Hoàn thành ngày 5/6/2026"."""
        for text in (self.task.status_text, self.task.result_text):
            plain = without_shares(without_documents(text or ""))
            day, doubts = read_day(plain, self.start)
            self.doubts += [code for code in doubts if code not in self.doubts]
            if day:
                return day
        return None

    def _read_percent(self):
        task, cell = self.task, self._cell("percent")
        text = self._line("percent") or ""
        told = read_percent(text)
        if told is None and (match := _ONLY_NUMBER.fullmatch(text.strip())):
            told = number_of_percent(match[0])
            is_share = told is not None and (0 < told < 1 or told == 1 and self.shares)
            if is_share and (cell.is_number or told < 1):
                told = number_of_percent(f"{100 * told:.4g}")
        if told is None:
            if text:
                task.extra["%"] = text  # words, where a number was expected
            told = read_percent(task.status_text or "")
        if told is None and "status_text" not in self.source.header.columns:
            told = read_percent(task.result_text or "") if self.result_meaning else None
        task.percent = told
        if told is None:
            return
        if task.state == "done" and told < 100:
            self.contradictions.append("done_below_100")
        if task.state in ("assigned", "in_progress", "suspended") and told == 100:
            self.contradictions.append("open_at_100")


class _Mark:
    """The meaning of a mark: it fits only its own state."""

    def __init__(self, state, doubt=None):
        self.state, self.doubt = state, doubt


def _bare_claim(text):
    """Return the claim of a cell of its column in one word: "Đúng", "Trễ", "Quá"."""
    folded = fold(text)
    if re.fullmatch(r"(?:dung|som|dat|truoc)(?: .*)?", folded):
        return "on_time"
    return "late" if re.fullmatch(r"(?:qua|cham|tre|muon)(?: .*)?", folded) else None


def is_open(state):
    """Tell whether a task in ``state`` is still to be done."""
    return state in OPEN_STATES
