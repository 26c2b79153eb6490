from datetime import timedelta

from odoo import models
from odoo.tools import SQL

from .span import Span

# What figures read of a task; a standing has these columns too.
COLUMNS = (
    "id", "parent_id", "lead_agency_id", "issuer_id", "field_id", "source", "is_starred",
    "coefficient", "state", "date_assigned", "date_deadline", "date_reported", "date_done",
    "date_last_news", "date_cause_confirmed", "rework_count", "extension_count",
)  # fmt: skip


class DirectiveFigures(models.AbstractModel):
    """How tasks stood at the end of a day.

    Most tasks have not changed since that day: they stand as they are. Those with a later line in
    the trail, or with later news, stand as the trail says.
    """

    _inherit = "directive.figures"

    def _day(self, day):
        """Return ``day``, today unless said."""
        return day or self.env["directive.settings"]._today()

    def _flush(self):
        for model in ("directive.task", "directive.transition", "directive.task.progress"):
            self.env[model].flush_model()

    def _plan_plainly(self):
        """Let the next queries run as they are: to compile or divide so wide ones takes longer."""
        self.env.cr.execute("SET LOCAL jit = off; SET LOCAL max_parallel_workers_per_gather = 0")

    def _execute(self, query):
        """Return the rows of ``query``."""
        self._plan_plainly()
        return self.env.execute_query(query)

    def _start(self, day):
        return self.env["directive.settings"]._start_of_day_utc(day)

    def _after(self, day):
        """Return the moment at which ``day`` is over."""
        return self._start(day + timedelta(days=1))

    def _local_day(self, column):
        zone = self.env["directive.settings"]._get("timezone")
        return SQL("(%s AT TIME ZONE 'UTC' AT TIME ZONE %s)::date", column, zone)

    def _span(self, last, first=None, with_counters=False):
        """Return the days ``first`` to ``last``, or the day ``last``, with what changed since."""
        return Span(last, self._changed_since(last), first, with_counters)

    def _changed_since(self, day):
        """Return the query of the tasks changed after ``day``, None if nothing has happened since.

        They had been given by then and have a later line or news. They are found once, and named: so
        the planner knows how many they are. What was given later did not stand yet.
        """
        query = SQL(
            """
            WITH after AS MATERIALIZED (
                SELECT task_id AS id FROM directive_transition
                 WHERE date >= %(after)s AND task_id IS NOT NULL
                 UNION SELECT task_id FROM directive_task_progress WHERE date > %(day)s)
            SELECT EXISTS (SELECT FROM after), array_agg(after.id)::text FROM after
             WHERE NOT EXISTS (SELECT FROM directive_task task
                                WHERE task.id = after.id AND task.date_assigned > %(day)s)
            """,
            after=self._after(day),
            day=day,
        )
        [(is_past, ids)] = self._execute(query)
        return SQL("SELECT unnest(%s::int[]) AS id", ids or "{}") if is_past else None

    def _standing(self, span, among=None):
        """Return a query of all tasks as they stood at the end of ``span``.

        :param among: leave out tasks that are not ``among`` these and have not changed since
        """
        as_now = self._as_now(span, SQL("task.state <> 'draft'") if among is None else among)
        if span.changed is None:
            return as_now
        return SQL("%s UNION ALL %s", as_now, self._as_of_the_trail(span.last, span.changed))

    def _standing_of(self, ids, span):
        """Return the query of the tasks that the query ``ids`` names, as `_standing` gives them."""
        if ids is span.changed:
            return self._as_of_the_trail(span.last, ids)
        as_now = self._as_now(span, SQL("task.id IN (%s) AND task.state <> 'draft'", ids))
        if span.changed is None:
            return as_now
        changed = SQL("SELECT id FROM (%s) changed WHERE id IN (%s)", span.changed, ids)
        return SQL("%s UNION ALL %s", as_now, self._as_of_the_trail(span.last, changed))

    def _as_now(self, span, among):
        """Return the query of the tasks ``among`` these that have not changed since."""
        columns = SQL(", ").join(SQL.identifier("task", name) for name in COLUMNS)
        as_now = SQL("SELECT %s FROM directive_task task WHERE %s", columns, among)
        if span.changed is None:
            return as_now
        return SQL(
            "%s AND (task.date_assigned <= %s OR task.date_assigned IS NULL)"
            " AND NOT EXISTS (SELECT FROM (%s) later WHERE later.id = task.id)",
            as_now,
            span.last,
            span.changed,
        )

    def _as_of_the_trail(self, day, changed):
        return SQL(
            """
            SELECT task.id, task.parent_id,
                   COALESCE(line.agency_id, task.lead_agency_id) AS lead_agency_id,
                   task.issuer_id, task.field_id, task.source,
                   COALESCE(line.is_starred, task.is_starred) AS is_starred,
                   COALESCE(line.coefficient, task.coefficient) AS coefficient,
                   line.state_to AS state, task.date_assigned, line.date_deadline,
                   past.reported AS date_reported, past.accepted AS date_done,
                   GREATEST(past.assigned, past.reported, news.day) AS date_last_news,
                   past.cause AS date_cause_confirmed,
                   task.rework_count - past.returned_later AS rework_count,
                   task.extension_count - past.extended_later AS extension_count
              FROM (%(past)s) past
              JOIN directive_transition line ON line.id = past.last_id
              JOIN directive_task task ON task.id = past.task_id
              LEFT JOIN (%(news)s) news ON news.task_id = past.task_id
            """,
            past=self._past(day, changed),
            news=SQL(
                "SELECT report.task_id, max(report.date) AS day FROM (%s) changed"
                " JOIN directive_task_progress report ON report.task_id = changed.id"
                " WHERE report.date <= %s GROUP BY report.task_id",
                changed,
                day,
            ),
        )

    def _past(self, day, changed):
        """Return the query of what all lines of each task together say: by ``day``, and later."""
        return SQL(
            """
            SELECT line.task_id, %(last)s AS last_id,
                   %(assigned)s AS assigned, %(reported)s AS reported, %(accepted)s AS accepted,
                   %(cause)s AS cause,
                   count(*) FILTER (WHERE NOT %(by_then)s AND verb = 'return') AS returned_later,
                   count(*) FILTER (WHERE NOT %(by_then)s AND verb = 'extend') AS extended_later
              FROM (%(changed)s) changed
              JOIN directive_transition line ON line.task_id = changed.id
             GROUP BY line.task_id
            """,
            changed=changed,
            by_then=SQL("line.date < %s", self._after(day)),
            last=SQL(
                "(max(ARRAY[extract(epoch FROM line.date), line.id])"
                " FILTER (WHERE line.date < %s))[2]::int",
                self._after(day),
            ),
            assigned=self._day_of_step(SQL("max"), "assign", day),
            reported=self._day_of_step(SQL("max"), "report_completion", day),
            accepted=self._day_of_step(SQL("max"), "accept", day),
            cause=self._day_of_step(SQL("min"), "confirm_cause", day),
        )

    def _day_of_step(self, which, verb, day):
        """Return the day of the first or last step ``verb`` of a task's lines by ``day``."""
        moment = SQL(
            "%s(line.date) FILTER (WHERE line.date < %s AND verb = %s)",
            which,
            self._after(day),
            verb,
        )
        return self._local_day(moment)
