from odoo import models
from odoo.tools import SQL

from ...tools.figures import COUNTERS
from ..request.cause_sql import CauseSQL

SUMS = {
    "returned_times": "rework_count",
    "extended_times": "extension_count",
}
SHARES = {"returned_tasks": "rework_count", "extended_tasks": "extension_count"}


class DirectiveFigures(models.AbstractModel):
    """The counters of a day."""

    _inherit = "directive.figures"

    def _counters(self, day=None, by=None, starred=False, **scope):
        """Return ``{key: {counter: number}}`` at the end of ``day``; see the class."""
        self._check_by(by, scope)
        self._flush()
        day = self._day(day)
        rows = self.env.execute_query(self._counters_query(day, by, starred, scope))
        found = {key: dict(zip(COUNTERS, numbers, strict=True)) for key, *numbers in rows}
        if by == "kind":
            found = self._by_kind(found, _added)
        return {key: row for key, row in found.items() if any(row.values())}

    def _counters_query(self, day, by, starred, scope):
        marks = CauseSQL(self.env, day).marks()
        numbers = self._numbers(marks)
        return SQL(
            "SELECT %s, %s FROM (%s) task WHERE %s GROUP BY 1",
            self._key(by, SQL("task.lead_agency_id")),
            SQL(", ").join(numbers[name] for name in COUNTERS),
            self._standing(day, self._changed_since(day)),
            self._counted(starred, scope),
        )

    def _numbers(self, marks):
        """Return each counter as SQL over the tasks of a row."""
        numbers = {name: SQL("count(*) FILTER (WHERE %s)", mark) for name, mark in marks.items()}
        for name, column in SUMS.items():
            column = SQL.identifier("task", column)
            numbers[name] = SQL(
                "COALESCE(sum(%s) FILTER (WHERE %s), 0)::int", column, marks["total"]
            )
        for name, column in SHARES.items():
            numbers[name] = SQL("count(*) FILTER (WHERE %s)", self._some(column, marks["total"]))
        return numbers

    def _some(self, column, total):
        return SQL("%s AND %s > 0", total, SQL.identifier("task", column))

    def _counted(self, starred, scope):
        """Return the condition of the tasks that are counted."""
        terms = [self._where(scope)]
        terms.append(self._led_by(SQL("task.lead_agency_id"), self._agencies_in(scope)))
        if starred:
            terms.append(SQL("task.is_starred"))
        return SQL(" AND ").join(terms)


def _added(row, other):
    return {name: value + other[name] for name, value in row.items()}
