from collections import Counter

from odoo import models
from odoo.tools import format_date

from ...tools.board.sheet import write_xlsx
from ...tools.chasing.grades import lines_of
from ...tools.inquiry import decimals_of, number_in_words
from ...tools.paper import Column, Line, Paper, Signature, Table
from .directive_inquiry_question import RATES

COUNTED = ("yes_no", "choice")
ADDED = ("number", "figure")
# The relative widths of columns
WIDE, NARROW = 2.6, 1.4
WIDTHS = {"text": WIDE}


class DirectiveInquiryRound(models.Model):
    """One document of all answers: question by question on paper, agency by agency as a table."""

    _name = "directive.inquiry.round"
    _inherit = ["directive.inquiry.round", "directive.paper.mixin"]
    _is_a_sheet_too = True

    def action_download_xlsx(self):
        """Download all answers as a spreadsheet."""
        return self._download("xlsx")

    def _submitted(self):
        """Return the submitted reports in the order of their agencies."""
        answers = self.answer_ids.filtered(lambda one: one.state == "submitted")
        return answers.sorted(lambda one: _place(one.agency_id))

    # On paper

    def _paper(self):
        self.ensure_one()
        return Paper(
            **self.env["directive.settings"]._heading(),
            number=self.env["directive.settings"]._symbol_without("BC"),
            day=self.env["directive.settings"]._today(),
            kind=self.env._("Report"),
            subject=self.env._("Answers of the agencies: %(name)s", name=self.inquiry_id.name),
            body=tuple(self._body()),
            signature=Signature(lines_of(self.env["directive.settings"]._get("chase_posts"))),
            copies=(self.env._("Archives: clerk's office"),),
        )

    def _body(self):
        yield self._opening()
        submitted = self._submitted()
        lines = submitted.line_ids.grouped("question_id")
        for place, question in enumerate(lines, 1):
            yield Line(f"{place}. {question.name}", bold=True)
            yield from self._in_parts(question, lines[question].sorted(self._by_agency))
        yield from self._missing_in_words()

    def _opening(self):
        return self.env._(
            "On the days from %(first)s to %(last)s, %(asked)s agencies were asked for this report "
            "before %(deadline)s; %(answered)s have answered, %(late)s of them late, and "
            "%(missing)s have not.",
            first=self._day(self.date_from),
            last=self._day(self.date_to),
            deadline=self._day(self.date_deadline),
            asked=self.asked_count,
            answered=self.answered_count,
            late=len(self._submitted().filtered("is_late")),
            missing=self.missing_count,
        )

    def _in_parts(self, question, lines):
        """Yield what stands below one question: counts, a table, or texts."""
        if question.kind in COUNTED:
            yield self._counts_in_words(lines)
        if question.kind == "text":
            for line in lines.filtered(lambda one: one.value or one.comment):
                yield Line(self._agency(line), bold=True)
                yield from filter(None, (line.value, line.comment))
            return
        yield self._answer_table(question, lines)

    def _counts_in_words(self, lines):
        counts = Counter(filter(None, lines.mapped("shown")))
        words = "; ".join(f"{answer}: {count}" for answer, count in counts.most_common())
        return words or self.env._("Nobody has answered.")

    def _answer_table(self, question, lines):
        title = self.env._("Answer")
        unit = question.unit and question.kind in ADDED
        columns = (
            Column(self.env._("No."), 0.6, "centre"),
            Column(self.env._("Agency"), 3),
            Column(
                f"{title} ({question.unit})" if unit else title,
                1.8,
                "right" if question.kind in ADDED else "left",
            ),
            Column(self.env._("Remark"), 2.4),
        )
        numbers = [number for line in lines if (number := line._number()) is not None]
        decimals = decimals_of(numbers)
        rows = [
            (str(place), self._agency(line), self._cell(line, decimals), line.comment or "")
            for place, line in enumerate(lines, 1)
        ]
        total = ()
        if question.kind in ADDED and question.figure_code not in RATES:
            together = self.env._("All agencies together")
            total = ("", together, number_in_words(sum(numbers), decimals), "")
        return Table(columns, tuple(rows), total=total)

    def _cell(self, line, decimals):
        number = line._number()
        return line.shown or "" if number is None else number_in_words(number, decimals)

    def _missing_in_words(self):
        missing = self.answer_ids.filtered(lambda one: one.state not in ("submitted", "withdrawn"))
        if missing:
            names = ", ".join(missing.agency_id.sorted(_place).mapped("name"))
            yield Line(self.env._("Agencies that have not answered"), bold=True)
            yield f"{names}."

    def _by_agency(self, line):
        return _place(line.answer_id.agency_id)

    def _agency(self, line):
        return line.answer_id.agency_id.name

    def _day(self, day):
        return format_date(self.env, day, date_format="dd/MM/yyyy")

    # As a table

    def _sheet_file(self):
        """Return the bytes of the spreadsheet, in the reader's language."""
        questions = self.answer_ids.line_ids.question_id.sorted(lambda one: (one.sequence, one.id))
        remarked = self._submitted().line_ids.filtered("comment").question_id
        titles = [self.env._("Agency"), self.env._("State"), self.env._("Submitted on")]
        widths = [WIDE, NARROW, NARROW]
        for question in questions:
            name = f"{question.name} ({question.unit})" if question.unit else question.name
            titles += [name, *([self.env._("Remark")] if question in remarked else [])]
            widths += [WIDTHS.get(question.kind, NARROW), *([WIDE] if question in remarked else [])]
        answers = self.answer_ids.filtered(lambda one: one.state != "withdrawn")
        rows = [
            self._sheet_row(one, questions, remarked)
            for one in answers.sorted(lambda one: _place(one.agency_id))
        ]
        return write_xlsx([self.inquiry_id.name, self._opening()], titles, widths, rows, kept=1)

    def _sheet_row(self, answer, questions, remarked):
        states = dict(answer._fields["state"]._description_selection(self.env))
        row = [
            answer.agency_id.name,
            states[answer.state],
            self._day(answer.date_submitted) if answer.date_submitted else "",
        ]
        said = answer.line_ids if answer.state == "submitted" else answer.line_ids.browse()
        by_question = {line.question_id: line for line in said}
        for question in questions:
            line = by_question.get(question, said.browse())
            number = line._number() if line else None
            row.append(line.shown or "" if number is None else number)
            row += [line.comment or ""] if question in remarked else []
        return tuple(row)


def _place(agency):
    """Return the key by which agencies stand in lists."""
    return agency.sequence, agency.name or "", agency.id
