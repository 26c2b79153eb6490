from odoo import api, fields, models
from odoo.exceptions import UserError

from ...models.notice.telling import says_what_it_sent

RESULTS = [("confirmed", "Confirm"), ("reopened", "Reopen the task")]


class DirectiveVerificationResult(models.TransientModel):
    """The form in which a verifier records the result, with photos, at a desk or on the spot."""

    _name = "directive.verification.result"
    _description = "Result of a Verification"

    line_ids = fields.Many2many("directive.verification.line", string="Tasks", required=True)
    task_names = fields.Char(compute="_compute_task_names", string="Task")
    result = fields.Selection(RESULTS, required=True, default="confirmed")
    note = fields.Text(string="Findings")
    attachment_ids = fields.Many2many(
        "ir.attachment", "directive_verification_result_attachment_rel", string="Evidence"
    )

    @api.depends("line_ids")
    def _compute_task_names(self):
        for wizard in self:
            wizard.task_names = "; ".join(wizard.line_ids.task_id.mapped("name"))

    @says_what_it_sent
    def action_save(self):
        """Take the result over; the lines perform all checks."""
        self.ensure_one()
        if len(self.line_ids) > 1 and self.attachment_ids:
            raise UserError(self.env._("Files belong to one task: verify the tasks one by one."))
        verb = {"confirmed": "action_confirm", "reopened": "action_reopen"}[self.result]
        getattr(self.line_ids, verb)(self.note, self.attachment_ids.ids)
        return {"type": "ir.actions.act_window_close"}
