from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ...tools.workflow import WORKING_STATES

A_WEEK = timedelta(days=7)


class DirectiveTask(models.Model):
    """A task with the days that an agency looks ahead."""

    _inherit = "directive.task"

    is_due_in_a_week = fields.Boolean(
        string="Due within 7 days",
        compute="_compute_is_due_in_a_week",
        search="_search_is_due_in_a_week",
        help="The agency has to act, and the deadline is at most seven days away.",
    )

    @api.depends("state", "date_deadline")
    def _compute_is_due_in_a_week(self):
        today = self.env["directive.settings"]._today()
        for task in self:
            deadline = task.state in WORKING_STATES and task.date_deadline
            task.is_due_in_a_week = bool(deadline) and today <= deadline <= today + A_WEEK

    def _search_is_due_in_a_week(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = self.env["directive.settings"]._today()
        within = Domain("date_deadline", ">=", today) & Domain(
            "date_deadline", "<=", today + A_WEEK
        )
        return Domain("state", "in", WORKING_STATES) & within
