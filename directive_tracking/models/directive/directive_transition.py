from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.workflow import STATES

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
    ("correct", "Correct"),
    ("extend", "Extend the deadline"),
    ("transfer", "Transfer to another agency"),
    ("confirm_cause", "Confirm an objective cause"),
]


class DirectiveTransition(models.Model):
    """The audit trail: every state change and correction, with person, time and reason.

    Lines are append-only and created only by the workflow. The correction of a directive itself
    has no task.
    """

    _name = "directive.transition"
    _description = "Task Transition"
    _inherit = ["directive.evidence.mixin", "directive.kept.mixin", "directive.signature.mixin"]
    _order = "id desc"
    _rec_name = "verb"
    _signatures = {"user_id": "signer"}

    # A task once assigned stays with its directive: nothing has to follow here.
    directive_id = fields.Many2one(
        "directive.directive", required=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one("res.users", string="By", required=True, ondelete="restrict")
    date = fields.Datetime(string="At", required=True)
    verb = fields.Selection(VERBS, string="Step", required=True)
    state_from = fields.Selection(STATES, string="From")
    state_to = fields.Selection(STATES, string="To")
    note = fields.Text(string="Reason")
    changes = fields.Text(help="Old and new values of a correction.")

    @api.model_create_multi
    def create(self, vals_list):
        self._complete(vals_list)
        return super().create(vals_list)

    @api.model
    def _complete(self, vals_list):
        """Complete each of the new lines ``vals_list`` with the values that no caller passes."""
        self._sign_all(vals_list)

    def _refuse(self):
        raise UserError(
            self.env._("The trail of a task is kept by the system and cannot be changed.")
        )
