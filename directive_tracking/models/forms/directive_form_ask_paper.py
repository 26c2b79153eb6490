from odoo import models

from ...tools.chasing.grades import lines_of
from ...tools.paper import Annex, Column, Paper, Signature, Table
from ...tools.paper.model import day_in_words

REPORT = "BC"  # as Decree 30/2020 shortens it
WIDE = 14  # columns; the captions of wider tables are turned
LEAST, SMALL, USUAL = 6.5, 8, 9  # points
ON_PAPER = 500  # rows of a list


class DirectiveFormAskMixin(models.AbstractModel):
    """The covering report on paper, with the form as its annex."""

    _inherit = "directive.form.ask.mixin"

    def _paper(self):
        self.ensure_one()
        return Paper(
            **self.env["directive.settings"]._heading(),
            number=self._report_number(),
            day=self.env["directive.settings"]._today(),
            kind=self.env._("REPORT"),
            subject=self._subject(),
            body=tuple(self._sentences()),
            signature=Signature(lines_of(self.env["directive.settings"]._get("chase_posts"))),
            copies=(self.env._("Archives: clerk's office"),),
            annexes=(self._annex(),),
        )

    def _report_number(self):
        """Return number and symbol of the report, here without a number."""
        return self.env["directive.settings"]._symbol_without(REPORT)

    def _with_report(self):
        """Say to which report the table belongs, as the Decree asks of every annex."""
        settings = self.env["directive.settings"]
        return self.env._(
            "(With report no. %(number)s %(day)s of %(issuer)s)",
            number=self._report_number(),
            day=day_in_words(settings._today()),
            issuer=settings._office_name(),
        )

    def _subject(self):
        return self.env._(
            "on the carrying out of tasks from %(first)s to %(last)s",
            first=f"{self.date_first:%d/%m/%Y}",
            last=f"{self.date_last:%d/%m/%Y}",
        )

    def _annex(self):
        answer = self._answer(ON_PAPER)
        front = self._front()
        columns = [*front, *answer.columns]
        is_wide = len(columns) > WIDE
        codes = [(answer.depth, place, 1, 1, one.printed) for place, one in enumerate(columns)]
        title, *lines = self._lines()
        return Annex(
            # The issuer stands on the report.
            title=(title, self._with_report(), *lines[1:]),
            table=Table(
                columns=tuple(
                    Column(one.title, one.width, self._align(one, is_wide)) for one in columns
                ),
                rows=tuple(
                    self._texts(place, row, front, answer)
                    for place, row in enumerate(answer.rows, 1)
                ),
                heads=(*(tuple(head) for head in self._heads(answer, front)), *codes),
                depth=answer.depth + 1,
                size=SMALL if is_wide else USUAL,
                least_size=LEAST,
                turned=is_wide,
                total=self._texts("", answer.total, front, answer) if answer.total else (),
            ),
            below=(*self._left_off(answer), *self._below()),
        )

    def _left_off(self, answer):
        """Say how many rows of a long list are on no paper."""
        left = (answer.count or 0) - ON_PAPER
        if left > 0:
            yield self.env._("%(count)s more rows are in the spreadsheet.", count=left)

    def _align(self, column, is_wide):
        if column.printed == "A" or (column.is_number and is_wide):
            return "centre"
        return "right" if column.is_number else "left"

    def _texts(self, number, row, front, answer):
        before = [str(number), row.name][: len(front)]
        return (*before, *(self._in_words(one, row.values.get(one.code)) for one in answer.columns))
