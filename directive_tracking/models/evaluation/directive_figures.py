from datetime import timedelta

from odoo import models
from odoo.tools import SQL

from ..task.finding.task_sql import TaskSQL


class DirectiveFigures(models.AbstractModel):
    """Each cell of the form taken apart into its tasks, for a snapshot."""

    _inherit = "directive.figures"

    def _lines_of_form(self, first, last):
        """Return a query of one row for each agency and task of the form over the period.

        Its columns: ``task_id``, ``agency_id``, ``columns`` between blanks (one that counts
        events as often as it does), ``weight`` and ``is_starred`` as at the end of the period.
        """
        self._flush()
        span = self._span(last, first)
        cells = [
            self._taken_apart(relation, columns)
            for relation, columns in self._form_parts(span, False, {})
        ]
        return SQL(
            """
            SELECT cell.task_id, cell.agency_id,
                   ' ' || string_agg(cell.name, ' ' ORDER BY cell.name COLLATE "C") || ' ' AS columns,
                   COALESCE(max(late.coefficient), 1) AS weight,
                   COALESCE(bool_or(late.is_starred), FALSE) AS is_starred
              FROM (%s) cell
              LEFT JOIN (%s) late ON late.id = cell.task_id
             WHERE cell.agency_id IS NOT NULL
             GROUP BY cell.task_id, cell.agency_id
            """,
            SQL(" UNION ALL ").join([*cells, self._cell_brought_forward(first)]),
            self._standing(span),
        )

    def _taken_apart(self, relation, columns):
        holds = SQL(", ").join(SQL("(%s, %s)", name, when) for name, when in columns.items())
        return SQL(
            "SELECT task.id AS task_id, task.agency_id, cell.name FROM (%s) task"
            " CROSS JOIN LATERAL (VALUES %s) AS cell(name, holds) WHERE cell.holds",
            relation,
            holds,
        )

    def _cell_brought_forward(self, first):
        before = first - timedelta(days=1)
        return SQL(
            "SELECT task.id AS task_id, task.lead_agency_id AS agency_id, '2' AS name"
            " FROM (%s) task WHERE %s AND %s",
            self._standing(self._span(before)),
            self._where({}),
            TaskSQL(self.env, before).is_open,
        )
