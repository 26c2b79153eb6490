from itertools import chain

from odoo import models
from odoo.tools import SQL

from .directive_figures_form import MOVED
from .directive_transition import RECASTING
from .span import Span


class DirectiveFigures(models.AbstractModel):
    """What the steps of a period add to its form, of which a year has many.

    Of a period that goes on, `directive.figures.past` remembers what the steps of its first days
    added up to some days ago. Of tasks with later steps that is taken back, and they are counted anew.
    """

    _inherit = "directive.figures"

    def _count_steps(self, span, tables, starred, scope):
        """Yield ``(by, key, {cell: number})``; of one row of a table there may be several."""
        spans, kept = self._spans_and_kept(span, tables, starred, scope)
        parts = self._parts_of_steps(spans, tables, starred, scope)
        yield from chain(kept, *(self._read_rows(*part) for part in parts))

    def _columns_of_steps(self):
        return (*self._columns_of_lines(), *MOVED.values())

    def _spans_and_kept(self, span, tables, starred, scope):
        """Return the spans to be counted, and rows of what is remembered."""
        end = self.env["directive.figures.past"]._latest_end(*span.days)
        kept = end and self._remembered(tables, span.first, end, starred, scope)
        if not kept:
            return [span], []
        names = self._columns_of_steps()
        rows = [
            (by, key, {name: row[name] for name in names if row[name]})
            for by, of_table in kept[0].items()
            for key, row in of_table.items()
        ]
        return self._spans_since(end, span), rows

    def _spans_since(self, end, span):
        """Return what to count of the tasks that steps after ``end`` concern: now, and back then."""
        before = Span(end, None, span.first)
        query = SQL(
            """
            WITH later AS MATERIALIZED (
                SELECT DISTINCT task_id AS id FROM directive_transition
                 WHERE verb IN %(recasting)s AND date >= %(after)s AND date < %(end)s
                   AND task_id IS NOT NULL)
            SELECT array_agg(id)::text, (array_agg(id) FILTER (WHERE EXISTS (
                   SELECT FROM directive_transition line WHERE line.task_id = later.id AND %(told)s)))::text
              FROM later
            """,
            recasting=RECASTING,
            after=self._after(end),
            end=self._after(span.last),
            told=self._telling(before),
        )
        [found] = self._execute(query)
        now, then = (SQL("SELECT unnest(%s::int[]) AS id", ids or "{}") for ids in found)
        return [span._replace(among=now), before._replace(changed=then, among=then, sign=-1)]
