from odoo import fields, models
from odoo.tools import SQL

from ...models.agency.groups import OFFICE_OR_LEADER
from ...tools.chasing.grades import OFTEN


class DirectiveStatistics(models.Model):
    """How often the tasks were chased."""

    _inherit = "directive.statistics"
    _depends = {"directive.task": ["chase_count"]}

    # Agencies that only coordinate need not know how often the lead was chased.
    chase_count = fields.Integer(string="Times chased", readonly=True, groups=OFFICE_OR_LEADER)
    chased_often_count = fields.Integer(
        string="Chased more than three times", readonly=True, groups=OFFICE_OR_LEADER
    )

    def _counts(self):
        times = SQL("COALESCE(task.chase_count, 0)")
        often = SQL("CASE WHEN task.chase_count > %s THEN 1 ELSE 0 END", OFTEN)
        return super()._counts() | {"chase_count": times, "chased_often_count": often}
