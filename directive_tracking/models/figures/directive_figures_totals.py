from odoo import models
from odoo.tools import SQL

from ...tools.periods import FIRST_DAY, reporting_month
from ..request.cause_sql import CauseSQL
from .directive_figures_scope import several
from .facts_sql import FactsSQL
from .finished_sql import KINDS, ROWS, SUMMED, contribution

FLAGS = ("at_end", "is_given")
# What a row says of tasks that are alike.
ALIKE = (*(name for name in KINDS if name != "is_starred"), "date_last_news", *SUMMED)


class DirectiveFigures(models.AbstractModel):
    """The tasks of a day as few rows: those open counted by their facts, those that are over as sums.

    What has ended and not changed since that day is in the sums. What has changed since is taken out
    of them and counted as the trail says.
    """

    _inherit = "directive.figures"

    def _rows(self, day, tables, starred, scope, period=None):
        """Return the query of all that counts at the end of ``day``.

        Each row has ``by`` and ``key``, the place in one of the ``tables``, and says of
        ``task_count`` tasks alike what `CauseSQL` reads of a task. With a ``period``, ``at_end``
        marks what the end of its form counts, ``is_given`` what was given in it.
        """
        changed, agencies = self._changed_since(day), self._agencies_in(scope)
        whole = not period or self._is_whole_months(*period)
        kept = {by: self._dimension(by, scope, agencies) if whole else None for by in tables}
        parts = []
        quick = [by for by in tables if kept[by]]
        slow = [by for by in tables if not kept[by]]
        if quick:
            is_open = CauseSQL(self.env, day).is_open
            standing = self._standing(day, changed, is_open)
            parts.append(self._by_facts(day, standing, quick, starred, scope, period))
            parts += [
                part
                for by in quick
                for part in self._from_sums(by, kept[by], changed, starred, scope, period)
            ]
        if slow:
            standing = self._standing(day, changed, period and self._in_form(period))
            parts.append(self._by_facts(day, standing, slow, starred, scope, period))
        return SQL(" UNION ALL ").join(parts)

    def _dimension(self, by, scope, agencies):
        """Return by what sums must be divided to answer, None if no sums are kept that way."""
        wanted = {"agency" if name == "kind" else name for name in (by, *scope) if name}
        wanted |= {"agency"} if agencies is not None or not wanted else set()
        return wanted.pop() if len(wanted) == 1 else None

    def _is_whole_months(self, first, last):
        """Tell whether the period is made of report months, or of such and ends with today."""
        today = self.env["directive.settings"]._today()
        return first.day == FIRST_DAY and (last.day == FIRST_DAY - 1 or last >= today)

    def _in_form(self, period):
        """Return the tasks that have not changed since and may be in the form, by three indexes."""
        task = CauseSQL(self.env, period[1])
        return SQL(
            "(%s OR %s AND task.date_done BETWEEN %s AND %s"
            " OR task.date_assigned BETWEEN %s AND %s AND task.state <> 'draft')",
            task.is_open,
            task.done,
            *period,
            *period,
        )

    # Counted by their facts

    def _by_facts(self, day, standing, tables, starred, scope, period):
        """Return the rows of the tasks of ``standing``, those alike once for each of the ``tables``."""
        task = FactsSQL(self.env, day)
        at_end, is_given = SQL("TRUE"), SQL("FALSE")
        if period:
            at_end = SQL("%s OR %s AND task.date_done >= %s", task.is_open, task.done, period[0])
            is_given = SQL("task.date_assigned BETWEEN %s AND %s", *period)
        number = task.number(at_end, is_given)
        columns = task.columns(SQL("number")) | {name: SQL.identifier(name) for name in SUMMED}
        return SQL(
            """
            SELECT by, key, %(at_end)s AS at_end, %(is_given)s AS is_given, %(columns)s
              FROM (%(alike)s) AS facts(by, key, number, %(summed)s)
            """,
            at_end=columns["at_end"],
            is_given=columns["is_given"],
            columns=SQL(", ").join(
                SQL("%s AS %s", columns[name], SQL.identifier(name)) for name in ALIKE
            ),
            alike=self._alike(number, standing, tables, self._counted(starred, scope)),
            summed=SQL(", ").join(map(SQL.identifier, SUMMED)),
        )

    def _alike(self, number, standing, tables, counted):
        """Return the query that counts the tasks of one ``number`` together, in each of the tables.

        Its columns: the table, the key there, the number, then those of `SUMMED`.
        """
        keys = {by: SQL.identifier(f"key_{by}") for by in tables}
        named = {by: key for by, key in keys.items() if by}
        sets = [SQL("(number, %s)", key) if by else SQL("(number)") for by, key in keys.items()]
        return SQL(
            """
            SELECT %(place)s, number, count(*)::int, sum(coefficient),
                   sum(rework_count)::int, sum(extension_count)::int
              FROM (SELECT %(keys)s %(number)s AS number, task.coefficient,
                           task.rework_count, task.extension_count
                      FROM (%(standing)s) task WHERE %(counted)s) task
             GROUP BY GROUPING SETS (%(sets)s)
            """,
            place=self._place(named),
            keys=SQL("").join(
                SQL("%s AS %s, ", self._key(by, SQL("task.lead_agency_id")), key)
                for by, key in named.items()
            ),
            number=number,
            standing=standing,
            counted=counted,
            sets=SQL(", ").join(sets),
        )

    def _place(self, keys):
        """Return two columns: of which table a row is, and its key there.

        :param keys: ``{table: the column of its key}``
        """
        if not keys:
            return SQL("NULL::varchar, NULL::varchar")
        # A column that is not grouped by is 1 in GROUPING().
        tables = [SQL("WHEN GROUPING(%s) = 0 THEN %s", key, by) for by, key in keys.items()]
        values = [SQL("WHEN GROUPING(%s) = 0 THEN %s::varchar", key, key) for key in keys.values()]
        return SQL("CASE %s END, CASE %s END", SQL(" ").join(tables), SQL(" ").join(values))

    # As sums

    def _from_sums(self, by, dimension, changed, starred, scope, period):
        """Yield the queries of the sums, of the changes not yet added up, and of what to take out."""
        agencies = self._agencies_in(scope)
        changes = [SQL("directive_figures_change")]
        if changed is not None:
            gone = SQL("SELECT * FROM directive_task WHERE id IN (%s)", changed)
            changes.append(SQL("(WITH task AS (%s) %s)", gone, contribution(self.env, -1)))
        parts = [*self._kept(dimension, period)]
        parts += [self._not_yet_added(dimension, source, period) for source in changes]
        terms = [SQL("is_starred")] if starred else []
        if agencies is not None:
            terms.append(SQL("key = ANY(%s)", [str(one) for one in agencies]))
        elif dimension in scope:
            terms.append(self._one_of_keys(scope[dimension]))
        columns = SQL(", ").join(map(SQL.identifier, (*FLAGS, *ALIKE)))
        for part in parts:
            yield SQL(
                "SELECT %s::varchar AS by, %s AS key, %s FROM (%s) sums WHERE %s",
                by,
                SQL("key") if by else SQL("NULL::varchar"),
                columns,
                part,
                SQL(" AND ").join(terms) if terms else SQL("TRUE"),
            )

    def _one_of_keys(self, values):
        values = [value and str(value) for value in several(values)]
        return self._one_of(SQL("key"), values)

    def _kept(self, dimension, period):
        spans = {"done": "at_end", "given": "is_given"} if period else {"ever": "at_end"}
        for span, flag in spans.items():
            yield SQL(
                "SELECT key, %s, is_starred, %s FROM directive_figures_sum"
                " WHERE span = %s AND dimension = %s%s",
                SQL(", ").join(
                    SQL("%s AS %s", name == flag, SQL.identifier(name)) for name in FLAGS
                ),
                self._as_alike(),
                span,
                dimension,
                SQL(" AND %s", self._in_months(SQL("month"), period)) if period else SQL(),
            )

    def _not_yet_added(self, dimension, source, period):
        """Return the rows of ``source``, which are like those of `directive.figures.change`."""
        at_end, is_given = SQL("TRUE"), SQL("FALSE")
        if period:
            at_end, is_given = (
                SQL("(%s) IS TRUE", self._in_months(SQL.identifier(name), period))
                for name in ("month_done", "month_assigned")
            )
        return SQL(
            "SELECT %s::varchar AS key, %s AS at_end, %s AS is_given, is_starred, %s"
            " FROM %s source",
            SQL.identifier(ROWS[dimension]),
            at_end,
            is_given,
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
