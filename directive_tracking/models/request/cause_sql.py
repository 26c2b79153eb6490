from odoo.tools import SQL

from ..task.finding.task_sql import TaskSQL


class CauseSQL(TaskSQL):
    """Conditions on a task, with the objective causes confirmed by the day."""

    @property
    def has_cause(self):
        return SQL("%s <= %s", self.column("date_cause_confirmed"), self.day)

    def marks(self):
        """Return also :func:`tools.statistics.is_late_with_cause` as SQL, done and open apart."""
        marks = super().marks()
        return {
            **marks,
            "late_cause_confirmed": SQL("%s AND %s", marks["done_late"], self.has_cause),
            "overdue_cause_confirmed": SQL("%s AND %s", marks["open_overdue"], self.has_cause),
        }
