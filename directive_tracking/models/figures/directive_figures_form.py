import operator
from collections import Counter, defaultdict

from odoo import models
from odoo.tools import SQL

from ...tools.figures.columns import WEIGHED, with_rates
from ...tools.figures.form import DONE, OPEN
from ..request.cause_sql import CauseSQL
from .directive_figures_counters import summed
from .directive_figures_scope import typed
from .directive_figures_standing import COLUMNS
from .directive_transition import MOVING, TELLING

MOVES = ("T2", "T3", "G3", "G4")
FINAL = ("done", "revoked", "closed")
# Other lines of the task, as seen from a line.
EARLIER, LATER = (
    SQL("other.task_id = line.task_id AND (other.date, other.id) < (line.date, line.id)"),
    SQL("other.task_id = line.task_id AND (other.date, other.id) > (line.date, line.id)"),
)


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
        self._check_by(tables, scope)
        self._flush()
        agencies = self._agencies_in(scope)
        found = {by: defaultdict(Counter) for by in self._divided(tables)}
        for columns, relation in self._counted_parts(first, last, list(found), starred, scope):
            for by, key, *numbers in self._execute(self._sum_up(columns, relation)):
                found[by][typed(by, key)].update(
                    dict(zip(self._cells(columns), numbers, strict=True))
                )
        for by, rows in found.items():
            if not self._moves_count(by, agencies):
                for row in rows.values():
                    row.update({name: -row[name] for name in MOVES})
        return {by: self._balanced(self._rows_of_table(by, found, operator.add)) for by in tables}

    def _cells(self, columns):
        """Return the cells that a part fills: its ``columns``, and the weights behind some."""
        return [*columns, *(f"w{name}" for name in columns if name in WEIGHED)]

    def _balanced(self, rows):
        """Return ``rows`` with all columns, leaving out those of nothing but zeros."""
        return {key: _balance(row) for key, row in rows.items() if any(row.values())}

    def _sum_up(self, columns, relation):
        """Return the query that counts a part of the form.

        :param columns: ``{column: condition}``
        :param relation: rows with ``by``, ``key``, ``task_count`` and ``coefficient``
        """
        counts = [summed("task_count", when) for when in columns.values()]
        weights = [
            SQL("COALESCE(sum(task.coefficient) FILTER (WHERE %s), 0)", when)
            for name, when in columns.items()
            if name in WEIGHED
        ]
        cells = SQL(", ").join(counts + weights)
        return SQL(
            "SELECT task.by, task.key, %s FROM (%s) task GROUP BY task.by, task.key",
            cells,
            relation,
        )

    def _counted_parts(self, first, last, tables, starred, scope):
        """Yield ``({column: condition}, relation)``: all that is counted, but column 2."""
        agencies = self._agencies_in(scope)
        at_end = self._columns_at_the_end(last)
        columns = {name: SQL("task.at_end AND %s", when) for name, when in at_end.items()}
        columns["3"] = SQL("task.is_given")
        yield columns, self._rows(last, tables, starred, scope, (first, last))
        parts = [(self._columns_of_lines(), self._lines, tables)]
        moving = [by for by in tables if self._moves_count(by, agencies)]
        if moving:
            parts.append(({"3": SQL("TRUE")}, self._given_to_others, moving))
        for columns, relation, some in parts:
            relation = self._narrowed(relation(first, last), starred, scope)
            yield columns, self._placed(relation, some)

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

    def _form_parts(self, first, last, starred, scope):
        """Return ``[(relation, {column: condition})]`` with the tasks behind each column but 2.

        A relation has a row for each task or event, with all columns of a standing and ``agency_id``.
        """
        parts = [
            (self._at_the_end, self._columns_at_the_end(last)),
            (self._given, {"3": SQL("TRUE")}),
            (self._lines, self._columns_of_lines()),
        ]
        return [
            (self._narrowed(relation(first, last), starred, scope), columns)
            for relation, columns in parts
        ]

    def _narrowed(self, relation, starred, scope):
        return SQL(
            "SELECT * FROM (%s) task WHERE %s AND %s AND %s",
            relation,
            self._where(scope),
            SQL("task.is_starred") if starred else SQL("TRUE"),
            self._led_by(SQL("task.agency_id"), self._agencies_in(scope)),
        )

    # Where tasks stand at the end

    def _at_the_end(self, first, last):
        """Return the tasks open at the end, and those done in the period and still done."""
        task = CauseSQL(self.env, last)
        return SQL(
            "SELECT task.*, task.lead_agency_id AS agency_id FROM (%s) task"
            " WHERE %s OR %s AND task.date_done >= %s",
            self._standing(last, self._changed_since(last), self._in_form((first, last))),
            task.is_open,
            task.done,
            first,
        )

    def _columns_at_the_end(self, last):
        task = CauseSQL(self.env, last)
        marks = task.marks()
        columns = {"6": task.done, "10": task.is_open}
        columns |= {column: marks[name] for name, column in {**DONE, **OPEN}.items()}
        return columns

    # What was given

    def _given(self, first, last, moved=None):
        """Return the tasks given in the period, at the agency they were given to.

        :param moved: the query of the ids of those wanted alone
        """
        given = SQL(
            "SELECT id FROM directive_task WHERE date_assigned BETWEEN %s AND %s", first, last
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
            self._standing_of(moved or given, last, self._changed_since(last)),
            first,
            last,
        )

    def _given_to_others(self, first, last):
        """Return what to correct where tasks given in the period have moved since.

        They were counted at their present lead: that is taken back, and they count where they were
        given.
        """
        columns = SQL(", ").join(
            SQL.identifier("task", name) for name in COLUMNS if name != "coefficient"
        )
        return SQL(
            "SELECT %s, side.agency_id, side.count AS task_count,"
            " side.count * task.coefficient AS coefficient"
            " FROM (%s) task CROSS JOIN LATERAL (VALUES"
            " (task.agency_id, 1), (task.lead_agency_id, -1)) AS side(agency_id, count)"
            " WHERE task.agency_id <> task.lead_agency_id",
            columns,
            self._given(first, last, self._with_lines(MOVING, first, last)),
        )

    def _with_lines(self, verbs, first, last):
        """Return the query of the ids of the tasks with such lines in the period."""
        # Word for word the condition of the index.
        return SQL(
            "SELECT task_id FROM directive_transition WHERE verb IN %s AND verb IN %s"
            " AND date >= %s AND date < %s AND task_id IS NOT NULL",
            TELLING,
            verbs,
            self._start(first),
            self._after(last),
        )

    # What the lines say

    def _lines(self, first, last):
        """Return the lines of the period that add to the form, each at the agency concerned.

        A line that moves a task has a row for each side.
        """
        return SQL(
            """
            SELECT task.*, 1 AS task_count, side.agency_id, line.verb, line.state_from, line.state_to, side.way,
                   line.has_ended_before, line.is_undone, line.is_last_extension,
                   line.state_from IN %(final)s AS was_over, line.state_to IN %(final)s AS is_over
              FROM (%(lines)s) line
              JOIN (%(standing)s) task ON task.id = line.task_id
             CROSS JOIN LATERAL (VALUES
                   ('at', CASE WHEN line.is_ending THEN task.lead_agency_id ELSE line.agency_id END),
                   ('in', line.moved_to), ('out', line.moved_from)) AS side(way, agency_id)
             WHERE side.agency_id IS NOT NULL
            """,
            lines=self._lines_of(first, last),
            standing=self._standing_of(
                self._with_lines(TELLING, first, last), last, self._changed_since(last)
            ),
            final=FINAL,
        )

    def _lines_of(self, first, last):
        start, after = self._start(first), self._after(last)
        return SQL(
            """
            SELECT line.*, before.agency_id AS moved_from,
                   CASE WHEN before.agency_id IS NOT NULL THEN line.agency_id END AS moved_to,
                   line.verb IN ('revoke', 'close') AS is_ending, %(beside)s
              FROM directive_transition line
              LEFT JOIN LATERAL (
                   SELECT last.agency_id FROM (
                          SELECT other.agency_id FROM directive_transition other
                           WHERE line.verb IN %(moving)s
                             AND %(earlier)s AND other.agency_id IS NOT NULL
                           ORDER BY other.date DESC, other.id DESC LIMIT 1) last
                    WHERE last.agency_id <> line.agency_id) before ON TRUE
             WHERE line.date >= %(start)s AND line.date < %(after)s AND line.task_id IS NOT NULL
               AND line.verb IN %(telling)s
            """,
            start=start,
            after=after,
            beside=self._beside(start, after),
            earlier=EARLIER,
            telling=TELLING,
            moving=MOVING,
        )

    def _beside(self, start, after):
        """Return the columns that say what other lines of the period mean for a line."""
        return SQL(
            """
            CASE WHEN line.verb = 'reopen' OR line.state_to IN %(final)s THEN EXISTS (
                SELECT FROM directive_transition other
                 WHERE %(earlier)s AND other.date >= %(start)s
                   AND other.state_to IN %(final)s AND other.state_from NOT IN %(final)s)
            END AS has_ended_before,
            line.verb = 'close' AND EXISTS (
                SELECT FROM directive_transition other
                 WHERE %(later)s AND other.date < %(after)s AND other.verb = 'reopen')
            AS is_undone,
            line.verb = 'extend' AND NOT EXISTS (
                SELECT FROM directive_transition other
                 WHERE %(later)s AND other.date < %(after)s AND other.verb = 'extend')
            AS is_last_extension
            """,
            start=start,
            after=after,
            earlier=EARLIER,
            later=LATER,
            final=FINAL,
        )

    def _columns_of_lines(self):
        """Return which line adds to which column.

        Only what happens to a task in the form counts: a task that was over when the period began
        comes in when it is reopened.
        """
        at = SQL("task.way = 'at'")
        inside = SQL("(NOT task.is_over OR task.has_ended_before)")
        reorganised = SQL("task.verb = 'reorganise'")
        moved = {
            "T2": SQL("task.way = 'in' AND NOT %s", reorganised),
            "T3": SQL("task.way = 'in' AND %s", reorganised),
            "G3": SQL("task.way = 'out' AND NOT %s", reorganised),
            "G4": SQL("task.way = 'out' AND %s", reorganised),
        }
        return {
            "T1": SQL("%s AND task.verb = 'reopen' AND NOT task.has_ended_before", at),
            **{name: SQL("%s AND %s", way, inside) for name, way in moved.items()},
            "G1": SQL("%s AND task.verb = 'revoke'", at),
            "G2": SQL("%s AND task.verb = 'close' AND NOT task.is_undone", at),
            "15": SQL("%s AND task.verb = 'return'", at),
            "16a": SQL("%s AND task.is_last_extension", at),
            "16b": SQL("%s AND task.verb = 'extend'", at),
        }


def _balance(row):
    weights = {f"w{name}": _number(row[f"w{name}"]) for name in WEIGHED}
    cells = with_rates({name: row[name] for name in row if name[0] != "w"} | weights)
    cells["2"] = cells["1"] - cells["3"] - cells["T"] + cells["G"]
    return cells


def _number(value):
    """Return a sum of weights as a whole number where it is one."""
    return int(value) if value == int(value) else float(value)
