from collections import Counter, defaultdict

from odoo import models
from odoo.tools import SQL

from ...tools.figures import COUNTERS
from ..request.cause_sql import CauseSQL
from .directive_figures_scope import typed

# Counters that add up a number of each task, and those of the tasks that have any.
SUMS = {"returned_times": "rework_count", "extended_times": "extension_count"}
SHARES = {"returned_tasks": "is_returned", "extended_tasks": "is_extended"}


class DirectiveFigures(models.AbstractModel):
    """The counters of a day."""

    _inherit = "directive.figures"

    def _counters(self, day=None, by=None, starred=False, **scope):
        """Return ``{key: {counter: number}}`` at the end of ``day``; see the class."""
        return self._counters_of([by], day, starred, **scope)[by]

    def _counters_of(self, tables, day=None, starred=False, **scope):
        """Return ``{by: {key: {counter: number}}}`` of several tables, counted in one go."""
        self._begin(tables, scope)
        day = self._day(day)
        found = self._remembered_counters(tables, day, starred, scope)
        if found is None:
            found = self._count_counters(tables, day, starred, scope)
        return self._tables_of_counters(tables, found)

    def _count_counters(self, tables, day, starred, scope):
        span = self._span(day, with_counters=True)
        found = {by: defaultdict(Counter) for by in self._divided(tables)}
        numbers = self._numbers(span.last)
        for by, key, row in self._count_rows(numbers, span, list(found), starred, scope):
            found[by][key].update(row)
        return found

    def _tables_of_counters(self, tables, found):
        """Return ``{by: {key: {counter: number}}}`` without rows of nothing but zeros."""
        for by, rows in found.items():
            found[by] = {
                key: {name: row[name] for name in COUNTERS}
                for key, row in rows.items()
                if any(row.values())
            }
        return {by: self._rows_of_table(by, found, _added) for by in tables}

    def _read_rows(self, cells, relation):
        """Yield ``(by, key, {cell: number})`` of each row of the tables in ``relation``.

        :param cells: ``{cell: its number as SQL over the rows of a key}``
        """
        columns = SQL(", ").join(cells.values())
        query = SQL(
            "SELECT task.by, task.key, %s FROM (%s) task GROUP BY task.by, task.key",
            columns,
            relation,
        )
        for by, key, *numbers in self._execute(query):
            yield by, typed(by, key), dict(zip(cells, numbers, strict=True))

    def _numbers(self, day):
        """Return each counter as SQL over the rows of a key."""
        marks = CauseSQL(self.env, day).marks()
        marks = {name: SQL("task.is_ever AND %s", mark) for name, mark in marks.items()}
        numbers = {name: summed("task_count", mark) for name, mark in marks.items()}
        for name, column in SUMS.items():
            numbers[name] = summed(column, marks["total"])
        for name, column in SHARES.items():
            numbers[name] = summed("task_count", self._some(column, marks["total"]))
        return {name: numbers[name] for name in COUNTERS}

    def _some(self, column, total):
        return SQL("%s AND %s", total, SQL.identifier("task", column))

    def _counted(self, starred, scope):
        """Return the condition of the tasks that are counted."""
        terms = [self._where(scope)]
        terms.append(self._led_by(SQL("task.lead_agency_id"), self._agencies_in(scope)))
        if starred:
            terms.append(SQL("task.is_starred"))
        return SQL(" AND ").join(terms)


def _added(row, other):
    return {name: value + other[name] for name, value in row.items()}


def summed(column, when):
    """Return the sum of a column over the rows for which ``when`` holds."""
    return SQL("COALESCE(sum(%s) FILTER (WHERE %s), 0)::int", SQL.identifier("task", column), when)
