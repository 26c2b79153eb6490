from itertools import islice
from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import formatLang

from ...tools.forms import result
from ...tools.forms.heading import paths
from ...tools.forms.model import COUNT, DAY, PERCENT, WEIGHT, Row

SHOWN = 100  # rows of a long list on the page
DIGITS = {COUNT: 0, WEIGHT: 1, PERCENT: 2}


class Answer(NamedTuple):
    """A form filled in: its heading, its columns, its rows (perhaps a stream), and the row of all."""

    heads: list
    depth: int
    columns: list
    rows: object
    total: Row | None
    count: int | None


class DirectiveFormAskMixin(models.AbstractModel):
    """The answer: rows worked out once, for page, spreadsheet and paper alike."""

    _inherit = "directive.form.ask.mixin"

    content = fields.Json(string="Figures", compute="_compute_content")

    @api.depends(
        *("form_id", "date_first", "date_last", "starred"),
        *("agency_ids", "issuer_ids", "field_ids"),
    )
    @api.depends_context("uid", "lang")
    def _compute_content(self):
        for one in self:
            days = (one.date_first, one.date_last)
            is_complete = one.form_id and all(days) and days[0] <= days[1]
            one.content = one._page_or_refusal() if is_complete else {}

    def _page_or_refusal(self):
        """Return the page; a report outlives the addon its figures came from, with its files."""
        refusal = self.env["directive.form.source"]._refusal(self.form_id.source)
        return {"problems": [refusal]} if refusal else self._page()

    def _answer(self, limit=None):
        """Return the :class:`Answer`; of a list of tasks at most ``limit`` rows, and their count.

        :raises UserError: if the user may not ask, or the form has no columns
        """
        ask, source = self._ask(), self._source()
        heads, depth, columns = self.form_id._layout(self.starred == "beside")
        if not columns:
            raise UserError(
                self.env._("“%(form)s” has no columns yet.", form=self.form_id.display_name)
            )
        rows = self._filled_rows(ask, source, columns)
        if ask.by == "task":
            count = source._row_count(ask) if limit else None
            return Answer(heads, depth, columns, islice(rows, limit), None, count)
        rows = list(rows)
        total = result.total(columns, rows, self.env._("In total"))
        return Answer(heads, depth, columns, rows, total, None)

    def _filled_rows(self, ask, source, columns):
        """Yield each row with the values of all columns."""
        starred = self._starred_rows(ask, source, columns)
        plan = result.Plan(columns)
        # Where nothing was counted stands 0; what does not add up stays empty.
        nought = {one.code for one in columns if one.is_number and one.adds}
        for key, name, values in source._rows(ask):
            cells = {
                one.code: (starred.get(key, {}) if one.starred else values).get(one.measure)
                for one in columns
                if one.formula is None
            }
            cells |= {code: 0 for code, value in cells.items() if value is None and code in nought}
            yield plan.complete(Row(key, name, cells))

    def _starred_rows(self, ask, source, columns):
        """Return ``{key: values}`` of the starred tasks, where a column wants them."""
        if not any(one.starred for one in columns):
            return {}
        return {key: values for key, _name, values in source._rows(ask._replace(starred=True))}

    # What a number opens

    def _tasks_behind(self, code, key, is_total=False):
        """Return what the number of column ``code`` in row ``key`` counts: tasks, or what the source has.

        :raises UserError: if no such column opens any
        """
        found = self._source()._tasks(*self._cell(code, key, is_total))
        # The number is a figure; who reads the tasks sees those they may see.
        return found.sudo(False).search([("id", "in", found.ids)])

    def _cell(self, code, key, is_total):
        """Return what is asked, the measure and the row of a number."""
        ask, column = self._ask(), self._opening_column(code)
        ask = ask._replace(starred=ask.starred or column.starred)
        return ask, column.measure, None if is_total else key

    def _opening_column(self, code):
        _heads, _depth, columns = self.form_id._layout(True)
        column = next((one for one in columns if one.code == code and one.opens), None)
        if column is None:
            raise UserError(self.env._("This column counts no tasks."))
        return column

    def action_open_cell(self, code, key=False, is_total=False):
        """Open the tasks that the number of column ``code`` in the row ``key`` counts.

        :param key: of the row; ignored for the row of all
        :raises UserError: if the column counts no tasks
        """
        self.ensure_one()
        # A number of 60,000 tasks is not first read and then named.
        domain = self._source()._domain(*self._cell(code, key, is_total))
        if domain is None:
            domain = [("id", "in", self._tasks_behind(code, key, is_total).ids)]
        action = self.env["ir.actions.act_window"]._for_xml_id(self._source()._action)
        title = f"{code}. {self._opening_column(code).title}"
        return dict(
            action,
            name=title,
            display_name=title,
            domain=domain,
            context={"directive_short_name": True},
        )

    # For the page

    def _page(self):
        """Return the answer as plain values for the page."""
        answer = self._answer(SHOWN)
        rows = list(answer.rows)
        return {
            "by": self.form_id.rows,
            "heads": [head._asdict() for head in answer.heads],
            "depth": answer.depth,
            "name": self._front()[-1].title,
            "columns": [
                {"code": one.code, "path": path, "printed": one.printed, "number": one.is_number}
                for one, path in zip(answer.columns, paths(answer.heads), strict=True)
            ],
            "rows": [self._page_row(answer.columns, row) for row in rows],
            "total": answer.total and self._page_row(answer.columns, answer.total),
            "more": max((answer.count or 0) - len(rows), 0),
            "problems": self._problems(answer.columns, rows, answer.total),
            "note": " ".join([*self._outlook_in_words(), self.form_id.note or ""]).strip(),
        }

    def _page_row(self, columns, row):
        cells = [
            {
                "text": self._in_words(one, row.values.get(one.code)),
                "opens": bool(one.opens and row.values.get(one.code)),
            }
            for one in columns
        ]
        return {"key": row.key, "name": row.name, "cells": cells}

    def _in_words(self, column, value):
        """Return the text of a cell, as the province writes numbers and days."""
        if value is None or value is False or value == "":
            return ""
        if column.kind == DAY:
            return f"{value:%d/%m/%Y}"
        if column.is_number:
            return formatLang(self.env, value, digits=DIGITS[column.kind])
        return str(value)

    def _problems(self, columns, rows, total):
        """Return sentences about columns that do not equal what the form says they do."""
        also = self.form_id._also()
        if not also or self.form_id.rows == "task":
            return []
        found = result.differences(columns, also, [*rows, *([total] if total else [])])
        return [
            self.env._(
                "%(row)s: column %(code)s does not equal %(formula)s. Tell the administrator.",
                row=row,
                code=code,
                formula=formula,
            )
            for row, code, formula in found[:5]
        ]
