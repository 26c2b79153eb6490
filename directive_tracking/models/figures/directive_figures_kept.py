from odoo import models
from odoo.tools import SQL

from ..request.cause_sql import CauseSQL
from .directive_figures_open import PARTS
from .directive_figures_scope import typed
from .finished_sql import ROWS
from .span import Span


class DirectiveFigures(models.AbstractModel):
    """The open tasks as `directive.figures.open` has counted them: written, and read again."""

    _inherit = "directive.figures"

    def _count_open(self, day, starred):
        """Return ``{(by, key): {part: {name: number}}}`` of the open tasks of the province on ``day``.

        The parts are the columns of a form that ends on that day, the counters of the day, and by
        the month of assignment ``given``, and its weight.
        """
        span = Span(day, None)
        standing = self._standing(span, CauseSQL(self.env, day).is_open)
        found = {}
        for part, cells in self._cells_of_open(day).items():
            relation = self._by_facts(span, standing, list(ROWS), starred, {})
            for by, key, row in self._read_rows(cells, relation):
                found.setdefault((by, key), {})[part] = {name: n for name, n in row.items() if n}
        for by in ROWS:
            for key, *given in self._given_open(by, standing, starred):
                month, number, weight = given
                parts = found.setdefault((by, typed(by, key)), {})
                parts.setdefault("given", {})[month.isoformat()] = [number, weight]
        return found

    def _cells_of_open(self, day):
        columns = self._columns_at_the_end(day)
        return {"columns": self._cells(columns), "counters": self._numbers(day)}

    def _given_open(self, by, standing, starred):
        """Return the rows ``(key, month, number, weight)`` of the open tasks in the table ``by``."""
        query = SQL(
            "SELECT %s::varchar, %s, count(*)::int, sum(task.coefficient)"
            " FROM (%s) task WHERE %s GROUP BY 1, 2",
            self._key(by, SQL("task.lead_agency_id")),
            self._month(),
            standing,
            self._counted(starred, {}),
        )
        return [row for row in self._execute(query) if row[1]]

    def _kept_open(self, span, tables, starred, scope):
        """Return ``[(by, key, {cell: number})]`` of the open tasks, None if they are not kept.

        Of one row of a table there may be several.
        """
        dimensions = self._dimensions(span, tables, scope)
        dimensions = {by: dimension for by, dimension in dimensions.items() if dimension}
        if span.changed is not None or not dimensions:
            return None
        basis = self.env["directive.figures.open"]._basis(span.last)
        rows = self._execute(self._query_of_kept(basis, span, dimensions, starred, scope))
        if not rows:
            return None
        return [
            (by, typed(by, key), dict(self._cells_kept(span, *parts)))
            for is_row, by, key, *parts in rows
            if is_row
        ]

    def _query_of_kept(self, basis, span, dimensions, starred, scope):
        """Return the query of the rows of these tables, and of one that says that they are kept.

        Only the parts that are asked for are read: taking them apart costs more than finding them.
        """
        agencies, wanted = self._agencies_in(scope), self._parts_asked(span)
        found = SQL("FROM directive_figures_open WHERE basis = %s", basis)
        parts = [
            SQL(
                "SELECT FALSE, NULL, NULL, NULL::jsonb, NULL::jsonb, NULL::jsonb %s AND dimension IS NULL",
                found,
            )
        ]
        for by, dimension in dimensions.items():
            parts.append(
                SQL(
                    "SELECT TRUE, %s, %s, %s %s AND dimension = %s AND starred = %s AND %s",
                    by,
                    SQL("key") if by else SQL("NULL"),
                    SQL(", ").join(wanted),
                    found,
                    dimension,
                    bool(starred),
                    self._of_keys(dimension, scope, agencies),
                )
            )
        return SQL(" UNION ALL ").join(parts)

    def _parts_asked(self, span):
        """Return the parts of `directive.figures.open` as SQL, NULL for those not asked for."""
        asked = {
            "columns": span.first,
            "counters": not span.first or span.with_counters,
            "given": span.first,
        }
        return [SQL.identifier(name) if asked[name] else SQL("NULL::jsonb") for name in PARTS]

    def _cells_kept(self, span, columns, counters, given):
        """Yield the cells asked for over ``span``, as `_found` and `_counters_of` name them."""
        if not span.first:
            yield from counters.items()
            return
        yield from columns.items()
        if span.with_counters:
            for name, number in counters.items():
                yield ("counter", name), number
        first, last = (month.isoformat() for month in self._months(span))
        of_months = [pair for month, pair in given.items() if first <= month <= last]
        yield "3", sum(number for number, _weight in of_months)
        yield "w3", sum(weight for _number, weight in of_months)
