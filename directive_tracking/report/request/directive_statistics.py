from odoo import fields, models
from odoo.tools import SQL


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
        """Count what was confirmed by the reference day: a later confirmation moves no past."""
        confirmed = SQL(
            "CASE WHEN task.date_cause_confirmed <= %s AND %s IN ('done_late', 'open_overdue')"
            " THEN 1 ELSE 0 END",
            self._reference_day(),
            self._official_class(),
        )
        return {**super()._counts(), "cause_confirmed_count": confirmed}
