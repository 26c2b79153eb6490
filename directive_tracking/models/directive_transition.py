from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.workflow import WORKFLOW
from .directive_task import STATES

VERBS = [
    ("assign", "Assign"),
    ("receive", "Receive"),
    ("report_completion", "Report completion"),
    ("accept", "Accept"),
    ("return", "Return"),
    ("reopen", "Reopen"),
    ("suspend", "Suspend"),
    ("resume", "Resume"),
    ("revoke", "Revoke"),
    ("close", "Close"),
]


class DirectiveTransition(models.Model):
    """The trail: who moved a task from which state to which, when and why.

    Lines are only ever added, and only by the workflow.
    """

    _name = "directive.transition"
    _description = "Transition of a Task"
    _inherit = ["directive.evidence.mixin"]
    _order = "id desc"
    _rec_name = "verb"

    task_id = fields.Many2one("directive.task", required=True, index=True, ondelete="cascade")
    directive_id = fields.Many2one(
        related="task_id.directive_id", store=True, index=True, precompute=True
    )
    user_id = fields.Many2one("res.users", string="By", required=True, ondelete="restrict")
    date = fields.Datetime(string="At", required=True)
    verb = fields.Selection(VERBS, string="Step", required=True)
    state_from = fields.Selection(STATES, string="From", required=True)
    state_to = fields.Selection(STATES, string="To", required=True)
    note = fields.Text(string="Reason")

    @api.model_create_multi
    def create(self, vals_list):
        if self.env.context.get("directive_workflow") is not WORKFLOW:
            self._refuse()
        return super().create(vals_list)

    def _refuse(self):
        raise UserError(
            self.env._("The trail of a task is kept by the system and cannot be changed.")
        )
