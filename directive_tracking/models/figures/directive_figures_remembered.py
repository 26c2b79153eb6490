from collections import Counter, defaultdict

from odoo import models
from odoo.tools import SQL

from ...tools.periods import period_bounds
from .directive_figures_scope import typed
from .finished_sql import ROWS


class DirectiveFigures(models.AbstractModel):
    """The figures of past periods as `directive.figures.past` has them: counted, and read again."""

    _inherit = "directive.figures"

    def _count_past(self, first, last, starred):
        """Return ``{(by, key): (columns, counters)}`` of the province over ``first`` to ``last``."""
        span = self._span(last, first, with_counters=True)
        found, counters = self._split_off(self._found(span, list(ROWS), starred, {}))
        return {
            (by, key): tuple({name: n for name, n in part.items() if n} for part in (row, other))
            for by, rows in found.items()
            for key, row in rows.items()
            for other in [counters[by][key]]
        }

    def _remembered(self, tables, first, last, starred, scope):
        """Return what `_found` does, and ``{by: {key: counters}}``; None if it is not remembered."""
        agencies = self._agencies_in(scope)
        dimensions = {by: self._dimension(by, scope, agencies) for by in self._divided(tables)}
        if not dimensions or not all(dimensions.values()):
            return None
        rows = self._execute(self._query_of_past(first, last, dimensions, starred, scope))
        if not rows:
            return None
        found, counted = ({by: defaultdict(Counter) for by in dimensions} for _part in "12")
        for is_row, by, key, columns, counters in rows:
            if is_row:
                found[by][typed(by, key)].update(columns)
                counted[by][typed(by, key)].update(counters)
        return found, counted

    def _query_of_past(self, first, last, dimensions, starred, scope):
        """Return the query of the rows of these tables, and of one that says that they are right."""
        agencies, basis = self._agencies_in(scope), self.env["directive.figures.past"]._basis
        version = self.env["directive.figures.touch"]._version(last)
        right = SQL(
            "SELECT version FROM directive_figures_past"
            " WHERE basis = %s AND dimension IS NULL AND version = %s",
            basis(first, last),
            version,
        )
        parts = [SQL("SELECT FALSE, NULL, NULL, NULL::jsonb, NULL::jsonb FROM kept")]
        for by, dimension in dimensions.items():
            parts.append(
                SQL(
                    "SELECT TRUE, %s, %s, columns, counters FROM directive_figures_past"
                    " WHERE EXISTS (SELECT FROM kept) AND basis = %s AND dimension = %s"
                    " AND starred = %s AND %s",
                    by,
                    SQL("key") if by else SQL("NULL"),
                    basis(first, last),
                    dimension,
                    bool(starred),
                    self._of_keys(dimension, scope, agencies),
                )
            )
        return SQL("WITH kept AS MATERIALIZED (%s) %s", right, SQL(" UNION ALL ").join(parts))

    def _remembered_counters(self, tables, day, starred, scope):
        """Return the counters at the end of a past month, None if they are not remembered."""
        first, last = period_bounds("month", day)
        kept = self._remembered(tables, first, last, starred, scope) if last == day else None
        return kept and kept[1]

    def _split_off(self, found):
        """Take the counters out of what is ``found``; return the columns and the counters."""
        counters = {by: {} for by in found}
        for by, rows in found.items():
            for key, row in rows.items():
                names = [name for name in row if name[0] == "counter"]
                counters[by][key] = Counter({name[1]: row.pop(name) for name in names})
        return found, counters
