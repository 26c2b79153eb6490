from odoo import fields, models
from odoo.tools import SQL

from ...tools.statistics import LATE_CLASSES


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
        confirmed = SQL(
            "CASE WHEN task.date_cause_confirmed <= %s AND %s IN %s THEN 1 ELSE 0 END",
            self._reference_day(),
            self._official_class(),
            LATE_CLASSES,
        )
        return {**super()._counts(), "cause_confirmed_count": confirmed}
