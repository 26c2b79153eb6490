from odoo import api, fields, models

from ...models.directive.directive_transition import VERBS
from ...models.notice.telling import says_what_it_sent
from ...tools.workflow import TRANSITIONS

EXPLAINED = {verb for verb, step in TRANSITIONS.items() if step.needs_note}
WORDS = [
    ("instruct", "Instruct"),
    ("request_explanation", "Request an explanation"),
]


class DirectiveTaskDecision(models.TransientModel):
    """The note for a step: the reason for returning a result, suspending or revoking a task..."""

    _name = "directive.task.decision"
    _description = "Task Decision"

    verb = fields.Selection(
        [*(verb for verb in VERBS if verb[0] in EXPLAINED), *WORDS], required=True, readonly=True
    )
    task_ids = fields.Many2many("directive.task", readonly=True)
    task_names = fields.Char(compute="_compute_task_names", string="Tasks")
    note = fields.Text(required=True)

    @api.depends("task_ids")
    def _compute_task_names(self):
        for wizard in self:
            wizard.task_names = "; ".join(wizard.task_ids.mapped("name"))

    @says_what_it_sent
    def action_decide(self):
        """Take the step with its note; it performs all checks."""
        self.ensure_one()
        getattr(self.task_ids, f"action_{self.verb}")(self.note)
        return {"type": "ir.actions.act_window_close"}
