from odoo import models
from odoo.tools import SQL

from .directive_figures_scope import COLUMNS
from .directive_transition import MOVING, TELLING

FINAL = ("done", "revoked", "closed")
EARLIER = SQL("other.task_id = line.task_id AND (other.date, other.id) < (line.date, line.id)")
# What tells lines apart that add to the form.
KINDS = (
    "way", "verb", "has_ended_before", "is_undone", "is_last_extension", "is_over",
)  # fmt: skip


class DirectiveFigures(models.AbstractModel):
    """What the lines of a period say: moves, ends without result, returns and extensions."""

    _inherit = "directive.figures"

    def _lines(self, span):
        """Return the lines of the period that add to the form, each at the agency concerned.

        A line that moves a task has a row for each side.
        """
        ids = span.among
        if ids is None and span.changed is not None:
            ids = self._with_lines(span)
        standing = self._standing(span) if ids is None else self._standing_of(ids, span)
        return SQL(
            """
            SELECT task.*, %(sign)s AS task_count, side.agency_id, line.verb, side.way,
                   line.has_ended_before, line.is_undone, line.is_last_extension,
                   line.state_to IN %(final)s AS is_over
              FROM (%(lines)s) line
              JOIN (%(standing)s) task ON task.id = line.task_id
             CROSS JOIN LATERAL (VALUES
                   ('at', CASE WHEN line.is_ending THEN task.lead_agency_id ELSE line.agency_id END),
                   ('in', line.moved_to), ('out', line.moved_from)) AS side(way, agency_id)
             WHERE side.agency_id IS NOT NULL
            """,
            lines=self._lines_of(span),
            standing=standing,
            final=FINAL,
            sign=span.sign,
        )

    def _lines_alike(self, lines, tables):
        """Return the query that counts those of ``lines`` together that add to the same cells."""
        names = ["agency_id", *KINDS, *(COLUMNS[by] for by in tables if by in COLUMNS)]
        if "month" in tables:
            names.append("date_assigned")
        alike = SQL(", ").join(map(SQL.identifier, names))
        return SQL(
            "SELECT %s, sum(task_count)::int AS task_count FROM (%s) line GROUP BY %s",
            alike,
            lines,
            alike,
        )

    def _with_lines(self, span, verbs=None):
        """Return the query of the ids of the tasks with lines in the period, or with such lines."""
        return SQL(
            "SELECT line.task_id FROM directive_transition line WHERE %s AND %s",
            self._telling(span),
            SQL("line.verb IN %s", verbs) if verbs else SQL("TRUE"),
        )

    def _telling(self, span):
        """Return the condition of the lines of the period that say something of the form."""
        # The verbs word for word, so that the condition of the index follows from it.
        return SQL(
            "line.verb IN %s AND line.date >= %s AND line.date < %s AND line.task_id IS NOT NULL AND %s",
            TELLING,
            self._start(span.first),
            self._after(span.last),
            SQL("TRUE") if span.among is None else SQL("line.task_id IN (%s)", span.among),
        )

    def _lines_of(self, span):
        return SQL(
            """
            SELECT line.*, before.agency_id AS moved_from,
                   CASE WHEN before.agency_id IS NOT NULL THEN line.agency_id END AS moved_to,
                   line.verb IN ('revoke', 'close') AS is_ending, %(ended)s AS has_ended_before
              FROM (%(lines)s) line
              LEFT JOIN LATERAL (
                   SELECT last.agency_id FROM (
                          SELECT other.agency_id FROM directive_transition other
                           WHERE line.verb IN %(moving)s
                             AND %(earlier)s AND other.agency_id IS NOT NULL
                           ORDER BY other.date DESC, other.id DESC LIMIT 1) last
                    WHERE last.agency_id <> line.agency_id) before ON TRUE
            """,
            ended=self._has_ended_before(span),
            lines=self._lines_in_turn(span),
            earlier=EARLIER,
            moving=MOVING,
        )

    def _lines_in_turn(self, span):
        """Return the lines of the period, each with what the later ones mean for it."""
        return SQL(
            """
            SELECT line.id, line.date, line.task_id, line.verb, line.agency_id, line.state_to,
                   line.verb = 'close' AND bool_or(line.verb = 'reopen') OVER later IS TRUE
                   AS is_undone,
                   line.verb = 'extend' AND bool_or(line.verb = 'extend') OVER later IS NOT TRUE
                   AS is_last_extension
              FROM directive_transition line WHERE %s
            WINDOW later AS (PARTITION BY line.task_id ORDER BY line.date DESC, line.id DESC
                             ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
            """,
            self._telling(span),
        )

    def _has_ended_before(self, span):
        """Return whether the task was ended in the period before the line; asked where it matters."""
        return SQL(
            """
            CASE WHEN line.verb = 'reopen' OR line.verb IN %(moving)s AND line.state_to IN %(final)s
            THEN EXISTS (
                SELECT FROM directive_transition other
                 WHERE %(earlier)s AND other.date >= %(start)s
                   AND other.state_to IN %(final)s AND other.state_from NOT IN %(final)s)
            END""",
            start=self._start(span.first),
            earlier=EARLIER,
            moving=MOVING,
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
