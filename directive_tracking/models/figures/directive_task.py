from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools.workflow import WORKFLOW
from ..task.directive_task import OPEN_SQL
from .directive_figures_standing import COLUMNS

MOST = 100
READ = ", ".join(name for name in COLUMNS if name != "lead_agency_id")


class DirectiveTask(models.Model):
    """The weight of a task in figures, and the trail of its star."""

    _inherit = "directive.task"

    coefficient = fields.Float(
        digits=(6, 2),
        default=1,
        required=True,
        aggregator="sum",
        help="The weight of the task in scores and weighted figures, set by the Office; 1 unless "
        "said. It changes no number of tasks.",
    )

    # All that figures read of open tasks, so that counting 50,000 does not visit each of them.
    _open_figures_idx = models.Index(f"(lead_agency_id) INCLUDE ({READ}) WHERE {OPEN_SQL}")
    # What was given in a period; what was done has an index of the evidence.
    _assigned_idx = models.Index("(date_assigned)")

    @api.constrains("coefficient")
    def _check_coefficient(self):
        if any(not 0 < task.coefficient <= MOST for task in self):
            raise ValidationError(
                self.env._("The coefficient of a task is above 0 and at most %(most)s.", most=MOST)
            )

    def _check_correction(self, note, values):
        super()._check_correction(note, values)
        if "coefficient" in values:
            self._check_not_own()

    def action_toggle_star(self):
        """Star these tasks or remove the star; the trail keeps since when, for past figures."""
        before = {task.id: task.is_starred for task in self.sudo()}  # compared, not shown
        result = super().action_toggle_star()
        given = self.sudo().filtered(lambda task: task.state != "draft")  # the check is done
        moved = given.filtered(lambda task: task.is_starred is not before[task.id])
        for starred, tasks in (
            moved.with_context(directive_workflow=WORKFLOW).grouped("is_starred").items()
        ):
            tasks._log_transition("star" if starred else "unstar", False)
        return result
