"""What was done with a letter: the outcome, the body that got it, the paper of processing."""

import re

from odoo.addons.directive_tracking.tools.text import fold, shadow

from . import bodies, outcomes
from .days import first_day
from .model import COMMUNE, Paper

MARKS = re.compile(r"[xXvV✓✔√1*+]")
_VERB = re.compile(r"(?:da )?(?:chuyen|giao|huong dan|gui)\b")
_SENT_TO = re.compile(r"\b(?:gửi|chuyển|đến|cho)\s+(?=[A-ZĐ])")
_NOT_COMPETENT = re.compile(r"\b(?:khong|k|ko)\b")


class OutcomeReader:
    """The part of a record's reader that is about what was done."""

    def _read_outcome(self):
        record = self.record
        for name, default in (("outcome", None), ("guided", "guided"), ("handled", "transferred")):
            text = self.cells.all_texts(name)
            if text and not record.outcome:
                record.outcome = outcomes.outcome_of(text) or default
                self.done = text
        if not record.outcome:
            self._outcome_elsewhere()
        record.forwarded_to = self._receiver()
        record.document = self._document()
        record.competent = self._competence()

    done = ""

    def _outcome_elsewhere(self):
        """Look where else it may be told: results, states, and without such columns the remarks."""
        if marked := self._outcome_marked():
            self.record.outcome = marked
            return
        told = ["result", "state"]
        if not any(self.cells.has(name) for name in ("outcome", "guided", "handled")):
            told = ["agency", *told, "note"]
        for name in told:
            text = self.cells.all_texts(name)
            if found := outcomes.outcome_of(text):
                self.record.outcome, self.done = found, text
                return

    def _outcome_marked(self):
        """Return what a mark below its name says: "Thụ lý", "Không thụ lý", "Chuyển đơn"."""
        for column, caption in self.cells.block.header.extra.items():
            texts = [row.cell(column).line for row in self.rows]
            if (found := outcomes.outcome_of(caption)) and any(map(MARKS.fullmatch, texts)):
                return found
        return None

    def _receiver(self):
        """Return the body in its column; of a room of the house, the body to which it sent it on."""
        typed = self.cells.text("agency")
        told = self._body()
        if _VERB.match(fold(typed)):
            typed = bodies.body_in(typed) or typed
        elif outcomes.outcome_of(typed):  # "Lưu" in the column of who gets it
            typed = bodies.body_in(typed) or ""
        is_sent_on = self.record.outcome in ("transferred", "guided") and told
        return told if not typed or is_sent_on and self._is_own_agency(typed) else typed

    def _body(self):
        outcome = self.record.outcome
        if outcome == "accepted":
            given = shadow(self.done).find("giao ")
            return bodies.body_in(self.done[given:]) if given >= 0 else None
        if outcome in ("transferred", "guided", "information_for_inspection", "urged"):
            clauses = re.split(r"[;\n]", self.done)
            clause = next(
                (one for one in clauses if outcomes.outcome_of(one) == outcome), clauses[0]
            )
            paper = self.cells.text("document_number")
            sent = _SENT_TO.search(paper)
            return bodies.body_in(clause) or (bodies.body_in(paper[sent.end() :]) if sent else None)
        return None

    def _document(self):
        """Return the paper of processing, from its columns or the words of what was done."""
        number, cell = self.cells.text("document_number"), self.cells.cell("document_date")
        day = self._day(cell)[0] if cell.text else None
        if number or day:
            found = outcomes.PAPER.search(number)
            symbol = re.sub(r"\s+", "", found[0]) if found else number or None
            return Paper(symbol, day or first_day(number, self.year))
        result = self.cells.all_texts("result")
        for text in (self.done, result):
            for number, clause in outcomes.clauses_of(text):
                is_ours = text is self.done or outcomes.outcome_of(clause)
                if number and is_ours and self._is_of_processing(number, clause):
                    after = clause[clause.find(number.split("/")[0]) :]
                    return Paper(number, first_day(after, self.year))
        return None

    def _is_of_processing(self, number, clause):
        return not (outcomes.is_reply(clause) or outcomes.DECISION_SYMBOL.search(number))

    def _competence(self):
        text = fold(self.cells.text("competent"))
        if text:
            return not _NOT_COMPETENT.search(text)
        outcome, body = self.record.outcome, self.record.forwarded_to
        if outcome == "accepted":
            return True
        if outcome in ("guided", "transferred"):
            return None if body and self._is_own_agency(body) else False
        return None

    def _is_own_agency(self, body):
        leader = self.layout == COMMUNE and re.match(
            r"(?:lanh dao|chu tich|pho chu tich)\b", fold(body)
        )
        return bool(bodies.is_own_room(body) or leader)
