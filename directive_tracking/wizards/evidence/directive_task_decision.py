from odoo import fields, models

from ...models.notice.telling import says_what_it_sent

SEND_BACK = "send_back"


class DirectiveTaskDecision(models.TransientModel):
    """The head's reason for sending a completion report back."""

    _inherit = "directive.task.decision"

    verb = fields.Selection(
        selection_add=[(SEND_BACK, "Send back")], ondelete={SEND_BACK: "cascade"}
    )
    report_ids = fields.Many2many("directive.task.progress", readonly=True)

    @says_what_it_sent
    def action_decide(self):
        """Take the step with its note; the report performs all checks."""
        if self.verb != SEND_BACK:
            return super().action_decide()
        self.report_ids.action_send_back(self.note)
        return {"type": "ir.actions.act_window_close"}
