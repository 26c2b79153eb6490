from datetime import timedelta

from odoo import models
from odoo.tools import SQL

from ...tools.figures import COUNTERS, LISTED
from ...tools.figures.columns import SUMS
from ..request.cause_sql import CauseSQL
from .directive_figures_form import MOVES

NUMBERS = {
    "returned_times": "rework_count",
    "returned_tasks": "rework_count",
    "extended_times": "extension_count",
    "extended_tasks": "extension_count",
}


class DirectiveFigures(models.AbstractModel):
    """The tasks behind a number."""

    _inherit = "directive.figures"

    def _standings(self, day=None):
        """Return ``[(task id, state, official class or None, lead agency id)]`` at the end of ``day``."""
        self._flush()
        day = self._day(day)
        return self.env.execute_query(
            SQL(
                "SELECT task.id, task.state, %s, task.lead_agency_id FROM (%s) task WHERE %s",
                CauseSQL(self.env, day).official_class,
                self._standing(self._span(day)),
                self._counted(False, {}),
            )
        )

    def _counter_tasks(self, counter, day=None, by=None, key=None, starred=False, **scope):
        """Return the tasks behind ``counter`` in the row ``key`` of a table ``by``."""
        return self._tasks(self._counter_query(counter, day, by, key, starred, **scope))

    def _counter_query(self, counter, day=None, by=None, key=None, starred=False, **scope):
        """Return the query of the ids of `_counter_tasks`, whether the user may see them or not."""
        if counter not in COUNTERS:
            raise ValueError(f"There is no counter {counter!r}.")
        self._check_by([by], scope)
        self._flush()
        day, scope = self._day(day), self._in_row(by, key, scope)
        marks = CauseSQL(self.env, day).marks()
        column = NUMBERS.get(counter)
        some = column and SQL("%s AND %s > 0", marks["total"], SQL.identifier("task", column))
        mark = some or marks[counter]
        return SQL(
            "SELECT task.id FROM (%s) task WHERE %s AND %s",
            self._standing(self._span(day)),
            self._counted(starred, scope),
            mark,
        )

    def _cell_tasks(self, column, first, last, by=None, key=None, starred=False, **scope):
        """Return the tasks behind ``column`` in the row ``key`` of a form ``by``, each once.

        ``total_of`` among ``scope`` says instead by what the form is divided whose total is meant.
        """
        return self._tasks(self._cell_query(column, first, last, by, key, starred, **scope))

    def _cell_query(
        self, column, first, last, by=None, key=None, starred=False, total_of=None, **scope
    ):
        """Return the query of the ids of `_cell_tasks`, whether the user may see them or not."""
        if column not in LISTED:
            raise ValueError(f"No tasks stand behind column {column!r}.")
        self._check_by([by, total_of], scope)
        self._flush()
        wanted = self._parts_counted(column, by or total_of, scope)
        scope = self._in_row(by, key, scope)
        if column == "2":
            return self._brought_forward(first, last, starred, scope)
        queries = [SQL("SELECT NULL::int WHERE FALSE")]
        for relation, columns in self._form_parts(self._span(last, first), starred, scope):
            if some := [columns[name] for name in wanted if name in columns]:
                among = SQL(" OR ").join(some)
                queries.append(SQL("SELECT task.id FROM (%s) task WHERE %s", relation, among))
        return SQL(" UNION ").join(queries)

    def _parts_counted(self, column, by, scope):
        """Return the columns that ``column`` of a form ``by`` adds up, without moves that are 0 there."""
        parts = SUMS.get(column, (column,))
        if self._moves_count(by, self._agencies_in(scope)):
            return parts
        return [name for name in parts if name not in MOVES]

    def _brought_forward(self, first, last, starred, scope):
        """Return the tasks open the day before ``first``; star and weight are those at the end."""
        before = first - timedelta(days=1)
        task = CauseSQL(self.env, before)
        at_end = SQL("TRUE")
        if starred:
            standing = self._standing(self._span(last))
            at_end = SQL("task.id IN (SELECT id FROM (%s) late WHERE late.is_starred)", standing)
        return SQL(
            "SELECT task.id FROM (%s) task WHERE %s AND %s AND %s",
            self._standing(self._span(before)),
            self._counted(False, scope),
            task.is_open,
            at_end,
        )

    def _in_row(self, by, key, scope):
        """Return ``scope`` narrowed down to the row ``key`` of a table ``by``."""
        if by is None:
            return scope
        if by in scope:
            raise ValueError(f"The scope already says which {by}.")
        return {**scope, by: key}

    def _tasks(self, query):
        """Return the tasks of ``query``, in its own order, leaving out what the user may not see."""
        ids = [row[0] for row in self.env.execute_query(query)]
        return (
            self.env["directive.task"].search([("id", "in", ids)])
            if ids
            else self.env["directive.task"]
        )
