"""Reading of one record from its cells."""

import re
from datetime import timedelta

from odoo.addons.directive_tracking.tools.text import clean, fold

from . import matters, outcomes, people
from .cells import is_ditto
from .columns import MARKED
from .days import first_day, read_day
from .done import MARKS, OutcomeReader
from .model import REGISTER_03, Decision, Matter, Person, Record
from .sources import source_of

_SPOKEN = re.compile(r"\bmieng\b|\bkhong (?:co |nop |kem )?don\b|\bkhong co don\b")
_ID_LENGTH, _SHORTEST_ID = 12, 10
_KIND_OF_MARK = dict(MARKED.values())
_FIELDLESS = {
    "arrival": "Số đến",
    "phone": "Điện thoại",
    "settled_by": "Cơ quan đã giải quyết",
}


class RecordReader(OutcomeReader):
    """Reads one record; `layout`, `year` and `epoch` are those of the register."""

    def __init__(self, cells, layout, year):
        self.cells, self.layout, self.year = cells, layout, year
        self.epoch = cells.block.table.epoch
        self.record = Record(cells.block.at, cells.block.number)
        self.rows = cells.block.rows

    def read(self):
        record = self.record
        if not self.cells.has("point"):
            record.number = record.number or self.cells.text("arrival") or None
        self._read_days()
        self._read_people()
        self._read_matters()
        self._read_source()
        self._read_outcome()
        self._read_decision()
        self._read_state()
        self._read_rest()
        for row in self.rows:
            if row.hidden:
                record.warn("hidden_row", "row", str(row.number))
        return record

    # Days

    def _read_days(self):
        record, cell = self.record, self.cells.cell("date_received")
        shown = self.cells.shown("date_received")
        record.date_received, doubt = self._day(cell)
        band = self.cells.block.band
        if not cell.text and band.day_text:
            shown, (record.date_received, doubt) = band.day_text, read_day(band.day_text, self.year)
        is_real = cell.number is not None and cell.is_day and not is_ditto(shown)
        is_real = is_real and record.date_received
        record.date_text = f"{record.date_received:%d/%m/%Y}" if is_real else shown or None
        if doubt:
            record.warn(doubt, "date_received", record.date_text)
        for name in ("date_letter", "date_accepted", "date_due", "date_extended"):
            setattr(record, name, self._other_day(name))

    def _other_day(self, name):
        """Return the day of a column that may be blank; what is no day is kept in words."""
        cell = self.cells.cell(name)
        day, doubt = self._day(cell)
        if cell.text and doubt and not cell.uncalculated:
            if doubt != "missing_date":
                self.record.warn(doubt, name, cell.line)
            elif day is None:
                self.record.extra[name] = cell.line
        return day

    def _day(self, cell):
        if cell.uncalculated:
            return None, "missing_date"
        if cell.is_day and cell.number is not None:
            try:
                return self.epoch + timedelta(days=int(cell.number)), None
            except OverflowError:  # a number that no calendar knows
                return None, "impossible_date"
        return read_day(cell.text, self.year, self.epoch)

    # Persons

    def _read_people(self):
        record, found, texts = self.record, [], []
        for row in self.rows:
            if text := self._person_text(row):
                names, address, ids = text
                texts.append(names)
                found.append((people.read_people(names), address, ids, row))
        record.persons_text = "; ".join(texts) or None
        record.anonymous = any(told.anonymous for told, *_rest in found)
        if not record.anonymous:
            for told, address, ids, row in found:
                self._add_persons(told, address, ids + self._ids(row))
        self._count([told for told, *_rest in found])

    def _person_text(self, row):
        cell = self.cells.cell("person", row)
        if not cell.text or row is not self.rows[0] and not self.cells.own("person", row):
            return None
        names, address, ids = people.split_person(cell.text)
        typed = self.cells.text("address", row)
        if typed and not address:
            names = clean(cell.text.replace("\n", "; ")) if not ids else names
        return (
            names,
            typed if typed and not address else ", ".join(filter(None, (address, typed))) or None,
            ids,
        )

    def _add_persons(self, told, address, ids):
        for place, name in enumerate(told.names):
            shares = not place or told.are_couple
            number = ids[place] if place < len(ids) else None
            self.record.persons.append(Person(name, address if shares else None, number))

    def _ids(self, row):
        """Return the ID numbers of a row; a number cell lost its leading zeros."""
        cell = self.cells.cell("id_number", row)
        if not cell.text or row is not self.rows[0] and not self.cells.own("id_number", row):
            return []
        bare = re.sub(r"[\s.]", "", cell.text)
        is_short = bare.isdigit() and _SHORTEST_ID <= len(bare) < _ID_LENGTH
        if cell.number is not None and is_short:
            self.record.warn("id_padded", "id_number", bare)
            return [bare.zfill(_ID_LENGTH)]
        return re.findall(r"\d{12}", bare) or re.findall(r"\b[A-Z]?\d{7,11}\b", cell.line)

    def _count(self, told):
        record = self.record
        text = self.cells.all_texts("persons_count")
        column, doubt = people.read_count(text)
        counts = [one.count for one in told]
        names = sum(counts) if counts and None not in counts else None
        if record.anonymous:
            return
        if column is not None:
            record.persons_count = column
            if doubt:
                record.warn(doubt, "persons_count", text)
            if (
                names is not None
                and names != column
                and not any(_is_spokesman(one) for one in told)
            ):
                record.warn("count_conflict", "persons_count", f"{column} / {names}")
            return
        record.persons_count = names
        doubt = next((one.doubt for one in told if one.doubt), None)
        if doubt or not told:
            record.warn(doubt or "count_unknown", "persons_count", record.persons_text)

    # Matters

    def _read_matters(self):
        kind = self._kind_typed(self.rows[0], self.cells.text)
        for row in self.rows:
            cell = self.cells.cell("content", row)
            is_own = row is self.rows[0] or self.cells.own("content", row)
            typed = self._kind_typed(row, self.cells.own)
            if not is_own and not typed:
                continue
            kind = typed or kind
            self._add_matters(row, cell.text if is_own else "", kind)

    def _kind_typed(self, row, read):
        """Return the kind in its column; where each kind has a column, those with a mark."""
        if self.cells.has("kind"):
            return read("kind", row)
        marked = [
            kind
            for name, kind in _KIND_OF_MARK.items()
            if MARKS.fullmatch(read(name, row) if self.cells.has(name) else "")
        ]
        return ", ".join(dict.fromkeys(marked))

    def _add_matters(self, row, content, kind):
        contents, kinds = matters.contents_of(content), matters.kinds_of(kind)
        if len(contents) > 1 or len(kinds) > 1:
            self.record.warn("several_matters", "matters", kind or clean(content))
        if len(contents) < len(kinds):
            contents = (contents or [""]) * len(kinds) if len(contents) < 2 else contents
        contents = contents or [""]
        for place, text in enumerate(contents):
            if len(kinds) == len(contents):
                found = kinds[place]
            else:
                found = matters.kind_said(text) or (kinds[0] if kinds else None)
            if len(contents) == 1:
                found = self._kind(text, kind, kinds)
            self._add_matter(row, text, found)

    def _kind(self, text, column, kinds):
        said = matters.kind_said(text)
        if kinds:
            if said and said != kinds[0]:
                self.record.warn("kind_conflict", "kind", column)
            return kinds[0]
        if matters.is_no_petition(text) or matters.is_no_petition(column):
            self.record.warn("not_a_petition", "kind")
            return None
        if not said:
            self.record.warn("kind_unknown", "kind", column or None)
        return said

    def _add_matter(self, row, text, kind):
        cells = self.cells
        level = matters.level_of(text, cells.text("level", row) or cells.text("kind", row))
        subject, against = cells.text("subject", row) or None, cells.text("against", row) or None
        self.record.matters.append(Matter(kind, level, text or None, subject, against))

    # How it came

    def _read_source(self):
        record, cells = self.record, self.cells
        record.visit = self.layout == REGISTER_03
        record.received_by = cells.block.band.received_by if record.visit else None
        text = cells.text("source")
        record.source_text = text or None
        record.source = source_of(text) or ("direct" if record.visit and not text else None)
        told = " ".join(
            cells.text(name) for name in ("note", "content", "source", "kind", "person")
        )
        record.letter = not _SPOKEN.search(fold(told))

    # How it ended

    def _read_decision(self):
        cells, record = self.cells, self.record
        result = cells.all_texts("result")
        number, cell = cells.text("decision_number"), cells.cell("decision_date")
        day = self._day(cell)[0] if cell.text else None
        said = outcomes.result_of(result)
        if number and self._paper_among_decisions():
            return
        if number:
            found = outcomes.PAPER.search(number)
            symbol = re.sub(r"\s+", "", found[0]) if found else number
            said = said or outcomes.result_of(number)
            record.decision = Decision(symbol, day or first_day(number, self.year), said)
        elif told := self._decision_told():
            number, own, clause = told
            record.decision = Decision(number, day or own, said or outcomes.result_of(clause))
        elif day:
            record.decision = Decision(None, day, said)
        elif said and (cells.has("decision_number") or cells.has("decision_date")):
            record.decision = Decision(None, None, said)
        decided, received = record.decision and record.decision.date, record.date_received
        if decided and received and decided < received:
            record.warn("date_order", "decision_date", decided.isoformat())

    def _decision_told(self):
        """Return (number, day) of the decision in the words of the results, None without one."""
        told = [self.cells.all_texts(name) for name in ("result", "state")] + [self.done]
        for text in dict.fromkeys(told):
            for number, clause in outcomes.clauses_of(text):
                if (
                    number
                    and outcomes.DECISION_SYMBOL.search(number)
                    and "đình chỉ" not in clause.lower()
                ):
                    after = clause[clause.find(number.split("/")[0]) :]
                    return number, first_day(after, self.year), clause
        return None

    def _read_state(self):
        cells, record = self.cells, self.record
        said = "; ".join(
            filter(None, (cells.all_texts(name) for name in ("state", "result", "outcome")))
        )
        note = cells.all_texts("note")
        record.date_extended = record.date_extended or outcomes.extended_to(said, self.year)
        if not cells.has("state") and not cells.has("result") and not cells.has("outcome"):
            said = f"{said}; {note}"
        has_number = bool(record.decision and record.decision.number)
        state = outcomes.state_of(said, note, has_number)
        going = outcomes.is_going(said) and not (record.visit and "vu viec" in fold(said))
        if not record.outcome and (has_number or going or record.date_accepted):
            record.outcome = "accepted"
        record.state = state or record.outcome or "received"
        record.withdrawn_persons = outcomes.withdrawn_of(f"{said}; {note}")[1]

    # The rest stays in words

    def _read_rest(self):
        cells, record = self.cells, self.record
        texts = [cells.all_texts("result")]
        outcome, state = cells.all_texts("outcome"), cells.all_texts("state")
        if outcome and not outcomes.outcome_of(outcome):
            texts.append(outcome)
        if state and not outcomes.state_of(state, "", False) and not outcomes.outcome_of(state):
            texts.append(state)
        record.result_text = "; ".join(filter(None, texts)) or None
        record.note = cells.all_texts("note") or None
        for name, caption in _FIELDLESS.items():
            if text := cells.all_texts(name):
                record.extra[caption] = text
        for column, caption in cells.block.header.extra.items():
            texts = [row.cell(column).line for row in self.rows if not row.cell(column).continued]
            if text := "; ".join(filter(None, texts)):
                record.extra[caption] = text


def _is_spokesman(told):
    """Tell whether the names are of those who speak for the others."""
    return not told.is_list and told.doubt is None and told.count == len(told.names)
