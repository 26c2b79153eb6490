from datetime import timedelta

from odoo.tools import SQL

from ....tools.statistics import AGES, LONG_OVERDUE, OLDEST, STAGES
from ....tools.workflow import OPEN_STATES

RUNNING_STATES = tuple(state for state in OPEN_STATES if state != "suspended")


class TaskSQL:
    """Conditions on a task as of a day, in SQL: what `tools/statistics.py` says in Python.

    The only place of these formulas: whatever counts tasks uses them. The
    table may be `directive_task` or any query with columns of the same names.
    """

    def __init__(self, env, day, table="task"):
        settings = env["directive.settings"]
        self.day, self.setting, self.table = day, settings._get, table

    def column(self, name):
        return SQL.identifier(self.table, name)

    def days_ago(self, setting, sign=1):
        return self.day - timedelta(days=sign * self.setting(setting))

    @property
    def state(self):
        return self.column("state")

    @property
    def deadline(self):
        return self.column("date_deadline")

    @property
    def is_open(self):
        # As literals, word for word the condition of the partial indexes.
        return SQL("%s IN (%s)", self.state, _literals(OPEN_STATES))

    @property
    def running(self):
        return SQL("%s IN (%s)", self.state, _literals(RUNNING_STATES))

    @property
    def done(self):
        return SQL("%s = 'done'", self.state)

    @property
    def overdue(self):
        return SQL("%s AND %s < %s", self.running, self.deadline, self.day)

    def is_state(self, state):
        return SQL("%s = %s", self.state, state)

    def completed(self, by_report=None):
        """Return the day on which a done task was completed, by the settings unless said."""
        if by_report is None:
            by_report = self.setting("completion_day") == "reported"
        accepted, reported = self.column("date_done"), self.column("date_reported")
        return SQL("COALESCE(%s, %s)", reported, accepted) if by_report else accepted

    def is_late(self, by_report=None):
        return SQL("(%s > %s) IS TRUE", self.completed(by_report), self.deadline)

    @property
    def stage(self):
        stages = SQL(" ").join(SQL("WHEN %s THEN %s", *pair) for pair in STAGES.items())
        return SQL("CASE %s %s END", self.state, stages)

    @property
    def report_month(self):
        """Return the report month of the assignment."""
        return self.month_of(self.column("date_assigned"))

    def month_of(self, day):
        """Return :func:`tools.periods.reporting_month` as SQL."""
        return SQL("(date_trunc('month', (%s - 14)::timestamp) + interval '1 month')::date", day)

    @property
    def official_class(self):
        """Return :func:`tools.statistics.official_class` as SQL."""
        return SQL(
            "CASE WHEN %(done)s THEN"
            " CASE WHEN %(late)s THEN 'done_late' ELSE 'done_on_time' END"
            " WHEN NOT (%(is_open)s) THEN NULL"
            " WHEN %(deadline)s IS NULL THEN 'open_no_deadline'"
            " WHEN %(state)s = 'suspended' OR %(deadline)s >= %(day)s THEN 'open_in_term'"
            " ELSE 'open_overdue' END",
            done=self.done,
            late=self.is_late(),
            is_open=self.is_open,
            deadline=self.deadline,
            state=self.state,
            day=self.day,
        )

    def marks(self):
        """Return the condition of each mark of a task; those of open and of done tasks."""
        return {
            "total": SQL("(%s OR %s)", self.is_open, self.done),
            "open": self.is_open,
            "done": self.done,
            "closed": self.is_state("closed"),
            "revoked": self.is_state("revoked"),
            "with_deadline": self._dated(SQL("NOT NULL")),
            "without_deadline": self._dated(SQL("NULL")),
            **self._marks_of_done(),
            **self._marks_of_open(),
            **self._stages(),
        }

    def _dated(self, what):
        return SQL("(%s OR %s) AND %s IS %s", self.is_open, self.done, self.deadline, what)

    def _marks_of_done(self):
        late = SQL("%s AND %s", self.done, self.is_late())
        return {
            "done_on_time": SQL("%s AND NOT %s", self.done, self.is_late()),
            "done_late": late,
            "done_on_time_dated": SQL(
                "%s AND NOT %s AND %s IS NOT NULL", self.done, self.is_late(), self.deadline
            ),
            "done_late_dated": late,
            "done_on_time_undated": SQL("%s AND %s IS NULL", self.done, self.deadline),
            "done_late_by_acceptance": SQL("%s AND %s", self.done, self.is_late(by_report=False)),
        }

    def _marks_of_open(self):
        deadline, news, reported = self.deadline, self.column("date_last_news"), "reported"
        return {
            "open_in_term": SQL(
                "%s AND (%s = 'suspended' AND %s IS NOT NULL OR %s >= %s)",
                self.is_open, self.state, deadline, deadline, self.day,
            ),
            "open_overdue": self.overdue,
            "open_no_deadline": SQL("%s AND %s IS NULL", self.is_open, deadline),
            "due_soon": SQL(
                "%s AND %s BETWEEN %s AND %s",
                self.running, deadline, self.day, self.days_ago("due_soon_days", -1),
            ),
            "overdue_over_30": self._overdue_for(LONG_OVERDUE + 1),
            **self._ages(),
            "silent": SQL(
                "%s AND %s IS NULL AND %s < %s",
                self.running, deadline, news, self.days_ago("silent_days"),
            ),
            "awaiting_acceptance": self.is_state(reported),
            "not_received": self.is_state("assigned"),
            "suspended": self.is_state("suspended"),
            "fresh_open": SQL("%s AND %s >= %s", self.is_open, news, self.days_ago("fresh_days")),
            "overdue_reported_in_time": SQL(
                "%s AND %s AND %s <= %s",
                self.overdue, self.is_state(reported), self.column("date_reported"), deadline,
            ),
        }  # fmt: skip

    def _ages(self):
        ages, youngest = {}, 1
        for name, last in (*AGES, (OLDEST, None)):
            ages[f"overdue_{name}"] = self._overdue_for(youngest, last)
            youngest = last and last + 1
        return ages

    def _overdue_for(self, least, most=None):
        """Return whether a task is overdue for ``least`` to ``most`` days."""
        running = SQL("%s AND %s <= %s", self.running, self.deadline, self._before(least))
        return (
            SQL("%s AND %s >= %s", running, self.deadline, self._before(most)) if most else running
        )

    def _before(self, days):
        return self.day - timedelta(days=days)

    def _stages(self):
        names = set(STAGES.values())
        return {
            name: SQL("%s IN (%s)", self.state, _literals(s for s in STAGES if STAGES[s] == name))
            for name in names
        }


def _literals(words):
    return SQL(", ").join(SQL(f"'{word}'") for word in words)  # pylint: disable=sql-injection
