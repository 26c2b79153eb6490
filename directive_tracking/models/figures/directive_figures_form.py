import operator
from collections import Counter, defaultdict
from itertools import chain

from odoo import models
from odoo.tools import SQL

from ...tools.figures.columns import WEIGHED, with_rates
from ...tools.figures.form import DONE, OPEN
from ..request.cause_sql import CauseSQL
from .directive_figures_counters import summed
from .directive_figures_standing import COLUMNS
from .directive_transition import MOVING

MOVES = ("T2", "T3", "G3", "G4")
# By how much moves change column 3 and its weight.
MOVED = {"3": "3m", "w3": "w3m"}


class DirectiveFigures(models.AbstractModel):
    """Form 01-NV over a period.

    Three parts are counted: where tasks stand at the end, what was given, and what the lines of the
    period say. What was brought forward follows from the balance 2 = 6 + 10 + G - 3 - T, row by row.
    """

    _inherit = "directive.figures"

    def _form(self, first, last, by=None, starred=False, **scope):
        """Return ``{key: {column: value}}`` over ``first`` to ``last``; see the class."""
        return self._forms_of([by], first, last, starred, **scope)[by]

    def _forms_of(self, tables, first, last, starred=False, **scope):
        """Return ``{by: {key: {column: value}}}`` of several tables, counted in one go."""
        self._begin(tables, scope)
        found, _counters = self._remembered(tables, first, last, starred, scope) or (
            self._found(self._span(last, first), tables, starred, scope),
            None,
        )
        return self._tables_of_form(tables, found, scope)

    def _forms_and_counters(self, tables, first, last, starred=False, **scope):
        """Return `_forms_of` of the period, and `_counters_of` of its last day."""
        self._begin(tables, scope)
        kept = self._remembered(tables, first, last, starred, scope)
        if not kept and not self._is_whole_months(first, last):
            forms = self._forms_of(tables, first, last, starred, **scope)
            return forms, self._counters_of(tables, last, starred, **scope)
        found, counters = kept or self._split_off(
            self._found(self._span(last, first, with_counters=True), tables, starred, scope)
        )
        forms = self._tables_of_form(tables, found, scope)
        return forms, self._tables_of_counters(tables, counters)

    def _ends(self, first, last, by=None, starred=False, **scope):
        """Return ``{key: {column: number}}``: where tasks stand at the end of the period.

        These are the columns 4 to 14 of the form, without the steps that led there, of which a
        year has many.
        """
        self._begin([by], scope)
        found, _counters = self._remembered([by], first, last, starred, scope) or (
            self._found(self._span(last, first), [by], starred, scope, with_steps=False),
            None,
        )
        for rows in found.values():
            for row in rows.values():
                for name in (*self._columns_of_steps(), *MOVED):
                    row.pop(name, None)
        rows = self._rows_of_table(by, found, operator.add)
        return {key: row for key, row in rows.items() if any(row.values())}

    def _count_given(self, first, last, starred=False, **scope):
        """Return column 3 of the form over any days, alone."""
        self._begin([], scope)
        given = self._narrowed(self._given(self._span(last, first)), starred, scope)
        [(number,)] = self._execute(SQL("SELECT count(*)::int FROM (%s) given", given))
        return number

    def _begin(self, tables, scope):
        self._check_by(tables, scope)
        self._flush()

    def _found(self, span, tables, starred, scope, with_steps=True):
        """Return ``{by: {key: what is counted}}``: columns but 2, and counters if asked for."""
        tables = list(self._divided(tables))
        found = {by: defaultdict(Counter) for by in tables}
        cells = self._cells_of_tasks(span)
        parts = [self._count_rows(cells, span, tables, starred, scope)]
        if with_steps:
            parts.append(self._count_steps(span, tables, starred, scope))
        for by, key, row in chain(*parts):
            found[by][key].update(row)
        return found

    def _tables_of_form(self, tables, found, scope):
        agencies = self._agencies_in(scope)
        for by, rows in found.items():
            if not self._moves_count(by, agencies):
                for row in rows.values():
                    row.update({name: -row[name] for name in MOVES})
            for row in rows.values():
                row.update({name: row.pop(more, 0) for name, more in MOVED.items()})  # adds
        return {by: self._balanced(self._rows_of_table(by, found, operator.add)) for by in tables}

    def _balanced(self, rows):
        """Return ``rows`` with all columns, leaving out those of nothing but zeros."""
        return {key: _balance(row) for key, row in rows.items() if any(row.values())}

    def _cells(self, columns):
        """Return the number of each column as SQL, and the weights behind some.

        :param columns: ``{column: condition}``
        """
        weights = {
            f"w{name}": SQL("COALESCE(sum(task.coefficient) FILTER (WHERE %s), 0)", when)
            for name, when in columns.items()
            if name in WEIGHED
        }
        return {name: summed("task_count", when) for name, when in columns.items()} | weights

    def _cells_of_tasks(self, span):
        at_end = self._columns_at_the_end(span.last)
        columns = {name: SQL("task.at_end AND %s", when) for name, when in at_end.items()}
        cells = self._cells({**columns, "3": SQL("task.is_given")})
        if span.with_counters:
            counters = self._numbers(span.last)
            cells |= {("counter", name): number for name, number in counters.items()}
        return cells

    def _parts_of_steps(self, spans, tables, starred, scope):
        """Return ``[({cell: SQL}, relation)]`` of what the steps of the ``spans`` add to the form."""
        lines = self._of_all(self._lines, spans, starred, scope)
        alike = self._placed(self._lines_alike(lines, tables), tables)
        parts = [(self._cells(self._columns_of_lines()), alike)]
        agencies = self._agencies_in(scope)
        moving = [by for by in tables if self._moves_count(by, agencies)]
        if moving:
            moved = self._of_all(self._given_to_others, spans, starred, scope)
            cells = self._cells({"3": SQL("TRUE")})
            cells = {MOVED[name]: number for name, number in cells.items()}
            parts.append((cells, self._placed(moved, moving)))
        return parts

    def _of_all(self, relation, spans, starred, scope):
        """Return the rows of ``relation(span)`` of all these ``spans``."""
        return SQL(" UNION ALL ").join(
            self._narrowed(relation(span), starred, scope) for span in spans
        )

    def _placed(self, relation, tables):
        """Return the rows of ``relation`` once for each of the ``tables``, with their place there."""
        places = SQL(", ").join(
            SQL("(%s, %s::varchar)", by, self._key(by, SQL("task.agency_id"))) for by in tables
        )
        return SQL(
            "SELECT task.*, place.by, place.key FROM (%s) task"
            " CROSS JOIN LATERAL (VALUES %s) AS place(by, key)",
            relation,
            places,
        )

    def _form_parts(self, span, starred, scope):
        """Return ``[(relation, {column: condition})]`` with the tasks behind each column but 2.

        A relation has a row for each task or event, with all columns of a standing and ``agency_id``.
        """
        parts = [
            (self._at_the_end(span), self._columns_at_the_end(span.last)),
            (self._given(span), {"3": SQL("TRUE")}),
            (self._lines(span), self._columns_of_lines()),
        ]
        return [(self._narrowed(relation, starred, scope), columns) for relation, columns in parts]

    def _narrowed(self, relation, starred, scope):
        return SQL(
            "SELECT * FROM (%s) task WHERE %s AND %s AND %s",
            relation,
            self._where(scope),
            SQL("task.is_starred") if starred else SQL("TRUE"),
            self._led_by(SQL("task.agency_id"), self._agencies_in(scope)),
        )

    # Where tasks stand at the end

    def _at_the_end(self, span):
        """Return the tasks open at the end, and those done in the period and still done."""
        task = CauseSQL(self.env, span.last)
        return SQL(
            "SELECT task.*, task.lead_agency_id AS agency_id FROM (%s) task"
            " WHERE %s OR %s AND task.date_done >= %s",
            self._standing(span, self._in_form(span)),
            task.is_open,
            task.done,
            span.first,
        )

    def _columns_at_the_end(self, last):
        task = CauseSQL(self.env, last)
        marks = task.marks()
        columns = {"6": task.done, "10": task.is_open}
        columns |= {column: marks[name] for name, column in {**DONE, **OPEN}.items()}
        return columns

    # What was given

    def _given(self, span, moved=None):
        """Return the tasks given in the period, at the agency they were given to.

        :param moved: the query of the ids of those wanted alone
        """
        given = SQL(
            "SELECT id FROM directive_task WHERE date_assigned BETWEEN %s AND %s", *span.days
        )
        return SQL(
            """
            SELECT task.*, COALESCE(assigned.agency_id, task.lead_agency_id) AS agency_id
              FROM (%s) task
              LEFT JOIN LATERAL (
                   SELECT line.agency_id FROM directive_transition line
                    WHERE line.task_id = task.id AND line.verb = 'assign'
                    ORDER BY line.date, line.id LIMIT 1) assigned ON TRUE
             WHERE task.date_assigned BETWEEN %s AND %s
            """,
            self._standing_of(moved or given, span),
            *span.days,
        )

    def _given_to_others(self, span):
        """Return what to correct where tasks given in the period have moved since.

        They were counted at their present lead: that is taken back, and they count where they were
        given.
        """
        columns = SQL(", ").join(
            SQL.identifier("task", name) for name in COLUMNS if name != "coefficient"
        )
        return SQL(
            "SELECT %s, side.agency_id, %s * side.count AS task_count,"
            " %s * side.count * task.coefficient AS coefficient"
            " FROM (%s) task CROSS JOIN LATERAL (VALUES"
            " (task.agency_id, 1), (task.lead_agency_id, -1)) AS side(agency_id, count)"
            " WHERE task.agency_id <> task.lead_agency_id",
            columns,
            span.sign,
            span.sign,
            self._given(span, self._with_lines(span, MOVING)),
        )


def _balance(row):
    weights = {f"w{name}": _number(row[f"w{name}"]) for name in WEIGHED}
    cells = with_rates({name: row[name] for name in row if name[0] != "w"} | weights)
    cells["2"] = cells["1"] - cells["3"] - cells["T"] + cells["G"]
    return cells


def _number(value):
    """Return a sum of weights, which have two decimals; as a whole number where it is one."""
    value = round(float(value), 2)
    return int(value) if value == int(value) else value
