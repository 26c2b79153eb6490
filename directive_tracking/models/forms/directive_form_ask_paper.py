from odoo import models

from ...tools.chasing.grades import lines_of
from ...tools.paper import Annex, Column, Paper, Signature, Table

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
            day=self.env["directive.settings"]._today(),
            kind=self.env._("REPORT"),
            subject=self._subject(),
            body=tuple(self._sentences()),
            signature=Signature(lines_of(self.env["directive.settings"]._get("chase_posts"))),
            copies=(self.env._("Archives: clerk's office"),),
            annexes=(self._annex(),),
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
            title=(title, *lines[1:]),  # the issuer stands on the report
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
