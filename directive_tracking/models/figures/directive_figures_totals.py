from odoo import models
from odoo.tools import SQL

from ...tools.periods import FIRST_DAY, reporting_month
from ..request.cause_sql import CauseSQL
from .finished_sql import KINDS, ROWS, SUMMED, contribution

TYPES = {"agency": "int", "issuer": "int", "field": "int", "source": "varchar", "month": "date"}
# What a row says of one task, or of many alike.
ALIKE = (*KINDS, "date_last_news", *SUMMED)


class DirectiveFigures(models.AbstractModel):
    """The tasks of a day as few rows: those open one by one, those that are over as sums.

    What has ended and not changed since that day is in the sums. What has changed since is taken out
    of them and comes one by one, as the trail says.
    """

    _inherit = "directive.figures"

    def _rows(self, day, by, starred, scope, period=None):
        """Return the query of all that counts at the end of ``day``, each row with its ``key``.

        :param period: ``(first, last)`` of a form. ``at_end`` marks what its end counts, ``is_given``
            what was given in it; without a period all rows are ``at_end``
        """
        changed, agencies = self._changed_since(day), self._agencies_in(scope)
        dimension = self._dimension(by, scope, agencies)
        if dimension is None or period and not self._is_whole_months(*period):
            return self._singly(self._standing(day, changed), by, starred, scope, period)
        task = CauseSQL(self.env, day)
        parts = [
            self._singly(self._standing(day, changed, task.is_open), by, starred, scope, period),
            *self._from_sums(dimension, changed, period),
        ]
        narrowed = self._in_sums(dimension, by, starred, scope, agencies)
        return SQL(" UNION ALL ").join([parts[0], *(narrowed(part) for part in parts[1:])])

    def _dimension(self, by, scope, agencies):
        """Return by what sums must be divided to answer, None if no sums are kept that way."""
        wanted = {"agency" if name == "kind" else name for name in (by, *scope) if name}
        wanted |= {"agency"} if agencies is not None or not wanted else set()
        return wanted.pop() if len(wanted) == 1 else None

    def _is_whole_months(self, first, last):
        """Tell whether the period is made of report months, or ends with today."""
        today = self.env["directive.settings"]._today()
        return first.day == FIRST_DAY and (last.day == FIRST_DAY - 1 or last >= today)

    # One by one

    def _singly(self, standing, by, starred, scope, period):
        columns = {
            "is_returned": SQL("COALESCE(task.rework_count, 0) > 0"),
            "is_extended": SQL("COALESCE(task.extension_count, 0) > 0"),
            "task_count": SQL("1"),
        }
        at_end, is_given = SQL("TRUE"), SQL("FALSE")
        if period:
            task = CauseSQL(self.env, period[1])
            at_end = SQL("(%s OR %s AND task.date_done >= %s)", task.is_open, task.done, period[0])
            is_given = SQL("task.date_assigned BETWEEN %s AND %s", *period)
        return SQL(
            "SELECT %s AS key, %s AS at_end, %s AS is_given, %s FROM (%s) task WHERE %s",
            self._key(by, SQL("task.lead_agency_id")),
            at_end,
            is_given,
            SQL(", ").join(
                SQL(
                    "%s AS %s",
                    columns.get(name, SQL.identifier("task", name)),
                    SQL.identifier(name),
                )
                for name in ALIKE
            ),
            standing,
            self._counted(starred, scope),
        )

    # As sums

    def _from_sums(self, dimension, changed, period):
        """Yield the queries of the sums, of the changes not yet added up, and of what to take out."""
        yield from self._kept(dimension, period)
        yield self._not_yet_added(dimension, SQL("directive_figures_change"), period)
        if changed is not None:
            gone = SQL(
                "(WITH task AS (SELECT * FROM directive_task WHERE id IN (%s)) %s)",
                changed,
                contribution(self.env, -1),
            )
            yield self._not_yet_added(dimension, gone, period)

    def _kept(self, dimension, period):
        spans = (
            {"done": (True, False), "given": (False, True)} if period else {"ever": (True, False)}
        )
        for span, flags in spans.items():
            yield SQL(
                "SELECT key::%s, %s AS at_end, %s AS is_given, %s FROM directive_figures_sum"
                " WHERE span = %s AND dimension = %s%s",
                _type(dimension),
                *flags,
                self._as_alike(),
                span,
                dimension,
                SQL(" AND %s", self._in_months(SQL("month"), period)) if period else SQL(),
            )

    def _not_yet_added(self, dimension, source, period):
        """Return the rows of ``source``, which are like those of `directive.figures.change`."""
        flags = (SQL("TRUE"), SQL("FALSE"))
        if period:
            flags = [
                SQL("(%s) IS TRUE", self._in_months(SQL.identifier(name), period))
                for name in ("month_done", "month_assigned")
            ]
        return SQL(
            "SELECT %s::%s AS key, %s AS at_end, %s AS is_given, %s FROM %s source",
            SQL.identifier(ROWS[dimension]),
            _type(dimension),
            *flags,
            self._as_alike(),
            source,
        )

    def _as_alike(self):
        values = {"date_last_news": SQL("NULL::date")}
        return SQL(", ").join(
            SQL("%s AS %s", values.get(name, SQL.identifier(name)), SQL.identifier(name))
            for name in ALIKE
        )

    def _in_months(self, column, period):
        first, last = (reporting_month(day) for day in period)
        return SQL("%s BETWEEN %s AND %s", column, first, last)

    def _in_sums(self, dimension, by, starred, scope, agencies):
        """Return the function that narrows rows of sums down to what was asked for."""
        terms = [SQL("is_starred")] if starred else []
        if agencies is not None:
            terms.append(SQL("key = ANY(%s)", agencies))
        elif dimension in scope:
            terms.append(self._one_of(SQL("key"), scope[dimension]))
        row = SQL("key") if by else SQL("NULL::int AS key")
        columns = SQL(", ").join(map(SQL.identifier, ("at_end", "is_given", *ALIKE)))

        def narrowed(part):
            where = SQL(" AND ").join(terms) if terms else SQL("TRUE")
            return SQL("SELECT %s, %s FROM (%s) sums WHERE %s", row, columns, part, where)

        return narrowed


def _type(dimension):
    return SQL(TYPES[dimension])  # pylint: disable=sql-injection
