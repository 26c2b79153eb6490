from odoo import api, fields, models
from odoo.tools import SQL

from ...tools.workflow import STATES
from .finished_sql import CHANGE, IS_FINAL, KINDS, ROWS, SUMMED, contribution

# What is added up over which months: over all, by the month of the end, by that of the assignment,
# and by the report years of both, named by their first months.
SPANS = {
    "ever": SQL("NULL::date"),
    "done": SQL("month_done"),
    "given": SQL("month_assigned"),
    "done_year": SQL("date_trunc('year', month_done)::date"),
    "given_year": SQL("date_trunc('year', month_assigned)::date"),
}
KEPT_BY = ("span", "month", "dimension", "key", *KINDS)
LOCK = 19_001_105  # of the transaction that adds up


class DirectiveFiguresSum(models.Model):
    """Sums over the tasks that are over, for each row of each table of figures.

    The figures are these sums, those of `directive.figures.open`, and the changes not yet added up;
    so they are exact at every moment.
    """

    _name = "directive.figures.sum"
    _description = "Sum of Figures"
    _log_access = False

    span = fields.Selection([(name, name) for name in SPANS], required=True)
    month = fields.Date()
    dimension = fields.Selection([(name, name) for name in ROWS], required=True)
    key = fields.Char()
    state = fields.Selection(STATES)
    date_deadline = fields.Date()
    date_reported = fields.Date()
    date_done = fields.Date()
    date_cause_confirmed = fields.Date()
    is_starred = fields.Boolean()
    is_returned = fields.Boolean()
    is_extended = fields.Boolean()
    task_count = fields.Integer()
    coefficient = fields.Float(digits=(16, 2))
    rework_count = fields.Integer()
    extension_count = fields.Integer()

    _place_idx = models.Index("(span, dimension, month, key)")

    def init(self):
        """Let changes be written from now on; what has ended before is added up at once."""
        if self.env["directive.figures.change"]._follow_tasks():
            self._count_anew()

    @api.model
    def _cron_add_up(self):
        """Add the changes up into the sums; tasks that are open are counted anew."""
        if not self._lock():
            return
        self.env["directive.task"].flush_model()
        columns = _names(CHANGE)
        self.env.cr.execute(
            SQL(
                """
                WITH taken AS (DELETE FROM directive_figures_change RETURNING %(columns)s),
                     added AS (%(added)s),
                     old AS (DELETE FROM directive_figures_sum
                              WHERE (span, dimension, COALESCE(month, '-infinity'), COALESCE(key, ''))
                                 IN (SELECT span, dimension, COALESCE(month, '-infinity'),
                                            COALESCE(key, '') FROM added)
                          RETURNING %(kept)s)
                INSERT INTO directive_figures_sum (%(place)s, %(summed)s)
                SELECT %(place)s, %(sums)s
                  FROM (SELECT %(kept)s FROM added UNION ALL SELECT %(kept)s FROM old) every
                 GROUP BY %(place)s HAVING %(something)s
                """,
                columns=columns,
                added=self._added_up(SQL("(SELECT * FROM taken WHERE state %s)", IS_FINAL)),
                place=_names(KEPT_BY),
                kept=_names((*KEPT_BY, *SUMMED)),
                summed=_names(SUMMED),
                sums=_sums(),
                something=SQL(" OR ").join(SQL("sum(%s) <> 0", SQL.identifier(n)) for n in SUMMED),
            )
        )
        # In this very snapshot of the tasks no change is left.
        self.env["directive.figures.open"]._count_anew()

    @api.model
    def _lock(self):
        """Let one transaction at a time add up; the other has nothing to do."""
        [(held,)] = self.env.execute_query(SQL("SELECT pg_try_advisory_xact_lock(%s)", LOCK))
        return held

    def _added_up(self, source):
        """Return the query of the sums over rows like those of `directive.figures.change`."""
        places = SQL(", ").join(
            SQL("(%s, %s, %s, %s::varchar)", span, month, dimension, SQL.identifier(column))
            for span, month in SPANS.items()
            for dimension, column in ROWS.items()
        )
        return SQL(
            "SELECT %(kept_by)s, %(sums)s FROM %(source)s source"
            " CROSS JOIN LATERAL (VALUES %(places)s) AS place(span, month, dimension, key)"
            " WHERE span NOT IN ('done', 'done_year') OR month IS NOT NULL GROUP BY %(kept_by)s",
            kept_by=_names(KEPT_BY),
            sums=_sums(),
            source=source,
            places=places,
        )

    @api.model
    def _count_anew(self):
        """Forget all sums and changes, and count the tasks instead."""
        self.env["directive.task"].flush_model()
        # No task changes meanwhile: its change would be counted twice or not at all.
        self.env.cr.execute("LOCK TABLE directive_task IN SHARE ROW EXCLUSIVE MODE")
        self.env.cr.execute("DELETE FROM directive_figures_change")
        self.env.cr.execute("DELETE FROM directive_figures_sum")
        self.env["directive.figures.open"]._forget()
        self.env.cr.execute(
            SQL(
                "WITH counted AS MATERIALIZED (WITH task AS (SELECT * FROM directive_task) %s)"
                " INSERT INTO directive_figures_sum (%s, %s) SELECT %s, %s FROM (%s) every",
                contribution(self.env),
                _names(KEPT_BY),
                _names(SUMMED),
                _names(KEPT_BY),
                _names(SUMMED),
                self._added_up(SQL("counted")),
            )
        )

    @api.model
    def _differences(self):
        """Return the places at which sums and changes differ from a recount of the tasks: none."""
        self.env["directive.task"].flush_model()
        return self._differences_of_the_ended() + self.env["directive.figures.open"]._differences()

    @api.model
    def _differences_of_the_ended(self):
        return self.env.execute_query(
            SQL(
                """
                WITH counted AS (WITH task AS (SELECT * FROM directive_task) %(recount)s),
                     right_ones AS (%(right)s)
                SELECT %(place)s, %(sums)s FROM (
                    SELECT %(kept)s FROM directive_figures_sum
                    UNION ALL SELECT %(kept)s FROM (%(changes)s) changes
                    UNION ALL SELECT %(place)s, %(minus)s FROM right_ones) every
                 GROUP BY %(place)s HAVING %(something)s
                """,
                recount=contribution(self.env),
                right=self._added_up(SQL("counted")),
                changes=self._added_up(
                    SQL("(SELECT * FROM directive_figures_change WHERE state %s)", IS_FINAL)
                ),
                place=_names(KEPT_BY),
                kept=_names((*KEPT_BY, *SUMMED)),
                minus=SQL(", ").join(SQL("-%s", SQL.identifier(name)) for name in SUMMED),
                sums=_sums(),
                something=SQL(" OR ").join(SQL("sum(%s) <> 0", SQL.identifier(n)) for n in SUMMED),
            )
        )


def _names(names):
    return SQL(", ").join(map(SQL.identifier, names))


def _sums():
    return SQL(", ").join(
        SQL("sum(%s) AS %s", SQL.identifier(name), SQL.identifier(name)) for name in SUMMED
    )
