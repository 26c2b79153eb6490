"""What was done with a letter: the outcome, the body that got it, the paper of processing."""

import re

from odoo.addons.directive_tracking.tools.text import fold, shadow

from . import bodies, outcomes
from .days import first_day
from .model import COMMUNE, Paper

MARKS = re.compile(r"[xXvV✓✔√1*+]")
_VERB = re.compile(r"(?:da )?(?:chuyen|giao|huong dan|gui)\b")
_SENT_TO = re.compile(r"\b(?:gửi|chuyển|đến|cho)\s+(?=[A-ZĐ])")
_NOT_COMPETENT = re.compile(r"\b(?:khong|k|ko)\b|^(?:(?:co quan|don vi|cap|noi) )?khac$")


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
            named = bodies.body_in(paper[sent.end() :]) if sent else None
            return bodies.body_in(clause) or named or self._body_among_results(outcome)
        return None

    def _body_among_results(self, outcome):
        """Return the body named where the results say again what was done."""
        told = re.split(r"[;\n]", self.cells.all_texts("result"))
        clauses = [one for one in told if outcomes.outcome_of(one) == outcome]
        return next(filter(None, map(bodies.body_in, clauses)), None)

    def _document(self):
        """Return the paper of processing, from its columns or the words of what was done."""
        number, cell = self.cells.text("document_number"), self.cells.cell("document_date")
        day = self._day(cell)[0] if cell.text else None
        if number or day:
            found = outcomes.PAPER.search(number)
            symbol = re.sub(r"\s+", "", found[0]) if found else number or None
            return Paper(symbol, day or first_day(number, self.year))
        if told := self._paper_among_decisions():
            return Paper(told, first_day(self.cells.text("decision_number"), self.year))
        result = self.cells.all_texts("result")
        for text in (self.done, self.cells.all_texts("outcome"), result):
            for number, clause in outcomes.clauses_of(text):
                is_ours = text is not result or self._tells_outcome(number, clause)
                if number and is_ours and self._is_of_processing(number, clause):
                    after = clause[clause.find(number.split("/")[0]) :]
                    return Paper(number, first_day(after, self.year))
        return None

    def _tells_outcome(self, number, clause):
        """Tell whether a clause, or the symbol of its paper, says what was done with the letter."""
        refused = self.record.outcome == "not_accepted"
        is_notice = refused and outcomes.NOTICE_SYMBOL.search(number or "")
        is_slip = outcomes.SLIP_SYMBOL.search(number or "")
        return outcomes.outcome_of(clause) or is_notice or is_slip

    def _paper_among_decisions(self):
        """Return the paper of processing in the column of decisions, "Số QĐ/VB kết thúc"; or None.

        A notice is one while the matter is only accepted or refused.
        """
        found = outcomes.PAPER.search(self.cells.text("decision_number"))
        symbol = re.sub(r"\s+", "", found[0]) if found else ""
        is_notice = outcomes.NOTICE_SYMBOL.search(symbol) and self._is_only_judged()
        return symbol if is_notice or outcomes.SLIP_SYMBOL.search(symbol) else None

    def _is_only_judged(self):
        said = "; ".join(self.cells.all_texts(name) for name in ("state", "result", "outcome"))
        is_open = outcomes.state_of(said, "", False) in (None, "accepted", "verifying")
        return self.record.outcome in ("accepted", "not_accepted") and is_open

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
