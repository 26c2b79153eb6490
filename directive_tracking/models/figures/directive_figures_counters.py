from odoo import models
from odoo.tools import SQL

from ...tools.figures import COUNTERS
from ..request.cause_sql import CauseSQL

# Counters that add up a number of each task, and those of the tasks that have any.
SUMS = {"returned_times": "rework_count", "extended_times": "extension_count"}
SHARES = {"returned_tasks": "is_returned", "extended_tasks": "is_extended"}


class DirectiveFigures(models.AbstractModel):
    """The counters of a day."""

    _inherit = "directive.figures"

    def _counters(self, day=None, by=None, starred=False, **scope):
        """Return ``{key: {counter: number}}`` at the end of ``day``; see the class."""
        self._check_by(by, scope)
        self._flush()
        day = self._day(day)
        rows = self._execute(self._counters_query(day, by, starred, scope))
        found = {key: dict(zip(COUNTERS, numbers, strict=True)) for key, *numbers in rows}
        if by == "kind":
            found = self._by_kind(found, _added)
        return {key: row for key, row in found.items() if any(row.values())}

    def _counters_query(self, day, by, starred, scope):
        numbers = self._numbers(CauseSQL(self.env, day).marks())
        return SQL(
            "SELECT task.key, %s FROM (%s) task GROUP BY task.key",
            SQL(", ").join(numbers[name] for name in COUNTERS),
            self._rows(day, by, starred, scope),
        )

    def _numbers(self, marks):
        """Return each counter as SQL over the rows of a key."""
        numbers = {name: summed("task_count", mark) for name, mark in marks.items()}
        for name, column in SUMS.items():
            numbers[name] = summed(column, marks["total"])
        for name, column in SHARES.items():
            numbers[name] = summed("task_count", self._some(column, marks["total"]))
        return numbers

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
    return SQL("COALESCE(sum(%s) FILTER (WHERE %s), 0)::int", SQL.identifier("task", column), when)
