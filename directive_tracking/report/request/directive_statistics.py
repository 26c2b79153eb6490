from odoo import fields, models
from odoo.tools import SQL

from ...models.request.cause_sql import CauseSQL


class DirectiveStatistics(models.Model):
    """Delays whose objective cause is confirmed, counted beside the official class."""

    _inherit = "directive.statistics"
    _depends = {"directive.task": ["date_cause_confirmed"]}

    cause_confirmed_count = fields.Integer(
        string="Late, objective cause confirmed",
        readonly=True,
        help="Done late or open and overdue, with a confirmed objective cause. They stay late.",
    )

    def _counts(self):
        """Return also :func:`tools.statistics.is_late_with_cause` as SQL."""
        marks = CauseSQL(self.env, self._reference_day()).marks()
        confirmed = SQL(
            "CASE WHEN (%s) OR (%s) THEN 1 ELSE 0 END",
            marks["late_cause_confirmed"],
            marks["overdue_cause_confirmed"],
        )
        return {**super()._counts(), "cause_confirmed_count": confirmed}
