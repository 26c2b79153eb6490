from odoo import models
from odoo.tools import SQL

from ...tools.periods import FIRST_DAY, period_bounds, reporting_month
from ..request.cause_sql import CauseSQL
from .directive_figures_scope import several
from .facts_sql import FactsSQL
from .finished_sql import IS_FINAL, KINDS, ROWS, SUMMED, contribution

FEWEST = "source"  # the dimension whose sums are fewest
FLAGS = ("at_end", "is_given", "is_ever")
# What a row says of tasks that are alike.
ALIKE = (*(name for name in KINDS if name != "is_starred"), "date_last_news", *SUMMED)


class DirectiveFigures(models.AbstractModel):
    """The tasks of a day as few rows: those open counted by their facts, those that are over as sums.

    What has ended and not changed since that day is in the sums. What has changed since is taken out
    of them and counted as the trail says.
    """

    _inherit = "directive.figures"

    def _count_rows(self, cells, span, tables, starred, scope):
        """Yield ``(by, key, {cell: number})`` of all that counts at the end of ``span``.

        Of one row of a table there may be several, to be added up.
        """
        kept = self._kept_open(span, tables, starred, scope)
        relation = self._rows(span, tables, starred, scope, kept is not None)
        yield from self._read_rows(cells, relation)
        yield from kept or ()

    def _rows(self, span, tables, starred, scope, without_open):
        """Return the query of all that counts at the end of ``span``.

        Each row has ``by`` and ``key``, the place in one of the ``tables``, and says of
        ``task_count`` tasks alike what `CauseSQL` reads of a task. Three flags say where they
        count: ``at_end`` at the end of the form over the span, ``is_given`` among what was given
        in it, ``is_ever`` in the counters of its last day.

        :param without_open: of the open tasks only the changes not yet added up, where sums answer
        """
        kept, parts = self._dimensions(span, tables, scope), []
        quick = [by for by in tables if kept[by]]
        slow = [by for by in tables if not kept[by]]
        if quick and not without_open:
            standing = self._standing(span, CauseSQL(self.env, span.last).is_open)
            parts.append(self._by_facts(span, standing, quick, starred, scope))
        for by in quick:
            parts += self._from_sums(by, kept[by], span, starred, scope, without_open)
        if slow:
            standing = self._standing(span, span.first and self._in_form(span))
            parts.append(self._by_facts(span, standing, slow, starred, scope))
        return SQL(" UNION ALL ").join(parts)

    def _dimensions(self, span, tables, scope):
        """Return ``{by: dimension}`` of the sums that answer, None where none are kept."""
        agencies = self._agencies_in(scope)
        whole = not span.first or self._is_whole_months(*span.days)
        return {by: self._dimension(by, scope, agencies) if whole else None for by in tables}

    def _dimension(self, by, scope, agencies):
        """Return by what sums must be divided to answer, None if no sums are kept that way."""
        wanted = {"agency" if name == "kind" else name for name in (by, *scope) if name}
        if agencies is not None:
            wanted.add("agency")
        wanted = wanted or {FEWEST}
        return wanted.pop() if len(wanted) == 1 else None

    def _is_whole_months(self, first, last):
        """Tell whether the period is made of report months, or of such and ends with today."""
        today = self.env["directive.settings"]._today()
        return first.day == FIRST_DAY and (last.day == FIRST_DAY - 1 or last >= today)

    def _in_form(self, span):
        """Return the tasks that have not changed since and may be in the form, by three indexes."""
        task = CauseSQL(self.env, span.last)
        return SQL(
            "(%s OR %s AND task.date_done BETWEEN %s AND %s"
            " OR task.date_assigned BETWEEN %s AND %s AND task.state <> 'draft')",
            task.is_open,
            task.done,
            *span.days,
            *span.days,
        )

    # Counted by their facts

    def _by_facts(self, span, standing, tables, starred, scope):
        """Return the rows of the tasks of ``standing``, those alike once for each of the ``tables``."""
        task = FactsSQL(self.env, span.last)
        at_end, is_given = SQL("FALSE"), SQL("FALSE")
        if span.first:
            at_end = SQL("%s OR %s AND task.date_done >= %s", task.is_open, task.done, span.first)
            is_given = SQL("task.date_assigned BETWEEN %s AND %s", *span.days)
        number = task.number(at_end, is_given)
        columns = task.columns(SQL("number")) | {name: SQL.identifier(name) for name in SUMMED}
        return SQL(
            "SELECT by, key, %s FROM (%s) alike",
            _as(columns | {"is_ever": SQL("TRUE")}, (*FLAGS, *ALIKE)),
            self._alike(number, standing, tables, self._counted(starred, scope)),
        )

    def _alike(self, number, standing, tables, counted):
        """Return the query that counts the tasks of one ``number`` together, in each of the tables.

        Its columns: ``by``, the table, ``key`` there, the number, then those of `SUMMED`.
        """
        keys = {by: SQL.identifier(f"key_{by}") for by in tables if by}
        columns = {f"key_{by}": self._key(by, SQL("task.lead_agency_id")) for by in keys}
        columns |= {"number": number}
        columns |= {name: SQL.identifier("task", name) for name in SUMMED if name != "task_count"}
        return SQL(
            """
            SELECT place.by, place.key, alike.*
              FROM (SELECT number, %(keys)s count(*)::int AS task_count, %(sums)s,
                           %(table)s AS number_of_table
                      FROM (SELECT %(columns)s FROM (%(standing)s) task WHERE %(counted)s) task
                     GROUP BY %(sets)s) alike
              JOIN LATERAL (VALUES %(places)s) AS place(number_of_table, by, key)
                   USING (number_of_table)
            """,
            keys=SQL("").join(SQL("%s, ", key) for key in keys.values()),
            sums=SQL(
                "sum(coefficient) AS coefficient, sum(rework_count)::int AS rework_count,"
                " sum(extension_count)::int AS extension_count"
            ),
            table=SQL("GROUPING(%s)", SQL(", ").join(keys.values())) if keys else SQL("0"),
            columns=_as(columns),
            standing=standing,
            counted=counted,
            sets=_sets(keys.values()),
            places=_places(tables, keys),
        )

    # As sums

    def _from_sums(self, by, dimension, span, starred, scope, with_open):
        """Yield the queries of the sums, of the changes not yet added up, and of what to take out.

        :param with_open: whether changes of open tasks are wanted too
        """
        wanted = SQL("TRUE") if with_open else SQL("state %s", IS_FINAL)
        changes = [SQL("(SELECT * FROM directive_figures_change WHERE %s)", wanted)]
        if span.changed is not None:
            gone = self._gone(span)
            changes.append(SQL("(WITH task AS (%s) %s)", gone, contribution(self.env, -1)))
        parts = [*self._kept(dimension, span)]
        parts += [self._not_yet_added(dimension, source, span) for source in changes]
        for part in parts:
            yield SQL(
                "SELECT %s::varchar AS by, %s AS key, %s FROM (%s) sums WHERE %s AND %s",
                by,
                SQL("key") if by else SQL("NULL::varchar"),
                _names((*FLAGS, *ALIKE)),
                part,
                SQL("is_starred") if starred else SQL("TRUE"),
                self._of_keys(dimension, scope, self._agencies_in(scope)),
            )

    def _gone(self, span):
        """Return the query of the tasks that are in the sums of this past day, but not as they stand.

        Those given in later months are in none of the sums that are read.
        """
        end_of_month = period_bounds("month", span.last)[1]
        changed = SQL(
            "SELECT task.* FROM (%s) changed JOIN directive_task task ON task.id = changed.id",
            span.changed,
        )
        if span.last == end_of_month:
            return changed
        return SQL(
            "%s UNION ALL SELECT task.* FROM directive_task task"
            " WHERE task.date_assigned > %s AND task.date_assigned <= %s",
            changed,
            span.last,
            end_of_month,
        )

    def _of_keys(self, dimension, scope, agencies):
        """Return the condition of the rows of ``dimension`` that are in the scope."""
        if agencies is not None:
            return SQL("key = ANY(%s)", [str(one) for one in agencies])
        if dimension not in scope:
            return SQL("TRUE")
        return self._one_of(SQL("key"), [one and str(one) for one in several(scope[dimension])])

    def _kept(self, dimension, span):
        """Yield the queries of the sums asked for, each with the one flag of where they count."""
        columns = {name: SQL.identifier(name) for name in ALIKE}
        alike = _as(columns | {"date_last_news": SQL("NULL::date")})
        for kind, flag, months in self._sums_asked(span):
            yield SQL(
                "SELECT key, %s, is_starred, %s FROM directive_figures_sum"
                " WHERE span = %s AND dimension = %s AND %s",
                _as({name: SQL("%s", name == flag) for name in FLAGS}),
                alike,
                kind,
                dimension,
                months,
            )

    def _sums_asked(self, span):
        """Yield ``(kind of sums, flag, condition on their months)``."""
        month = SQL("month")
        if self._is_year_so_far(span):
            of_year = SQL("month = %s", self._months(span)[0])
            yield "done_year", "at_end", of_year
            yield "given_year", "is_given", of_year
        elif span.first:
            yield "done", "at_end", self._in_months(month, span)
            yield "given", "is_given", self._in_months(month, span)
        if span.with_counters and span.changed is None:
            yield "ever", "is_ever", SQL("TRUE")
        elif span.with_counters:
            yield "given", "is_ever", self._given_by_then(month, span)

    def _is_year_so_far(self, span):
        """Tell whether the span holds all of its report year that has been, and no other."""
        return (
            span.first
            and span.changed is None
            and period_bounds("year", span.last)[0] == span.first
        )

    def _not_yet_added(self, dimension, source, span):
        """Return the rows of ``source``, which are like those of `directive.figures.change`."""
        flags = dict.fromkeys(FLAGS, SQL("FALSE")) | {"is_ever": SQL("TRUE")}
        if span.first:
            for flag, month in (("at_end", "month_done"), ("is_given", "month_assigned")):
                flags[flag] = SQL("(%s) IS TRUE", self._in_months(SQL.identifier(month), span))
            still = CauseSQL(self.env, span.last, "source").is_open
            flags["at_end"] = SQL("(%s OR %s)", flags["at_end"], still)
        if span.changed is not None:
            flags["is_ever"] = self._given_by_then(SQL("month_assigned"), span)
        return SQL(
            "SELECT %s::varchar AS key, %s, is_starred, %s FROM %s source",
            SQL.identifier(ROWS[dimension]),
            _as(flags),
            _as({name: SQL.identifier(name) for name in ALIKE}),
            source,
        )

    def _given_by_then(self, column, span):
        """Return the condition that a month of assignment is not later than the last day."""
        return SQL("(%s <= %s OR %s IS NULL)", column, reporting_month(span.last), column)

    def _in_months(self, column, span):
        return SQL("%s BETWEEN %s AND %s", column, *self._months(span))

    def _months(self, span):
        return [reporting_month(day) for day in span.days]


def _names(names):
    return SQL(", ").join(map(SQL.identifier, names))


def _as(columns, names=None):
    """Return ``{name: SQL}`` as columns, those of ``names`` in their order."""
    return SQL(", ").join(
        SQL("%s AS %s", columns[name], SQL.identifier(name)) for name in names or columns
    )


def _sets(keys):
    """Return what to group by: the number, with one key after the other."""
    if not keys:
        return SQL("number")
    return SQL("GROUPING SETS (%s)", SQL(", ").join(SQL("(number, %s)", key) for key in keys))


def _places(tables, keys):
    """Return the rows that say where a set is counted: in its table, the first also in the whole."""
    if not keys:
        return SQL("(0, NULL::varchar, NULL::varchar)")
    places, all_bits = [], 2 ** len(keys) - 1
    for place, (by, key) in enumerate(keys.items()):
        # A column that is not grouped by is 1 in GROUPING(), of which the first is the highest bit.
        number = all_bits - 2 ** (len(keys) - 1 - place)
        places.append(SQL("(%s, %s::varchar, %s::varchar)", number, by, key))
        if not place and None in tables:
            places.append(SQL("(%s, NULL, NULL)", number))
    return SQL(", ").join(places)
